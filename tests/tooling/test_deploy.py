"""What a service is started with is what the command line takes, and what systemd understands."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from wellbeing.cli import main

UNIT, CONTAINER = "deploy/wellbeing.service", "deploy/Containerfile"


def started(text):
    """The words after ``wellbeing`` with which a service is started."""
    if found := re.search(r"^ExecStart=\S+/wellbeing (.*)$", text, re.MULTILINE):
        return shlex.split(found[1])
    return json.loads(re.search(r"^CMD (\[.*\])$", text, re.MULTILINE)[1])


@pytest.mark.parametrize("name", [UNIT, CONTAINER])
def test_the_command_line_takes_what_a_service_is_started_with(root, name):
    command, *words = started((root / name).read_text("utf8"))
    serve = main.commands[command]
    serve.make_parser(click.Context(serve)).parse_args([*words])
    assert "--log-format" in words


@pytest.mark.parametrize("name", [UNIT, CONTAINER])
def test_what_a_service_says_to_read_is_here(root, name):
    named = re.findall(r"\bdocs/[\w./-]+\.md", (root / name).read_text("utf8"))
    assert named
    assert [one for one in named if not (root / one).is_file()] == []


def test_what_an_image_is_made_of_is_here(root):
    text = (root / CONTAINER).read_text("utf8")
    (held,) = re.findall(r"--constraint (\S+) \.$", text, re.MULTILINE)
    assert (root / held).is_file()
    assert "ENTRYPOINT [" in text
    assert "USER wellbeing\n" in text


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd on this machine")
def test_systemd_understands_the_unit(root, tmp_path):
    wellbeing = Path(sys.executable).with_name("wellbeing")
    text = (root / UNIT).read_text("utf8").replace("/srv/wellbeing/bin/wellbeing", str(wellbeing))
    made = tmp_path / "wellbeing.service"
    made.write_text(text.replace("User=wellbeing", "User=root"))
    done = subprocess.run(
        ["systemd-analyze", "verify", str(made)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, [one for one in done.stderr.splitlines() if "wellbeing.service" in one]) == (
        0,
        [],
    )
