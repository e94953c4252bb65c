"""Refusals, rows that are no contributions: tests of the survey, forms opened and left, rows that were torn."""

import polars as pl

from wellbeing.language import message
from wellbeing.model.profile import Column, Profile, Refusal, Several
from wellbeing.sources.names.spelling import key
from wellbeing.sources.reading.batch import ROW, RowBatch

_TORN = message("has more cells than there are headings: is a quotation mark missing?")
_EMPTY = message("is an empty form: nothing in it says who, where or what")
#: What says something of a contribution or hui, in the profile's words.
_SAYING = ("region", "place", "stakeholder", "communities", "organisation", "number", "note")


def refusals(batch: RowBatch, profile: Profile) -> pl.DataFrame:
    """``ROW`` and ``reason`` of the rows of a batch that are refused; the first reason counts."""
    reasons = [
        batch.rows.filter(pl.col(ROW).is_in(batch.overlong.implode())).select(ROW, reason=pl.lit(_TORN)),
        *(_by_rule(batch.rows, rule) for rule in profile.refuse),
        _empty(batch.rows, profile),
    ]
    return pl.concat(reasons).unique(ROW, keep="first", maintain_order=True).sort(ROW)


def _by_rule(rows: pl.DataFrame, rule: Refusal) -> pl.DataFrame:
    values = {key(value) for value in rule.values}
    cells = rows[rule.column]
    matching = [cell for cell in cells.drop_nulls().unique() if key(cell) in values]
    empty = pl.col(rule.column).is_null() & ("" in rule.values)
    return rows.filter(empty | pl.col(rule.column).is_in(matching)).select(ROW, reason=pl.lit(rule.reason))


def _empty(rows: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    # Where nothing was asked, what it is about is all that a form can say of "what".
    names = _SAYING if profile.questions else (*_SAYING, "topic")
    parts: list[Column] = [getattr(profile, name) for name in names]
    headings = {heading for part in parts for heading in part.columns}
    headings |= {heading for part in parts if isinstance(part, Several) for heading in part.flags}
    headings |= {heading for answer in profile.questions for heading in answer.columns}
    nothing = [pl.col(heading).is_null() for heading in sorted(headings)]
    left = rows.filter(pl.all_horizontal(nothing)) if nothing else rows.clear()
    return left.select(ROW, reason=pl.lit(_EMPTY))
