"""The shipped engagement's words."""

import pytest

from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.names.engagement import EngagementNames, engagement_names
from wellbeing.sources.paths import ROOT


@pytest.fixture(scope="session")
def names() -> EngagementNames:
    return engagement_names(read_engagement(ROOT / "data/your-say-2018"))
