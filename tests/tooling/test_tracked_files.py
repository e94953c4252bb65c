"""The repository works anywhere: no file names this machine, nor where packages come from."""

import re
from importlib.metadata import distributions

import pytest
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

#: Written so that this file does not match itself.
PACKAGE_INDEX = re.compile(
    r"://[\w.-]*\b(py[p]i|pythonhoste[d]|npmj[s]|anacond[a])\b|://\S+/simpl[e]\b|--(extra-)?index[-]url|--find[-]links"
)
MACHINE_PATH = re.compile(r"(?<![\w.~$}/])/(?:root|home/\w+|Users/\w+|work|opt/\w+)/|\b[A-Z]:\\\\?Users\b")
#: The oldest Python that pyproject.toml allows.
OLDEST = "3.11.0"
MARKER = r'(python_version|sys_platform) [<>=]+ "[\w.]+"'
PIN = re.compile(rf"^[\w.-]+==[\w.]+( ; {MARKER}( and {MARKER})?)?$")


def lines_with(pattern, files):
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in files.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (PACKAGE_INDEX, "https://files.python" + "hosted.org/packages/a.whl"),
        (PACKAGE_INDEX, "http://mirror.local/sim" + "ple/"),
        (MACHINE_PATH, "cd /wo" + "rk/main"),
        (MACHINE_PATH, '"/ho' + 'me/ana/data.csv"'),
    ],
    ids=["host", "simple", "checkout", "home"],
)
def test_what_no_file_may_hold_is_found(pattern, line):
    assert lines_with(pattern, {"a.txt": line}) == [f"a.txt:1: {line}"]


def test_no_file_names_a_package_index(tracked):
    assert lines_with(PACKAGE_INDEX, tracked) == []


def test_no_file_names_a_path_of_one_machine(tracked):
    assert lines_with(MACHINE_PATH, tracked) == []


def test_constraints_are_exact_versions_and_nothing_else(root):
    lines = (root / "constraints.txt").read_text(encoding="utf8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert len(pins) > 100
    assert [pin for pin in pins if not PIN.match(pin)] == []


def test_every_pin_that_is_installed_runs_on_the_oldest_python(root):
    lines = (root / "constraints.txt").read_text(encoding="utf8").splitlines()
    pinned = {canonicalize_name(line.partition("==")[0]) for line in lines if PIN.match(line)}
    found = {canonicalize_name(each.name): each for each in distributions() if each.name}
    wants = {name: found[name].metadata["Requires-Python"] or "" for name in pinned & found.keys()}
    assert len(wants) > 100
    assert [f"{name} {wanted}" for name, wanted in wants.items() if OLDEST not in SpecifierSet(wanted)] == []
