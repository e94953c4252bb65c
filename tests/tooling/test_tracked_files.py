"""The repository works anywhere: no file names this machine, nor where packages come from."""

import re
import tomllib
from functools import cache
from importlib.metadata import distributions

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
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


@cache
def requirements():
    """What each installed package asks for."""
    found = {canonicalize_name(each.name): each.requires or [] for each in distributions() if each.name}
    return {name: [Requirement(text) for text in texts] for name, texts in found.items()}


def required(root, environment):
    """Names of all that the project asks for, extras too, and of all that these ask for, as far as it is installed."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf8"))["project"]
    asked = [
        *project["dependencies"],
        *(one for each in project["optional-dependencies"].values() for one in each),
    ]
    left, seen = [(Requirement(one), {""}) for one in asked], set()
    while left:
        one, extras = left.pop()
        known = (canonicalize_name(one.name), *sorted(one.extras))
        if known in seen or not (
            one.marker is None or any(one.marker.evaluate(environment | {"extra": extra}) for extra in extras)
        ):
            continue
        seen.add(known)
        left += [(each, {"", *one.extras}) for each in requirements().get(known[0], [])]
    return {name for name, *_ in seen}


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("system", ["linux", "darwin"])
def test_all_that_is_required_is_pinned_directly_or_not(root, python, system):
    lines = (root / "constraints.txt").read_text(encoding="utf8").splitlines()
    pinned = {canonicalize_name(line.partition("==")[0]) for line in lines if PIN.match(line)}
    environment = default_environment() | {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": system,
        "platform_system": system.capitalize(),
    }
    assert required(root, environment) - pinned == {"wellbeing"} - pinned
