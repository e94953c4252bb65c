"""What must add up in the tables of opinions: positions, tones and themes of one question each."""

from collections.abc import Iterator

import polars as pl

from wellbeing.model.engagement import Engagement, Question
from wellbeing.model.vocabulary import BOTH
from wellbeing.release.headlines import COMMENTS, COPIES
from wellbeing.release.terms import below, key, related, terms_of
from wellbeing.release.universe import ALL, DIMENSIONS

#: A tone that is none: nothing was said.
SILENT = "no_answer"


def of_opinions(cells: pl.DataFrame, settings: Engagement) -> Iterator[pl.DataFrame]:
    """Terms of every relation that the tables of opinions add.

    Args:
        cells: ``universe.each_once``.
        settings: the engagement, as the release carries it.
    """
    for question in settings.questions:
        asked = cells.filter(question=question.id)
        for name in ("position", "tone"):
            yield _answered(asked, cells, name, question)
        yield from _raised(asked, question.id)
        yield from _commented(asked, cells, question.id)


def _answered(asked: pl.DataFrame, cells: pl.DataFrame, name: str, question: Question) -> pl.DataFrame:
    """Answers and ``no_answer`` add up to the contributions on the question's topic, and on both."""
    rest = [key for key in DIMENSIONS if key not in {"question", name, "topic"}]
    bare = cells.filter(question=ALL, position=ALL, tone=ALL, theme=ALL)
    topics = [ALL] if question.topic == BOTH else [question.topic, BOTH]
    wholes = bare.filter(pl.col("topic").is_in(topics), pl.len().over(rest) >= 0)
    full = wholes.filter(pl.len().over(rest) == len(topics))
    parts = asked.filter(pl.col(name) != ALL).join(full, on=rest, how="semi")
    terms = pl.concat([terms_of(parts, 1, rest), terms_of(full.join(parts, on=rest, how="semi"), -1, rest)])
    return related("adds up", terms, pl.lit(f"{name} {question.id} ") + key(rest))


def _raised(asked: pl.DataFrame, question: str) -> Iterator[pl.DataFrame]:
    """Whoever raised a theme made a comment: a theme is at most the tones of its parent cell together."""
    rest = [name for name in DIMENSIONS if name not in {"tone", "theme"}]
    said = asked.filter(~pl.col("tone").is_in([ALL, SILENT])).select(*rest, tone_cell="cell")
    themes = asked.filter(pl.col("theme") != ALL).join(said, on=rest)
    own = themes.select("cell", whose="cell", sign=pl.lit(1)).unique(maintain_order=True)
    others = themes.select(cell="tone_cell", whose="cell", sign=pl.lit(-1))
    yield related("at most", pl.concat([own, others]), pl.format("theme {} of " + question, "whose"))


def _commented(asked: pl.DataFrame, cells: pl.DataFrame, question: str) -> Iterator[pl.DataFrame]:
    """Tones but ``no_answer`` add up to the comments on a question; copies are some of these."""
    bare = pl.all_horizontal(pl.col(name) == ALL for name in DIMENSIONS if name not in {"question", "tone"})
    made, copied = (cells.filter(figure=f"{name}.{question}") for name in (COMMENTS, COPIES))
    tones = asked.filter(bare, ~pl.col("tone").is_in([ALL, SILENT]))
    if made.is_empty():
        return
    sums = pl.concat([terms_of(tones, 1), terms_of(made, -1)])
    yield related("adds up", sums, pl.lit(f"comments on {question}"))
    yield from below(copied.with_columns(whole=pl.lit(made["cell"].item(), pl.Int64)), "some of the comments")
