"""What a program says of an engagement it says in that engagement's words: none of another country, year or kind."""

import re

import absent
import click
import pytest
from walking import FOREIGN_WORDS, command, named_in, released, walked, workbook_text

from wellbeing.cli import main

#: What things are called where an engagement does not say it.
GENERAL = {"event", "events", "region", "regions"}
OWN = {"event": "assembly", "events": "assemblies", "region": "canton", "regions": "cantons"} | {
    "type": "guild",
    "types": "guilds",
}
#: Names of fields, by which commands are told what is meant, and of a column.
IDS = re.compile(r"\bregion(?=: | \(column)|^columns = .*|^(?:# )?\[region\]|with the id 'hui'", re.MULTILINE)
#: What things are called where an engagement says it otherwise, beside a word of the library's own.
THEIRS = re.compile(r".{0,60}\b(?:regions?|types|type(?! on)|events?)\b.{0,60}", re.IGNORECASE)
COMMANDS = (
    ("engagement", "check"),
    ("quarantine", "list"),
    ("undo",),
    ("retention",),
    ("roster", "list"),
    ("codes", "status"),
    ("quotes", "list"),
    ("status",),
    ("verify",),
)


def printed(folder, files):
    """What the commands say on the way from a file to an audit; which command → its words."""
    for file, profile in files:
        yield f"profile {profile}", command(folder, "profile", file)
        yield f"check {profile}", command(folder, "check", file, "--profile", profile)
        yield f"import {profile}", command(folder, "import", file, "--profile", profile)
    yield "undo 1", command(folder, "undo", 1, "--reason", "to try it")
    file, profile = files[0]
    yield "import again", command(folder, "import", file, "--profile", profile)
    release = released(folder)
    yield "audit", command(folder, "audit", release.id)
    for given in COMMANDS:
        yield " ".join(given), command(folder, *given)


def template(folder, kind):
    path = folder / f"{kind}.xlsx"
    command(folder, "template", kind, path)
    return workbook_text(path.read_bytes())


@pytest.mark.slow
def test_without_events_nothing_is_said_of_any_nor_of_another_country(tmp_path):
    made = absent.whole()
    absent.no_meetings(made)
    files = absent.write(made, tmp_path / "engagement")
    said = dict(printed(tmp_path, files)) | {"template": template(tmp_path, "survey")}
    said["attendance"] = command(tmp_path, "template", "attendance", tmp_path / "a.xlsx", exit_code=1)
    said |= dict(walked(released(tmp_path), thoroughly=False))
    assert found(said, FOREIGN_WORDS) == {}


@pytest.mark.slow
def test_commands_and_templates_speak_in_the_engagements_words(tmp_path):
    made = absent.whole()
    made.settings["words"] = OWN
    files = absent.write(made, tmp_path / "engagement")
    said = dict(printed(tmp_path, files))
    said |= {f"template {kind}": template(tmp_path, kind) for kind in ("survey", "attendance", "notes")}
    assert found(said, FOREIGN_WORDS | GENERAL) == {}
    everywhere = dict(walked(released(tmp_path), thoroughly=False))
    pages = " ".join(everywhere.values())
    theirs = {"all cantons", "all guilds", "by canton and guild"}
    assert named_in(pages, theirs) == theirs
    assert named_in(pages, {"all regions", "all types", "by region and type", "hui"}) == set()
    read = [text for where, text in everywhere.items() if where.startswith("explore {") or where == "brief"]
    assert THEIRS.findall(" ".join(read)) == []
    every = " ".join(said.values())
    assert all(f"{word}" in every for word in OWN.values())


def found(said, words):
    """Where any of these words stands, ids of programs apart."""
    return {where: names for where, text in said.items() if (names := named_in(IDS.sub(" ", text), words))}


def helped(command, name="wellbeing"):
    """Every help text."""
    with click.Context(command, info_name=name) as context:
        yield name, command.get_help(context)
    for sub in getattr(command, "commands", {}).values():
        yield from helped(sub, f"{name} {sub.name}")


def test_no_help_text_speaks_of_one_country_or_kind_of_event():
    said = dict(helped(main))
    assert len(said) > 20
    assert found(said, FOREIGN_WORDS) == {}
