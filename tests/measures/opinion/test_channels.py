"""What was said at hui and in surveys, and whether they differ."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.measures.opinion.channels import Said, by_channel, hui_beside_surveys, hui_deff

NONE = pl.DataFrame(
    schema={
        "channel": pl.String,
        "status": pl.String,
        "count": pl.Int64,
        "low": pl.Int64,
        "high": pl.Int64,
        "sd": pl.Float64,
    }
)


NOBODY = Said(NONE, NONE.drop("channel"))


def cells(**said: tuple[int | None, int | None]) -> pl.DataFrame:
    """Channel → those who support and oppose; None is few."""
    rows = [
        ("trust", channel, name, *(("few", None, 0, 5) if n is None else ("shown", n, n, n)), 0.0)
        for channel, both in said.items()
        for name, n in zip(("support", "oppose"), both, strict=True)
    ]
    columns = ["question", "channel", "position", "status", "count", "low", "high", "sd"]
    return pl.DataFrame(rows, columns, orient="row", schema_overrides={"count": pl.Int64})


def told(parts: pl.DataFrame, *, wholes: bool = True) -> Said:
    """With the sums over channels, of which what is few counts as three."""
    by = [name for name in ("stakeholder", "question", "position") if name in parts.columns]
    summed = parts.group_by(by, maintain_order=True).agg(
        pl.lit("shown").alias("status"),
        pl.col("count").fill_null(3).sum(),
        pl.col("count").fill_null(3).sum().alias("low"),
        pl.col("count").fill_null(3).sum().alias("high"),
        pl.col("sd").max(),
    )
    return Said(parts, summed if wholes else summed.clear())


def support(found: pl.DataFrame, channel: str) -> dict[str, object]:
    return found.filter(channel=channel, position="support").row(0, named=True)


def test_surveys_are_every_channel_but_hui_together() -> None:
    found = by_channel(told(cells(hui=(30, 20), online=(20, 40), paper=(12, 18))), NOBODY)
    assert support(found, "hui")["share"] == 30 / 50
    assert support(found, "paper")["share"] == 12 / 30
    assert support(found, "surveys")["share"] == (20 + 12) / (60 + 30)


def test_surveys_are_what_hui_leave_of_the_whole_where_one_of_them_is_not_shown() -> None:
    found = by_channel(told(cells(hui=(30, 20), online=(20, 40), paper=(None, 18))), NOBODY)
    assert support(found, "paper")["share"] is None
    assert support(found, "surveys")["share"] == (20 + 3) / (20 + 3 + 40 + 18)


def test_surveys_have_no_figure_where_one_of_them_is_from_too_few_sources() -> None:
    parts = cells(hui=(30, 20), online=(20, 40), paper=(None, 18))
    alone = pl.when(pl.col("count").is_null()).then(pl.lit("one_source")).otherwise("status").alias("status")
    assert support(by_channel(told(parts.with_columns(alone)), NOBODY), "surveys")["share"] is None


def test_hui_and_surveys_are_not_compared_where_hui_are_not_shown() -> None:
    found = by_channel(told(cells(hui=(None, 20), online=(20, 40), paper=(5, 18))), NOBODY)
    assert support(found, "surveys")["share"] is None
    (row,) = hui_beside_surveys(found).filter(position="support").to_dicts()
    assert (row["apart"], row["apart_lower"], row["apart_upper"]) == (None, None, None)


def test_the_design_effect_is_that_of_hui_alone() -> None:
    said = cells(hui=(30, 20), online=(20, 40), paper=(12, 18))
    found, clustered = by_channel(told(said), NOBODY), by_channel(told(said), NOBODY, 2.0)
    assert support(clustered, "surveys") == support(found, "surveys")
    assert support(clustered, "hui")["deff"] == 2.0


def test_what_clusters_cost_all_answers_is_borne_by_those_at_hui() -> None:
    whole = by_channel(told(cells(hui=(30, 20), online=(20, 40), paper=(20, 20))), NOBODY)
    # Hui hold 50 of 150 answers: a mean of m over answers is a third of theirs and two thirds of 1.
    assert hui_deff(whole, 1.2) == pytest.approx(1 + 0.2 * 150 / 50)
    assert hui_deff(whole, 1.0) == 1


# Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10: examples (a), (b), (c).
@pytest.mark.parametrize(
    ("hui", "surveys", "lower", "upper"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
    ],
)
def test_the_interval_of_a_difference_is_newcombes(hui, surveys, lower, upper) -> None:
    (x, n), (y, m) = hui, surveys
    found = by_channel(told(cells(hui=(x, n - x), online=(y, m - y), paper=(0, 0))), NOBODY)
    everything = found.with_columns(tier=pl.lit("full"))
    (row,) = hui_beside_surveys(everything).filter(position="support").to_dicts()
    assert row["apart"] == pytest.approx(x / n - y / m)
    assert (row["apart_lower"], row["apart_upper"]) == (
        pytest.approx(lower, abs=5e-5),
        pytest.approx(upper, abs=5e-5),
    )


@pytest.mark.slow
@given(st.integers(20, 90), st.integers(20, 90), st.integers(20, 90), st.integers(20, 90), st.floats(1, 3))
def test_the_difference_lies_in_its_interval_and_hui_that_answer_alike_widen_it(x, o, y, p, deff) -> None:
    said = cells(hui=(x, o), online=(y, p), paper=(0, 0))
    rows = [
        hui_beside_surveys(by_channel(told(said), NOBODY, each)).filter(position="support")
        for each in (1.0, deff)
    ]
    alone, clustered = (row.row(0, named=True) for row in rows)
    assert alone["apart_lower"] <= alone["apart"] <= alone["apart_upper"]
    if clustered["apart"] is not None:
        assert clustered["apart_lower"] <= alone["apart_lower"] + 1e-12
        assert clustered["apart_upper"] >= alone["apart_upper"] - 1e-12


def test_types_do_not_mix() -> None:
    both = pl.concat(
        [
            cells(hui=(60, 20), online=(20, 60), paper=(0, 0)).with_columns(stakeholder=pl.lit("dhb")),
            cells(hui=(40, 40), online=(40, 40), paper=(0, 0)).with_columns(stakeholder=pl.lit("ngo")),
        ]
    )
    stated = NONE.with_columns(stakeholder=pl.lit("", pl.String))
    none = Said(stated, stated.drop("channel"))
    found = hui_beside_surveys(by_channel(told(both), none)).filter(position="support")
    assert dict(found.select("stakeholder", "apart").iter_rows()) == {"dhb": 0.75 - 0.25, "ngo": 0.0}
