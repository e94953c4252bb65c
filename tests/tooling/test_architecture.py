"""docs/architecture.md draws the layers as the contracts have them, and its errands lead to files that exist."""

import re
import tomllib

import pytest

#: Errand → the most files that it may touch.
ERRANDS = {
    "a new slice": 2,
    "a new measure on map and matrix": 2,
    "a language of pages and files": 1,
    "a new export format": 2,
    "the rule of a gap": 1,
    "a survey platform": 1,
    "a scene of the briefing": 1,
    "a kind of scene": 2,
    "a format of the report": 3,
}
PATH = re.compile(r"`((?:src|data)/[^`]+)`")
#: What a reader fills in: ``src/wellbeing/reports/<format>.py``.
BLANK = re.compile(r"<\w+>")


@pytest.fixture(scope="module")
def document(root):
    return (root / "docs" / "architecture.md").read_text(encoding="utf8")


@pytest.fixture(scope="module")
def layers(root):
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf8"))
    (contract,) = (one for one in settings["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    return [set(layer.split(" | ")) for layer in contract["layers"] if layer != "__main__"]


@pytest.fixture(scope="module")
def errands(document):
    """Errand → its files, and how."""
    section = document.partition("## Where to put what")[2]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", section, re.MULTILINE)
    return {errand: (files, how) for errand, files, how in rows if errand not in {"errand", "---"}}


def test_the_picture_has_the_layers_of_the_contracts(document, layers):
    picture = document.partition("## Layers")[2].partition("```text\n")[2].partition("```")[0]
    named = set().union(*layers)
    drawn = [set(re.findall(r"│ (\w+)", line)) & named for line in picture.splitlines()]
    assert [layer for layer in drawn if layer] == layers


def test_every_line_of_the_picture_is_as_long(document):
    picture = document.partition("## Layers")[2].partition("```text\n")[2].partition("```")[0]
    assert len({len(line) for line in picture.splitlines()}) == 1


def test_every_errand_is_there_and_touches_few_files(errands):
    assert errands.keys() == ERRANDS.keys()
    touched = {
        name: set(PATH.findall(files)) | set(PATH.findall(how)) for name, (files, how) in errands.items()
    }
    assert {name: paths for name, paths in touched.items() if not 1 <= len(paths) <= ERRANDS[name]} == {}


def test_every_file_of_an_errand_exists_or_has_its_like(errands, root):
    paths = {path for files, how in errands.values() for path in PATH.findall(files + how)}
    alike = {path: {one.name for one in root.glob(BLANK.sub("*", path))} - {"__init__.py"} for path in paths}
    assert [path for path, found in alike.items() if not found] == []
