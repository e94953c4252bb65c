"""A sample of each platform's export is taken in with the right counts, in the right words."""

import datetime as dt
import os
from pathlib import Path

import pytest
from taking import CHILE, SAMPLES, SHIPPED, counts, join_batches

from wellbeing.model.errors import DataError
from wellbeing.sources.intake.conventions.deciding import decide_conventions
from wellbeing.sources.intake.taking import take_in
from wellbeing.sources.profiles.choosing import open_with_profile
from wellbeing.sources.profiles.confirming import confirm

#: As it was published; not the project's to ship.
CONSULTATION = "anid-2020/BBDD_Consulta_PAA.csv"


def sample(name, profile="", folder=SHIPPED):
    table, found = open_with_profile(SAMPLES / name, folder, profile or name.rpartition(".")[0])
    decided = decide_conventions(table, confirm(found, "A. Tester"), folder)
    return join_batches(take_in(table, decided.profile, folder))


@pytest.mark.parametrize(
    ("name", "rows", "contributions", "answers"),
    [
        ("citizen-space.xlsx", (4, 1, 0), 4, 10),
        ("citizen-space-publishing.csv", (3, 1, 0), 3, 3),
        ("surveymonkey.csv", (5, 1, 1), 5, 14),
        ("qualtrics.csv", (4, 1, 3), 4, 13),
        ("microsoft-forms.xlsx", (4, 1, 0), 4, 11),
        ("limesurvey.csv", (4, 1, 1), 4, 11),
        ("polis-votes.csv", (8, 1, 0), 4, 5),
        ("polis-comments.csv", (4, 0, 1), 2, 2),
        ("google-forms.csv", (3, 1, 0), 3, 5),
        ("google-forms-sheet.csv", (2, 0, 0), 2, 3),
        ("kobotoolbox.csv", (2, 0, 1), 2, 3),
        ("decidim-proposals.csv", (2, 0, 1), 2, 2),
        ("decidim-proposals-taxonomies.csv", (1, 0, 1), 1, 1),
        ("decidim-comments.csv", (3, 0, 0), 2, 2),
        ("social-pinpoint-comments.csv", (1, 0, 1), 1, 1),
    ],
)
def test_a_sample_is_imported_quarantined_and_refused_as_it_should(name, rows, contributions, answers):
    intake = sample(name)
    assert counts(intake) == rows
    assert sum(rows) == len(intake.rows)
    assert (intake.contributions.height, intake.answers.height) == (contributions, answers)


def test_citizen_space_says_what_may_be_published_and_who_be_named():
    intake = sample("citizen-space-publishing.csv")
    consents = intake.contributions.select("contribution_id", "source_row").join(
        intake.consents, on="contribution_id"
    )
    said = consents.sort("source_row").select("source_row", "may_publish", "may_be_named").rows()
    assert said == [(2, "yes", "yes"), (3, "yes", "no")]
    assert intake.quarantined.select("source_row", "field", "value").rows() == [
        (5, "may_publish", "Perhaps"),
        (5, "may_be_named", "Perhaps"),
    ]


def answered(intake, question):
    chosen = intake.answers.filter(question_id=question).sort("contribution_id")
    in_order = intake.contributions.select("contribution_id", "source_row").join(chosen, on="contribution_id")
    return in_order.sort("source_row").select("value", "text").rows()


def test_qualtrics_times_are_of_another_zone_and_scales_may_be_numbers():
    intake = sample("qualtrics.csv")
    # 2018-06-20 12:10 UTC is 00:10 of the next day in New Zealand
    assert intake.contributions["received_on"].to_list() == [
        dt.date(2018, 6, day) for day in (20, 21, 21, 23)
    ]
    assert answered(intake, "trust")[-1] == ("neither agree nor disagree", None)
    assert intake.contributions["language"].to_list() == ["en", "en", "mi", "en-nz"]
    assert intake.refused["source_row"].to_list() == [7, 8, 11]
    assert intake.quarantined.row(0)[:4] == (9, "region", "Aukland", "Q2")


def test_surveymonkey_boxes_are_columns_of_one_question_and_an_empty_form_is_refused():
    intake = sample("surveymonkey.csv")
    assert intake.contributions["communities"].to_list() == [
        ["maori"],
        ["disabled"],
        [],
        ["pacific"],
        ["maori", "pacific"],
    ]
    reason = "is an empty form: nothing in it says who, where or what"
    assert intake.refused.select("source_row", "reason").rows() == [(7, reason)]
    assert intake.quarantined.row(0)[:3] == (9, "received_on", "soon")
    assert intake.organisations["name"].to_list() == ["Ōtautahi Housing Trust (invented)"]


def test_citizen_space_paragraphs_are_joined_and_a_formula_is_kept_as_text():
    intake = sample("citizen-space.xlsx")
    assert answered(intake, "data_comment") == [
        (None, "Nobody told me\n\nKia ora"),
        (None, "We are happy to share what we are asked for once"),
        (None, '=HYPERLINK("http://example.invalid")'),
    ]
    assert intake.contributions["region"].to_list() == ["01", "07", None, "08"]


def test_microsoft_forms_choices_end_in_a_semicolon_and_towns_lie_in_regions():
    intake = sample("microsoft-forms.xlsx")
    assert intake.contributions["region"].to_list() == ["01", "14", "15", "99"]
    assert intake.contributions["communities"].to_list() == [["maori", "pacific"], [], ["maori"], []]
    assert intake.quarantined["reason"].to_list() == ["may mean Manawatū-Whanganui or Otago"]


def test_limesurvey_without_dates_gets_the_last_day_and_what_was_not_submitted_is_refused():
    intake = sample("limesurvey.csv")
    assert intake.contributions.select("source_row", "received_on").rows() == [
        (2, dt.date(2018, 7, 10)),
        (3, dt.date(2018, 7, 11)),
        (5, dt.date(2018, 8, 31)),
        (7, dt.date(2018, 7, 13)),
    ]
    assert intake.refused.select("source_row", "reason").rows() == [
        (4, "was begun and never submitted (submitdate)")
    ]
    assert intake.quarantined["reason"].to_list() == ["a tick box holds neither yes nor no"]


def test_polis_participants_are_counted_once_with_their_last_votes():
    intake = sample("polis-votes.csv")
    assert answered(intake, "trust") == [("agree", None), ("agree", None), ("disagree", None)]
    assert answered(intake, "clarity") == [("disagree", None), ("don't know", None)]
    assert intake.contributions["source_row"].to_list() == [2, 5, 7, 8]


def test_polis_authors_are_counted_once_with_all_their_statements():
    assert answered(sample("polis-comments.csv"), "approach_comment") == [
        (None, 'Fund what works, and show how we know that it does.\n\nSay which outcomes, "please".'),
        (None, "Whānau should hold their own plan.\n\nOne plan, not five."),
    ]


def days(intake):
    return intake.contributions.sort("source_row")["received_on"].to_list()


def test_google_forms_times_have_an_offset_and_choices_are_parted_by_semicolons():
    intake = sample("google-forms.csv")
    # 11:50 in a zone an hour behind Greenwich is 00:50 of the next day in New Zealand
    assert days(intake) == [dt.date(2018, 7, 1), dt.date(2018, 7, 2), dt.date(2018, 7, 1)]
    assert intake.contributions["communities"].to_list() == [["maori", "pacific"], [], ["disabled"]]
    assert answered(intake, "trust") == [("agree", None), ("strongly disagree", None), ("don't know", None)]
    assert answered(intake, "data_comment") == [(None, "Ask first"), (None, "Line one\nline two")]
    assert intake.quarantined.row(0)[1:3] == ("region", "Aukland")


def test_the_sheet_of_a_google_form_is_read_whatever_language_its_heading_has():
    intake = sample("google-forms-sheet.csv")
    assert days(intake) == [dt.date(2018, 7, 1), dt.date(2018, 7, 13)]
    assert intake.contributions["communities"].to_list() == [["maori", "pacific"], []]


def test_kobotoolbox_says_the_same_with_labels_and_with_names_in_groups():
    labels, names = sample("kobotoolbox.csv"), sample("kobotoolbox-xml.csv", "kobotoolbox")
    for intake in (labels, names):
        # 12:41 of Greenwich is after midnight in New Zealand
        assert days(intake) == [dt.date(2018, 7, 2), dt.date(2018, 7, 2)]
        assert intake.contributions["region"].to_list() == ["13", "01"]
        assert intake.contributions["communities"].to_list() == [["maori", "pacific"], []]
        assert answered(intake, "trust") == [("agree", None), ("strongly disagree", None)]
        assert answered(intake, "data_comment") == [(None, "Ask first")]
        assert intake.refused["source_row"].to_list() == [4]
    assert set(labels.contributions["contribution_id"]) == set(names.contributions["contribution_id"])


@pytest.mark.slow
def test_decidim_proposals_are_contributions_and_those_withdrawn_are_refused():
    intake = sample("decidim-proposals.csv")
    assert days(intake) == [dt.date(2018, 7, 2), dt.date(2018, 7, 2)]
    assert intake.contributions["region"].to_list() == ["14", None]
    assert answered(intake, "approach_comment") == [
        (None, "One plan\n\nWhānau hold their own plan; agencies read it"),
        (None, "Ask once\n\nAsk us once,\nnot five times"),
    ]
    newer = sample("decidim-proposals-taxonomies.csv")
    assert answered(newer, "approach_comment") == [(None, "One plan\n\nWhānau hold their own plan")]


def test_decidim_authors_are_counted_once_with_all_their_comments():
    assert answered(sample("decidim-comments.csv"), "approach_comment") == [
        (None, "I like that\n\nAnd another thing"),
        (None, "Kāore au e whakaae"),
    ]


def test_social_pinpoint_headings_are_the_fields_of_its_interface():
    intake = sample("social-pinpoint-comments.csv")
    assert days(intake) == [dt.date(2018, 7, 2)]
    assert intake.refused.select("source_row", "reason").rows() == [
        (3, "was removed by moderators (moderated)")
    ]


def test_a_wrong_profile_names_the_columns_that_are_missing():
    with pytest.raises(DataError) as told:
        sample("qualtrics.csv", "surveymonkey")
    assert "does not fit the profile 'surveymonkey': 11 columns missing: 'Respondent ID', " in str(told.value)
    assert "Columns of the file: 'StartDate" in str(told.value)


def test_an_invented_consultation_of_another_country_is_taken_in():
    intake = sample("consulta.csv", "anid", CHILE)
    assert counts(intake) == (18, 1, 0)
    assert intake.contributions["region"].drop_nulls().sort().to_list() == [
        f"{code:02}" for code in range(1, 17)
    ]
    assert intake.quarantined["value"].to_list() == ["99. ATLANTIDA"]
    closed = intake.answers.drop_nulls("position").group_by("question_id").len()
    assert closed.height == 6


@pytest.mark.datasets
def test_a_real_consultation_of_another_country_is_taken_in():
    table, profile = open_with_profile(Path(os.environ["WELLBEING_DATASETS"], CONSULTATION), CHILE, "anid")
    intake = join_batches(take_in(table, profile, CHILE))
    assert counts(intake) == (732, 0, 0)
    assert intake.contributions.height == len(intake.rows) == 732
    # 36 abroad and 16 bodies that were not asked
    assert intake.contributions["region"].null_count() == 36 + 16
    assert intake.contributions["region"].n_unique() == 16 + 1
    assert dict(intake.contributions["stakeholder"].value_counts().iter_rows()) == {
        "natural": 716,
        "legal": 16,
    }
    positions = intake.answers.drop_nulls("position")
    # 732 less those that did not answer: "No responde"
    assert dict(positions.group_by("question_id").len().iter_rows()) == {
        "objective": 732 - 6,
        "aims": 732 - 10,
        "phases": 732 - 6,
        "publications": 732 - 10,
        "data": 732 - 13,
        "actions": 732 - 16,
    }
    assert intake.answers.drop_nulls("text")["question_id"].n_unique() == 13
