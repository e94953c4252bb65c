"""Yes and no are understood as the engagement's own language has them, and not as another's."""

from pathlib import Path

import pytest

from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.names.engagement import engagement_names

DATA = Path(__file__).parents[3] / "data"
WRITTEN = ["Sí", "si", "SÍ", "No", "yes", "false", "0"]


@pytest.mark.parametrize(("engagement", "spanish"), [("open-access-2020", "yes"), ("your-say-2018", None)])
def test_a_consent_is_understood_in_the_language_of_the_engagement(engagement, spanish):
    consent = engagement_names(read_engagement(DATA / engagement)).consent
    meant = [one.value for one in consent.resolve(WRITTEN)]
    assert meant == [spanish, spanish, spanish, "no", "yes", "no", None]
