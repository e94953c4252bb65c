"""Every row is imported, quarantined or refused; the same row is the same contribution in every file."""

import csv
import datetime as dt

import msgspec
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from taking import CHILE, GOOD, HEADINGS, SHIPPED, SURVEY, counts, join_batches, taken, written

from wellbeing.model.errors import DataError
from wellbeing.model.intake import Remembered
from wellbeing.model.profile import Column, Refusal, Statements
from wellbeing.sources.intake.taking import take_in
from wellbeing.sources.reading import delimited
from wellbeing.sources.reading.source import read_file
from wellbeing.sources.reading.stored import stored_rows

#: The same survey on a platform that numbers nothing.
NAMELESS = msgspec.structs.replace(SURVEY, id=())


def row(**changed):
    return tuple(changed.get(name.lower(), value) for name, value in zip(HEADINGS, GOOD, strict=True))


def ids(intake):
    return set(intake.contributions["contribution_id"])


CELLS = [
    st.sampled_from(["1", "2", "3", "", "x"]),
    st.sampled_from(["1/06/2018", "31/12/2019", "", "soon"]),
    st.sampled_from(["Otago", "02", "Aukland", "Waitaki", "", "<b>"]),
    st.sampled_from(["NGO", "client", "nobody", ""]),
    st.sampled_from(["Māori", "Māori;Pasifika", "Māori; martians", "", ";"]),
    st.sampled_from(["agree", "DISAGREE", "7", ""]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0"), max_size=10),
]


@pytest.mark.slow
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(*CELLS), max_size=25), numbered=st.booleans())
def test_imported_and_quarantined_and_refused_are_the_rows_read(tmp_path_factory, rows, numbered):
    path = written(tmp_path_factory.mktemp("any"), rows)
    intake = taken(path, SURVEY if numbered else NAMELESS)
    kept = intake.quarantined_rows["source_row"]
    parts = [intake.imported, kept, intake.refused["source_row"]]
    assert pl.concat(parts).sort().to_list() == intake.rows.sort().to_list()
    assert kept.sort().to_list() == intake.quarantined["source_row"].unique().sort().to_list()
    assert intake.contributions.height == intake.identities.height <= len(intake.imported)
    assert set(intake.contributions["source_row"]) <= set(intake.imported)
    assert set(intake.answers["contribution_id"]) <= ids(intake)


def test_a_row_that_is_understood_becomes_a_contribution_and_its_answers(tmp_path):
    intake = taken(written(tmp_path, [GOOD]))
    (contribution,) = intake.contributions.rows(named=True)
    assert contribution | {"contribution_id": ""} == {
        "contribution_id": "",
        "round": "engage",
        "channel": "online",
        "event_id": None,
        "organisation_id": None,
        "region": "14",
        "place": None,
        "stakeholder": "provider",
        "communities": ["maori"],
        "topic": "both",
        "received_on": dt.date(2018, 6, 1),
        "language": None,
        "source_file": "a.csv",
        "source_row": 2,
        "provenance": "imported",
    }
    assert intake.answers.select("question_id", "value", "text", "position").rows() == [
        ("trust", "agree", None, "support"),
        ("data_comment", None, "Because", None),
    ]


def test_a_row_in_quarantine_is_kept_whole_with_each_thing_that_is_wrong(tmp_path):
    intake = taken(written(tmp_path, [row(region="Aukland", communities="Māori; martians", trust="7")]))
    assert counts(intake) == (0, 1, 0)
    assert set(intake.quarantined.select("field", "value", "suggestion").iter_rows()) == {
        ("region", "Aukland", "Auckland"),
        ("communities", "martians", None),
        ("trust", "7", None),
    }
    assert msgspec.json.decode(intake.quarantined_rows["cells"][0]) == dict(
        zip(HEADINGS, row(region="Aukland", communities="Māori; martians", trust="7"), strict=True)
    )


def test_what_a_person_decided_is_stronger_than_the_profile_and_brings_the_row_in(tmp_path):
    path = written(tmp_path, [row(region="Aukland"), row(id="2", region="The lot")])
    decided = Remembered(mends={"region": {"Aukland": "Auckland", "the lot": ""}})
    intake = taken(path, remembered=decided)
    assert counts(intake) == (2, 0, 0)
    assert intake.contributions["region"].to_list() == ["02", None]


@pytest.mark.slow
def test_kept_rows_are_taken_in_again_as_if_from_their_file(tmp_path):
    path = written(tmp_path, [row(region="Aukland"), GOOD])
    before = taken(path)
    decided = Remembered(mends={"region": {"Aukland": "02"}})
    kept = stored_rows("a.csv", before.quarantined_rows)
    after = join_batches(take_in(kept, SURVEY, SHIPPED, decided))
    assert counts(after) == (1, 0, 0)
    assert after.contributions.equals(taken(path, remembered=decided).contributions.filter(region="02"))


@pytest.mark.parametrize("profile", [SURVEY, NAMELESS], ids=["numbered", "nameless"])
def test_the_same_rows_have_the_same_ids_in_every_order_spelling_and_format(tmp_path, profile):
    rows = [
        row(id=str(number), region=["Otago", "02"][number % 2], why=f"{number % 5}") for number in range(40)
    ]
    first = taken(written(tmp_path, rows), profile)
    again = [
        (one, "2018-06-01 00:00:00", {"Otago": "  ŌTĀKOU region", "02": "Tamaki Makaurau"}[region], *rest)
        for one, _, region, *rest in rows
    ]
    again = again[::-1][7:] + again[::-1][:7]
    resaved = taken(written(tmp_path, again, name="b.csv", delimiter=";", quoting=csv.QUOTE_ALL), profile)
    assert ids(resaved) == ids(first)
    assert len(ids(first)) == 40


@pytest.mark.slow
@pytest.mark.parametrize("profile", [SURVEY, NAMELESS], ids=["numbered", "nameless"])
def test_an_export_that_overlaps_adds_only_what_is_new(tmp_path, profile):
    rows = [row(id=str(number), why=f"{number % 3}") for number in range(12)]
    first, longer = taken(written(tmp_path, rows[:9]), profile), taken(written(tmp_path, rows), profile)
    assert ids(first) < ids(longer)
    assert len(ids(longer)) == 12


def test_without_numbers_two_people_may_say_the_same(tmp_path):
    intake = taken(written(tmp_path, [GOOD, GOOD, GOOD]), NAMELESS)
    assert counts(intake) == (3, 0, 0)
    assert intake.contributions.height == 3
    assert intake.identities["fingerprint"].n_unique() == 1


def test_a_row_that_stands_twice_is_one_contribution_and_where_two_differ_neither_is_believed(tmp_path):
    rows = [GOOD, row(id="2"), GOOD, row(id="2", why="Something else"), row(id="02")]
    intake = taken(written(tmp_path, rows))
    assert counts(intake) == (2, 3, 0)
    assert intake.contributions["source_row"].to_list() == [2]
    assert set(intake.quarantined["reason"]) == {"is the id of several rows that say different things"}


@pytest.mark.slow
def test_twins_are_found_across_batches(tmp_path, monkeypatch):
    rows = [row(id=str(number % 50)) for number in range(100)]
    monkeypatch.setattr(delimited, "PIECE", 500)
    batches = list(take_in(read_file(written(tmp_path, rows)), SURVEY, SHIPPED))
    assert len(batches) > 5
    assert [counts(join_batches(batches)), join_batches(batches).contributions.height] == [(100, 0, 0), 50]


@pytest.mark.slow
def test_a_mended_row_like_one_that_is_held_is_one_more(tmp_path):
    path = written(tmp_path, [GOOD, row(region="Otaggo")])
    before = taken(path, NAMELESS)
    held = dict(before.identities.group_by("fingerprint").len().iter_rows())
    decided = Remembered(mends={"region": {"Otaggo": "Otago"}}, held=held)
    after = join_batches(take_in(stored_rows("a.csv", before.quarantined_rows), NAMELESS, SHIPPED, decided))
    assert not ids(after) & ids(before)
    assert ids(after) | ids(before) == ids(taken(path, NAMELESS, remembered=decided_without_held(decided)))


def decided_without_held(decided):
    return Remembered(mends=decided.mends)


@pytest.mark.slow
def test_ids_belong_to_a_survey_and_an_engagement(tmp_path):
    path = written(tmp_path, [GOOD])
    other = msgspec.structs.replace(SURVEY, name="second")
    named = msgspec.structs.replace(other, collection="small")
    assert ids(taken(path)) != ids(taken(path, other))
    assert ids(taken(path)) == ids(taken(path, named))


def test_rows_that_a_rule_refuses_say_why(tmp_path):
    rule = Refusal(column="Role", values=("tester", ""), reason="is a test")
    profile = msgspec.structs.replace(SURVEY, refuse=(rule,))
    intake = taken(written(tmp_path, [row(role="Tester"), row(role=""), GOOD]), profile)
    assert intake.refused.select("source_row", "reason").rows() == [(2, "is a test"), (3, "is a test")]


def test_a_torn_row_and_an_empty_form_are_refused(tmp_path):
    path = written(tmp_path, [(*GOOD, "surplus"), ("2", "1/06/2018", "", "", "", "", "")])
    assert [why.partition(":")[0] for why in taken(path).refused["reason"]] == [
        "has more cells than there are headings",
        "is an empty form",
    ]


def test_where_nothing_was_asked_a_form_that_says_what_it_is_about_is_none_that_is_empty(tmp_path):
    profile = msgspec.structs.replace(SURVEY, questions=(), topic=Column(columns=("Why",)))
    path = written(
        tmp_path, [("1", "1/06/2018", "", "", "", "", "Data protection and use"), ("2", "1/06/2018")]
    )
    intake = taken(path, profile)
    assert counts(intake) == (1, 0, 1)
    assert intake.contributions["region"].to_list() == [None]


def test_a_number_is_the_same_in_every_spelling_and_another_with_a_minus(tmp_path):
    votes = msgspec.structs.replace(SURVEY.questions[0], values={"1": "agree", "-1": "disagree"})
    profile = msgspec.structs.replace(SURVEY, questions=(votes,))
    rows = [row(id=f"r{at}", trust=vote) for at, vote in enumerate(("1", "-1", "+1", "−1", "1.0"))]
    intake = taken(written(tmp_path, rows), profile)
    assert intake.answers["value"].to_list() == ["agree", "disagree", "agree", "disagree", "agree"]


@pytest.mark.slow
def test_statements_of_no_question_are_asked_unless_the_profile_says_otherwise(tmp_path):
    about = Statements(column="Role", questions={"NGO": "trust"})
    answers = tuple(msgspec.structs.replace(SURVEY.questions[0], columns=("Trust",)) for _ in range(1))
    profile = msgspec.structs.replace(SURVEY, statements=about, questions=answers, stakeholder=Column())
    path = written(tmp_path, [GOOD, row(id="2", role="client")])
    assert counts(taken(path, profile)) == (1, 1, 0)
    lenient = msgspec.structs.replace(profile, statements=msgspec.structs.replace(about, otherwise=""))
    intake = taken(path, lenient)
    assert (counts(intake), intake.answers.height) == ((2, 0, 0), 1)


def test_an_organisation_on_the_roster_keeps_its_id_and_a_new_one_may_not_be_named(tmp_path):
    profile = msgspec.structs.replace(SURVEY, organisation=Column(columns=("Why",)), questions=())
    rows = [
        row(why="Ngā Hapori Trust"),
        row(id="2", why="Someone New & Sons <Ltd>"),
        row(id="3", why="someone new and sons Ltd"),
    ]
    roster = pl.DataFrame({"organisation_id": ["org-1"], "name": ["Nga Hapori trust"]})
    intake = taken(written(tmp_path, rows), profile, remembered=Remembered(roster=roster))
    known, new, same = intake.contributions["organisation_id"]
    assert (known, new == same) == ("org-1", True)
    assert intake.organisations.select("organisation_id", "name", "type", "may_be_named").rows() == [
        (new, "Someone New & Sons ‹Ltd›", "provider", False)
    ]


def test_a_place_gives_its_region_and_must_not_contradict_it(tmp_path):
    profile = msgspec.structs.replace(SURVEY, place=Column(columns=("Why",)), questions=())
    rows = [
        row(region="", why="Kirikiriroa"),
        row(id="2", why="Hamilton"),
        row(id="3", region="", why="Waitaki"),
    ]
    intake = taken(written(tmp_path, rows), profile)
    assert intake.contributions.select("place", "region").rows() == [("Hamilton", "03")]
    assert intake.quarantined["reason"].to_list() == [
        "lies in another region than the row says",
        "lies in one of several regions: the row must say which",
    ]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"region": Column(columns=("Region",), values={"N": "Nowhere"})}, "says 'Nowhere' for region"),
        ({"channel": Column(constant="pigeon")}, "says 'pigeon' for channel"),
        ({"region": Column(values={"A": "Otago", "a": "02"})}, "give one word two meanings"),
    ],
)
def test_a_profile_whose_own_words_are_unknown_is_refused(tmp_path, changed, reason):
    profile = msgspec.structs.replace(SURVEY, **changed)
    with pytest.raises(DataError, match=reason):
        taken(written(tmp_path, [GOOD]), profile)


def test_nothing_in_the_library_knows_of_the_other_consultation():
    from wellbeing.sources.paths import ROOT  # noqa: PLC0415

    sources = [path.read_text(encoding="utf8").casefold() for path in (ROOT / "src").rglob("*.py")]
    words = ("anid", "chile", CHILE.engagement.agency.casefold())
    assert [word for word in words for source in sources if f" {word}" in source] == []


@pytest.mark.slow
def test_batches_together_are_the_whole(tmp_path, monkeypatch):
    rows = [row(id=str(number), region=["Otago", "Aukland"][number % 2]) for number in range(60)]
    path = written(tmp_path, rows)
    at_once = taken(path)
    monkeypatch.setattr(delimited, "PIECE", 300)
    batches = list(take_in(read_file(path), SURVEY, SHIPPED))
    assert len(batches) > 3
    assert join_batches(batches).contributions.equals(at_once.contributions)
    assert join_batches(batches).quarantined.equals(at_once.quarantined)
    assert [batch.done for batch in batches] == sorted(batch.done for batch in batches)
