"""Tables that others published, and tables that another program protects: what the audit finds in them.

Counts are exact there (base 1, no threshold), and hidden cells are known to be at least nothing.
"""

import importlib
import platform
import sys
from random import Random

import msgspec
import numpy as np
import polars as pl
import pytest

from wellbeing.model.engagement import Disclosure, Group
from wellbeing.model.tables import Events, PublishedFigures
from wellbeing.release.hiding import hidden
from wellbeing.release.knowledge import knowledge
from wellbeing.release.price import prices
from wellbeing.release.primary import STATUS
from wellbeing.release.programme import Programme
from wellbeing.release.requirements import published

EXACT = Disclosure(threshold=0, base=1)
#: Tau-Argus's word for a margin.
TOTAL = "Total"

# sdcTable, tests/testthat/test-simpleheuristic.R (github.com/sdcTools/sdcTable, commit a9999018): nine cells
# are suppressed, two or more in every line, and its comment computes (w, b): 236 - 189 = 47. With (x, b)
# suppressed too, the test states the interval 0 to 141.
SDC_TABLE = {
    "w": {"a": 30, "b": 47, "c": 64, "d": 89},
    "x": {"a": 90, "b": 124, "c": 5, "d": 31},
    "y": {"a": 92, "b": 100, "c": 59, "d": 85},
    "z": {"a": 800, "b": 991, "c": 651, "d": 685},
}
SDC_HIDDEN = ["wa", "wb", "wc", "xa", "xc", "yb", "yd", "zb", "zd"]
# GaussSuppression, vignette "Small count frequency table suppression", table 1 (young and old in Iceland,
# Portugal, Spain): with zeros and ones primary, (young, Portugal) is suppressed, and three more for its sake.
GAUSS = {"y": {"i": 2, "p": 0, "s": 5}, "o": {"i": 3, "p": 4, "s": 6}}


def tables_of(table, blank):
    """A two-way table with its margins as a release's tables, some inner cells blank."""
    rows, columns = tuple(table), tuple(next(iter(table.values())))
    inner = [(row, column, table[row][column], row + column in blank) for row in rows for column in columns]
    by_row = [(row, sum(table[row].values()), row + TOTAL in blank) for row in rows]
    by_column = [(name, sum(table[row][name] for row in rows), TOTAL + name in blank) for name in columns]
    return {
        "total": told(pl.DataFrame({"n": [sum(count for _, count, _ in by_row)], "blank": [False]})),
        "region": told(pl.DataFrame(by_row, ["area", "n", "blank"], orient="row")),
        "stakeholder": told(pl.DataFrame(by_column, ["stakeholder", "n", "blank"], orient="row")),
        "region_stakeholder": told(pl.DataFrame(inner, ["area", "stakeholder", "n", "blank"], orient="row")),
        "events": Events.create_empty().with_columns(attendees_low=pl.lit(0), attendees_high=pl.lit(0)),
        "published": PublishedFigures.create_empty(),
    }


def told(cells):
    blank = pl.col("blank")
    return cells.with_columns(
        status=pl.when(blank).then(pl.lit("withheld")).otherwise(pl.lit("shown")).cast(STATUS),
        count=pl.when(~blank).then("n"),
        held_since=pl.lit(None, pl.String),
    )


def settings_of(islands, rows, columns):
    regions = (Group(id="all-rows", en="All", members=rows),)
    types = (Group(id="all-columns", en="All", members=columns),)
    return msgspec.structs.replace(islands.engagement, region_groups=regions, stakeholder_groups=types)


@pytest.fixture
def attacked(islands):
    """A function of a table and its blank cells: what is known, what is published, and the settings."""

    def attack(table, blank):
        settings = settings_of(islands, tuple(table), tuple(next(iter(table.values()))))
        known = knowledge(tables_of(table, blank), settings, EXACT)
        return known, published(known.cells, EXACT), settings

    return attack


def interval(known, told, row, column):
    (cell,) = known.cells.filter(area=row, stakeholder=column)["cell"]
    programme = Programme(known.relations, *known.stated(told))
    return tuple(round(programme.extreme(cell, up=up).value) for up in (False, True))


def mended(known, told, settings):
    """What is published after complementary hiding, and how many inner cells that blanks."""
    after, _, _ = hidden(known, told, prices(known.cells, settings))
    inner = (known.cells["area"] != "").to_numpy() & (known.cells["stakeholder"] != "").to_numpy()
    return after, int((after.withheld & inner).sum())


def test_the_audit_computes_the_cell_that_sdctable_computes(attacked):
    known, told, _ = attacked(SDC_TABLE, SDC_HIDDEN)
    assert interval(known, told, "w", "b") == (47, 47)


def test_with_the_cell_that_sdctable_adds_the_interval_is_the_one_it_states(attacked):
    known, told, _ = attacked(SDC_TABLE, [*SDC_HIDDEN, "xb"])
    assert interval(known, told, "w", "b") == (0, 141)


def test_hiding_mends_sdctables_table(attacked):
    known, told, settings = attacked(SDC_TABLE, SDC_HIDDEN)
    after, blanks = mended(known, told, settings)
    low, high = interval(known, after, "w", "b")
    assert high - low >= 3
    assert blanks == 9 + 1


def test_a_cell_alone_in_its_lines_is_computed(attacked):
    known, told, _ = attacked(GAUSS, ["yp"])
    assert interval(known, told, "y", "p") == (0, 0)


@pytest.mark.parametrize(
    ("cell", "expected"), [("yi", (0, 2)), ("yp", (0, 2)), ("oi", (3, 5)), ("op", (2, 4))]
)
def test_the_cells_that_gausssuppression_adds_leave_what_arithmetic_says(attacked, cell, expected):
    """Iceland and Portugal of the young are 7 - 5 = 2 together; the old are 5 and 4 less theirs."""
    known, told, _ = attacked(GAUSS, ["yi", "yp", "oi", "op"])
    assert interval(known, told, *cell) == expected


def test_hiding_asks_for_more_than_that(attacked):
    """A range of 2 is too narrow: a wider pattern is found, margins too if need be."""
    known, told, settings = attacked(GAUSS, ["yi", "yp", "oi", "op"])
    after, _ = mended(known, told, settings)
    low, high = interval(known, after, "y", "p")
    assert high - low >= 3


def test_every_true_count_stays_possible(attacked):
    known, told, settings = attacked(SDC_TABLE, SDC_HIDDEN)
    after, _ = mended(known, told, settings)
    low, high = known.inferred(after)
    counts = known.cells["n"].to_numpy()
    assert np.all((low <= counts) & (counts <= high))


@pytest.fixture(scope="session")
def oracle():
    """Tau-Argus, as European statistical offices use it (pytauargus): it suppresses, and audits itself."""
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        pytest.skip("pytauargus is made for Linux on x86-64 only")
    return importlib.import_module("pytauargus")


def suppressed(oracle, table):
    """The cells that tau-Argus hides, with the interval that its own audit finds for each."""
    each = [(row, column) for row in table for column in table[row] for _ in range(table[row][column])]
    microdata = {"r": [row for row, _ in each], "c": [column for _, column in each], "v": [1] * len(each)}
    done = oracle.protect(
        microdata, tables=["r", "c"], response="v", safety_rules="FREQ(6,20)", suppress="OPT(1)"
    )
    rows = done.tables[0].dataframe()
    cells = list(zip(rows["r"], rows["c"], strict=True))
    found = {cells[told["cell"]]: told for told in done.engine.audit(0)}
    return {cell: (round(told["min"]), round(told["max"])) for cell, told in found.items()}


@pytest.mark.parametrize("seed", range(50))
def test_tau_argus_finds_the_same_intervals(attacked, oracle, tmp_path, monkeypatch, seed):
    monkeypatch.chdir(tmp_path)  # its solver leaves its logs where it runs
    chance = Random(seed)  # noqa: S311 (repeatable, no secret)
    columns = "abcde"[: chance.randint(3, 5)]
    sizes = (1, 2, 3, 4, 7, 9, 14, 20, 40)
    rows = "vwxyz"[: chance.randint(3, 5)]
    table = {row: {name: chance.choice(sizes) for name in columns} for row in rows}
    # Tau-Argus takes for known that no cell is below the smallest of the table: it is nothing then.
    table["v"]["a"] = 0
    theirs = suppressed(oracle, table)
    known, told, _ = attacked(table, [row + column for row, column in theirs])
    ours = {cell: interval(known, told, *(name.replace(TOTAL, "") for name in cell)) for cell in theirs}
    assert theirs
    assert ours == theirs
