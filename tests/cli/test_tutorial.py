"""docs/tutorial.md is followed as it is written, from its spreadsheet to its reports."""

import re
import shlex
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

from wellbeing.cli import main
from wellbeing.sources.paths import ROOT

PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"((?:^ {4}\S.*\n|^\n(?= {4}))+)", re.MULTILINE)
#: How the text of a file of the engagement begins.
FILES = {"code,iso": "regions.csv", "set,region": "benchmarks.csv", 'id = "port': "engagement.toml"}


def blocks(text):
    """The indented blocks, in order."""
    return [textwrap.dedent(found).strip("\n") + "\n" for found in BLOCK.findall(text)]


def answer(profile, block):
    """What a person writes into the proposed profile: in place of its first question, or of all that are left."""
    before, asked, after = profile.read_text("utf8").partition("# QUESTION")
    assert asked
    rest = after.split("\n", 2)[2] if block.startswith("id") else ""
    profile.write_text(f"{before}{block.rstrip()}\n{rest}", "utf8")


@pytest.fixture
def given(tmp_path, monkeypatch):
    """A function of a command's words, given in a folder of one's own: what it prints."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WELLBEING_WORKSPACE", str(tmp_path / "workspace"))

    def give(words):
        engagement = [] if words[0] == "new" else ["--engagement", "port-fable"]
        done = CliRunner().invoke(main, [*engagement, *words], catch_exceptions=False)
        assert done.exit_code == 0, f"{shlex.join(words)}:\n{done.output}"
        return done.output

    return give


def test_it_leads_from_a_spreadsheet_to_a_briefing(tmp_path, given):
    text = (ROOT / "docs/tutorial.md").read_text("utf8")
    (made,) = PYTHON.findall(text)
    exec(made, {})  # noqa: S102 - the document's own lines
    said = {}
    for block in blocks(text):
        file = next((name for begin, name in FILES.items() if block.startswith(begin)), None)
        if file:
            Path("port-fable", file).write_text(block, "utf8")
        elif block.startswith(("id = [", "[stakeholder]")):
            answer(Path("port-fable/profiles/forms.toml"), block)
        else:
            said |= dict(run_lines(block, given))
    assert "140 rows read = 138 imported + 2 quarantined + 0 refused." in said["import"]
    assert "'Harbor'" in said["quarantine list"]
    assert "responses to quay: not published, 1" in said["status"]
    suffixes = {path.suffix for path in Path("port-fable-reports").iterdir()}
    assert {".docx", ".html", ".pdf", ".pptx", ".xlsx"} <= suffixes


def run_lines(block, given):
    for line in block.splitlines():
        program, *words = shlex.split(line)
        if program == "rm":
            Path(words[0]).unlink()
        elif program == "wellbeing" and words != ["serve"]:
            yield " ".join(words[: 2 if words[0] == "quarantine" else 1]), given(words)
