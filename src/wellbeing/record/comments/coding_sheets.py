"""Which rows of a coding workbook are codes of comments that the record holds, and why others are not."""

import datetime as dt
import sqlite3
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from wellbeing.model.errors import quoted
from wellbeing.model.tables import Codes
from wellbeing.record.comments.codes import codes
from wellbeing.record.intake.linkage import is_withdrawn
from wellbeing.sources.coding.sheet import TONES, CodingSheet, Row, same_comment
from wellbeing.sources.engagement import EngagementFolder

PROVENANCE: Final = "coding sheet"
#: A comment and a reading of it.
Key = tuple[str, str, int]


@dataclass
class Sifted:
    """The rows of a workbook: each is exactly one of the three."""

    coded: list[Row] = field(default_factory=list)
    blank: list[Row] = field(default_factory=list)
    refused: list[tuple[Row, str]] = field(default_factory=list)


class Coder:
    """Somebody's rows, held against the record and the engagement's words."""

    def __init__(self, record: sqlite3.Connection, folder: EngagementFolder, name: str) -> None:
        self._record = record
        self.name = name
        themes = folder.codebook.select("theme", "name").rows()
        #: By its id or name, as people may type it → its id.
        self._themes = {_typed(word): theme for theme, name in themes for word in (theme, name)}
        stand = codes(record).filter(coder=name)
        self._mine = set(stand.select("contribution_id", "question_id", "reading").rows())

    def sift(self, rows: list[Row]) -> Sifted:
        """Every row, in order; of two rows of one comment the first counts."""
        found = Sifted()
        for row in rows:
            reason = "" if row.is_blank else self._against(row, found.coded)
            if row.is_blank:
                found.blank.append(row)
            elif reason:
                found.refused.append((row, reason))
            else:
                found.coded.append(row)
        return found

    def coded(self, rows: list[Row], sheet: CodingSheet, day: dt.date) -> pl.DataFrame:
        """Rows that passed, as ``Codes``."""
        about = (day, sheet.purpose, sheet.codebook_version, PROVENANCE)
        told = [
            (
                *_key(row),
                self.name,
                TONES[_typed(row.tone)],
                [self._themes[_typed(theme)] for theme in row.themes],
                *about,
            )
            for row in rows
        ]
        return pl.DataFrame(told, Codes.create_empty().schema, orient="row")

    def _against(self, row: Row, before: list[Row]) -> str:
        """Why a row is refused; empty where it is not."""
        return self._against_record(row) or self._against_words(row) or self._against_codes(row, before)

    def _against_record(self, row: Row) -> str:
        asked = "SELECT text FROM answers WHERE contribution_id = ? AND question_id = ? AND text IS NOT NULL"
        found = self._record.execute(asked, (row.contribution, row.question)).fetchone()
        if found is None:
            gone = is_withdrawn(self._record, row.contribution)
            return "its contribution was withdrawn" if gone else "no such comment in the record"
        if not same_comment(row.comment, found[0]):
            return "its comment is not the record's: corrected since, or changed in the sheet"
        return ""

    def _against_words(self, row: Row) -> str:
        if not row.tone:
            return "themes without a tone: choose one, or 'cannot tell'"
        if _typed(row.tone) not in TONES:
            return f"unknown tone '{row.tone}': known are {quoted(TONES)}"
        unknown = [theme for theme in row.themes if _typed(theme) not in self._themes]
        return f"not in the codebook: {quoted(unknown)}" if unknown else ""

    def _against_codes(self, row: Row, before: list[Row]) -> str:
        contribution, question, reading = _key(row)
        here = {_key(each) for each in before}
        if (contribution, question, reading) in here:
            return "its comment stands twice in the sheet"
        if (contribution, question, 3 - reading) in here | self._mine:
            return f"{self.name} has coded it in the other reading, which is for somebody else"
        return ""


def _key(row: Row) -> Key:
    return row.contribution, row.question, row.reading


def _typed(word: str) -> str:
    """As people may type it: in any case, with any spaces."""
    return " ".join(word.casefold().split())
