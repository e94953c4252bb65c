"""An event is one, however its place is spelled and whatever file it came with; what was stored can be taken back."""

from datetime import date
from uuid import uuid4

import msgspec
import polars as pl
import pytest
from two_islands import record_tables, shipped

from wellbeing.desk.collect.deeds import Desk, done
from wellbeing.desk.collect.page import deeds_of
from wellbeing.record.intake.imports import ImportJob, import_file
from wellbeing.record.store.database import open_record, read_record
from wellbeing.record.store.log import append
from wellbeing.record.store.tables import add_table, add_tables
from wellbeing.record.store.transactions import transaction
from wellbeing.sources.profiles.choosing import open_with_profile
from wellbeing.sources.templates.headings import template_fields

SURE = "look, then tick"
TOWNS = 'town,regions,also,population,source\nSol,S1,Te Sol,100,tests\nNia,N1,,100,tests\nNub,S1,,100,"another Nub"\n'


@pytest.fixture
def desk(tmp_path):
    folder = shipped(tmp_path / "engagement")
    places = (folder / "places.csv").read_text("utf8")
    (folder / "places.csv").write_text(places.replace("Sol,", "Sol (the marae),"), "utf8")
    (folder / "towns.csv").write_text(TOWNS, "utf8")
    return Desk(folder, tmp_path / "workspace")


@pytest.fixture
def ask(desk):
    deeds = deeds_of(desk)
    return lambda do, **said: done(deeds, {"do": do} | said)


def gathering(place, day="3/4/2020", **more):
    said = {"date": day, "place": place, "session": "", "invited": [], "remarks": "", "notes": []}
    return said | {"attendance": [{"stakeholder": "farmer", "number": "7"}]} | more


def counted(desk):
    with read_record(desk.workspace, desk.folder.engagement.id) as record:
        people = record.execute("SELECT count(*) FROM contributions").fetchone()[0]
        return people, [*record.execute("SELECT event_id, place FROM events ORDER BY 1")]


@pytest.mark.parametrize("place", ["Sol", "sol (the Marae)", "Te Sol"])
def test_one_place_in_other_words_is_the_same_event(desk, ask, place):
    assert "7 attendances" in ask("store gathering", **gathering("Sol (the marae)"))["line"]
    assert "7 typed, 7 held" in ask("look at gathering", **gathering(place))["parts"]["gathering"]
    assert "0 attendances" in ask("store gathering", **gathering(place))["line"]
    assert counted(desk) == (7, [("2020-04-03-sol", "Sol (the marae)")])


def test_a_town_of_another_region_is_another_place(desk, ask):
    ask("store gathering", **gathering("Nub"))
    with read_record(desk.workspace, desk.folder.engagement.id) as record:
        assert record.execute("SELECT place FROM events").fetchall() == [("Nub",)]


def filled(desk):
    with open_record(desk.workspace, desk.folder.engagement.id, make=True) as record, transaction(record):
        add_tables(record, record_tables(1), append(record, "filled", {}))


def test_an_event_that_files_hold_under_another_name_is_asked_about(desk, ask):
    filled(desk)
    people, events = counted(desk)
    said = gathering("Nia", "24/3/2020")
    (held,) = [one for one, place in events if (one, place) == ("hui-03", "Nia")]
    assert f"{held}" in ask("look at gathering", **said)["parts"]["gathering"]
    for sheet in (said, said | {"attendance": [], "notes": [{"said": "It rained."}]}):
        told = ask("store gathering", **sheet)["error"]
        assert (SURE in told, "is held already" in told) == (True, True)
    assert counted(desk) == (people, events)
    assert "7 attendances" in ask("store gathering", sure=True, **said)["line"]
    assert "is held already" not in ask("look at gathering", **said)["parts"]["gathering"]


def test_what_is_asked_of_an_event_stands_once_on_its_page_and_not_any_more_once_it_is_stored(desk, ask):
    filled(desk)
    said = gathering("Nia", "24/3/2020", notes=[{"said": "It rained.", "topic": "Water"}])
    said["attendance"] = [{"stakeholder": "farmer", "number": "700"}]
    shown = ask("look at gathering", **said)["parts"]["gathering"]
    questions = ("is held already", "is the number right?")
    assert [shown.count(one) for one in questions] == [1, 1]
    stored = ask("store gathering", sure=True, **said)["parts"]["gathering"]
    assert stored.count("is held already") == 0


@pytest.mark.parametrize("session", ["", "synthetic"])
def test_an_event_that_an_earlier_version_called_by_its_remark_is_asked_about(desk, ask, session):
    held = {**record_tables(1).events.row(0, named=True), "event_id": "2020-04-03-sol-the-marae"}
    held |= {"held_on": date(2020, 4, 3), "place": "Sol (the marae)", "region": "S1"}
    with open_record(desk.workspace, desk.folder.engagement.id, make=True) as record, transaction(record):
        events = pl.DataFrame([held], record_tables(1).events.schema)
        add_table(record, "events", events, append(record, "filled", {}))
    asked = ask("store gathering", **gathering("Sol", session=session))
    assert "is held already" in asked["error"]


def test_a_session_beside_another_is_an_event_of_its_own_and_one_without_is_asked_about(ask):
    ask("store gathering", **gathering("Nia", session="morning"))
    assert "7 attendances" in ask("store gathering", **gathering("Nia", session="evening"))["line"]
    assert "is held already" in ask("store gathering", **gathering("Nia"))["error"]


def test_what_was_stored_says_how_it_is_taken_back(desk, ask):
    stored = ask("store gathering", **gathering("Nia", notes=[{"said": "It rained."}]))["parts"]["gathering"]
    pressed = [msgspec.json.decode(one.partition("'")[0]) for one in stored.split("data-asked='")[1:]]
    assert [one["where"] for one in pressed] == ["gathering", "gathering"]
    assert "wellbeing undo" not in stored
    for asked in pressed:
        assert "Say why" in ask("undo import", **asked)["error"]
        told = ask("undo import", **asked, reason="typed twice")["parts"]
        assert "was taken back" in told["gathering"]
        assert f'"number": {asked["number"]}' not in told["imports"]
    assert counted(desk) == (0, [])


def test_a_hui_whose_attendance_alone_is_taken_back_is_said_to_count_yet(desk, ask):
    stored = ask("store gathering", **gathering("Nia", notes=[{"said": "It rained."}]))["parts"]["gathering"]
    people, notes = [msgspec.json.decode(one.partition("'")[0]) for one in stored.split("data-asked='")[1:]]
    said = "1 event still counts, since its notes stand"
    assert said in ask("undo import", **people, reason="typed twice")["parts"]["gathering"]
    assert said not in ask("undo import", **notes, reason="typed twice")["parts"]["gathering"]


def test_its_day_is_read_as_that_of_a_form_and_called_as_the_field_is(desk, ask):
    ask("store gathering", **gathering("Nia", "3/4"))
    assert counted(desk)[1] == [("2020-04-03-nia", "Nia")]
    told = ask("look at gathering", **gathering("Nia", "31/6"))["parts"]["gathering"]
    assert ('<th scope="row">Date</th>' in told, "Received on" in told) == (True, False)


def test_a_form_after_the_last_day_is_told(desk, ask):
    last = desk.folder.engagement.ends_on
    day = f"1/{last.month + 1}"
    typed = {"received": day, "region": "S1", "topic": "Water", "stakeholder": "Farmers", "asked:why": "rain"}
    assert f"after the last day, {last}" in ask("save", key=f"{uuid4()}", typed=typed)["line"]
    typed = typed | {"received": f"{last}", "asked:why": "sun"}
    assert "after the last day" not in ask("save", key=f"{uuid4()}", typed=typed)["line"]


def test_an_event_after_the_last_day_is_told(desk, ask):
    last = desk.folder.engagement.ends_on
    for sheet in ({}, {"attendance": [], "notes": [{"said": "It rained."}]}):
        late = gathering("Nia", f"{last.replace(month=last.month + 1, day=1)}") | sheet
        assert f"{last}" in ask("look at gathering", **late)["parts"]["gathering"]


@pytest.mark.parametrize("session", ["Morning", "1"])
def test_a_session_beside_an_event_that_is_held_without_one_is_asked_about(desk, ask, session):
    said = gathering("Nia", notes=[{"said": "It rained."}])
    ask("store gathering", **said)
    people, events = counted(desk)
    told = ask("store gathering", **said | {"session": session})["error"]
    assert ("is held already, without a session" in told, SURE in told) == (True, True)
    assert counted(desk) == (people, events)
    assert "7 attendances" in ask("store gathering", **said | {"session": session}, sure=True)["line"]
    assert "7 attendances" in ask("store gathering", **said | {"session": "a third"}, sure=True)["line"]


def crowd(number, place="Nia"):
    return gathering(place, attendance=[{"stakeholder": "farmer", "number": f"{number}"}])


@pytest.mark.parametrize(("before", "number", "is_asked"), [
    (None, 100, False), (None, 101, True), (None, 2000, True), (20, 100, False), (20, 101, True),
    (30, 150, False), (30, 151, True), (300, 1500, False),
])  # fmt: skip
def test_far_more_people_than_came_to_any_other_event_are_asked_about(desk, ask, before, number, is_asked):
    if before:
        ask("store gathering", **crowd(before, "Sol"), sure=True)
    doubt = "is the number right?"
    assert (doubt in ask("look at gathering", **crowd(number))["parts"]["gathering"]) == is_asked
    assert (doubt in ask("store gathering", **crowd(number)).get("error", "")) == is_asked
    ask("store gathering", **crowd(number), sure=True)
    assert counted(desk)[0] == (before or 0) + number


def test_a_file_with_far_more_people_is_told_so_and_taken_in(desk):
    fields = template_fields("attendance", desk.folder.engagement)
    said = {"date": "2020-04-03", "place": "Nia", "stakeholder": "Farmers", "number": "1200"}
    path = desk.workspace.parent / "came.csv"
    heads = ",".join(one.name for one in fields.values())
    path.write_text(f"{heads}\n{','.join(said.get(name, '') for name in fields)}\n")
    table, profile = open_with_profile(path, desk.folder, "template-attendance")
    with open_record(desk.workspace, desk.folder.engagement.id, make=True) as record:
        account = import_file(record, ImportJob(table, profile, desk.folder, table.sha256))
    assert account.added == 1200
    assert any("1,200 people at '2020-04-03-nia'" in one.text for one in account.notices)
