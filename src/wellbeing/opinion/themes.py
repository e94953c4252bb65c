"""Themes of every comment: by who coded it, else by a model that learnt from codes, where there are enough."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import polars as pl

from wellbeing.opinion.coding.sampling import FEWEST_CODES
from wellbeing.opinion.comments import COMMENT_KEY
from wellbeing.opinion.learning.themes import Assignment, ThemeModel, cross_assign

#: The id of what assigned themes from words and features alone; an embedder's follows where there was one.
_THEMES_BY: Final = "themes-by-words"
_LIST: Final = pl.List(pl.String)


@dataclass(frozen=True)
class ThemeReader:
    """What assigns themes to comments that nobody coded."""

    #: None where too few were coded for one to learn.
    model: ThemeModel | None
    #: ``COMMENT_KEY``, ``unseen``: of each comment that it learnt from, what a model that has not seen its codes says.
    unseen: pl.DataFrame
    #: Changes whenever what it assigns could.
    id: str

    @property
    def by(self) -> str | None:
        """The id of the model; None where only people assigned."""
        if self.model is None:
            return None
        return "-".join(filter(None, (_THEMES_BY, self.model.embedder.id)))

    def assign(self, texts: list[str], asked: list[str | None]) -> list[list[str]]:
        """The themes of each text, sorted; none where no model has learnt."""
        if self.model is None:
            return [[] for _ in texts]
        return _named(self.model.assign(texts, asked))


def theme_reader(coded: pl.DataFrame, model: ThemeModel) -> ThemeReader:
    """What learns from coded comments.

    Args:
        coded: ``COMMENT_KEY``, ``text``, ``asked``, ``coded_themes`` (null where only the tone was coded).
        model: one that has learnt nothing yet.
    """
    learnt = coded.filter(pl.col("coded_themes").list.len() > 0)
    keys = learnt.select(COMMENT_KEY)
    if learnt.height < FEWEST_CODES:
        none = keys.clear().with_columns(unseen=pl.lit(None, _LIST))
        return ThemeReader(None, none, "")
    texts, themes, questions = (learnt[name].to_list() for name in ("text", "coded_themes", "asked"))
    unseen = _named(cross_assign(texts, themes, questions, model))
    said = repr((model.codebook_version, model.embedder.id, texts, themes, questions))
    return ThemeReader(
        model.fit(texts, themes, questions),
        keys.with_columns(unseen=pl.Series(unseen, dtype=_LIST)),
        blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
    )


def _named(assigned: list[list[Assignment]]) -> list[list[str]]:
    return [sorted({each.theme for each in several}) for several in assigned]
