"""Coding sheets: which rows of a coder's workbook are codes of comments that the record holds, and why not."""

import datetime as dt
import sqlite3
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import quoted
from wellbeing.model.tables import Codes
from wellbeing.record.comments.codes import are_coder_s, standing_codes
from wellbeing.record.store.tombstones import is_withdrawn
from wellbeing.sources.coding.sheet import TONE_CHOICES, CodedRow, CodingSheet, same_comment
from wellbeing.sources.engagement import EngagementFolder

_PROVENANCE: Final = "coding sheet"
#: A comment and a reading of it.
_Key = tuple[str, str, int]


@dataclass
class SheetAccount:
    """The rows of a workbook: each is exactly one of the three."""

    coded: list[CodedRow] = field(default_factory=list)
    blank: list[CodedRow] = field(default_factory=list)
    refused: list[tuple[CodedRow, str]] = field(default_factory=list)


class Coder:
    """Somebody's rows, held against the record and the engagement's words."""

    def __init__(self, record: sqlite3.Connection, folder: EngagementFolder, name: str) -> None:
        self._record = record
        self.name = name
        themes = folder.codebook.select("theme", "name").rows()
        #: By its id or name, as people may type it → its id.
        self._themes = {_typed(word): theme for theme, name in themes for word in (theme, name)}
        standing = standing_codes(record)
        mine = standing.filter(are_coder_s(standing, name))
        self._mine = set(mine.select("contribution_id", "question_id", "reading").rows())

    def account(self, rows: list[CodedRow]) -> SheetAccount:
        """Every row, in order; of two rows of one comment the first counts."""
        account = SheetAccount()
        for row in rows:
            reason = "" if row.is_blank else self._against(row, account.coded)
            if row.is_blank:
                account.blank.append(row)
            elif reason:
                account.refused.append((row, reason))
            else:
                account.coded.append(row)
        return account

    def codes(self, rows: list[CodedRow], sheet: CodingSheet, day: dt.date) -> pl.DataFrame:
        """Rows that passed, as ``Codes``."""
        about = (day, sheet.purpose, sheet.codebook_version, _PROVENANCE)
        codes = [
            (
                *_key(row),
                self.name,
                TONE_CHOICES[_typed(row.tone)],
                [self._themes[_typed(theme)] for theme in row.themes],
                *about,
            )
            for row in rows
        ]
        return pl.DataFrame(codes, Codes.create_empty().schema, orient="row")

    def _against(self, row: CodedRow, before: list[CodedRow]) -> str:
        """Why a row is refused; empty where it is not."""
        return self._against_record(row) or self._against_words(row) or self._against_codes(row, before)

    def _against_record(self, row: CodedRow) -> str:
        query = "SELECT text FROM answers WHERE contribution_id = ? AND question_id = ? AND text IS NOT NULL"
        comment = self._record.execute(query, (row.contribution, row.question)).fetchone()
        if comment is None:
            is_gone = is_withdrawn(self._record, row.contribution)
            return (
                message("its contribution was withdrawn")
                if is_gone
                else message("no such comment in the record")
            )
        if not same_comment(row.comment, comment[0]):
            return message("its comment is not the record's: corrected since, or changed in the sheet")
        return ""

    def _against_words(self, row: CodedRow) -> str:
        if not row.tone:
            return message("themes without a tone: choose one, or 'cannot tell'")
        if _typed(row.tone) not in TONE_CHOICES:
            return message(f"unknown tone '{row.tone}': known are {quoted(TONE_CHOICES)}")
        unknown = [theme for theme in row.themes if _typed(theme) not in self._themes]
        return message(f"not in the codebook: {quoted(unknown)}") if unknown else ""

    def _against_codes(self, row: CodedRow, before: list[CodedRow]) -> str:
        contribution, question, reading = _key(row)
        here = {_key(each) for each in before}
        if (contribution, question, reading) in here:
            return message("its comment stands twice in the sheet")
        if (contribution, question, 3 - reading) in here | self._mine:
            return message(f"{self.name} has coded it in the other reading, which is for somebody else")
        return ""


def _key(row: CodedRow) -> _Key:
    return row.contribution, row.question, row.reading


def _typed(word: str) -> str:
    """As people may type it: in any case, with any spaces."""
    return " ".join(word.casefold().split())
