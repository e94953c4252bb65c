"""How much less people at one hui say than as many independent answers: the design effect.

Computed from true tables, before the wall; one rounded figure per question leaves it.
"""

import math
from typing import Final

import msgspec
import polars as pl

#: With fewer hui their likeness cannot be estimated.
FEWEST_HUI: Final = 10
#: Likeness within a hui where it cannot be estimated.
ASSUMED_RHO: Final = 0.1
_ESTIMATED: Final = "estimated"
ASSUMED: Final = "assumed"


class DesignEffect(msgspec.Struct, frozen=True, kw_only=True):
    """What clustering costs the answers to one question. Only ``deff`` and ``basis`` may cross the wall."""

    #: 1 + (m − 1)ρ, rounded to one decimal: n answers say as much as n / deff independent ones.
    deff: float
    #: How alike answers within one hui are: 0 not at all, 1 the same.
    rho: float
    #: Σm_j² / Σm_j: the size of the cluster that a random answer is from; 1 without answers.
    m: float
    #: Hui with answers to this question.
    hui: int
    #: ``estimated``, or ``assumed`` (ρ = 0.1).
    basis: str


def design_effect(counted: pl.DataFrame) -> DesignEffect:
    """The design effect of one closed question, over all contributions given.

    Over the whole engagement m is also the mean of the regions' m, weighted by their answers, as long as no
    hui lies in two regions. Within one type a hui leaves fewer alike, so that there the figure is on the safe
    side; in a region where nearly everyone came to hui it is not.

    Args:
        counted: ``n`` contributions by ``event_id``, ``organisation_id`` and ``position``; null where nothing
            was answered, which does not count. A cluster is a hui, else the organisation that answered, else
            the contribution alone.
    """
    tallied = _tallied(counted)
    sizes = tallied.group_by("cluster", "is_hui").agg(pl.col("n").sum())
    m = cluster_size(sizes)
    estimate = likeness(tallied.filter("is_hui"))
    rho = ASSUMED_RHO if estimate is None else estimate
    return DesignEffect(
        deff=round(1 + (m - 1) * rho, 1),
        rho=rho,
        m=m,
        hui=sizes.filter("is_hui").height,
        basis=ASSUMED if estimate is None else _ESTIMATED,
    )


def cluster_size(sizes: pl.DataFrame) -> float:
    """Σm_j² / Σm_j: ``n`` answers per ``cluster``; of the row with a null cluster each is its own."""
    n, own = pl.col("n"), pl.col("cluster").is_null()
    squared = pl.when(own).then(n).otherwise(n**2)
    squares, answers = sizes.select(squared.sum().alias("squares"), n.sum().alias("answers")).row(0)
    return squares / answers if answers else 1.0


def likeness(tallied: pl.DataFrame) -> float | None:
    """ρ by analysis of variance between and within hui, over all positions at once.

    With an indicator for each position, ρ = (MSB − MSW) / (MSB + (m₀ − 1)·MSW), the mean squares added over
    positions and m₀ = (n − Σm_j²/n) / (k − 1) the typical size of k unequal hui (Donner 1986, International
    Statistical Review 54, 67-82); none below 0. Hui differ also because regions do: that counts as likeness,
    which keeps intervals wide.

    Args:
        tallied: ``n`` answers per ``cluster`` (a hui) and ``position``.

    Returns:
        Null with fewer than ``FEWEST_HUI`` hui, where no hui has two answers, or where all said the same.
    """
    sizes = tallied.group_by("cluster").agg(pl.col("n").sum())["n"]
    hui, answers = sizes.len(), int(sizes.sum())
    if hui < FEWEST_HUI or answers == hui:
        return None
    between, within = _squares(tallied, answers)
    msb, msw = between / (hui - 1), within / (answers - hui)
    typical = (answers - float((sizes**2).sum()) / answers) / (hui - 1)
    spread = msb + (typical - 1) * msw
    return max(0.0, (msb - msw) / spread) if not math.isclose(spread, 0, abs_tol=1e-12) else None


def _squares(tallied: pl.DataFrame, answers: int) -> tuple[float, float]:
    """Sums of squares between and within hui: Σn_jp²/m_j against Σn_p²/n and n."""
    in_hui = pl.col("n").sum().over("cluster")
    by_hui = tallied.select((pl.col("n") ** 2 / in_hui).sum()).item()
    overall = tallied.group_by("position").agg(pl.col("n").sum())["n"]
    return by_hui - float((overall**2).sum()) / answers, answers - by_hui


def _tallied(counted: pl.DataFrame) -> pl.DataFrame:
    """``n`` answers per ``cluster`` (null: each its own), ``is_hui`` and ``position``."""
    cluster = pl.coalesce("event_id", "organisation_id")
    keys = {"cluster": cluster, "is_hui": pl.col("event_id").is_not_null(), "position": pl.col("position")}
    answered = counted.filter(pl.col("position").is_not_null()).with_columns(**keys)
    return answered.group_by([*keys]).agg(pl.col("n").sum().cast(pl.Int64))
