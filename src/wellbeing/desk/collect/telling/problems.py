"""What waits in quarantine, what can be done about it, and what came of that."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any, Final

import polars as pl

from wellbeing.desk.collect.telling.naming import field_words, rows_or_answers, yes_or_no
from wellbeing.desk.collect.telling.papers import paper_words
from wellbeing.language import join_words, message, retold, say
from wellbeing.model.engagement import Engagement
from wellbeing.model.profile import Profile
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.quarantine import cells_of_rows, profiles_waiting, quarantine_problems
from wellbeing.record.intake.remedies import headings_to_correct, is_word, possible_words, remedy_beside
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.identity import CONTESTED
from wellbeing.sources.names.engagement import engagement_names
from wellbeing.sources.names.typed_days import day_alone
from wellbeing.sources.templates.typed import WITHOUT_NUMBER

#: What makes two problems the same, whatever rows they keep out.
_SAME: Final = ("profile", "field", "value", "reason", "suggestion", "holds", "heading")
#: Rows of each problem that are shown; the rest are counted.
_ROWS: Final = 5
#: A cell longer than this is corrected in a workbook.
_LONG: Final = 300
#: Of the last of several rows that had one id: what is said of it, and what helps.
_LEFT: Final = message("was the id of several rows, of which only this one waits")
_LEFT_REMEDY: Final = message("Take it in, give it an id of its own, or refuse it.")
#: Problems that are named once something was mended.
_NAMED: Final = 3


@dataclass(frozen=True)
class WaitingRows:
    """All that waits, and what its rows say."""

    #: ``record.intake.quarantine.PROBLEM_COLUMNS``.
    problems: pl.DataFrame
    cells: Mapping[int, Mapping[str, str | None]]
    profiles: Mapping[str, Profile]
    folder: EngagementFolder

    @classmethod
    def of(cls, record: Connection, folder: EngagementFolder) -> "WaitingRows":
        """Read them."""
        return cls(quarantine_problems(record), cells_of_rows(record), profiles_waiting(record), folder)

    def grouped(self) -> list[dict[str, Any]]:
        """Each problem once with what can be done about it, what it keeps out most first."""
        rows = self.problems.group_by(_SAME, maintain_order=True).agg(
            "id", "file", "source_row", rows=pl.len()
        )
        ordered = rows.sort("rows", descending=True, maintain_order=True)
        return [self._told(row) for row in ordered.iter_rows(named=True)]

    def _told(self, row: dict[str, Any]) -> dict[str, Any]:
        mends_by_word = is_word(row["field"], row["reason"], self.folder)
        headings = headings_to_correct(self.profiles[row["profile"]], row["field"], row["reason"])
        each = zip(row["id"], row["file"], row["source_row"], strict=True)
        rows = [self._row(*one, headings or [row["heading"] or ""]) for one in [*each][:_ROWS]]
        is_contested = row["field"] == "id" and row["reason"] == CONTESTED
        alone = is_contested and max(Counter(row["file"]).values()) == 1
        why, remedy = (say(_LEFT), say(_LEFT_REMEDY)) if alone else _told_reason(row)
        return row | {
            "words": [(word, yes_or_no(word)) for word in _words(row["field"], self.folder)]
            if mends_by_word
            else [],
            "is_word": mends_by_word,
            "shown": day_alone(row["value"] or ""),
            "by_hand": [one for one in rows if one["cells"]],
            "chosen": rows if is_contested and row["rows"] <= _ROWS else [],
            "is_alone": alone,
            "remedy": "" if mends_by_word else remedy,
            "called": field_words(row["field"], self.folder.engagement, is_event=self._is_event(row)),
            "reason": why,
            "number": rows_or_answers(row["holds"], row["rows"]),
            "rows_shown": rows,
        }

    def _is_event(self, row: Mapping[str, Any]) -> bool:
        return self.profiles[row["profile"]].kind != "survey"

    def _row(self, number: int, file: str, at: int, headings: list[str]) -> dict[str, Any]:
        """A row, with the cells that can be corrected on the page: none where one is long."""
        said = self.cells.get(number, {})
        cells = [(heading, day_alone(said[heading] or "")) for heading in headings if heading in said]
        is_short = all(len(text) <= _LONG for _, text in cells)
        written = [text for text in said.values() if text and not text.startswith(WITHOUT_NUMBER)]
        about = " · ".join(map(day_alone, written))[:_LONG]
        return {
            "number": number,
            "file": retold(file),
            "row": at,
            "cells": cells if is_short else [],
            "about": about,
            "paper": paper_words(said, self.folder.engagement),
        }


def _told_reason(row: dict[str, Any]) -> tuple[str, str]:
    """Why a row waits, and what helps where no word does."""
    return retold(row["reason"]), retold(remedy_beside(row["field"], row["reason"], row["profile"]))


def _words(field: str, folder: EngagementFolder) -> list[str]:
    """What a word of a field may be said to mean; "" is that it states nothing."""
    names = engagement_names(folder)
    known = {"communities": "community", "themes": "theme", "audience": "stakeholder"}.get(field, field)
    vocabulary = names.options.get(field) or getattr(names, known, None)
    listed = [*vocabulary.labels.values()] if vocabulary else []
    allowed = possible_words(field, folder)
    return [*listed, *(word for word in allowed if word not in (vocabulary.labels if vocabulary else {}))]


def what_came(
    accounts: list[Account],
    settings: Engagement,
    waited: pl.DataFrame,
    waits: pl.DataFrame,
    mended: Collection[str] | None = None,
) -> str:
    """What came of rows that were taken in again, and what keeps those out that wait still.

    Args:
        accounts: of their files.
        settings: what questions are called by.
        waited: the problems of these rows before.
        waits: all problems now.
        mended: the headings under which a person corrected something; all of theirs where None.
    """
    both = of_both(
        sum(one.imported for one in accounts), sum(int(one.answers()["stored"].sum()) for one in accounts)
    )
    left = waits.join(waited, on="id", how="semi")
    if left.is_empty() and not both:
        return say("Nothing was taken in: it is held already, or was refused again.")
    what = {"what": join_words(both) if both else say("Nothing")}
    if left.is_empty():
        return say("{what} taken in.", **what)
    number_of = dict(left.unique("id").group_by("holds").len().iter_rows())
    parts = what | {
        "left": join_words([rows_or_answers(one, number_of[one]) for one in number_of]),
        "why": "; ".join(_reasons(left, settings)),
    }
    is_mended = pl.lit(mended is None) | pl.col("heading").is_in(list(mended or ())).fill_null(value=True)
    if left.join(waited.filter(is_mended), on=["id", "field"], how="semi").is_empty():
        return say("{what} taken in; {left} still waiting for something else: {why}.", **parts)
    return say("{what} taken in; {left} still waiting for the same: {why}.", **parts)


def _reasons(problems: pl.DataFrame, settings: Engagement) -> list[str]:
    """The first few different reasons, each with what is written."""
    named = problems.select("field", "value", "reason").unique(maintain_order=True).rows()
    told = [
        f"{field_words(field, settings)}{f' “{day_alone(value)}”' if value else ''}: {retold(why)}"
        for field, value, why in named[:_NAMED]
    ]
    return [*told, "…"] if len(named) > _NAMED else told


def of_both(rows: int, answers: int) -> list[str]:
    """How many rows and answers, in words; only those of which there are any."""
    return [rows_or_answers(what, number) for what, number in (("row", rows), ("answer", answers)) if number]
