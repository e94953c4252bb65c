"""Consents: whether words may be quoted and a body be named, as far as whoever contributed said so.

What is not said is no consent, unless the engagement declares in ``[unstated_consents]`` by what law silence is one.
"""

import sqlite3
from typing import Final

import polars as pl

from wellbeing.language import message
from wellbeing.model.consent import CONSENTS, NO, YES, Unstated

_SCHEMA: Final = dict.fromkeys(("contribution_id", *CONSENTS), pl.String)
#: Why nothing of a contribution is quoted.
ONLY_FOR_AGENCY: Final = message("it is for the agency's eyes only")
_IS_ONLY_FOR_AGENCY: Final = (pl.col("only_for_agency") == YES).fill_null(value=False)
#: Body → whether a roster says that it may be named, how many contributions are for it, and what they say of that.
_NAMING: Final = (
    "SELECT organisation_id, organisations.may_be_named, count(contribution_id), "
    "coalesce(sum(consents.may_be_named = 'yes'), 0), "
    "coalesce(sum(consents.may_be_named = 'no' OR coalesce(only_for_agency = 'yes', FALSE)), 0) "
    "FROM organisations LEFT JOIN contributions USING (organisation_id) LEFT JOIN consents USING (contribution_id) "
    "GROUP BY organisation_id"
)


def consents(record: sqlite3.Connection) -> pl.DataFrame:
    """What contributions say that may be done with them: a row for each that says anything, null where it does not."""
    rows = record.execute(f"SELECT {', '.join(_SCHEMA)} FROM consents ORDER BY 1").fetchall()  # noqa: S608 (ours)
    return pl.DataFrame(rows, _SCHEMA, orient="row")


def with_refusals(rows: pl.DataFrame, record: sqlite3.Connection, unstated: Unstated) -> pl.DataFrame:
    """Rows with ``refusal``: why the words of their contributions may not be quoted, in words; null where they may.

    Args:
        rows: with ``contribution_id``.
        record: open.
        unstated: what holds where a contribution does not say.
    """
    why = (
        pl.when(_IS_ONLY_FOR_AGENCY)
        .then(pl.lit(ONLY_FOR_AGENCY))
        .when(pl.col("may_publish") == NO)
        .then(pl.lit(message("it says that it may not be published")))
        .when(pl.col("may_publish").is_null() & (unstated.may_publish == NO))
        .then(pl.lit(message("it does not say that it may be published")))
    )
    said = rows.join(consents(record), on="contribution_id", how="left", maintain_order="left")
    return said.with_columns(refusal=why).drop(CONSENTS)


def for_others(rows: pl.DataFrame, record: sqlite3.Connection) -> pl.DataFrame:
    """Rows without those whose contributions are for the agency's eyes only.

    Args:
        rows: with ``contribution_id``.
        record: open.
    """
    only = consents(record).filter(_IS_ONLY_FOR_AGENCY)
    return rows.join(only, on="contribution_id", how="anti", maintain_order="left")


def bodies_to_name(record: sqlite3.Connection, unstated: Unstated) -> list[str]:
    """Ids of the organisations that may be named, sorted.

    None that a contribution on its behalf forbids to name, or that gave one for the agency's eyes only. Of the
    others, those of which a roster says that they may be; where no roster says anything, those of which a
    contribution says it, or gives the engagement's basis for silence something to hold of.
    """
    named = []
    for one, roster, contributions, allowed, forbidden in record.execute(_NAMING):
        silent = unstated.may_be_named == YES and contributions > allowed
        by_itself = bool(allowed or silent) if roster is None else bool(roster)
        if by_itself and not forbidden:
            named.append(one)
    return sorted(named)
