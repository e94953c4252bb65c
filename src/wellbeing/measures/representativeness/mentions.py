"""For whom a text stands: how often it names groups, beside as many contributions drawn at random."""

from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.special import bdtr, bdtrik

_Floats = npt.NDArray[np.float64]
#: A group that the text leaves out by more than so many times the mean of all groups is left out.
LEFT_OUT_TIMES: Final = 1.5
#: Ends of the range of a draw, 95 %.
_LOW, _HIGH = 0.025, 0.975


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """How much of one kind of groups a text reaches."""

    #: How often it names any of them.
    mentions: float
    #: Share of contributions that are of a group it names, 0 to 1.
    named: float
    #: The same expected of as many contributions drawn at random.
    drawn: float


def beside_draw(groups: pl.DataFrame) -> pl.DataFrame:
    """What a text names beside a random draw of contributions of the same size, kind by kind.

    Args:
        groups: one row per group: ``kind`` (groups of a kind do not overlap), ``contributions`` (about how many),
            ``mentions`` (how often it is named; a mention of several is parted among them), ``differs`` (whether
            it answers otherwise than everybody).

    Returns:
        The rows with ``share`` of contributions, ``told`` of mentions (null without any), ``draw_low`` and
        ``draw_high``, between which 95 % of draws of as many contributions lie (binomial), ``left_out``: the part
        of its mentions in such a draw that it lacks, 0 to 1; ``is_left_out``: it differs and lacks more than
        ``LEFT_OUT_TIMES`` the mean over all groups.
    """
    shares = groups.with_columns(
        (pl.col("contributions") / pl.col("contributions").sum().over("kind")).fill_nan(0.0).alias("share"),
        pl.col("mentions").sum().over("kind").alias("drawn"),
    )
    told = shares.with_columns(
        pl.when(pl.col("drawn") > 0).then(pl.col("mentions") / pl.col("drawn")).alias("told"),
        *_draw(shares),
        pl.when(pl.col("share") > 0)
        .then(1 - (pl.col("mentions") / (pl.col("drawn") * pl.col("share"))).fill_nan(0.0))
        .otherwise(0.0)
        .clip(lower_bound=0.0)
        .alias("left_out"),
    )
    beyond = pl.col("left_out") > LEFT_OUT_TIMES * pl.col("left_out").mean()
    return told.with_columns((pl.col("differs") & beyond).alias("is_left_out")).drop("drawn")


def reach(groups: pl.DataFrame) -> Reach:
    """How much of the groups of one kind a text reaches.

    Args:
        groups: rows of ``beside_draw`` of one kind.
    """
    share = groups["share"].to_numpy()
    mentions = float(groups["mentions"].sum())
    named = float(groups.filter(pl.col("mentions") > 0)["share"].sum())
    return Reach(mentions=mentions, named=named, drawn=float(np.sum(share * (1 - (1 - share) ** mentions))))


def _draw(shares: pl.DataFrame) -> list[pl.Series]:
    """The range of shares of a draw, null where nothing is drawn."""
    drawn = shares["drawn"].round().cast(pl.Int64).to_numpy()
    size = np.where(drawn > 0, drawn, np.nan)
    ends = {"draw_low": _LOW, "draw_high": _HIGH}
    return [
        pl.Series(name, _quantile(end, drawn, shares["share"].to_numpy()) / size).fill_nan(None)
        for name, end in ends.items()
    ]


def _quantile(chance: float, drawn: npt.NDArray[np.int64], share: _Floats) -> _Floats:
    """The least number of a binomial draw that is not passed with that chance.

    As SciPy's ``stats`` has it, which takes a third of a second to be loaded.
    """
    found = np.ceil(np.nan_to_num(bdtrik(chance, drawn, share)))  # none is drawn of what has no share
    before = np.maximum(found - 1, 0.0)
    return np.asarray(np.where(bdtr(before, drawn, share) >= chance, before, found))
