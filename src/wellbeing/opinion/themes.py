"""Themes of every comment: by who coded it, else by a model that learnt from codes, where there are enough."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

import polars as pl

from wellbeing.opinion.coding.sampling import FEWEST_CODES, MEASURE
from wellbeing.opinion.learning.themes import ThemeModel, cross_assign

#: The id of what assigned themes from words and features alone; an embedder's follows where there was one.
_THEMES_BY: Final = "themes-by-words"
_LIST: Final = pl.List(pl.String)


@dataclass(frozen=True)
class Themes:
    """The themes of comments, row by row."""

    #: ``themes``: a person's, else the model's; ``assigned``: the model's, from one that has not seen the
    #: comment's codes, empty where it does not read; ``theme_codes``: a person's, null unless of the random
    #: sample.
    columns: pl.DataFrame
    #: The id of the model; None where only people assigned.
    by: str | None


def themes_of(rows: pl.DataFrame, model: ThemeModel, readable: AbstractSet[str]) -> Themes:
    """The themes of comments.

    Args:
        rows: ``text``, ``asked``, ``heard``, ``coded_themes`` (null unless coded), ``purpose``.
        model: one that has learnt nothing yet.
        readable: what is ``heard`` of comments that a model may read.
    """
    enough = rows.filter(pl.col("coded_themes").list.len() > 0).height >= FEWEST_CODES
    none = pl.Series([[]] * rows.height, dtype=_LIST)
    assigned = _assigned(rows, model, readable) if enough else none
    told = rows.select(
        assigned=assigned.list.unique().list.sort(),
        theme_codes=pl.when(pl.col("purpose") == MEASURE).then("coded_themes"),
        coded="coded_themes",
    )
    columns = told.select(
        pl.coalesce("coded", "assigned").list.sort().alias("themes"), "assigned", "theme_codes"
    )
    return Themes(columns, "-".join(filter(None, (_THEMES_BY, model.embedder.id))) if enough else None)


def _assigned(rows: pl.DataFrame, model: ThemeModel, readable: AbstractSet[str]) -> pl.Series:
    """The model's themes: of what it learnt from, those of models that learnt from the others."""
    numbered = rows.with_row_index("row")
    learnt = numbered.filter(pl.col("coded_themes").list.len() > 0)
    asked = numbered.filter(pl.col("heard").is_in(list(readable)))
    others = asked.join(learnt, on="row", how="anti")
    texts, themes, questions = (learnt[name].to_list() for name in ("text", "coded_themes", "asked"))
    unseen = cross_assign(texts, themes, questions, model)
    model.fit(texts, themes, questions)
    given = model.assign(others["text"].to_list(), others["asked"].to_list())
    known = dict(zip(learnt["row"], unseen, strict=True)) | dict(zip(others["row"], given, strict=True))
    reads = set(asked["row"])
    return pl.Series(
        [[each.theme for each in known[row]] if row in reads else [] for row in range(rows.height)],
        dtype=_LIST,
    )
