"""Human codes of comments, written before any scorer exists: the writer's own code, with noise."""

import datetime as dt
from typing import Final

import numpy as np
import polars as pl
from chance import shuffled, stream
from comments import texts

#: Coded once; a fifth of them a second time by the other coder.
CODED: Final = 220
TWICE: Final = CODED // 5
NOISE: Final = 0.15
TONES: Final = ("negative", "neutral", "positive")
CODERS: Final = ("synthetic coder A", "synthetic coder B")
FIRST_DAY: Final = dt.date(2018, 9, 3)
DAYS: Final = 10
PROVENANCE: Final = "synthetic codes"


def codes(contributions: pl.DataFrame, comments: pl.DataFrame) -> pl.DataFrame:
    """One row per comment and coder: tone (15 % of them another than the writer meant), themes, day."""
    rng = stream("coders")
    meant = texts().filter(pl.col("kind") != "non_answer").select("tone", "themes", comment_id="id")
    coded = _sample(contributions, comments.join(meant, on="comment_id"), rng)
    rows = pl.concat([coded.with_columns(coder=pl.lit(CODERS[0])), _second(coded, stream("second themes"))])
    return rows.select(
        "contribution_id",
        "question_id",
        "coder",
        tone=pl.Series([_read(tone, rng) for tone in rows["tone"]]),
        themes=pl.col("themes").list.join("|"),
        coded_on=pl.Series(
            [FIRST_DAY + dt.timedelta(days=int(day)) for day in rng.integers(0, DAYS, rows.height)]
        ),
        provenance=pl.lit(PROVENANCE),
    )


def _second(coded: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """The other coder sees 15 % of the themes as another that somebody wrote about."""
    again = coded.head(TWICE)
    known = sorted({theme for several in coded["themes"] for theme in several})
    seen = [sorted({_theme(theme, known, rng) for theme in several}) for several in again["themes"]]
    return again.with_columns(coder=pl.lit(CODERS[1]), themes=pl.Series(seen, dtype=pl.List(pl.String)))


def _theme(meant: str, known: list[str], rng: np.random.Generator) -> str:
    return str(rng.choice(known)) if rng.random() < NOISE else meant


def _sample(contributions: pl.DataFrame, comments: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Stratified by region, type and question: every stratum gives one before any gives two."""
    strata = ("region", "stakeholder", "question_id")
    known = contributions.select("contribution_id", "region", "stakeholder")
    rows = comments.join(known, on="contribution_id").sort("contribution_id")
    turns = shuffled(rows, rng).with_columns(turn=pl.int_range(pl.len()).over(*strata))
    return shuffled(turns.sort("turn", maintain_order=True).head(CODED), rng)


def _read(meant: str, rng: np.random.Generator) -> str:
    others = [tone for tone in TONES if tone != meant]
    return str(rng.choice(others)) if rng.random() < NOISE else meant
