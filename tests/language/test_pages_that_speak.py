"""Pages and reports write numbers and days as the engagement's language does."""

import re
from dataclasses import replace

import msgspec
import pytest
from walking import reports, written

from wellbeing.language import speaking
from wellbeing.state.figures import Figures
from wellbeing.views.explore import Explore

#: Of the demonstration: as many attended as were published, up to its last day.
ATTENDED, LAST_DAY = (
    {"en": "1,047", "es-CL": "1.047"},
    {"en": "31 August 2018", "es-CL": "31 de agosto de 2018"},
)
#: A number whose thousands are parted as English parts them.
OF_ENGLISH = re.compile(r"\b[1-9]\d{0,2},\d{3}\b")


def said(release, language):
    """What explore and the report say in a language; the engagement's own texts left out."""
    engagement = msgspec.structs.replace(release.engagement, language=language)
    with speaking(language):
        spoken = replace(release, engagement=engagement)
        page = Explore(spoken)
        page.explorer.filters.choose({"opened": "weeks"})
        return {"explore": written(page), "report": dict(reports(Figures(spoken)))["report"]}


@pytest.mark.parametrize("language", ["en", "es-CL"])
def test_numbers_and_days_are_those_of_the_language(release, language):
    for text in said(release, language).values():
        assert ATTENDED[language] in text
        assert LAST_DAY[language] in text


def test_no_number_is_left_in_english(release):
    assert {part: OF_ENGLISH.findall(text) for part, text in said(release, "es-CL").items()} == {
        "explore": [],
        "report": [],
    }
