"""What is measured of comments: how they sound and what they raise, summed cell by cell.

The sums are corrected by human codes (``opinion.coding``), weighted by the design that drew them. They are
measured with noise, as counts are; everything published is worked out from what was measured, so that no
difference of two estimates says more than the noise allows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from wellbeing.model.engagement import Group, Question
from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.opinion.coding.correction import Correction, components, corrected_sums, correction
from wellbeing.opinion.coding.weights import STRATUM, design_weight
from wellbeing.release.count.axes import ALL, Axes, head
from wellbeing.release.count.grain import on_topic
from wellbeing.release.count.sources import PARENT
from wellbeing.release.count.true_tables import TrueTables

#: Combinations of levels whose cells do not overlap: within each, a comment counts once for each community.
_LEVELS: Final = (
    *(("whole", "whole"), ("member", "whole"), ("group", "whole"), ("whole", "member"), ("whole", "group")),
    *(("group", "group"), ("community", "whole")),
)
#: What is known of a correction's error.
FACTORS: Final = ("within", "between", "ratio", "deff")
#: The mean of tones, and the tone that does not move it.
TONE: Final = "tone"
MIDDLE: Final = "neutral"


@dataclass(frozen=True)
class Sums:
    """What is to be measured, and what is known of its error.

    Two sums say all of the three tones: positive less negative, and neutral. With the number of comments they
    make the mean and the shares, so that these always agree.
    """

    #: ``PARENT``, ``level``; ``tone``: of corrected tones, −1, 0 or 1; ``neutral``: of those that are 0;
    #: ``codes``: human codes among them.
    tones: pl.DataFrame
    #: ``PARENT``, ``level``, ``theme``, ``raised``: comments that raise it, corrected.
    themes: pl.DataFrame
    #: ``level``, ``codes``: of all cells.
    codes: pl.DataFrame
    #: ``level``, ``figure`` (a tone, ``TONE`` or a theme), ``FACTORS``: rounded, for the whole engagement.
    factors: pl.DataFrame


def sums(true: TrueTables, axes: Axes) -> Sums:
    """The sums of every cell that has comments, with the correction of its level."""
    rows = weighted_comments(true, axes.open)
    made = [_of_level(_placed(rows, axes, level), "|".join(level), axes.themes) for level in _LEVELS]
    return Sums(*(pl.concat(frames) for frames in zip(*made, strict=True)))


def weighted_comments(true: TrueTables, opened: Iterable[Question]) -> pl.DataFrame:
    """Comments that answer something, with how many of them each coded one stands for.

    Returns:
        As ``opinion.comments.JUDGED``, with ``region``, ``stakeholder``, ``communities``, ``question``,
        ``stratum``; ``weight`` of codes of tone, among comments with a score; ``theme_weight`` of codes of
        themes, among all: null where there is no code.
    """
    about = true.contributions.select("contribution_id", "region", "stakeholder", "communities", "topic")
    heard = true.judged.comments.lazy().filter(pl.col("tone") != "no_answer")
    rows = heard.join(about, on="contribution_id").filter(_is_counted(opened)).drop("topic").collect()
    rows = rows.sort("contribution_id", "question_id")  # sums of fractions depend on their order
    is_scored, everyone = pl.col("score").is_not_null(), pl.col("tone").is_not_null()
    return rows.with_columns(
        stratum=pl.struct(STRATUM).rank("dense"),
        weight=design_weight(pl.col("code").is_not_null() & is_scored, is_scored),
        theme_weight=design_weight(pl.col("theme_codes").is_not_null(), everyone),
        question="question_id",
    )


def _is_counted(opened: Iterable[Question]) -> pl.Expr:
    """Whether a comment answers one of these questions and is of a contribution on its topic."""
    each = [(pl.col("question_id") == one.id) & on_topic(one) for one in opened]
    return pl.any_horizontal(pl.lit(value=False), *each)


def levels(cells: pl.DataFrame, axes: Axes) -> pl.Series:
    """The level of each parent cell, as ``_LEVELS`` names it; crossed cells are of groups."""
    several = [
        [group.id for group in groups if len(group.members) > 1]
        for groups in (axes.settings.region_groups, axes.settings.stakeholder_groups)
    ]
    crossed = (pl.col("area") != ALL) & (pl.col("stakeholder") != ALL)
    by_community = pl.col("community") != ALL
    area = pl.when(by_community).then(pl.lit("community")).otherwise(_level("area", several[0], crossed))
    kind = _level("stakeholder", several[1], crossed)
    return cells.select(level=pl.concat_str(area, kind, separator="|"))["level"]


def _level(name: str, groups: list[str], crossed: pl.Expr) -> pl.Expr:
    is_group = crossed | pl.col(name).is_in(groups)
    part = pl.when(is_group).then(pl.lit("group")).otherwise(pl.lit("member"))
    return pl.when(pl.col(name) == ALL).then(pl.lit("whole")).otherwise(part)


def _of_level(
    rows: pl.DataFrame, level: str, themes: Iterable[str]
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """As the fields of ``Sums``."""
    named = (
        rows.select(PARENT)
        .unique(maintain_order=True)
        .with_row_index("cell")
        .with_columns(level=pl.lit(level))
    )
    placed = rows.join(named, on=PARENT, maintain_order="left")
    tones, known = _tones(placed)
    raised = {theme: _raising(placed, theme) for theme in themes}
    fits = known | {theme: fit for theme, (_, fit) in raised.items()}
    cells = named.select("cell", *PARENT, "level")
    mentions = [
        cells.join(sums, on="cell").select(*PARENT, "level", theme=pl.lit(theme), raised="sum")
        for theme, (sums, _) in raised.items()
    ]
    return (
        cells.join(tones, on="cell").select(*PARENT, "level", TONE, MIDDLE, "codes"),
        pl.concat([cells.select(*PARENT, "level", theme=pl.lit(""), raised=pl.lit(0.0)).clear(), *mentions]),
        pl.DataFrame({"level": [level], "codes": [float(known[TONE].codes)]}),
        pl.DataFrame([{"level": level, "figure": name, **_rounded(fit)} for name, fit in fits.items()]),
    )


def _tones(placed: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, Correction]]:
    """``cell``, ``codes``, ``TONE``, ``MIDDLE``; and the correction of each tone and of their mean.

    A comment is as neutral as its score is near 0. All are drawn towards the whole alike, so that they add up.
    """
    tone = placed.select("cell", "stratum", "weight", "score", "code")
    neutral = tone.with_columns(pl.col("score").abs(), (pl.col("code") == 0).cast(pl.Float64))
    coded = tone.filter(pl.col("weight").is_not_null())
    of_mean = correction(coded)
    of_neutral = replace(correction(neutral.filter(pl.col("weight").is_not_null())), ratio=of_mean.ratio)
    fits = {TONE: of_mean, MIDDLE: of_neutral, **_sides(coded, of_mean, of_neutral)}
    sums = corrected_sums(tone, of_mean).select("cell", "codes", pl.col("sum").alias(TONE))
    both = corrected_sums(neutral, of_neutral).select("cell", pl.col("sum").alias(MIDDLE))
    return sums.join(both, on="cell"), fits


def _sides(coded: pl.DataFrame, of_mean: Correction, of_neutral: Correction) -> dict[str, Correction]:
    """What is known of the error of negative and positive, each half of what is not neutral ± the mean."""
    score, code = pl.col("score"), pl.col("code")
    mean = code - of_mean.a - of_mean.b * score
    neutral = (code == 0).cast(pl.Float64) - of_neutral.a - of_neutral.b * score.abs()
    sides = {"negative": (-mean - neutral) / 2, "positive": (mean - neutral) / 2}
    floor = of_mean.between / 4
    found = {}
    for name, residual in sides.items():
        rows = coded.select("cell", "stratum", "weight", residual=residual)
        within, between, *_ = (
            components(rows, floor) if coded.height > 1 else (of_mean.within, of_mean.between)
        )
        found[name] = replace(of_mean, within=within, between=between)
    return found


def _raising(placed: pl.DataFrame, theme: str) -> tuple[pl.DataFrame, Correction]:
    """``cell``, ``sum`` of comments that raise a theme, and the correction."""
    rows = placed.select(
        "cell",
        "stratum",
        weight="theme_weight",
        score=pl.col("assigned").list.contains(theme).cast(pl.Float64),
        code=pl.col("theme_codes").list.contains(theme).cast(pl.Float64),
    )
    fit = correction(rows.filter(pl.col("weight").is_not_null()))
    return corrected_sums(rows, fit).select("cell", "sum"), fit


def _rounded(fit: Correction) -> dict[str, float]:
    """One figure each for the whole engagement: too coarse to tell of one comment."""
    return {
        "within": round(fit.within, 3),
        "between": round(fit.between, 4),
        "ratio": round(fit.ratio, 1),
        "deff": round(fit.deff, 1),
    }


def _placed(rows: pl.DataFrame, axes: Axes, level: tuple[str, str]) -> pl.DataFrame:
    """The comments with the area, type and community that they count towards at a level."""
    by_area, by_type = level
    if by_area == "community":
        each = rows.explode("communities").drop_nulls("communities").rename({"communities": "community"})
        return each.with_columns(pl.lit(ALL).alias("area"), pl.lit(ALL).alias("stakeholder"))
    homes = {
        "region": _homes(axes.regions, axes.settings.region_groups, by_area),
        "stakeholder": _homes(_types(axes), axes.settings.stakeholder_groups, by_type),
    }
    placed = {
        name: pl.col(name).replace_strict(home, default=NOT_STATED, return_dtype=pl.String)
        for name, home in homes.items()
    }
    return rows.with_columns(
        community=pl.lit(ALL),
        area=pl.lit(ALL) if by_area == "whole" else placed["region"],
        stakeholder=pl.lit(ALL) if by_type == "whole" else placed["stakeholder"],
    )


def _homes(members: Iterable[str], groups: Iterable[Group], level: str) -> dict[str, str]:
    """Each member, and what it is counted as at a level: itself, or its group."""
    if level != "group":
        return {member: member for member in members}
    return {member: head(group) for group in groups for member in group.members}


def _types(axes: Axes) -> list[str]:
    return [term.id for term in axes.settings.stakeholders]
