"""A profile makes sense in its engagement, says what it was made from, and fits its file or says why not."""

import msgspec
import pytest
from taking import GOOD, HEADINGS, SHIPPED, SURVEY, taken, written

from wellbeing.model.errors import DataError
from wellbeing.model.profile import Answered, Column, Day, Several
from wellbeing.sources.profiles.fitting import fit_profile
from wellbeing.sources.profiles.reading import named_profile, profile_names, read_profile

SMALL = """
about = "A survey"
evidence = "proposed"
topic = { constant = "both" }
channel = { constant = "online" }
received_on = { columns = ["When"] }
"""
EVIDENCE = {"genuine export", "public documentation", "our own template"}


@pytest.mark.parametrize("name", profile_names(SHIPPED))
def test_a_shipped_profile_makes_sense_and_says_what_it_was_written_from(name):
    profile = named_profile(SHIPPED, name)
    assert profile.name == name
    assert profile.evidence in EVIDENCE
    assert profile.sources


def test_profiles_are_shipped_for_the_platforms_that_such_teams_use():
    assert profile_names(SHIPPED) == [
        "citizen-space",
        "citizen-space-publishing",
        "decidim-comments",
        "decidim-proposals",
        "decidim-proposals-taxonomies",
        "google-forms",
        "google-forms-sheet",
        "kobotoolbox",
        "limesurvey",
        "microsoft-forms",
        "polis-comments",
        "polis-votes",
        "polis-votes-as-stored",
        "qualtrics",
        "social-pinpoint-comments",
        "surveymonkey",
    ]


def test_an_unknown_profile_lists_those_that_are_known():
    with pytest.raises(DataError, match="has no profile 'survey-monkey'"):
        named_profile(SHIPPED, "survey-monkey")


def refused(folder, text):
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as told:
        read_profile(path, SHIPPED)
    return str(told.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("about = ", "mine.toml: "),
        (SMALL + "colour = 1", "unknown field `colour`"),
        (SMALL + "[region]\ncolumn = 'x'", "unknown field `column`"),
        (SMALL + "[[questions]]\nid = 'trst'\ncolumns = ['x']", "1 unknown question: 'trst'. Known: 'trust'"),
        (
            SMALL + "[[questions]]\nid = 'trust'\ncolumns = ['x']\nscale = ['fine']",
            "question 'trust' does not offer 1 answer: 'fine'",
        ),
        (SMALL + "[[questions]]\nid = 'trust'\ncolumns = ['x']\n" * 2, "a question is mapped twice"),
        (SMALL.replace("received_on", "# "), "received_on names no columns and no constant"),
        (SMALL.replace("topic", "# "), "topic names no columns and no constant"),
        (SMALL + "rows = 'many'", 'rows = "many" needs id'),
        (SMALL.replace('["When"]', '["When"], formats = ["%d/%m/%Y %Z"]'), "%Z reads over a zone"),
        (
            SMALL.replace('["When"]', '["When"], formats = ["dd/mm/yyyy"]'),
            "1 format without day, month and year",
        ),
        (
            SMALL.replace('["When"]', '["When"], time_zone = "Pacific/Nowhere"'),
            "time_zone 'Pacific/Nowhere' is none",
        ),
        (SMALL + "kind = 'attendance'", "a profile of attendance needs place"),
        (SMALL + "kind = 'notes'\nplace = { columns = ['x'] }", "a profile of notes needs note"),
    ],
)
def test_a_profile_that_cannot_be_is_told_with_its_file(tmp_path, text, reason):
    told = refused(tmp_path, text)
    assert told.startswith(str(tmp_path / "mine.toml"))
    assert reason in told


def test_a_profile_is_named_by_its_file(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(SMALL, encoding="utf-8")
    assert read_profile(path, SHIPPED).scope == named_profile(SHIPPED, str(path)).name == "mine"


def test_headings_fit_whatever_their_case_spaces_and_accents():
    profile = msgspec.structs.replace(SURVEY, region=Column(columns=("Whāiti  region?",)), questions=())
    columns = ("ID", "when ", "WHAITI REGION", "role", "Communities")
    assert fit_profile(profile, columns, "a.csv").region.columns == ("WHAITI REGION",)
    assert fit_profile(profile, columns, "a.csv").id == ("ID",)


def test_a_star_stands_for_the_rest_of_a_heading():
    profile = msgspec.structs.replace(
        SURVEY,
        id=("Q1*",),
        received_on=Day(columns=("date. *",)),
        region=Column(),
        stakeholder=Column(),
        communities=Several(flags={"Q2[SQ1]*": "maori"}),
        questions=(Answered(id="trust", columns=("Q2. *",)),),
    )
    columns = ("Q1. Number", "Q10. Other", "date. Date submitted", "Q2[SQ1]. Who? [Māori]", "Q2. Trust?")
    found = fit_profile(profile, columns, "a.csv")
    assert found.id == ("Q1. Number",)
    assert found.communities.flags == {"Q2[SQ1]. Who? [Māori]": "maori"}
    assert found.questions[0].columns == ("Q2. Trust?",)


def test_all_missing_columns_are_named_with_what_they_may_be_called_now(tmp_path):
    headings = tuple({"Region": "Regions", "Why": "Comment"}.get(name, name) for name in HEADINGS)
    with pytest.raises(DataError) as told:
        taken(written(tmp_path, [GOOD], headings))
    assert "a.csv does not fit the profile 'small': 2 columns missing: 'Region', 'Why'." in str(told.value)
    assert "Perhaps 'Regions' for 'Region'." in str(told.value)


def test_two_columns_that_fit_are_told(tmp_path):
    headings = ("Id", "When", "Region", "REGION", "Communities", "Trust", "Why")
    profile = msgspec.structs.replace(SURVEY, region=Column(columns=("region",)), stakeholder=Column())
    with pytest.raises(DataError, match="more than one column is called 'region'"):
        taken(written(tmp_path, [GOOD], headings), profile)


ALSO = msgspec.structs.replace(SURVEY, also={"Trust": ("Confidence", "Vertrauen")})


def test_a_heading_of_another_generation_is_the_same_column(tmp_path):
    renamed = [name if name != "Trust" else "vertrauen" for name in HEADINGS]
    assert taken(written(tmp_path, [GOOD], renamed), ALSO).answers.height == 2


def test_headings_of_two_generations_in_one_file_are_asked():
    with pytest.raises(DataError, match="more than one column is called 'Trust'"):
        fit_profile(ALSO, [*HEADINGS, "Confidence"], "a.csv")
