"""Names of months in other languages, as dates in words have them: read as the English ones."""

import calendar
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

import polars as pl

from wellbeing.sources.names.spelling import key

#: A word, with hyphens within it, and the dot of a short one.
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*\.?")


def in_english(dates: pl.Series) -> pl.Series:
    """Dates with the names of their months in English; what is no such name stays as it is written."""
    distinct = dates.drop_nulls().unique()
    other = distinct.filter(distinct.str.contains(r"\d") & distinct.str.contains(r"[^\W\d_]{3}"))
    named = {text: _WORD.sub(_named, text) for text in other}
    changed = {text: name for text, name in named.items() if name != text}
    return dates.replace(changed) if changed else dates


def _named(word: re.Match[str]) -> str:
    return _names().get(key(word[0]), word[0])


@cache
def _names() -> dict[str, str]:
    """Key of a month's name in any language → its English name."""
    return dict(_every_name())


def _every_name() -> Iterator[tuple[str, str]]:
    text = (files(__package__) / "months.toml").read_text(encoding="utf-8")
    for names in tomllib.loads(text).values():
        for month, spelled in enumerate(str(names).split(), 1):
            yield from ((key(name), calendar.month_name[month]) for name in spelled.split("|"))
