"""Intervals, design effects, shrinkage and raking equal R to six significant digits (``reference/reference.R``)."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from wellbeing.measures.opinion.channels import Said, by_channel, hui_beside_surveys
from wellbeing.measures.opinion.clusters import cluster_size, likeness
from wellbeing.measures.opinion.intervals import together, wilson
from wellbeing.measures.opinion.positions import positions
from wellbeing.measures.opinion.raking import kish, rake
from wellbeing.measures.opinion.shrinkage import shrunken

REFERENCE = Path(__file__).parent / "reference"
DIGITS = 1e-6


def table(name: str) -> pl.DataFrame:
    return pl.read_csv(REFERENCE / f"{name}.csv")


def equal(value: float) -> object:
    return pytest.approx(value, rel=DIGITS, abs=1e-12)


def score(x: int, n: int, z: float) -> tuple[float, float]:
    lower, upper = wilson(pl.lit(float(x)), pl.lit(float(n - x)), 1.0, z)
    return pl.select(lower=lower, upper=upper).row(0)


@pytest.mark.parametrize(("x", "n", "lower", "upper"), table("wilson").rows())
def test_wilson(x, n, lower, upper):
    assert score(x, n, together(1)) == (equal(lower), equal(upper))


@pytest.mark.parametrize("cell", [rows.rows() for _, rows in table("goodman").group_by("table")])
def test_goodman(cell):
    n = sum(x for _, x, *_ in cell)
    for _, x, lower, upper in cell:
        assert score(x, n, together(len(cell))) == (equal(lower), equal(upper))


def counted(**said: tuple[int, int]) -> pl.DataFrame:
    """Channel → those who support, and how many answered."""
    rows = [
        ("trust", channel, name, "shown", count, count, count, 0.0)
        for channel, (x, n) in said.items()
        for name, count in (("support", x), ("oppose", n - x))
    ]
    columns = ["question", "channel", "position", "status", "count", "low", "high", "sd"]
    return pl.DataFrame(rows, columns, orient="row")


@pytest.mark.parametrize(("x", "n", "y", "m", "lower", "upper"), table("newcombe").rows())
def test_newcombe(x, n, y, m, lower, upper):
    said = counted(hui=(x, n), online=(y, m), paper=(0, 0))
    summed = pl.col("count", "low", "high").sum()
    wholes = said.group_by("question", "position", maintain_order=True).agg(
        summed, sd=0.0, status=pl.lit("shown")
    )
    nobody = Said(said.drop("question", "position").clear(), wholes.drop("question", "position").clear())
    found = by_channel(Said(said, wholes), nobody).with_columns(tier=pl.lit("full"))
    (row,) = hui_beside_surveys(found).filter(position="support").to_dicts()
    assert (row["apart_lower"], row["apart_upper"]) == (equal(lower), equal(upper))


def test_shrinkage():
    cases = table("posterior")
    columns = ["area", "area_kind", "question", "position", "status", "count", "low", "high", "sd"]

    def cell(area: str, x: int, n: int) -> pl.DataFrame:
        rows = [
            (area, "region", "trust", name, "shown", count, count, count, 0.0)
            for name, count in (("support", x), ("oppose", n - x))
        ]
        return pl.DataFrame(rows, columns, orient="row")

    def shares(cells: pl.DataFrame) -> pl.DataFrame:
        summed = cells.group_by("area", "area_kind").agg(pl.col("count", "low", "high").sum(), sd=0.0)
        return positions(cells, summed.with_columns(status=pl.lit("shown")))

    cells = pl.concat(cell(str(i), x, n) for i, (x, n) in enumerate(cases.select("x", "n").iter_rows()))
    whole = shares(cell("all", cases["x"].sum(), cases["n"].sum())).drop("area", "area_kind")
    found = shrunken(shares(cells), whole).filter(position="support")
    named = {
        "strength": "strength",
        "shrunken": "mean",
        "shrunken_lower": "lower",
        "shrunken_upper": "upper",
        "p_below": "below",
    }
    for ours, theirs in named.items():
        assert found[ours].to_list() == [equal(value) for value in cases[theirs]]


def test_likeness_within_hui_and_the_design_effect():
    cases = table("clusters")
    tallied = cases.select(pl.col("hui").alias("cluster"), "position", "n")
    rho, m = likeness(tallied), cluster_size(tallied.group_by("cluster").agg(pl.col("n").sum()))
    assert rho == equal(cases["rho"][0])
    assert m == equal(cases["m"][0])
    assert 1 + (m - 1) * rho == equal(cases["deff"][0])


def test_raking():
    cases = table("rake")
    rows, columns = (cases[name].unique(maintain_order=True).to_list() for name in ("row", "column"))
    shape = (len(columns), len(rows))
    counts, fitted = (cases[name].to_numpy().reshape(shape) for name in ("count", "fitted"))
    wanted = [
        cases.unique(name, maintain_order=True)[f"{name}_target"].to_numpy() for name in ("column", "row")
    ]
    ours = rake(counts, {0: wanted[0] / wanted[0].sum(), 1: wanted[1] / wanted[1].sum()})
    # Ours keeps the total of the counts; theirs takes that of the targets, and is fitted to 1e-10 of it.
    scaled = ours * fitted.sum() / ours.sum()
    assert scaled.ravel().tolist() == [equal(value) for value in fitted.ravel()]


def test_what_weights_cost():
    cases = table("kish")
    answers, weights = (cases[name].to_numpy().astype(np.float64) for name in ("answers", "weight"))
    assert kish(answers, weights) == equal(cases["kish"][0])
    assert kish(answers, weights) == equal(cases["one_plus_cv2"][0])
