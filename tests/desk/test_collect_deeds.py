"""What the steward's page asks is done by the record's functions, and told; whatever is asked, nothing else is."""

import base64
import html
import sqlite3
from contextlib import closing
from io import BytesIO
from uuid import uuid4

import msgspec
import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application

from wellbeing.desk.collect import quoting
from wellbeing.desk.collect.door import ADDRESS, door
from wellbeing.desk.collect.page import DeskPiece, deeds_of
from wellbeing.record.custody.disposal import to_dispose
from wellbeing.record.intake.quarantine import quarantine_problems
from wellbeing.record.store import migrations
from wellbeing.record.store.database import read_record
from wellbeing.record.store.migrations import SCHEMA_VERSION

HEAD = "Batch,Form number,Received on,Region,Stakeholder type,Are you content?,Why?,Topic"
ROWS = [f"Sol,{n},2020-04-0{n % 9 + 1},North One,Farmers,yes,reason {n},Water" for n in range(18)]
BAD = [
    "Sol,90,2020-04-01,Suoth One,Farmers,no,typo,Water",
    "Sol,91,2020-04-02,N2,Farmers,sort of,unclear,Water",
]


def file_of(lines, **more):
    text = "\n".join(
        [
            HEAD + ",Channel,Place,Organisation,Communities,Language,Would you drink from the tap?,"
            "May be quoted,May be named,Only for the agency",
            *(line + "," * 9 for line in lines),
        ]
    )
    return {
        "name": "forms.csv",
        "profile": "template-survey",
        "content": base64.b64encode(text.encode()).decode(),
    } | more


def token_of(answer):
    return answer["parts"]["file"].partition('"token": "')[2].partition('"')[0]


def imports(desk):
    with read_record(desk.workspace, desk.folder.engagement.id) as record:
        query = "SELECT sum(rows), sum(imported), sum(quarantined), sum(refused) FROM imports"
        rows = record.execute(query).fetchone()
        answers = record.execute(
            "SELECT sum(read), sum(stored + merged + no_answer + quarantined + refused) FROM answer_accounts"
        ).fetchone()
    assert rows[0] == sum(rows[1:])
    assert answers[0] == answers[1]
    return rows


@pytest.mark.slow
def test_a_file_is_looked_at_before_anything_is_written_then_imported_and_mended_until_nothing_waits(
    desk, ask
):
    looked = ask("look at file", **file_of([*ROWS, *BAD]))
    assert (
        "<strong>20</strong> rows read = 19 imported + 1 in quarantine + 0 refused" in looked["parts"]["file"]
    )
    assert not desk.has_record
    given = {"token": token_of(looked), "profile": "template-survey"}
    copy = ask("copy of file", **given)["file"]
    rows = pl.read_excel(BytesIO(base64.b64decode(copy["base64"])))
    assert rows["Form number"].cast(pl.String).to_list() == ["90", "91"]
    assert ask("import file", **given)["line"] == "forms.csv is imported: 19 rows."
    assert imports(desk) == (20, 19, 1, 0)
    again = ask("look at file", **file_of([*ROWS, *BAD]))["parts"]["file"]
    assert "already</strong>" in again
    assert ('data-do="import file"' in again, 'data-do="put file away"' in again) == (False, True)
    assert "It is “South One”" in ask("open waiting")["parts"]["tab-waiting"]
    ask("mend word", field="region", value="Suoth One", becomes="South One", profile="")
    ask("mend word", field="content", value="sort of", becomes="somewhat", profile="")
    assert "Nothing waits" in ask("open waiting")["parts"]["tab-waiting"]
    assert imports(desk) == (20, 20, 0, 0)
    later = ask("look at file", **file_of(["Sol,92,2020-04-01,Suoth One,Farmers,sort of,again,Water"]))
    assert "1 imported + 0 in quarantine" in later["parts"]["file"]  # what was decided is remembered


def test_an_event_s_attendance_and_notes_are_stored_once_and_counted_by_type(desk, ask):
    said = {
        "key": f"{uuid4()}", "date": "3/4/2020", "place": "Sol", "session": "", "invited": ["farmer", "fisher"],
        "remarks": "It rained.", "attendance": [
            {"stakeholder": "farmer", "number": "7"}, {"stakeholder": "fisher", "number": ""},
            {"stakeholder": "", "number": "2"},
            {"organisation": "Fishers of Sol", "stakeholder": "fisher", "number": "3"},
        ],
        "notes": [{"said": "The water is brown.", "topic": "Water", "stakeholder": "", "themes": ["taste"]},
                  {"said": ""}],
    }  # fmt: skip
    ask("keep gathering", key=said["key"], typed={"said": ["3/4/2020"]})
    looked = ask("look at gathering", **said)
    assert "12 contributions are new" in looked["parts"]["gathering"]
    assert not desk.has_record
    assert ask("store gathering", **said)["line"] == "Stored: 12 attendances and 1 note are new."
    assert ask("store gathering", **said)["line"] == "Stored: 0 attendances and 0 notes are new."
    assert imports(desk) == (4, 4, 0, 0)
    with read_record(desk.workspace, desk.folder.engagement.id) as record:
        who = record.execute("SELECT stakeholder, count(*) FROM contributions GROUP BY 1").fetchall()
        (event,) = record.execute("SELECT place, held_on, attendees, notes FROM events").fetchall()
    assert dict(who) == {"farmer": 7, "fisher": 3, None: 2}
    assert event == ("Sol", "2020-04-03", 12, "It rained.")
    assert to_dispose(desk.workspace)[0].name != f"{said['key']}.json"
    assert "Nothing is typed" in ask("look at gathering", date="3/4/2020", place="Sol")["error"]


def gathering(*attendance, **more):
    about = {"date": "3/4/2020", "place": "Sol", "session": "", "invited": [], "remarks": "", "notes": []}
    rows = [
        {"stakeholder": kind, "organisation": body, "number": f"{number}"}
        for kind, body, number in attendance
    ]
    return about | {"key": f"{uuid4()}", "attendance": rows} | more


def test_an_event_s_attendance_says_how_many_came_in_all_and_whose_numbers_are_held_already(ask):
    first = gathering(("farmer", "", 7), ("fisher", "Fishers of Sol", 3))
    looked = ask("look at gathering", **first)["parts"]["gathering"]
    assert "10 people came in all: 7 by type, 3 on behalf of organisations." in looked
    assert "held of this day" not in looked
    ask("store gathering", **first)
    again = gathering(("farmer", "", 9), ("fisher", "Fishers of Sol", 2), ("teacher", "", 1))
    looked = ask("look at gathering", **again)["parts"]["gathering"]
    assert "Farmers: 9 typed, 7 held of this day and place already, 2 new." in looked
    assert (
        "Fishers of Sol (Fishers): 2 typed, and 3 are held of this day and place. Nobody is taken out"
        in looked
    )
    assert "Teachers: 1 typed, 0 held" not in looked
    assert "Nothing was stored" in ask("store gathering", **again)["error"]
    assert ask("store gathering", **again, sure=True)["line"].startswith("Stored: 3 attendances")


def test_as_many_by_type_as_on_behalf_of_organisations_are_asked_about(ask, desk):
    assert "counted on top of the numbers by type" in DeskPiece(desk).html
    said = gathering(("fisher", "", 5), ("fisher", "Fishers of Sol", 3), ("fisher", "Boats", 2))
    looked = ask("look at gathering", **said)["parts"]["gathering"]
    assert (
        "Fishers: 5 by type and as many on behalf of organisations, 10 in all. Are these the same" in looked
    )
    assert "Are these the same people?" in ask("store gathering", **said)["error"]
    assert ask("store gathering", **said, sure=True)["line"].startswith("Stored: 10 attendances")
    assert (
        "same people"
        not in ask("look at gathering", **gathering(("fisher", "", 6), ("fisher", "B", 5)))["parts"][
            "gathering"
        ]
    )


def test_an_event_is_asked_for_its_day_and_place_in_words(ask):
    assert (
        ask("look at gathering", **gathering(("fisher", "", 5), date="", place=" "))["error"]
        == "Say first: Date, Place."
    )


COMMENTS = (
    "Ring me on 021 123 4567 about the brown water.",
    "The road is never mended in winter.",
    "Nobody ever asked us.",
)


@pytest.fixture
def commented(ask):
    """Three paper forms, two of which may be quoted."""
    for number, words in enumerate(COMMENTS):
        typed = {
            "batch": "Sol",
            "form": f"{number}",
            "received": "2020-04-03",
            "region": "S1",
            "topic": "Water",
        }
        typed |= {"stakeholder": "Farmers", "may_publish": "no" if number == 2 else "yes", "asked:why": words}
        assert ask("save", key=f"{uuid4()}", typed=typed)["saved"] == number + 1
    return ask


def test_what_a_form_would_change_is_told_in_the_engagement_s_names(commented):
    typed = {"batch": "Sol", "form": "0", "received": "2020-04-04", "region": "North One", "topic": "Water"}
    typed |= {"stakeholder": "Fishers", "may_publish": "no", "asked:why": "Another word on it."}
    held = html.unescape(commented("save", key=f"{uuid4()}", typed=typed)["held"])
    assert "“North One” here" in held
    assert "Stakeholder type: “Farmers” there, “Fishers” here" in held
    assert "Received on: “2020-04-03” there, “2020-04-04” here" in held
    assert not any(
        code in held for code in ("received_on", "farmer”", "fisher”", "“N1”", "“S1”", "may_publish")
    )


def test_words_are_approved_by_name_once_every_mark_was_looked_at_and_can_be_taken_back(commented):
    shown = commented("open quotes", question="why")["parts"]["tab-quotes"]
    assert all(words in shown for words in ("2 of 2 comments", "<mark", "Ring me on […] about"))
    assert "1 not shown" in shown
    contribution = shown.partition('id="quote-')[2].partition('-why"')[0]
    about = {"contribution": contribution, "question": "why", "by": "Ana"}
    assert (
        COMMENTS[1] in shown.partition("<blockquote>")[2].partition("</blockquote>")[0]
    )  # fewest marks first
    assert "your name" in commented("approve quote", **about | {"by": " ", "words": COMMENTS[1]})["error"]
    assert "not a redaction" in commented("approve quote", **about, words="The road is mended.")["error"]
    assert commented("approve quote", **about, words="The road […]")["line"].startswith("Approved by Ana")
    assert "Approved: “The road […]”" in commented("open quotes")["parts"]["tab-quotes"]
    assert commented("retract quote", **about)["line"].startswith("Taken back")
    other = commented("open quotes")["parts"]["tab-quotes"].rpartition('id="quote-')[2].partition('-why"')[0]
    about = {"contribution": other, "question": "why", "by": "Ana", "words": COMMENTS[0]}
    assert "1 mark in these words: “021 123 4567”" in commented("approve quote", **about)["error"]
    assert commented("approve quote", **about, checked=True)["line"].startswith("Approved by Ana")


def test_every_comment_that_may_be_quoted_can_be_reached_a_few_at_a_time(commented, monkeypatch):
    monkeypatch.setattr(quoting, "_STEP", 1)
    first = commented("open quotes", question="why")["parts"]["tab-quotes"]
    assert "1 of 2 comments" in first
    assert "Show 1 more" in first
    asked = msgspec.json.decode(html.unescape(first.rpartition("data-asked='")[2].partition("'")[0]))
    then = commented("open quotes", **asked)
    assert then["focus"] == "#card-2 textarea"
    assert all(words in then["parts"]["tab-quotes"] for words in ("2 of 2 comments", 'id="card-2"'))
    assert " more</button>" not in then["parts"]["tab-quotes"]
    for odd in (-1, "20", 10**9, None, [3]):
        assert "1 of 2 comments" in commented("open quotes", shown=odd)["parts"]["tab-quotes"]


def test_two_coders_read_apart_and_nobody_reads_a_comment_twice(commented):
    def read(answer):
        return msgspec.json.decode(
            html.unescape(answer["parts"]["comment"].partition("data-asked='")[2].partition("'")[0])
        )

    first = read(commented("next comment", by="Ana", reading="1"))
    assert "no tone" in commented("code comment", **first)["error"]
    then = read(commented("code comment", **first, tone="negative", theme=["taste"]))
    assert then["contribution"] != first["contribution"]
    for same in ("Ana", " ana", "ĀNA"):  # whoever read it first, in whatever letters
        told = commented("next comment", by=same, reading="2")["parts"]["comment"]
        assert "somebody else has to read it" in told
        refused = commented("code comment", **first | {"by": same, "reading": "2"}, tone="negative")
        assert "has coded it in the other reading" in refused["error"]
    again = read(commented("next comment", by="Ben", reading="2"))
    assert (again["contribution"], "negative" in again.values()) == (first["contribution"], False)
    assert "1 of them twice" in commented("code comment", **again, tone="cannot tell")["line"]
    assert commented("end coding")["line"].startswith("Done for now. 1 comment coded")


def test_a_person_is_shown_what_is_held_by_the_number_of_their_form_and_can_have_it_deleted(commented, desk):
    form = {"batch": "Sol", "form": "01"}
    assert "021 123 4567" not in commented("show subject", **form)["parts"]["subject"]
    form = {"batch": "Sol", "form": "0"}
    shown = commented("show subject", **form)["parts"]["subject"]
    assert all(
        words in shown
        for words in (
            "021 123 4567",
            "region: South",
            "stakeholder: Farmers",
            "topic: Water",
            "question id: Why",
            "quotes: nothing",
        )
    )
    assert "Say why" in commented("correct subject", **form, may_publish="no")["error"]
    said = {"may_publish": "no", "reason": "rang us"}
    assert "may publish: no" in commented("correct subject", **form, **said)["parts"]["subject"]
    assert "1 of 1 comments" in commented("open quotes")["parts"]["tab-quotes"]
    assert "tick" in commented("withdraw", **form, reason="asked for it")["error"]
    assert commented("withdraw", **form, reason="asked for it", sure=True)["line"].startswith(
        "1 contribution deleted"
    )
    assert "was withdrawn" in commented("show subject", **form)["error"]
    assert b"021 123 4567" not in (desk.workspace / "record.sqlite").read_bytes()
    assert "2 contributions" in commented("open requests")["parts"]["tab-requests"]


SAID = "only the one who wrote it would say so"


def held_anywhere(desk):
    """Whether any file of the workspace holds what was said."""
    files = [path for path in desk.workspace.rglob("*") if path.is_file()]
    return any(SAID.encode() in path.read_bytes() for path in files)


def paper(**said):
    about = {"batch": "Sol", "form": "B1", "received": "2020-04-03", "region": "S1", "topic": "Water"}
    return about | {"stakeholder": "Farmers", "asked:why": SAID} | said


@pytest.mark.parametrize("number", ["B1", "b1"])
@pytest.mark.parametrize("kept", ["stored", "waiting", "draft", "set aside"])
def test_a_request_finds_what_is_held_wherever_it_is_and_withdrawal_leaves_none_of_it(
    desk, ask, kept, number
):
    said = {"key": f"{uuid4()}", "typed": paper(region="Atlantis" if kept == "waiting" else "S1")}
    how = {"sure": kept == "waiting", "twice": kept == "set aside"}
    ask("keep" if kept == "draft" else "save", **said, **how)
    form = {"batch": "sol", "form": number}
    assert SAID in ask("show subject", **form)["parts"]["subject"]
    assert held_anywhere(desk)
    told = ask("withdraw", **form, reason="asked for it", sure=True)
    assert told["line"].startswith("1 contribution deleted")
    assert "was withdrawn" in ask("show subject", **form)["error"]
    assert not held_anywhere(desk)
    said["key"] = f"{uuid4()}"  # typed once more
    assert "nothing of it is kept" in ask("save", **said)["held"]
    assert "since its contribution was withdrawn" in ask("save", **said, sure=True)["line"]
    assert not held_anywhere(desk)


@pytest.mark.parametrize("kept", ["stored", "waiting", "draft", "set aside"])
def test_a_paper_without_a_number_is_found_by_words_of_it_wherever_it_is_and_withdrawn(desk, ask, kept):
    typed = paper(batch="", form="", region="Atlantis" if kept == "waiting" else "S1")
    how = {"sure": kept == "waiting", "twice": kept == "set aside"}
    ask("keep" if kept == "draft" else "save", key=f"{uuid4()}", typed=typed, **how)
    found = ask("show subject", words="THE ONE who  wrote")["parts"]["subject"]
    asked = msgspec.json.decode(html.unescape(found.partition("data-asked='")[2].partition("'")[0]))
    assert SAID in found
    assert SAID in ask("show subject", **asked)["parts"]["subject"]
    ask("withdraw", **asked, reason="asked for it", sure=True)
    assert not held_anywhere(desk)
    assert "stand in nothing" in ask("show subject", words="the one who wrote")["parts"]["subject"]
    assert "at least 5 letters" in ask("show subject", words="the")["error"]


def test_the_account_of_forms_names_those_that_were_withdrawn(desk, ask):
    for number in range(3):
        ask(
            "save",
            key=f"{uuid4()}",
            typed=paper(form=f"{number}", **{"asked:why": f"reason {number} of mine"}),
        )
    ask("withdraw", batch="Sol", form="1", reason="asked for it", sure=True)
    told = DeskPiece(desk).html.partition('<div id="typed">')[2].partition("</div>")[0]
    assert "3</strong> typed = 2 stored + 0 in quarantine + 0 set aside + 1 withdrawn" in told


def test_a_draft_of_a_number_that_was_withdrawn_goes_too(desk, ask):
    ask("save", key=f"{uuid4()}", typed=paper())
    ask("keep", key=f"{uuid4()}", typed=paper())
    ask("withdraw", batch="Sol", form="B1", reason="asked for it", sure=True)
    assert not held_anywhere(desk)
    ask("keep", key=f"{uuid4()}", typed=paper())  # begun anew since
    assert SAID in ask("show subject", batch="Sol", form="B1")["parts"]["subject"]
    ask("withdraw", batch="Sol", form="B1", reason="asked for it", sure=True)
    assert not held_anywhere(desk)


def test_a_number_in_other_letters_is_the_same_paper(ask):
    assert ask("save", key=f"{uuid4()}", typed=paper())["saved"] == 1
    again = ask("save", key=f"{uuid4()}", typed=paper(batch="sol", form="b1", **{"asked:why": "other words"}))
    assert "A form of this number is in the record already" in again["held"]


def test_a_form_that_does_not_stand_any_more_is_not_opened_from_an_old_copy(ask):
    said = {"key": f"{uuid4()}", "typed": paper()}
    number = ask("save", **said)["saved"]
    assert ask("open draft", key=said["key"])["typed"] is None
    assert "was taken back: 1 contribution went out" in ask("undo import", form="1", reason="twice")["line"]
    gone = ask("take back", **said, number=number)
    assert (gone["taken"], gone["typed"]) == (0, None)
    assert ask("open forms")["begun"] == []
    again = ask("save", **said)["saved"]
    for _ in range(2):  # an answer that was lost is asked for again
        assert ask("take back", **said, number=again)["typed"] == said["typed"]
    assert [one["key"] for one in ask("open forms")["begun"]] == [said["key"]]


@pytest.mark.slow
def test_what_waits_is_refused_for_a_reason_and_can_be_called_back(desk, ask):
    looked = ask("look at file", **file_of(BAD[:1]))
    ask("import file", token=token_of(looked), profile="template-survey")
    number = 1
    assert "Say why" in ask("dismiss", numbers=[number], reason=" ")["error"]
    assert ask("dismiss", numbers=[number], reason="a test of ours")["line"].startswith(
        "1 row and 2 answers refused"
    )
    assert imports(desk) == (1, 0, 0, 1)
    ask("recall", number=number)
    assert imports(desk) == (1, 0, 1, 0)
    assert ask("mend row", number=number, **{"cell:Region": "S1"})["line"].startswith("1 row")
    assert imports(desk) == (1, 1, 0, 0)


TWICE = [
    "Sol,90,2020-04-01,North One,Farmers,no,one paper,Water",
    "Sol,90,2020-04-02,N2,Farmers,yes,another paper,Water",
]


@pytest.fixture
def twice(desk, ask):
    """The form number that two rows have, and what the page tells of it."""
    looked = ask("look at file", **file_of(TWICE))
    ask("import file", token=token_of(looked), profile="template-survey")
    return ask("open waiting")["parts"]["tab-waiting"]


def whys(desk):
    with read_record(desk.workspace, desk.folder.engagement.id) as record:
        rows = record.execute("SELECT text FROM answers WHERE question_id = 'why'").fetchall()
    return sorted(text for (text,) in rows)


def test_of_two_rows_of_one_id_one_is_kept_and_the_other_refused_and_kept(twice, desk, ask):
    assert twice.count(">Keep this one, refuse the others<") == 2
    assert "another paper" in twice
    assert "give each an id of its own" in twice
    assert ask("choose row", number=2)["line"].startswith("1 row and")
    assert (imports(desk), whys(desk)) == ((2, 1, 0, 1), ["another paper"])
    assert "another row of the same id was chosen" in ask("open waiting")["parts"]["tab-waiting"]
    assert "none of several" in ask("choose row", number=1)["error"]
    assert "still waiting" in ask("recall", number=1)["line"]
    assert "another row that is in the record" in ask("open waiting")["parts"]["tab-waiting"]
    assert (imports(desk), whys(desk)) == ((2, 1, 1, 0), ["another paper"])


def test_the_last_of_several_rows_of_one_id_is_said_to_be_it_and_taken_in_by_a_press(twice, desk, ask):
    shown = ask("mend row", number=1, **{"cell:Form number": "91"})["parts"]["tab-waiting"]
    assert "was the id of several rows, of which only this one waits" in shown
    assert (shown.count("Take it in</button>"), "Keep this one" in shown) == (1, False)
    assert ask("choose row", number=2)["line"].startswith("1 row and")
    assert (imports(desk), whys(desk)) == ((2, 2, 0, 0), ["another paper", "one paper"])


def test_one_of_two_rows_of_one_id_is_given_another_number_and_one_is_refused_by_itself(twice, desk, ask):
    assert twice.count('name="cell:Form number"') == twice.count('name="cell:Batch"') == 2
    assert ask("mend row", number=2, **{"cell:Form number": "91"})["line"].startswith("1 row and")
    assert "Tick first" in ask("dismiss", reason="typed twice", numbers=[])["error"]
    ask("dismiss", reason="typed twice", numbers=["1"])
    assert (imports(desk), whys(desk)) == ((2, 1, 0, 1), ["another paper"])


def test_of_a_place_in_another_region_either_can_be_corrected(ask, desk):
    said = paper(region="North One", place="Sol", **{"asked:content": "yes"})
    ask("save", key=f"{uuid4()}", typed=said, sure=True)
    told = ask("open waiting")["parts"]["tab-waiting"]
    assert 'name="cell:Region" value="North One"' in told
    assert 'name="cell:Place" value="Sol"' in told
    assert "The place or the region is wrong" in told
    assert "It must be a place" not in told
    line = ask("mend row", number=1, **{"cell:Region": "South One", "cell:Place": "Sol"})["line"]
    assert line.startswith("1 row and")
    assert imports(desk) == (1, 1, 0, 0)


def test_a_row_that_is_corrected_and_still_wrong_is_told_to_wait_for_the_same_with_the_reason(desk, ask):
    ask("save", key=f"{uuid4()}", typed=paper(region="Atlantis", stakeholder="Sailors"), sure=True)
    again = ask("mend row", number=1, **{"cell:Region": "Lemuria"})["line"]
    assert "Nothing taken in; 1 row still waiting for the same: Region “Lemuria”: no" in again
    assert "Stakeholder type “Sailors”: no" in again
    other = ask("mend row", number=1, **{"cell:Region": "S1"})["line"]
    assert "1 row still waiting for something else: Stakeholder type “Sailors”" in other
    assert ask("mend row", number=1, **{"cell:Stakeholder type": "Farmers"})["line"].startswith("1 row and")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("", "Say the day in its row"),
        ("2019-01-01", "If it is right, the row is no contribution to this engagement"),
        ("Michaelmas", "write it in its row"),
    ],
)
def test_what_helps_a_day_is_told_by_what_is_wrong_with_it(ask, day, told):
    ask("save", key=f"{uuid4()}", typed=paper(received=day), sure=True)
    assert told in ask("open waiting")["parts"]["tab-waiting"]


def test_a_file_that_is_put_away_or_is_no_table_leaves_nothing(desk, ask):
    looked = ask("look at file", **file_of(ROWS))
    assert [path.name for path in to_dispose(desk.workspace)] == [".profile", "forms.csv"]
    ask("put file away", token=token_of(looked))
    answer = ask("look at file", **file_of([], name="../../x.exe"))
    assert answer["error"].startswith("x.exe cannot be read")
    assert to_dispose(desk.workspace) == []


def test_a_record_whose_making_was_cut_off_is_finished_when_the_page_is_opened(desk, ask, monkeypatch):
    desk.workspace.mkdir()
    with (
        monkeypatch.context() as cut_off,
        closing(sqlite3.connect(desk.workspace / "record.sqlite")) as record,
    ):
        record.isolation_level = None
        cut_off.setattr(migrations, "SCHEMA_VERSION", SCHEMA_VERSION - 2)
        migrations.migrate(record)
    assert "0 contributions" in ask("open requests")["parts"]["tab-requests"]
    with desk.reading() as record:
        assert migrations.version(record) == SCHEMA_VERSION


NOBODYS = "0f7b8d8e-916b-46db-bdf9-776fc48fe44b"


@pytest.mark.parametrize("token", ["", "..", NOBODYS, f"{NOBODYS}/..", "\0", 7, None])
def test_a_token_that_nobody_was_given_finds_no_file(ask, token):
    for deed in ("import file", "copy of file"):
        assert "not here any more" in ask(deed, token=token)["error"]


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=5), some, max_size=3),
    max_leaves=5,
)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@example({"typed": {}, "number": 5})
@given(
    st.dictionaries(st.sampled_from(["key", "typed", "token", "number", "numbers", "field", "becomes"]), ODD)
)
def test_whatever_is_asked_is_answered_in_words_a_person_can_act_on(ask, desk, said):
    for deed in deeds_of(desk):
        if not deed.startswith("open"):
            answer = ask(deed, reason="none", **said)
            is_told = "error" in answer or "does not stand in the record" in answer.get("line", "")
            assert is_told or deed in {"put file away", "keep", "forget"}
    assert not desk.has_record


class TestDoor(AsyncHTTPTestCase):
    """The door answers pages of its own server alone."""

    def get_app(self):
        return Application([door({"greet": lambda said: {"hello": said["name"]}}, {"localhost:1"})])

    def asked(self, body=b'{"do": "greet", "name": "you"}', **headers):
        given = {"Origin": "http://localhost:1", "Content-Type": "application/json"} | headers
        return self.fetch(ADDRESS, method="POST", body=body, headers=given)

    def test_a_page_of_its_own_is_answered(self):
        assert self.asked().body == b'{"hello": "you"}'

    def test_pages_of_others_forms_of_others_and_no_page_at_all_are_refused(self):
        wrong = [{"Origin": "http://elsewhere"}, {"Origin": "null"}, {"Content-Type": "text/plain"}]
        assert {self.asked(**one).code for one in wrong} == {403}
        assert (
            self.fetch(ADDRESS, method="POST", body=b"{}", headers={"Content-Type": "application/json"}).code
            == 403
        )
        assert self.fetch(ADDRESS).code == 405

    def test_what_fails_is_told_by_a_reference_and_never_by_what_was_said(self):
        answer = self.asked(b'{"do": "greet"}')
        assert (answer.code, b"reference" in answer.body, b"KeyError" in answer.body) == (200, True, False)
        assert b"cannot be read" in self.asked(b"[1]").body


def test_a_form_that_would_loosen_a_consent_says_which_before_it_takes_the_other_s_place(ask):
    said = {
        "batch": "Sol", "form": "7", "topic": "Water", "received": "2020-04-03", "region": "S1",
        "stakeholder": "Farmers", "asked:tap": "yes", "only_for_agency": "yes",
    }  # fmt: skip
    ask("save", key=f"{uuid4()}", typed=said)
    told = ask("save", key=f"{uuid4()}", typed=said | {"only_for_agency": "no"})["held"]
    assert "allows more than what is held: Only for the agency" in told
    assert "allows more" not in ask("save", key=f"{uuid4()}", typed=said | {"only_for_agency": ""})["held"]


def aside(ask):
    """A paper set aside and called back, whose number another has."""
    said = {
        "batch": "Sol", "form": "7", "topic": "Water", "received": "2020-04-03", "region": "S1",
        "stakeholder": "Farmers", "asked:why": "the first", "asked:tap": "yes",
    }  # fmt: skip
    ask("save", key=f"{uuid4()}", typed=said)
    ask("save", key=f"{uuid4()}", typed=said | {"asked:why": "the second"}, twice=True)
    return html.unescape(ask("recall", number=1)["parts"]["tab-waiting"]), ask("recall", number=1)


def test_an_id_of_several_columns_is_shown_without_control_characters_and_with_what_helps(desk, ask):
    shown, _ = aside(ask)
    assert "Id: “SOL · 7”" in shown
    assert ("under “Paper forms”" in shown, "wellbeing import FILE" in shown) == (True, False)
    with read_record(desk.workspace, desk.folder.engagement.id) as record:
        values = quarantine_problems(record)["value"].to_list()
    assert values == ["SOL · 7"]
    twins = [f"Sol,5,2020-04-01,South One,Farmers,yes,{why},Water" for why in ("one", "other")]
    looked = ask("look at file", **file_of(twins))
    assert "SOL · 5" in looked["parts"]["file"]
    assert not any(sign in f"{shown}{looked}" for sign in ("\x1f", "\\x1f", "\u241f"))


DAYS = ["15-Apr-20", "15 April 2020", "15/4/2020", "15/4", "Wed 15 Apr", "2020-04-15", "2020-04-15 00:00:00"]


@pytest.mark.parametrize("written", DAYS)
def test_a_day_is_understood_in_a_mend_as_on_a_form(desk, ask, written):
    looked = ask("look at file", **file_of(["Sol,90,2031-06-01 00:00:00,North One,Farmers,yes,why,Water"]))
    ask("import file", token=token_of(looked), profile="template-survey")
    shown = ask("open waiting")["parts"]["tab-waiting"]
    assert ('value="2031-06-01"' in shown, "00:00:00" in shown, "“2031-06-01”" in shown) == (
        True,
        False,
        True,
    )
    ask("mend row", number=1, **{"cell:Received on": "2031-06-01"})  # nobody touched it
    with read_record(desk.workspace, desk.folder.engagement.id) as record:
        (cell,) = record.execute("SELECT cells ->> 'Received on' FROM quarantine").fetchone()
    assert cell == "2031-06-01 00:00:00"
    ask("mend row", number=1, **{"cell:Received on": written})
    with read_record(desk.workspace, desk.folder.engagement.id) as record:
        assert record.execute("SELECT received_on FROM contributions").fetchall() == [("2020-04-15",)]
