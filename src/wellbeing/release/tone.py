"""How comments sound on average, cell by cell: estimated before the wall, published only of many.

The one figure that is no function of published counts (method.md, section 3.5). It leaves where at least 20
comments are known, from what is published, to stand behind it, and where no difference of two published
estimates is the estimate of fewer.
"""

from collections.abc import Iterator, Mapping
from typing import Final

import polars as pl

from wellbeing.model.engagement import Engagement
from wellbeing.model.lattice import MARGINS, table_name
from wellbeing.opinion.groups import FEWEST_COMMENTS, group_estimates
from wellbeing.release.axes import Axes
from wellbeing.release.siblings import Bounds, Key, families, publishable
from wellbeing.release.true_tables import TrueTables

Tables = Mapping[str, pl.DataFrame]
#: Tones of comments that an estimate is made of.
SCORED: Final = ("negative", "neutral", "positive")
#: Kind of relation that holds where every contribution states the dimension.
STATED: Final = {"every region is stated": "area", "every type is stated": "stakeholder"}
PARENT: Final = ["area", "stakeholder", "community", "question"]
#: Combinations of levels whose cells do not overlap: within each, a comment counts once for each community.
LEVELS: Final = (
    ("whole", "whole"),
    *(("region", "whole"), ("group", "whole"), ("whole", "type"), ("whole", "group")),
    *(("region", "type"), ("region", "group"), ("group", "type"), ("group", "group")),
)


def with_estimates(
    tables: Tables, true: TrueTables, axes: Axes, settings: Engagement, assumed: list[str]
) -> dict[str, pl.DataFrame]:
    """The tables of tones with their estimates.

    Args:
        tables: audited: what anyone knows of each count decides what is published.
        true: the judged comments, and whose they are.
        axes: the members of each dimension.
        settings: the engagement.
        assumed: the audit's account of what holds in this engagement.

    Returns:
        Each ``*_by_tone`` table with ``estimate``, ``lower``, ``upper`` (−1 … 1, one decimal; null unless
        ``validation`` is ``ok``), the same on all rows of a parent cell, and ``validation``: ``ok``; ``few``:
        fewer than 20 comments are known; ``unvalidated``: fewer than 100 comments of the table are coded;
        ``not_shown``: an estimate of fewer could be worked out by subtraction.
    """
    known, open_ = _allowed(tables, settings, assumed)
    told = _told(_estimates(true, axes), known, open_)
    return {name: _joined(tables[name], told) for name in _names(tables)}


def estimated(tables: Tables) -> set[Key]:
    """The cells whose tone a release tells."""
    told = [tables[name].filter(validation="ok") for name in _names(tables)]
    return {key for table in told for key, _ in _known(table)}


def unfounded(tables: Tables, settings: Engagement, assumed: list[str]) -> list[Key]:
    """The cells whose tone a release tells although the rules of ``with_estimates`` forbid it."""
    _, open_ = _allowed(tables, settings, assumed)
    return sorted(estimated(tables) - open_)


def _names(tables: Tables) -> list[str]:
    return [name for margin in MARGINS if (name := table_name(margin, "tone")) in tables]


def _allowed(tables: Tables, settings: Engagement, assumed: list[str]) -> tuple[dict[Key, Bounds], set[Key]]:
    """What anyone knows of each cell's comments, and the cells whose tone may be told."""
    known = {key: bounds for name in _names(tables) for key, bounds in _known(tables[name])}
    stated = frozenset(dimension for kind, dimension in STATED.items() if kind in assumed)
    return known, publishable(known, families(known, settings, stated), FEWEST_COMMENTS)


def _known(table: pl.DataFrame) -> Iterator[tuple[Key, Bounds]]:
    """Each parent cell with what anyone knows of the number of its comments with a tone."""
    absent = [pl.lit("").alias(name) for name in PARENT if name not in table.columns]
    sums = (
        table.filter(pl.col("tone").is_in(SCORED))
        .with_columns(absent)
        .group_by(PARENT)
        .agg(pl.col("low", "high").sum())
    )
    for *key, low, high in sums.iter_rows():
        yield (key[0], key[1], key[2], key[3]), (low, high)


def _estimates(true: TrueTables, axes: Axes) -> pl.DataFrame:
    """``PARENT``, ``estimate``, ``lower``, ``upper``, ``status`` of every cell that has comments."""
    about = true.contributions.select("contribution_id", "region", "stakeholder", "communities")
    rows = true.judged.comments.lazy().filter(pl.col("tone") != "no_answer")
    each = rows.join(about, on="contribution_id").collect()
    several = each.explode("communities").drop_nulls("communities").rename({"communities": "community"})
    alone = each.with_columns(community=pl.lit("")).drop("communities")
    by_level = [_of_level(alone, axes, level) for level in LEVELS]
    return pl.concat([*by_level, _of_level(several, axes, ("whole", "whole"))])


def _of_level(rows: pl.DataFrame, axes: Axes, level: tuple[str, str]) -> pl.DataFrame:
    by_area, by_type = level
    areas = axes.areas.filter(pl.col("area_kind") == by_area).select("region", "area")
    grouped = pl.col("heading") != pl.col("stakeholder")
    headings = axes.headings.filter(grouped if by_type == "group" else ~grouped)
    located = _everywhere(rows, "area") if by_area == "whole" else rows.join(areas, on="region")
    placed = _typed(located, headings, by_type).with_columns(cell=pl.concat_str(PARENT, separator="\x1f"))
    made = group_estimates(placed.select("cell", "score", "code"), fewest=0)
    parts = pl.col("cell").str.split("\x1f").list.to_struct(fields=PARENT)
    return (
        made.with_columns(parts.alias("key"))
        .unnest("key")
        .select(*PARENT, "estimate", "lower", "upper", "status")
    )


def _typed(rows: pl.DataFrame, headings: pl.DataFrame, by_type: str) -> pl.DataFrame:
    named = rows.rename({"question_id": "question"})
    if by_type == "whole":
        return _everywhere(named.drop("stakeholder"), "stakeholder")
    return named.join(headings, on="stakeholder").drop("stakeholder").rename({"heading": "stakeholder"})


def _everywhere(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    return rows.with_columns(pl.lit("").alias(name))


def _told(found: pl.DataFrame, known: Mapping[Key, Bounds], open_: set[Key]) -> pl.DataFrame:
    """Of every parent cell what may be said of its tone."""
    rows = [(*key, known[key][0], key in open_) for key in known]
    schema = {**dict.fromkeys(PARENT, pl.String), "least": pl.Int64, "open": pl.Boolean}
    cells = pl.DataFrame(rows, schema, orient="row").join(found, on=PARENT, how="left")
    validated = bool((found["status"] == "ok").any())
    status = (
        pl.when((pl.col("status") == "unvalidated") | pl.lit(not validated))
        .then(pl.lit("unvalidated"))
        .when(pl.col("least") < FEWEST_COMMENTS)
        .then(pl.lit("few"))
        .when(~pl.col("open"))
        .then(pl.lit("not_shown"))
        .otherwise(pl.lit("ok"))
    )
    tenths = {
        # Adding nothing makes -0.0 plain 0.0.
        "estimate": pl.col("estimate").round(1) + 0.0,
        "lower": (pl.col("lower") * 10).floor() / 10 + 0.0,
        "upper": (pl.col("upper") * 10).ceil() / 10 + 0.0,
    }
    told = [pl.when(pl.col("validation") == "ok").then(number).alias(name) for name, number in tenths.items()]
    return cells.with_columns(validation=status).select(*PARENT, *told, "validation")


def _joined(table: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    present = [name for name in PARENT if name in table.columns]
    absent = [pl.col(name) == "" for name in PARENT if name not in present]
    own = told.filter(absent).drop(name for name in PARENT if name not in present)
    return table.join(own, on=present, how="left", maintain_order="left")
