"""Numbers of paper forms in other letters: "z · q4" on one sheet is "Z · Q4" on another, and likely the same paper.

The record keeps no number of what it took in, so that ways to write one are tried.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import counted, quoted
from wellbeing.model.profile import Profile
from wellbeing.record.intake.numbering.kept import held_or_withdrawn, kept_rows
from wellbeing.record.store.contributions import knows_any
from wellbeing.record.store.tombstones import is_any_withdrawn
from wellbeing.sources.intake.identity import contributions_named
from wellbeing.sources.intake.mapping.rows import platform_id
from wellbeing.sources.intake.uuids import PART, shown_id
from wellbeing.sources.profiles.fitting import fit_profile
from wellbeing.sources.reading.batch import ROW
from wellbeing.sources.reading.source import SourceTable
from wellbeing.sources.templates.profiles import PAPERS
from wellbeing.sources.templates.typed import TYPED_PROFILE

#: Letters of a row's number up to which every way to write them in large and small ones is tried: 128.
_FEW_LETTERS: Final = 7
#: Words of a longer text, each of which may begin with a large letter: 64 ways.
_FEW_WORDS: Final = 6
#: Rows whose numbers are tried at once.
_AT_ONCE: Final = 200


def in_other_letters(texts: Sequence[str], few: int) -> list[tuple[str, ...]]:
    """Ways to write some texts together in large and small letters, as they are first.

    Every way while they have few letters, the shortest first; of longer ones those that people use: a beginning in
    large letters, or a beginning in small ones, and a large letter at any of a few words.

    Args:
        texts: of a number, as its batch and the number in it.
        few: how many letters in all of them are few.
    """
    ways: dict[str, list[str]] = {}
    for text in sorted(texts, key=_letters):
        few -= _letters(text)
        ways[text] = _every_way(text) if few >= 0 else _ways_of_people(text)
    return [*dict.fromkeys([tuple(texts), *product(*(ways[text] for text in texts))])]


def _letters(text: str) -> int:
    return sum(letter.lower() != letter.upper() for letter in text)


def _every_way(text: str) -> list[str]:
    return ["".join(way) for way in product(*(sorted({letter.lower(), letter.upper()}) for letter in text))]


def _ways_of_people(text: str) -> list[str]:
    begun = [
        cased
        for at in range(len(text) + 1)
        for cased in (text[:at].upper() + text[at:].lower(), text[:at].lower() + text[at:].upper())
    ]
    words = text.split(" ")
    each = [dict.fromkeys((word.lower(), word.capitalize())) for word in words]
    by_word = [" ".join(way) for way in product(*each)] if len(words) <= _FEW_WORDS else []
    return [*dict.fromkeys((text, text.title(), *by_word, *begun))]


def alike_in_letters(
    record: sqlite3.Connection, table: SourceTable, profile: Profile, engagement: str
) -> list[str]:
    """What a person is asked of papers whose number is, in other letters, one that is known, or another row's.

    Of one that is typed on the desk nothing: it takes the letters in which its number is known.

    Args:
        record: open.
        table: a file; of others than paper forms nothing is asked.
        profile: how it is read.
        engagement: its id.
    """
    if profile.scope != PAPERS or profile.name == TYPED_PROFILE:
        return []
    numbers = _numbers(table, profile, engagement)
    there = [_pair(row, here, written) for row, here, written in _known(record, numbers, profile, engagement)]
    within = [_pair(row, here, f"{first}: {shown_id(other)}") for row, here, first, other in _within(numbers)]
    asked = []
    if there:
        papers = counted(len(there), "form")
        asked.append(
            message(
                f"{papers} with a number that is known already in other letters (row: here → there), {quoted(there)}: "
                "the same paper? Then write its number as it is there."
            )
        )
    if within:
        papers = counted(len(within), "form")
        asked.append(
            message(
                f"{papers} with the number of another row in other letters, {quoted(within)}: the same paper? Then "
                "keep one of the rows."
            )
        )
    return asked


def _numbers(table: SourceTable, profile: Profile, engagement: str) -> pl.DataFrame:
    """``ROW``, ``name`` (as an id is read) and ``contribution_id`` of the rows that have a number, each number once."""
    fitted = fit_profile(profile, table.columns, table.file)
    schema = {ROW: pl.Int64, "name": pl.String}
    parts = [
        batch.rows.select(ROW, name=platform_id(batch.rows, fitted.id).values) for batch in table.batches()
    ]
    whole = pl.concat([pl.DataFrame(schema=schema), *parts]).filter(pl.col("name").fill_null("") != "")
    each = whole.unique("name", keep="first", maintain_order=True)
    return each.with_columns(contribution_id=contributions_named(each["name"], profile.scope, engagement))


def _within(numbers: pl.DataFrame) -> Iterator[tuple[int, str, int, str]]:
    """Rows, and the earlier row that has their number in other letters."""
    first: dict[str, tuple[int, str]] = {}
    for row, name in numbers.select(ROW, "name").iter_rows():
        earlier = first.setdefault(name.casefold(), (row, name))
        if earlier[0] != row:
            yield row, name, *earlier


def _known(
    record: sqlite3.Connection, numbers: pl.DataFrame, profile: Profile, engagement: str
) -> Iterator[tuple[int, str, str]]:
    """Rows whose number the record does not know as it is, and does in other letters: as they are there."""
    kept = {one.contribution for one in kept_rows(record)} - {""}
    if not (kept or knows_any(record) or is_any_withdrawn(record)):
        return
    ids = numbers["contribution_id"]
    new = numbers.filter(~ids.is_in([*kept, *held_or_withdrawn(record, ids.to_list())]))
    for some in new.iter_slices(_AT_ONCE):
        tried = [
            (row, name, PART.join(way))
            for row, name in some.select(ROW, "name").iter_rows()
            for way in in_other_letters(name.split(PART), _FEW_LETTERS)[1:]
        ]
        written = pl.Series([way for *_, way in tried], dtype=pl.String)
        ways = contributions_named(written, profile.scope, engagement).to_list()
        known = held_or_withdrawn(record, ways) | kept
        yield from (one for one, way in zip(tried, ways, strict=True) if way in known)


def _pair(row: int, here: str, there: str) -> str:
    return f"{row}: {shown_id(here)} → {shown_id(there)}"
