"""Judged comments: the table that a release counts, and what names a comment in it."""

from dataclasses import dataclass
from typing import Final

import polars as pl

#: What names a comment: a contribution's answer to a question.
COMMENT_KEY: Final = ("contribution_id", "question_id")
#: A judged comment. ``tone``: a label, ``not_scored``, or ``no_answer`` for words that answer nothing;
#: ``source``: ``human``, ``model``, ``lexicon``, null where there is no label; ``score``: the scorer's value,
#: −1 … 1, cross-fitted where the scorer learnt from the comment's code, null where it was not read;
#: ``code``: a person's, −1, 0 or 1, null unless of the random sample; ``themes``: a person's, else a model's;
#: ``assigned``: those of a model that has not seen the comment's codes, empty where none reads it;
#: ``theme_codes``: a person's, null unless of the random sample; ``campaign``: a serial, null for most.
JUDGED: Final = {
    **dict.fromkeys((*COMMENT_KEY, "tone", "source"), pl.String()),
    **dict.fromkeys(("score", "code"), pl.Float64()),
    **dict.fromkeys(("themes", "assigned", "theme_codes"), pl.List(pl.String())),
    "campaign": pl.Int64(),
}


@dataclass(frozen=True)
class Judgement:
    """The judged comments, and by which scorer."""

    #: As ``JUDGED``, one row a comment, sorted by ``COMMENT_KEY``.
    comments: pl.DataFrame
    #: The scorer's id and kind of evidence.
    scorer: str
    source: str
    #: The id of the model that assigned themes; None where only people did.
    themes_by: str | None = None


def no_judgements() -> pl.DataFrame:
    """No comments, as ``JUDGED``."""
    return pl.DataFrame(schema=JUDGED)
