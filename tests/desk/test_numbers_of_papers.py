"""A paper that was typed and comes in a spreadsheet too is one paper: nothing is doubled or replaced in silence."""

import base64
import html
import time
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


@pytest.mark.parametrize(("batch", "form"), [("z", "q4"), ("Z", "q4"), ("z", "Q4")])
def test_a_number_in_other_letters_is_asked_about_before_it_is_stored_as_another(
    desk, ask, upload, command, batch, form
):
    typed(ask)
    shown, take = upload(row(batch, form), row("Z", "Q5"))
    asked = f"known already in other letters (row: here → there), '2: {batch} · {form} → Z · Q4'"
    assert asked in shown
    assert 'name="sure"' in shown
    assert asked in plain(take()["error"])
    assert asked in command("check", row(batch, form)).stdout
    refused = command("import", row(batch, form))
    assert (refused.exit_code, asked in refused.stderr, held(desk)) == (1, True, 1)
    assert take(sure=True)["line"] == "forms.csv is imported: 2 rows."
    assert held(desk) == 3


def test_a_number_written_as_it_is_known_is_not_asked_about(desk, ask, upload):
    typed(ask)
    shown, take = upload(row("Z", "Q4"), row("Z", "Q5"))
    assert "other letters" not in shown
    take()
    assert held(desk) == 2


def test_a_paper_that_waits_or_was_withdrawn_is_known_in_other_letters_too_and_one_taken_back_is_not(
    ask, upload
):
    numbers = [
        typed(ask, form="W1", region="Atlantis"),
        typed(ask, form="W2", **{"asked:why": "gone"}),
        typed(ask, form="W3", **{"asked:why": "back"}),
    ]
    ask("withdraw", batch="Z", form="W2", reason="asked for it", sure=True)
    ask("undo import", form=f"{numbers[2]}", reason="typed wrongly")
    shown, _ = upload(*(row("z", form, why=form) for form in ("w1", "w2", "w3")))
    assert "'2: z · w1 → Z · W1', '3: z · w2 → Z · W2': the same paper?" in shown


def test_two_rows_of_one_number_in_other_letters_are_asked_about(upload):
    shown, _ = upload(row("Z", "Q4"), row("z", "q4", why="others"), row("Y", "Q4"))
    assert "1 form with the number of another row in other letters, '3: z · q4 → 2: Z · Q4'" in shown


def test_a_file_of_numbers_with_many_letters_is_looked_through_in_seconds(ask, upload):
    typed(ask, batch="Office of the North", form="FORM-1")
    rows = [row("office of the north", f"form-{number}", why=f"{number}") for number in range(1, 400)]
    started = time.perf_counter()
    shown, _ = upload(*rows)
    assert "'2: office of the north · form-1 → Office of the North · FORM-1'" in shown
    assert time.perf_counter() - started < 20
