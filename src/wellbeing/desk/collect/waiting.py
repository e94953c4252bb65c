"""What waits in quarantine: mended by a press that is remembered, corrected by hand, refused, called back."""

from collections.abc import Callable, Collection
from sqlite3 import Connection
from typing import Any, Final

import polars as pl

from wellbeing.desk.collect.deeds import Deed, DeskPart, JsonObject
from wellbeing.desk.collect.telling.naming import field_words, rows_or_answers, yes_or_no
from wellbeing.desk.collect.telling.papers import cells_of_refused, paper_words
from wellbeing.desk.collect.telling.problems import WaitingRows, of_both, what_came
from wellbeing.desk.reviewing.remembered import remembered
from wellbeing.language import join_words, retold, say
from wellbeing.model.errors import DataError
from wellbeing.record.intake.account import Account
from wellbeing.record.intake.dismissal import dismiss_rows
from wellbeing.record.intake.mends import decided_before, mend_rows, mend_word, redecide
from wellbeing.record.intake.quarantine import quarantine_problems
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.recalling import choose_row, recall_rows, refused_rows
from wellbeing.views.shell.markup import render

#: Problems that are shown, and refused rows; the rest are counted.
_MOST: Final = 40
_NOT_CHOSEN: Final = "?"
#: Before the heading of a cell that is corrected.
_CELL: Final = "cell:"


class Waiting(DeskPart):
    """What a browser may do with rows and answers that wait, and with those refused."""

    @property
    def deeds(self) -> dict[str, Deed]:
        """By what the browser calls them."""
        return {
            "open waiting": self.open,
            "mend word": self.mend,
            "mend row": self.correct,
            "choose row": self.choose,
            "dismiss": self.dismiss,
            "recall": self.recall,
            "forget word": self.forget,
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
        word = Recode(field, value, becomes, profile or None)
        of_word = (pl.col("field") == field) & (pl.col("value") == value)
        taken = self._taken(lambda record: mend_word(record, self._desk.folder, word), of_word)
        parts = {"value": value, "becomes": becomes, "taken": taken}
        if becomes:
            return self._done(say("“{value}” is “{becomes}” from now on: {taken}", **parts))
        return self._done(say("“{value}” states nothing from now on: {taken}", **parts))

    def correct(self, asked: JsonObject) -> dict[str, Any]:
        """Take in a row, or an answer, of which a person corrected cells."""
        number = _number(asked)
        cells: dict[str, str | None] = {
            name.removeprefix(_CELL): f"{text}".strip()
            for name, text in asked.items()
            if name.startswith(_CELL)
        }
        rows = {number: cells}
        taken = self._taken(
            lambda record: mend_rows(record, self._desk.folder, rows), pl.col("id") == number, cells
        )
        return self._done(taken)

    def choose(self, asked: JsonObject) -> dict[str, Any]:
        """Take in one of several rows that have one id; the others are refused, and kept."""
        number = _number(asked)
        taken = self._taken(
            lambda record: choose_row(record, self._desk.folder, number), pl.col("id") == number
        )
        return self._done(taken)

    def dismiss(self, asked: JsonObject) -> dict[str, Any]:
        """Refuse rows that are no contributions, or answers that are none, for a reason."""
        reason = f"{asked.get('reason', '')}".strip()
        if not reason:
            msg = say("Say why it is refused: the reason is kept in the account of its file.")
            raise DataError(msg)
        given = asked.get("numbers")
        if not given or not isinstance(given, list):
            msg = say("Tick first which rows are refused.")
            raise DataError(msg)
        numbers = [_number({"number": number}) for number in given]
        with self._desk.writing() as record:
            rows, answers = dismiss_rows(record, self._desk.folder, numbers, reason)
        what = join_words(of_both(rows, answers)) or say("Nothing")
        line = say("{what} refused: {reason}.", what=what, reason=reason)
        return self._done(line)

    def recall(self, asked: JsonObject) -> dict[str, Any]:
        """Take in a row that was refused, after all."""
        number = _number(asked)
        with self._desk.writing() as record:
            accounts = recall_rows(record, self._desk.folder, [number])
            waits = quarantine_problems(record).filter(id=number)
        return self._done(what_came(accounts, self._desk.folder.engagement, waits, waits))

    def forget(self, asked: JsonObject) -> dict[str, Any]:
        """Forget what a word was said to mean: it waits again in files that come."""
        field, value, profile = (f"{asked.get(name) or ''}" for name in ("field", "value", "profile"))
        word = Recode(field, value, "", profile or None)
        with self._desk.writing() as record:
            if not decided_before(record, word):
                raise DataError(say("Nobody has decided what “{value}” means.", value=value))
            redecide(record, self._desk.folder, word, forget=True)
        line = say(
            "Forgotten: “{value}” waits again in files that come. What came in by it stays as it is until its file is "
            "taken back, under Files, and imported again.",
            value=value,
        )
        return self._done(line)

    def _taken(
        self,
        take: Callable[[Connection], list[Account]],
        waited: pl.Expr,
        mended: Collection[str] | None = None,
    ) -> str:
        """Take something in, and tell what came of it."""
        with self._desk.writing() as record:
            before = quarantine_problems(record).filter(waited)
            settings = self._desk.folder.engagement
            return what_came(take(record), settings, before, quarantine_problems(record), mended)

    def _done(self, line: str) -> dict[str, Any]:
        return {"parts": {"tab-waiting": self._html()}, "line": line}

    def _html(self) -> str:
        if not self._desk.has_record:
            return render(
                "collect/waiting", groups=[], more=0, waiting={}, refused=[], refused_more=0, words=[]
            )
        with self._desk.reading() as record:
            waiting, refused = WaitingRows.of(record, self._desk.folder), refused_rows(record)
            said, words = cells_of_refused(record), remembered(record)
        settings = self._desk.folder.engagement
        groups = waiting.grouped()
        shown = groups[:_MOST]
        number_of = dict(waiting.problems.unique("id").group_by("holds").len().iter_rows())
        return render(
            "collect/waiting",
            groups=shown,
            more=len(groups) - len(shown),
            waiting=number_of,
            waiting_words=join_words(
                [rows_or_answers(one, number_of[one]) for one in ("row", "answer") if one in number_of]
            ),
            refused=[
                (number, retold(file), row, paper_words(said[number], settings), retold(why))
                for number, file, row, why in refused[:_MOST]
            ],
            words=[(field_words(one.field, settings), yes_or_no(one.becomes), one) for one in words],
            refused_more=max(0, len(refused) - _MOST),
        )


def _number(asked: JsonObject) -> int:
    try:
        return int(asked.get("number", 0))
    except (TypeError, ValueError) as error:
        msg = say("This row cannot be found: load the page anew.")
        raise DataError(msg) from error
