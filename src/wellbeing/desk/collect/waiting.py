"""What waits in quarantine: mended by a press that is remembered, corrected by hand, refused, called back."""

from typing import Any, Final

import polars as pl

from wellbeing.desk.collect.deeds import Deed, DeskPart, JsonObject
from wellbeing.desk.collect.naming import field_words, rows_or_answers, yes_or_no
from wellbeing.language import join_words, retold, say
from wellbeing.model.errors import DataError
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.dismissal import dismiss_rows
from wellbeing.record.intake.mends import mend_rows, mend_word
from wellbeing.record.intake.quarantine import cells_of_rows, quarantine_problems
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.intake.remedies import is_word, possible_words, remedy_beside
from wellbeing.record.recalling import recall_rows, refused_rows
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.engagement import engagement_names
from wellbeing.views.shell.markup import render

#: What makes two problems the same, whatever rows they keep out.
_SAME: Final = ("profile", "field", "value", "reason", "suggestion", "holds", "heading")
#: Problems, and rows of each, that are shown; the rest are counted.
_MOST: Final = 40
_ROWS: Final = 5
_NOT_CHOSEN: Final = "?"
#: A cell longer than this is corrected in a workbook.
_LONG: Final = 300


class Waiting(DeskPart):
    """What a browser may do with rows and answers that wait, and with those refused."""

    @property
    def deeds(self) -> dict[str, Deed]:
        """By what the browser calls them."""
        return {
            "open waiting": self.open,
            "mend word": self.mend,
            "mend row": self.correct,
            "dismiss": self.dismiss,
            "recall": self.recall,
        }

    def open(self, _: JsonObject) -> dict[str, Any]:
        """Show all that waits."""
        return {"parts": {"tab-waiting": self._html()}}

    def mend(self, asked: JsonObject) -> dict[str, Any]:
        """Remember what a word means, and take in the rows and answers that waited for it."""
        field, value, becomes, profile = (
            f"{asked.get(name, '')}" for name in ("field", "value", "becomes", "profile")
        )
        if becomes == _NOT_CHOSEN:
            msg = say("Choose first what “{value}” means.", value=value)
            raise DataError(msg)
        with self._desk.writing() as record:
            accounts = mend_word(record, self._desk.folder, Recode(field, value, becomes, profile or None))
        parts = {"value": value, "becomes": becomes, "taken": _taken(accounts)}
        if becomes:
            return self._done(say("“{value}” is “{becomes}” from now on: {taken}", **parts))
        return self._done(say("“{value}” states nothing from now on: {taken}", **parts))

    def correct(self, asked: JsonObject) -> dict[str, Any]:
        """Take in a row, or an answer, of which a person corrected a cell."""
        heading, number = f"{asked.get('heading')}", _number(asked)
        with self._desk.writing() as record:
            accounts = mend_rows(
                record, self._desk.folder, {number: {heading: f"{asked.get('text', '')}".strip()}}
            )
        return self._done(_taken(accounts))

    def dismiss(self, asked: JsonObject) -> dict[str, Any]:
        """Refuse rows that are no contributions, or answers that are none, for a reason."""
        reason = f"{asked.get('reason', '')}".strip()
        if not reason:
            msg = say("Say why it is refused: the reason is kept in the account of its file.")
            raise DataError(msg)
        given = asked.get("numbers")
        numbers = (
            [_number({"number": number}) for number in given] if isinstance(given, list) and given else [0]
        )
        with self._desk.writing() as record:
            rows, answers = dismiss_rows(record, self._desk.folder, numbers, reason)
        line = say("{rows} and {answers} refused: {reason}.", **_both(rows, answers), reason=reason)
        return self._done(line)

    def recall(self, asked: JsonObject) -> dict[str, Any]:
        """Take in a row that was refused, after all."""
        with self._desk.writing() as record:
            accounts = recall_rows(record, self._desk.folder, [_number(asked)])
        return self._done(_taken(accounts))

    def _done(self, line: str) -> dict[str, Any]:
        return {"parts": {"tab-waiting": self._html()}, "line": line}

    def _html(self) -> str:
        if not self._desk.has_record:
            return render("collect/waiting", groups=[], more=0, waiting={}, refused=[], refused_more=0)
        with self._desk.reading() as record:
            problems, cells, refused = (
                quarantine_problems(record),
                cells_of_rows(record),
                refused_rows(record),
            )
        groups = _grouped(problems)
        number_of = dict(problems.unique("id").group_by("holds").len().iter_rows())
        shown = [_told(row, self._desk.folder, cells) for row in groups.head(_MOST).iter_rows(named=True)]
        return render(
            "collect/waiting",
            groups=shown,
            more=groups.height - len(shown),
            waiting=number_of,
            waiting_words=join_words(
                [rows_or_answers(one, number_of[one]) for one in ("row", "answer") if one in number_of]
            ),
            refused=[(number, retold(file), row, retold(why)) for number, file, row, why in refused[:_MOST]],
            refused_more=max(0, len(refused) - _MOST),
        )


def _grouped(problems: pl.DataFrame) -> pl.DataFrame:
    """Each problem once, what it keeps out most first."""
    rows = problems.group_by(_SAME, maintain_order=True).agg("id", "file", "source_row", rows=pl.len())
    return rows.sort("rows", descending=True, maintain_order=True)


def _told(
    row: dict[str, Any], folder: EngagementFolder, cells: dict[int, dict[str, str | None]]
) -> dict[str, Any]:
    """A problem with what can be done about it."""
    mends_by_word = is_word(row["field"], row["reason"], folder)
    rows = [
        {
            "number": number,
            "file": retold(file),
            "row": at,
            "text": cells.get(number, {}).get(row["heading"]) or "",
        }
        for number, file, at in zip(row["id"], row["file"], row["source_row"], strict=True)
    ][:_ROWS]
    return row | {
        "words": [(word, yes_or_no(word)) for word in _words(row["field"], folder)] if mends_by_word else [],
        "is_word": mends_by_word,
        "by_hand": [one for one in rows if len(one["text"]) <= _LONG] if row["heading"] else [],
        "remedy": "" if mends_by_word else retold(remedy_beside(row["field"])),
        "called": field_words(row["field"]),
        "reason": retold(row["reason"]),
        "number": rows_or_answers(row["holds"], row["rows"]),
        "rows_shown": rows,
    }


def _words(field: str, folder: EngagementFolder) -> list[str]:
    """What a word of a field may be said to mean; "" is that it states nothing."""
    names = engagement_names(folder)
    known = {"communities": "community", "themes": "theme", "audience": "stakeholder"}.get(field, field)
    vocabulary = names.options.get(field) or getattr(names, known, None)
    listed = [*vocabulary.labels.values()] if vocabulary else []
    allowed = possible_words(field, folder)
    return [*listed, *(word for word in allowed if word not in (vocabulary.labels if vocabulary else {}))]


def _taken(accounts: list[Account]) -> str:
    """What came of rows that were taken in again."""
    imported, waiting = sum(one.imported for one in accounts), sum(one.quarantined for one in accounts)
    answers = sum(int(one.answers()["stored"].sum()) for one in accounts)
    both = _both(imported, answers)
    if not waiting:
        return say("{rows} and {answers} taken in.", **both)
    left = rows_or_answers("row", waiting)
    return say("{rows} and {answers} taken in; {left} still waiting for something else.", **both, left=left)


def _both(rows: int, answers: int) -> dict[str, str]:
    return {"rows": rows_or_answers("row", rows), "answers": rows_or_answers("answer", answers)}


def _number(asked: JsonObject) -> int:
    try:
        return int(asked.get("number", 0))
    except (TypeError, ValueError) as error:
        msg = say("This row cannot be found: load the page anew.")
        raise DataError(msg) from error
