"""A proposed profile can be used as it stands, and says what speaks for each line."""

import pytest
from taking import CHILE, GOOD, SAMPLES, SHIPPED, counts, join_batches, written

from wellbeing.sources.intake.taking import take_in
from wellbeing.sources.profiles.choosing import open_with_profile
from wellbeing.sources.proposing.proposing import propose


def proposed(folder, path, engagement=SHIPPED):
    text = propose(path, engagement)
    saved = folder / "proposed.toml"
    saved.write_text(text, encoding="utf-8")
    return text, open_with_profile(path, engagement, str(saved))


@pytest.fixture
def survey(tmp_path):
    rows = [
        (
            f"R{number}",
            f"{number + 1:02}/06/2018 09:30",
            ("Otago", "Tāmaki Makaurau", "Dunedin", "Aukland")[number % 4],
            ("NGO", "client")[number % 2],
            ("Māori;Pasifika", "Māori", "Pasifika")[number % 3],
            ("Agree", "Strongly disagree")[number % 2],
            f"What I think of it is a long story, number {number}",
            str(number % 5 + 1),
            "",
        )
        for number in range(24)
    ]
    headings = ("Response ID", "Submitted", "Where do you live?", "Your role", "Communities", "Trust")
    more = ("What worries or hopes do you have?", "Satisfaction", "Empty")
    return written(tmp_path, rows, headings + more)


def test_columns_are_recognised_by_what_they_hold(tmp_path, survey):
    text, (table, profile) = proposed(tmp_path, survey)
    assert profile.id == ("Response ID",)
    assert (profile.received_on.columns, profile.received_on.formats) == (("Submitted",), ("%d/%m/%Y %H:%M",))
    assert profile.region.columns == ("Where do you live?",)
    assert profile.stakeholder.columns == ("Your role",)
    assert (profile.communities.columns, profile.communities.split) == (("Communities",), ";")
    assert {answer.id: answer.columns for answer in profile.questions} == {
        "trust": ("Trust",),
        "data_comment": ("What worries or hopes do you have?",),
    }
    assert counts(join_batches(take_in(table, profile, SHIPPED))) == (18, 6, 0)
    assert '# values = { "Aukland" = "Auckland" }' in text
    assert '"Satisfaction": a scale of 5 numbers' in text
    assert '"Empty": empty' in text


def test_what_is_certain_and_what_is_not_is_said(tmp_path, survey):
    text, _ = proposed(tmp_path, survey)
    assert 'evidence = "proposed"' in text
    assert "# 75% of the values are known\n[region]" in text
    assert "# every value is a date as %d/%m/%Y %H:%M" in text
    assert "# No column says the channel" in text


def test_days_that_could_be_months_are_told(tmp_path):
    rows = [(str(number), f"{number}/06/2018", *GOOD[2:]) for number in range(1, 9)]
    text, (_, profile) = proposed(tmp_path, written(tmp_path, rows))
    assert "DAY AND MONTH COULD BE EITHER" in text
    assert profile.received_on.formats == ("%d/%m/%Y",)


@pytest.mark.parametrize(
    ("sample", "header_rows", "ids"),
    [("qualtrics.csv", 3, ("ResponseId",)), ("surveymonkey.csv", 2, ("Respondent ID",))],
)
def test_platforms_with_several_heading_rows_are_recognised(tmp_path, sample, header_rows, ids):
    _, (_, profile) = proposed(tmp_path, SAMPLES / sample)
    assert (profile.layout.header_rows, profile.id) == (header_rows, ids)


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_a_proposal_for_any_sample_can_be_read_and_tried(tmp_path, path):
    engagement = CHILE if path.name == "consulta.csv" else SHIPPED
    _, (table, profile) = proposed(tmp_path, path, engagement)
    intake = join_batches(take_in(table, profile, engagement))
    assert sum(counts(intake)) == len(intake.rows) > 0


def test_nothing_that_people_wrote_at_length_is_repeated(tmp_path, survey):
    text, _ = proposed(tmp_path, survey)
    assert "long story" not in text


def test_a_heading_made_to_break_out_of_the_text_stays_in_it(tmp_path):
    headings = ('Id"]\nkind = "notes', *("When", "Region", "Role", "Communities", "Trust", "Why"))
    _, (_, profile) = proposed(tmp_path, written(tmp_path, [GOOD], headings))
    assert profile.kind == "survey"
