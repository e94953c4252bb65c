"""Code in documents runs: Python on a release, the five commands of docs/own-data.md from spreadsheet to release."""

import ast
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
import tomllib

import polars as pl
import pytest
from click.testing import CliRunner
from holoviews.plotting.bokeh import BokehRenderer

from wellbeing.cli import main
from wellbeing.notebook.opened import _opened
from wellbeing.sources.paths import ENGAGEMENT_VARIABLE, RELEASE, TRUSTED_KEYS, WORKSPACE_VARIABLE

PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"((?:^ {4}\S.*\n|^\n(?= {4}))+)", re.MULTILINE)
#: The spreadsheet of docs/own-data.md: where people live, one place misspelt.
PLACES = ("Auckland", "Wellington", "Otago", "Canterbury", "Gizborne", "Waikato")
#: Pixels that a name beside its bar needs, one below the other.
LINE_HEIGHT = 16
ROLES = ("NGO", "client", "NGO", "client")


@pytest.fixture(scope="module")
def markdown(tracked):
    return {name: text for name, text in tracked.items() if name.endswith(".md")}


def own_commands(text):
    """The commands of the five steps, in order; the last of them serves until it is stopped."""
    steps = text.partition("\n## ")[0]
    lines = [line.strip() for block in INDENTED.findall(steps) for line in block.splitlines()]
    commands = [line for line in lines if line.startswith("wellbeing ")]
    assert commands.pop() == "wellbeing serve"
    return [shlex.split(line)[1:] for line in commands]


def own_answers(text):
    """What the proposed profile of the first step is answered with."""
    steps = text.partition("\n## ")[0]
    return "\n".join(
        textwrap.dedent(block) for block in INDENTED.findall(steps) if block.lstrip().startswith("[")
    )


def write_feedback(path):
    """120 responses, as somebody may have them in a spreadsheet."""
    chance = random.Random(1)  # noqa: S311 - the same spreadsheet every time
    rows = [
        {
            "Submitted": f"{number % 28 + 1:02}/06/2018 09:30",
            "Where do you live?": chance.choice(PLACES),
            "Your role": chance.choice(ROLES),
            "Anything else?": f"What I think of it is a long story, number {number}",
        }
        for number in range(120)
    ]
    pl.DataFrame(rows).write_excel(path)


def test_every_block_of_toml_is_toml(markdown):
    blocks = [block for text in markdown.values() for block in INDENTED.findall(text)]
    settings = [block for block in blocks if block.lstrip().startswith("[")]
    assert settings
    for block in settings:
        tomllib.loads("\n".join(line.strip() for line in block.splitlines()))


def test_ten_jobs_take_three_lines_or_fewer_each(root):
    block = (root / "docs" / "analyst.md").read_text("utf8").partition("```python\n")[2].partition("```")[0]
    jobs = [job.splitlines()[1:] for job in block.split("\n# ")[1:]]
    assert len(jobs) == 10
    assert all(1 <= len([line for line in job if line.strip()]) <= 3 for job in jobs)


def test_the_picture_of_the_jobs_has_a_line_for_each_name(root, release):
    block = (root / "docs" / "analyst.md").read_text("utf8").partition("```python\n")[2].partition("```")[0]
    (job,) = [job for job in block.split("\n# ") if job.startswith("3. ")]
    *lines, last = ast.parse(f"# {job}").body
    names = {"release": _opened(release)}
    exec(compile(ast.Module(lines, []), "job", "exec"), names)  # noqa: S102 - what the document says
    picture = eval(compile(ast.Expression(last.value), "job", "eval"), names)  # noqa: S307 - as above
    figure = BokehRenderer.instance().get_plot(picture).state
    assert len(figure.y_range.factors) >= 12
    assert figure.height / len(figure.y_range.factors) >= LINE_HEIGHT


@pytest.mark.slow
def test_every_block_of_python_runs_on_a_release(markdown, release, tmp_path):
    blocks = [(name, block) for name, text in markdown.items() for block in PYTHON.findall(text)]
    assert blocks
    chosen = {RELEASE: str(release.path), TRUSTED_KEYS: release.manifest.key, "MPLBACKEND": "agg"}
    for name, block in blocks:
        done = subprocess.run(
            [sys.executable, "-c", block],
            env=os.environ | chosen,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{name}:\n{done.stderr}"


@pytest.mark.slow
def test_five_commands_make_a_release_of_a_spreadsheet(root, tmp_path, monkeypatch):
    engagement = shutil.copytree(root / "data" / "your-say-2018", tmp_path / "engagement")
    write_feedback(tmp_path / "feedback.xlsx")
    monkeypatch.chdir(tmp_path)
    chosen = {ENGAGEMENT_VARIABLE: str(engagement), WORKSPACE_VARIABLE: str(tmp_path / "workspace")}
    text = (root / "docs" / "own-data.md").read_text(encoding="utf8")
    commands = own_commands(text)
    assert [words[0] for words in commands] == ["profile", "check", "import", "quarantine", "release"]
    for words in commands:
        done = CliRunner().invoke(main, words, env=chosen, catch_exceptions=False)
        assert done.exit_code == 0, f"wellbeing {' '.join(words)}:\n{done.output}"
        if words[0] == "profile":
            with (engagement / "profiles/feedback.toml").open("a", encoding="utf8") as profile:
                profile.write(own_answers(text))
    assert list((tmp_path / "workspace" / "releases").glob("*/manifest.json"))
