"""Templates offer the engagement's own words, and come back as contributions without a profile named."""

import dataclasses
import datetime as dt
import re
import shutil
import zipfile

import polars as pl
import pytest
from filling import LIKE_SOMETHING_ELSE, TYPED, fill, save_again
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from taking import CHILE, SHIPPED, counts, join_batches

from wellbeing.model.engagement import Nouns
from wellbeing.model.errors import DataError
from wellbeing.model.intake import NOTHING, Remembered
from wellbeing.model.profile import Column
from wellbeing.sources.intake.taking import take_in
from wellbeing.sources.profiles.choosing import open_with_profile
from wellbeing.sources.profiles.reading import profile_contradictions
from wellbeing.sources.reading.stored import stored_rows
from wellbeing.sources.templates.headings import TEMPLATE_KINDS, template_columns
from wellbeing.sources.templates.profiles import template_profile
from wellbeing.sources.templates.writing import write_template

ATTENDANCE = [
    # date, place, session, stakeholder type, number, organisation, communities, topic, invited, remarks
    (
        "1/06/2018",
        "Hamilton",
        None,
        "NGOs and service providers",
        3,
        None,
        None,
        None,
        "NGO; iwi",
        "Full room",
    ),
    ("2018-06-01", "Hamilton", None, "People who use social services", None, None, "Māori; Pasifika"),
    ("2018-06-01", "Kirikiriroa", None, "NGO", 2),
    ("2018-06-01", "Hamilton", "evening", "Iwi", 4, "Te Rōpū Invented", "Māori", "Data protection and use"),
    ("2018-06-01", "Hamilton", "evening", "Iwi", "many"),
    ("2018-06-02", "Atlantis", None, "Iwi", 4),
    (43254, "Dunedin", None, "Council", 0),
]


def filled(folder, kind, rows, engagement=SHIPPED):
    path = folder / f"{kind}.xlsx"
    write_template(kind, engagement, path)
    return fill(path, rows)


def taken(path, remembered=NOTHING):
    table, profile = open_with_profile(path, SHIPPED)
    return join_batches(take_in(table, profile, SHIPPED, remembered))


#: The other engagement holds no events: there is no attendance, and no notes, to write down.
TEMPLATES = [(SHIPPED, kind) for kind in TEMPLATE_KINDS] + [(CHILE, "survey")]


@pytest.mark.parametrize(("engagement", "kind"), TEMPLATES)
def test_an_empty_template_is_recognised_and_holds_no_rows(tmp_path, kind, engagement):
    path = filled(tmp_path, kind, [], engagement)
    table, profile = open_with_profile(path, engagement)
    assert profile == template_profile(kind, engagement)
    assert len(join_batches(take_in(table, profile, engagement)).rows) == 0


@pytest.mark.parametrize("kind", TEMPLATE_KINDS)
def test_lists_to_choose_from_are_the_engagements(tmp_path, kind):
    path = filled(tmp_path, kind, [])
    with zipfile.ZipFile(path) as package:
        sheet, book = (
            package.read(name).decode() for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml")
        )
    lists = [column for column in template_columns(kind, SHIPPED.engagement) if column.choices]
    assert sheet.count('type="list"') == len(lists) >= 5
    assert "choices!$A$1:$A$" in sheet
    assert '"wellbeing" sheetId="3" state="veryHidden"' in book
    assert '"choices" sheetId="4" state="hidden"' in book


def test_attendance_becomes_hui_and_as_many_contributions_as_came(tmp_path):
    intake = taken(filled(tmp_path, "attendance", ATTENDANCE))
    assert counts(intake) == (5, 2, 0)
    # 3 + 1 + 2 in the morning, 4 in the evening
    assert intake.contributions.height == 3 + 1 + 2 + 4
    assert intake.events.select("event_id", "held_on", "place", "region", "attendees", "notes").rows() == [
        ("2018-06-01-hamilton", dt.date(2018, 6, 1), "Hamilton", "03", 6, "Full room"),
        ("2018-06-01-hamilton-evening", dt.date(2018, 6, 1), "Hamilton", "03", 4, None),
        ("2018-06-03-dunedin", dt.date(2018, 6, 3), "Dunedin", "14", 0, None),
    ]
    assert intake.events["audience"].to_list() == [["iwi_maori_organisation", "provider"], [], []]
    assert set(intake.contributions["channel"]) == {"hui"}
    assert intake.contributions["topic"].value_counts().sort("topic").rows() == [
        ("both", 6),
        ("data_protection_and_use", 4),
    ]
    assert intake.organisations.select("name", "type", "region").rows() == [
        ("Te Rōpū Invented", "iwi_maori_organisation", "03")
    ]
    assert dict(intake.quarantined.select("field", "reason").iter_rows()) == {
        "number": "is no number of people",
        "place": "no place is called that",
    }


@pytest.mark.slow
def test_people_who_came_have_ids_from_hui_type_and_ordinal(tmp_path):
    def people(number):
        path = filled(tmp_path, "attendance", [("2018-06-01", "Hamilton", None, "NGO", number)])
        return list(taken(path).contributions["contribution_id"])

    five, three = people(5), people(3)
    assert five[:3] == three
    assert len(set(five)) == 5


def test_two_rows_of_one_type_count_on(tmp_path):
    (tmp_path / "once").mkdir()
    rows = [("2018-06-01", "Hamilton", None, "NGO", 2), ("2018-06-01", "Hamilton", None, "provider", 3)]
    both = taken(filled(tmp_path, "attendance", rows))
    once = taken(filled(tmp_path / "once", "attendance", [("2018-06-01", "Hamilton", None, "NGO", 5)]))
    assert set(both.contributions["contribution_id"]) == set(once.contributions["contribution_id"])


@pytest.mark.slow
def test_a_mended_row_of_people_counts_on_from_those_that_are_held(tmp_path):
    rows = [("2018-06-01", "Hamilton", None, "NGO", 2), ("2018-06-01", "Hamilton", None, "NGGO", 3)]
    path = filled(tmp_path, "attendance", rows)
    before = taken(path)
    held = dict(before.identities.group_by("fingerprint").len().iter_rows())
    mends = {"stakeholder": {"NGGO": "NGO"}}
    kept, profile = stored_rows("a.xlsx", before.quarantined_rows), template_profile("attendance", SHIPPED)
    after = join_batches(take_in(kept, profile, SHIPPED, Remembered(mends=mends, held=held)))
    whole_file = taken(path, Remembered(mends=mends))
    together = {*before.contributions["contribution_id"], *after.contributions["contribution_id"]}
    assert together == set(whole_file.contributions["contribution_id"])
    assert len(together) == 5


def test_paper_forms_become_responses(tmp_path):
    rows = [
        # batch, form, received, channel, region, place, type, organisation, communities, topic, language, …
        (
            "CAB 1",
            1,
            "3/07/2018",
            None,
            "Otago",
            None,
            "client",
            None,
            "Māori",
            None,
            "en",
            "Agree",
            "disagree",
        ),
        (
            "CAB 1",
            2,
            "3/07/2018",
            "Paper",
            None,
            "Tauranga",
            None,
            None,
            None,
            "both",
            "mi",
            None,
            None,
            "Yes",
        ),
        (
            "CAB 1",
            2,
            "3/07/2018",
            "Paper",
            None,
            "Tauranga",
            None,
            None,
            None,
            "both",
            "mi",
            None,
            None,
            "No",
        ),
        (
            "CAB 2",
            1,
            "3/07/2018",
            None,
            "Otago",
            None,
            "client",
            None,
            "Māori",
            None,
            "en",
            "Agree",
            "disagree",
        ),
    ]
    intake = taken(filled(tmp_path, "survey", rows))
    assert counts(intake) == (3, 1, 0)
    assert intake.contributions.select("channel", "region", "place", "language").rows() == [
        ("paper", "14", None, "en"),
        ("paper", "04", "Tauranga", "mi"),
        ("paper", "14", None, "en"),
    ]
    assert intake.answers.height == 2 + 1 + 2
    assert intake.quarantined["reason"].to_list() == ["has the id of an earlier row, but says something else"]


def test_notes_of_hui_are_points_said_at_a_hui_and_no_contributions(tmp_path):
    rows = [
        (
            "1/06/2018",
            "Hamilton",
            None,
            None,
            "Iwi",
            "Our data is a taonga",
            "Purpose matters; transparency and choice",
        ),
        ("1/06/2018", "Hamilton", None, "Data protection and use", None, "Say why you ask", None, "NGO"),
        ("1/06/2018", "Hamilton", None, "Data protection and use", None, "Say why you ask"),
        ("1/06/2018", "Hamilton", None, None, None, "A theme of no codebook", "weather"),
    ]
    intake = taken(filled(tmp_path, "notes", rows))
    assert counts(intake) == (3, 1, 0)
    assert intake.contributions.is_empty()
    assert intake.notes.select("text", "topic", "themes").rows() == [
        ("Our data is a taonga", "both", ["purpose_matters", "transparency_and_choice"]),
        ("Say why you ask", "data_protection_and_use", []),
    ]
    assert intake.events.select("event_id", "attendees", "audience", "notes").rows() == [
        ("2018-06-01-hamilton", None, ["provider"], None)
    ]


def test_a_template_of_another_engagement_is_not_mistaken(tmp_path):
    with pytest.raises(DataError, match="template of engagement 'chile-2020', not of 'your-say-2018'"):
        open_with_profile(filled(tmp_path, "survey", [], CHILE), SHIPPED)


def saved_as(path, names, cells):
    """A sheet without the template's mark, in the format that a path ends with."""
    row = dict(zip(names, [*cells, *[None] * (len(names) - len(cells))], strict=True))
    frame = pl.DataFrame([row], dict.fromkeys(names, pl.String))
    {".csv": frame.write_csv, ".parquet": frame.write_parquet, ".xlsx": frame.write_excel}[path.suffix](path)
    return path


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".xlsx"])
def test_a_template_that_was_saved_again_is_known_by_its_headings(tmp_path, suffix):
    names = [column.name for column in template_columns("attendance", SHIPPED.engagement)]
    cells = ["1/06/2018", "Hamilton", None, "NGO", "2"]
    path = saved_as(tmp_path / f"a{suffix}", names, cells)
    table, profile = open_with_profile(path, SHIPPED)
    assert profile == template_profile("attendance", SHIPPED)
    assert join_batches(take_in(table, profile, SHIPPED)).contributions.height == 2
    _, older = open_with_profile(saved_as(tmp_path / f"b{suffix}", names[:-2], cells), SHIPPED)
    assert (older.number, older.may_be_named.columns) == (profile.number, ())
    for kind in TEMPLATE_KINDS:
        every = [column.name.upper() for column in template_columns(kind, SHIPPED.engagement)]
        saved = saved_as(tmp_path / f"{kind}{suffix}", every[::-1], ["?"])
        assert open_with_profile(saved, SHIPPED)[1] == template_profile(kind, SHIPPED)


def test_what_is_nearly_a_template_is_told_what_it_lacks(tmp_path):
    names = [column.name for column in template_columns("attendance", SHIPPED.engagement)]
    path = saved_as(tmp_path / "a.csv", [*names[1:], "Day"], [])
    with pytest.raises(
        DataError, match=r"'template-attendance' \(missing: 'Date'; unknown: 'Day'\): say which"
    ):
        open_with_profile(path, SHIPPED)
    with pytest.raises(DataError) as refusal:
        open_with_profile(saved_as(tmp_path / "b.csv", ["a", "b", "Date"], []), SHIPPED)
    assert f"{refusal.value}".endswith("say which profile it has. `wellbeing profile FILE` proposes one.")


def test_questions_asked_in_the_same_words_have_columns_of_their_own():
    titles = [column.name for column in template_columns("survey", CHILE.engagement)]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize(("engagement", "kind"), TEMPLATES)
def test_profiles_of_templates_make_sense_in_any_engagement(engagement, kind):
    assert list(profile_contradictions(template_profile(kind, engagement), engagement)) == []


@pytest.mark.parametrize("kind", ["attendance", "notes"])
def test_where_no_events_are_held_there_is_nothing_to_write_down(tmp_path, kind):
    with pytest.raises(DataError, match=f"holds no events: there is no {kind} to write down"):
        write_template(kind, CHILE, tmp_path / "sheet.xlsx")
    assert not (tmp_path / "sheet.xlsx").exists()
    profile = replace(template_profile(kind, SHIPPED), topic=Column(constant="open_access"))
    (said,) = profile_contradictions(profile, CHILE)
    assert said.startswith(f"a profile of {kind} is about events: the engagement declares no channel 'hui'")


def test_a_template_asks_in_the_words_of_its_engagement(tmp_path):
    words = Nouns(event="assembly", events="assemblies", region="canton", type="guild", types="guilds")
    folder = dataclasses.replace(SHIPPED, engagement=replace(SHIPPED.engagement, words=words))
    columns = template_columns("attendance", folder.engagement)
    assert [column.name for column in columns][3] == "Guild"
    said = " ".join(
        column.asks for kind in TEMPLATE_KINDS for column in template_columns(kind, folder.engagement)
    )
    assert "assembly" in said
    assert not re.search(r"\bhui\b|[{}]", said)
    before = filled(tmp_path, "attendance", [("1/06/2018", "Hamilton", None, "NGO", 2)])
    table, profile = open_with_profile(before, folder)
    assert join_batches(take_in(table, profile, folder)).contributions.height == 2


#: Kind → the columns in which anything may be typed.
FREE = {"attendance": ("Organisation", "Session", "Remarks"), "survey": ("Organisation",), "notes": ()}
PLAIN = {
    "Batch": "A",
    "Date": "1/06/2018",
    "Received on": 43254,
    "Place": "Hamilton",
    "Stakeholder type": "Iwi",
}


@pytest.fixture(scope="module", params=TEMPLATE_KINDS)
def empty(request, tmp_path_factory):
    """A template that went out, and its kind."""
    path = tmp_path_factory.mktemp("empty") / "empty.xlsx"
    write_template(request.param, SHIPPED, path)
    return path, request.param


@pytest.mark.slow
@settings(max_examples=2)
@given(texts=st.lists(TYPED, min_size=1, max_size=4))
@example(texts=LIKE_SOMETHING_ELSE)
def test_a_filled_template_that_is_saved_again_brings_the_same(tmp_path_factory, empty, texts):
    place = tmp_path_factory.mktemp("filled")
    template, kind = empty
    names = [column.name for column in template_columns(kind, SHIPPED.engagement)]
    written = {column.name for column in template_columns(kind, SHIPPED.engagement) if column.width >= 60}
    typed = {*FREE[kind], *written}
    rows = [
        PLAIN
        | {"Form number": f"{number:04}", "May be quoted": ("yes", "no", None)[number % 3]}
        | dict.fromkeys(typed, text)
        for number, text in enumerate(texts)
    ]
    first = fill(
        shutil.copy(template, place / "first.xlsx"), [[row.get(name) for name in names] for row in rows]
    )
    before, after = taken(first), taken(save_again(first, place / "again.xlsx"))
    assert len(before.imported) == len(texts)
    for name in ("contributions", "identities", "consents", "answers", "events", "organisations", "notes"):
        assert (
            getattr(after, name)
            .drop("source_file", strict=False)
            .equals(getattr(before, name).drop("source_file", strict=False))
        ), name
