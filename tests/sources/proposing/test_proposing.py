"""A proposal says what a file leaves no doubt of, asks for all else, and repeats nothing that people wrote."""

import re
import tomllib

import pytest
from taking import CHILE, GOOD, SAMPLES, SHIPPED, counts, join_batches, written

from wellbeing.model.errors import DataError
from wellbeing.sources.intake.taking import take_in
from wellbeing.sources.profiles.choosing import open_with_profile
from wellbeing.sources.profiles.fitting import fit_profile
from wellbeing.sources.profiles.reading import decode_profile, named_profile, profile_names
from wellbeing.sources.proposing.platforms import fitting_profiles
from wellbeing.sources.proposing.proposing import propose
from wellbeing.sources.proposing.writing.profile import questions_of

pytestmark = pytest.mark.slow

_GENERATION = re.compile("-(?:newer|older)")
#: Exports of platforms, and the profile that each has.
EXPORTS = {
    path: {"consulta": "anid", "kobotoolbox-xml": "kobotoolbox"}.get(
        path.stem, _GENERATION.sub("", path.stem)
    )
    for path in sorted(SAMPLES.iterdir())
    if path.is_file()
}
every_export = pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
#: What a person answers whom a proposal asks.
ONLINE = '[channel]\nconstant = "online"\n'


def proposed(folder, path, engagement=SHIPPED, answers=""):
    text = propose(path, engagement)
    saved = folder / "proposed.toml"
    saved.write_text(text + answers, encoding="utf-8")
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


def test_columns_are_recognised_by_their_headings_and_values(tmp_path, survey):
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
    assert '"Satisfaction": 5 different numbers' in text
    assert '"Empty": empty' in text


def test_the_evidence_stands_beside_each_line(survey):
    text = propose(survey, SHIPPED)
    assert 'evidence = "proposed"' in text
    assert "# 75% of its values are known\n[region]" in text
    assert "# 24 of 24 values are days as %d/%m/%Y %H:%M" in text
    assert "# No column says the channel; the file has times of day." in text


def test_days_that_could_be_months_are_a_question_and_no_line(tmp_path):
    rows = [(str(number), f"{number}/06/2018", *GOOD[2:]) for number in range(1, 9)]
    path = written(tmp_path, rows)
    text = propose(path, SHIPPED)
    assert "received_on" not in tomllib.loads(text)
    assert "DAY AND MONTH COULD BE EITHER" in text
    assert '# formats = ["%d/%m/%Y"]\n#   or: formats = ["%m/%d/%Y"]' in text
    with pytest.raises(DataError, match=r"received_on names no columns[^$]*# QUESTION"):
        proposed(tmp_path, path)


@pytest.mark.parametrize(
    ("sample", "header_rows", "ids"),
    [("qualtrics.csv", 3, ["ResponseId"]), ("surveymonkey.csv", 2, ["Respondent ID"])],
)
def test_platforms_with_several_heading_rows_are_recognised(sample, header_rows, ids):
    read = tomllib.loads(propose(SAMPLES / sample, SHIPPED))
    assert (read["layout"]["header_rows"], read["id"]) == (header_rows, ids)


@every_export
def test_a_profile_that_fits_a_sample_is_offered_with_the_command_that_tries_it(path):
    engagement = CHILE if path.name == "consulta.csv" else SHIPPED
    assert f"#   wellbeing check FILE --profile {EXPORTS[path]}\n" in propose(path, engagement)


ALSO = {
    name: profile
    for name in profile_names(SHIPPED)
    if (profile := named_profile(SHIPPED, name)).also and profile.layout.header_rows == 1
}


@pytest.mark.parametrize("name", ALSO)
def test_a_profile_is_offered_for_headings_of_another_generation_of_the_export(tmp_path, name):
    profile = ALSO[name]
    answers = [heading for answer in profile.questions for heading in answer.columns]
    parts = [
        getattr(profile, part).columns for part in ("received_on", "region", "place", "stakeholder", "topic")
    ]
    flags = [*profile.communities.columns, *profile.communities.flags]
    named = dict.fromkeys([*profile.id, *answers, *flags, *(one for part in parts for one in part)])
    named |= dict.fromkeys(
        [*profile.language.columns, *profile.organisation.columns, *profile.channel.columns]
    )
    named |= dict.fromkeys(rule.column for rule in profile.refuse)
    headings = [profile.also.get(heading, (heading,))[0].rstrip("*") for heading in named]
    path = written(tmp_path, [["x"] * len(headings)], headings)
    assert name in fitting_profiles(path, SHIPPED)


@every_export
def test_no_live_line_of_a_known_export_contradicts_its_profile(path):
    engagement = CHILE if path.name == "consulta.csv" else SHIPPED
    table, theirs = open_with_profile(path, engagement, EXPORTS[path])
    fitted = fit_profile(theirs, table.columns, table.file)
    proposal = decode_profile(propose(path, engagement).encode(), path)
    for part in ("region", "stakeholder", "communities", "organisation", "language", "received_on"):
        ours, right = getattr(proposal, part).columns, getattr(fitted, part).columns
        assert ours == right or not ours
    answers = {answer.id: answer.columns for answer in fitted.questions}
    assert all(answers[answer.id] == answer.columns for answer in proposal.questions)
    assert proposal.communities.flags.items() <= fitted.communities.flags.items()
    assert proposal.id in {(), fitted.id}


def test_a_question_answered_makes_a_profile_that_can_be_tried(tmp_path, survey):
    days = survey.read_text(encoding="utf-8").replace(" 09:30", "")
    survey.write_text(days, encoding="utf-8")
    assert len(questions_of(propose(survey, SHIPPED))) == 1
    _, (table, profile) = proposed(tmp_path, survey, answers=ONLINE)
    assert counts(join_batches(take_in(table, profile, SHIPPED))) == (18, 6, 0)


def test_rows_are_drawn_over_the_whole_file_and_the_same_each_time(tmp_path):
    rows = [(str(at), "1/06/2018", "Otago" if at < 7_000 else "Nowhere", *GOOD[3:]) for at in range(10_000)]
    path = written(tmp_path, rows)
    text = propose(path, SHIPPED)
    assert text == propose(path, SHIPPED)
    assert '# values = { "Nowhere" = "" }' in text
    assert "# Proposed from 5,000 of 10,000 rows, drawn at random" in text


def test_a_heading_made_to_break_out_of_the_text_stays_in_it(tmp_path):
    headings = ('Id"]\nkind = "notes', *("When", "Region", "Role", "Communities", "Trust", "Why"))
    assert "kind" not in tomllib.loads(propose(written(tmp_path, [GOOD], headings), SHIPPED))
