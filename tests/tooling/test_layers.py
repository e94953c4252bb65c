"""The import contracts name every package: a new one cannot stay outside the walls by not being mentioned."""

import re
import tomllib

import pytest


@pytest.fixture(scope="module")
def contracts(root):
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf8"))
    return {contract["name"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


@pytest.fixture(scope="module")
def packages(root):
    return {path.parent.name for path in (root / "src" / "wellbeing").glob("*/__init__.py")}


def sources(contract):
    return {module.removeprefix("wellbeing.") for module in contract["source_modules"]}


def test_every_package_has_its_layer(contracts, packages):
    layers = contracts["imports only go down"]["layers"]
    assert packages == set(re.findall(r"\w+", " ".join(layers))) - {"__main__"}


def test_the_layers_are_exhaustive(contracts):
    assert contracts["imports only go down"]["exhaustive"] is True


def test_every_package_but_views_and_the_desk_is_kept_from_panel(contracts, packages):
    assert sources(contracts["only views and the desk know Panel"]) == packages - {"desk", "views"}


def test_every_package_but_charts_and_views_is_kept_from_drawing(contracts, packages):
    assert sources(contracts["only charts and views draw"]) == packages - {"charts", "views"}


def test_all_that_serves_or_exports_stands_behind_the_release_wall(contracts):
    wall = next(contract for name, contract in contracts.items() if name.startswith("the release wall"))
    assert sources(wall) == {"notebook", "views", "reports", "charts", "state", "release"}
    assert {"wellbeing.record", "sqlite3"} == set(wall["forbidden_modules"])


def test_pages_may_enter_only_the_store_of_the_release(contracts, root):
    rooms = {path.parent.name for path in (root / "src/wellbeing/release").glob("*/__init__.py")}
    wall = next(contract for name, contract in contracts.items() if name.startswith("pages see releases"))
    assert sources(wall) == {"notebook", "views", "reports", "charts", "state"}
    closed = {module.removeprefix("wellbeing.release.") for module in wall["forbidden_modules"]}
    assert closed == rooms - {"store"}
