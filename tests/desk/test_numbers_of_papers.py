"""A paper that was typed and comes in a spreadsheet too is one paper: nothing is doubled or replaced in silence."""

import base64
import html
from uuid import uuid4

import pytest
from click.testing import CliRunner

from wellbeing.cli import main
from wellbeing.record.store.database import read_record

COLUMNS = (
    "Batch,Form number,Received on,Region,Stakeholder type,Are you content?,Why?,Topic,May be quoted,May be named,"
    "Only for the agency,Channel,Place,Organisation,Communities,Language,Would you drink from the tap?"
)
WHY = "the typed words"


def typed(ask, batch="Z", form="Q4", **said):
    about = {"received": "2020-04-03", "region": "North One", "stakeholder": "Farmers", "topic": "Water"}
    answers = {"asked:content": "yes", "asked:why": WHY}
    done = ask(
        "save", key=f"{uuid4()}", typed={"batch": batch, "form": form} | about | answers | said, sure=True
    )
    return done["saved"]


def sheet(*rows):
    return "\n".join([COLUMNS, *(f"{row}{',' * (COLUMNS.count(',') - row.count(','))}" for row in rows)])


def row(batch, form, *, content="yes", why=WHY, region="North One", consents=",,"):
    return f"{batch},{form},2020-04-03,{region},Farmers,{content},{why},Water,{consents}"


def plain(shown):
    """What is shown, with the marks around names that the command line has."""
    return html.unescape(shown).replace("‘", "'").replace("’", "'")


@pytest.fixture
def upload(ask):
    """A spreadsheet on the desk: what is shown before it is imported, and what imports it."""

    def looked(*rows):
        content = base64.b64encode(sheet(*rows).encode()).decode()
        told = ask("look at file", name="forms.csv", profile="template-survey", content=content)
        shown = told["parts"]["file"]
        token = shown.partition('"token": "')[2].partition('"')[0]
        return plain(shown), lambda **how: ask("import file", token=token, profile="template-survey", **how)

    return looked


@pytest.fixture
def command(desk, tmp_path):
    """A spreadsheet on the command line."""

    def give(name, *rows, sure=False):
        path = tmp_path / f"{uuid4()}.csv"
        path.write_text(sheet(*rows))
        folders = ["--engagement", str(desk.folder.path), "--workspace", str(desk.workspace)]
        arguments = [name, str(path), "--profile", "template-survey", *(["--sure"] if sure else [])]
        return CliRunner().invoke(main, [*folders, *arguments], catch_exceptions=False)

    return give


def held(desk):
    with read_record(desk.workspace, desk.folder.engagement.id) as record:
        return record.execute("SELECT count(*) FROM contributions").fetchone()[0]


LETTERS = pytest.mark.parametrize(("batch", "form"), [("z", "q4"), ("Z", "q4"), ("z", "Q4")])


@LETTERS
def test_a_paper_in_other_letters_that_says_the_same_is_not_stored_again(desk, ask, upload, batch, form):
    typed(ask)
    shown, take = upload(row(batch, form), row("Z", "Q5"))
    assert 'name="sure"' not in shown
    assert take()["line"] == "forms.csv is imported: 2 rows."
    assert held(desk) == 2


@LETTERS
def test_a_paper_in_other_letters_that_says_something_else_is_asked_about(
    desk, ask, upload, command, batch, form
):
    typed(ask)
    differs = row(batch, form, why="other words")
    asked = "would take the place of a form that was typed, '2'"
    shown, take = upload(differs)
    assert asked in shown
    assert take()["error"] == "Nothing was imported: look, then tick that the file is right."
    assert asked in command("check", differs).stdout
    refused = command("import", differs)
    assert (refused.exit_code, asked in refused.stderr) == (1, True)
    take(sure=True)
    assert held(desk) == 1


def test_a_paper_that_waits_or_was_withdrawn_is_known_in_other_letters(desk, ask, upload):
    typed(ask, form="W1", region="Atlantis")
    typed(ask, form="W2", **{"asked:why": "gone"})
    ask("withdraw", batch="Z", form="W2", reason="asked for it", sure=True)
    _, take = upload(row("z", "w1", why="w1"), row("z", "w2", why="w2"))
    take(sure=True)
    assert held(desk) == 1
    assert "withdrawn" in ask("show subject", batch="Z", form="W2")["error"]
    seen = ask("show subject", batch="z", form="W1")["parts"]["subject"]
    assert ("w1" in seen, WHY in seen) == (True, True)  # what waits is still there to be looked at


def test_two_rows_of_one_number_in_other_letters_wait_where_they_differ(desk, upload):
    shown, take = upload(row("Z", "Q4"), row("z", "q4", why="others"), row("Y", "Q4"))
    assert "is the id of several rows that say different things" in shown
    take(sure=True)
    assert held(desk) == 1


def test_an_upload_in_the_place_of_a_typed_form_names_the_row_what_differs_and_what_it_allows_more(
    desk, ask, upload, command
):
    typed(ask)
    changed = row("Z", "Q4", content="no", consents="yes,,")
    shown, take = upload(row("Z", "Q5", why="of its own"), changed)
    assert "Row 3, in the place of typed form 1: May be quoted and Are you content?" in " ".join(
        shown.split()
    )
    assert "It allows more than what is held: May be quoted." in shown
    assert "would take the place of a form that was typed, '3'" in shown
    assert held(desk) == 1
    assert take()["error"] == "Nothing was imported: look, then tick that the file is right."
    assert held(desk) == 1
    line = (
        "Row 2, in the place of typed form 1, differs in may_publish, content. "
        "It allows more than what was held: may_publish."
    )
    assert line in command("check", changed).stdout
    refused = command("import", changed)
    assert (refused.exit_code, line in refused.stderr, WHY in refused.stderr) == (1, True, False)
    stored = command("import", changed, sure=True)
    assert (stored.exit_code, line in stored.stdout, held(desk)) == (0, True, 1)


def test_a_row_that_waited_takes_no_typed_form_s_place_once_it_is_mended(desk, ask, upload):
    typed(ask)
    _, take = upload(row("Z", "Q4", content="no", region="Suoth One", consents="yes,,"))
    take()
    ask("mend word", field="region", value="Suoth One", becomes="South One", profile="")
    with read_record(desk.workspace, desk.folder.engagement.id) as record:
        said = record.execute("SELECT region, source_file FROM contributions").fetchall()
        allowed = record.execute("SELECT count(*) FROM consents").fetchone()[0]
    assert (said, allowed) == ([("N1", "typed form 1")], 0)
    waits = html.unescape(ask("open waiting")["parts"]["tab-waiting"])
    assert "is the id of another row that is in the record and says something else" in waits
    assert "type it again under “Paper forms”" in waits


def test_an_upload_that_says_what_the_typed_form_says_is_not_asked_about(ask, upload):
    typed(ask)
    shown, _ = upload(row("Z", "Q4"))
    assert ("in the place of" in shown, 'name="sure"' in shown) == (False, False)


def test_a_spreadsheet_that_replaces_another_s_rows_names_them_and_is_not_stopped(desk, ask, upload):
    upload(row("Z", "Q4"), row("Z", "Q5", why="others"))[1]()
    shown, take = upload(row("Z", "Q4", why="mended"), row("Z", "Q5", why="others", consents="yes,,"))
    assert "Row 3, in the place of row 3 of forms.csv: May be quoted" in shown
    assert "Row 2, in the place of row 2 of forms.csv: " in shown
    assert take()["line"] == "forms.csv is imported: 2 rows."
    assert held(desk) == 2


def test_a_typed_form_that_allows_what_the_held_one_does_not_say_is_told_so(ask):
    typed(ask)
    said = {"batch": "Z", "form": "Q4", "received": "2020-04-03", "region": "North One", "topic": "Water"}
    answers = {"stakeholder": "Farmers", "asked:content": "yes", "asked:why": WHY, "may_publish": "yes"}
    told = ask("save", key=f"{uuid4()}", typed=said | answers)["held"]
    assert "allows more than what is held: May be quoted" in told
