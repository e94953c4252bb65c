"""Quotes: comments that may be quoted, marked; words of them approved by name, and taken back."""

from typing import Any, Final

from wellbeing.desk.collect.deeds import Deed, DeskPart, JsonObject
from wellbeing.desk.collect.telling.naming import mark_words, position_words
from wellbeing.desk.reviewing.quotes import approve, marks_left, quotable, retract
from wellbeing.language import retold, say, say_many
from wellbeing.model.errors import DataError
from wellbeing.opinion.identifiers.spans import Identifier
from wellbeing.record.checking import record_to_try
from wellbeing.record.comments.quotes import Quote
from wellbeing.views.shell.markup import render

#: Comments that are shown at first, and so many more with each asking.
_STEP: Final = 20
#: What stands for what was taken out.
_OUT: Final = "[…]"
#: A page that holds more answers too slowly: a question is chosen first, or the command line used.
_MOST: Final = 2_000


class QuoteReview(DeskPart):
    """What a browser may do with quotes."""

    @property
    def deeds(self) -> dict[str, Deed]:
        """By what the browser calls them."""
        return {"open quotes": self.open, "approve quote": self.approve, "retract quote": self.retract}

    def open(self, asked: JsonObject) -> dict[str, Any]:
        """Show comments that may be quoted; more of them where ``shown`` says how many are seen already."""
        given = asked.get("shown")
        shown = given if isinstance(given, int) and 0 <= given <= _MOST else 0
        question, by = (f"{asked.get(name) or ''}" for name in ("question", "by"))
        html = self._html(question, by, shown + _STEP)
        return {"parts": {"tab-quotes": html}, "focus": f"#card-{shown + 1} textarea" if shown else ""}

    def approve(self, asked: JsonObject) -> dict[str, Any]:
        """Keep an approval by name."""
        quote, folder = _quote(asked), self._desk.folder
        if not quote.words.strip():
            msg = say("No words are left: nothing was approved.")
            raise DataError(msg)
        with self._desk.writing() as record:
            marks = marks_left(record, folder, quote.words)
            if marks and asked.get("checked") is not True:
                raise DataError(_judge(quote.words, marks))
            approve(record, folder, quote, len(marks))
        line = say("Approved by {name}, for releases made from now on.", name=quote.by)
        return {
            "parts": {_place(quote): render("collect/quoted", words=quote.words, asked=_key(quote))},
            "line": line,
        }

    def retract(self, asked: JsonObject) -> dict[str, Any]:
        """Take an approval back."""
        quote = _quote({**asked, "words": ""})
        with self._desk.writing() as record:
            retract(record, self._desk.folder, quote)
        line = say("Taken back: releases made from now on leave it out. Those made before still hold it.")
        return {"parts": {_place(quote): ""}, "line": line}

    def _html(self, question: str, by: str, most: int) -> str:
        folder = self._desk.folder
        open_ones = [one for one in folder.engagement.questions if not one.closed]
        with record_to_try(self._desk.workspace, folder.engagement.id) as record:
            found = quotable(record, folder, question or None, most)
        rows = zip(found.best.iter_rows(named=True), found.marks, strict=True)
        asked = {one.id: one.en for one in open_ones}
        cards = [
            row
            | {
                "asked": {"contribution": row["contribution_id"], "question": row["question_id"]},
                "place": _id(row["contribution_id"], row["question_id"]),
                "position": position_words(row["position"]),
                "question": asked.get(row["question_id"], row["question_id"]),
                "pieces": _pieces(row["text"], marks),
                "proposed": _without(row["text"], marks),
            }
            for row, marks in rows
        ]
        return render(
            "collect/quotes",
            cards=cards,
            number=found.number,
            refused=[(retold(why), number) for why, number in found.refused.rows()],
            step=min(_STEP, found.number - len(cards)),
            questions=open_ones,
            question=question,
            by=by,
            themes=folder.codebook.select("theme", "name").rows(),
        )


def _quote(asked: JsonObject) -> Quote:
    """What is asked about.

    Raises:
        DataError: nobody answers for it.
    """
    by = f"{asked.get('by') or ''}".strip()
    if not by:
        msg = say("Say first who answers for it: your name, at the top.")
        raise DataError(msg)
    theme = f"{asked.get('theme') or ''}" or None
    names = ("contribution", "question", "words")
    contribution, question, words = (f"{asked.get(name) or ''}" for name in names)
    return Quote(contribution, question, words, by, theme)


def _key(quote: Quote) -> dict[str, str]:
    return {"contribution": quote.contribution, "question": quote.question}


def _place(quote: Quote) -> str:
    return _id(quote.contribution, quote.question)


def _id(contribution: str, question: str) -> str:
    return f"quote-{contribution}-{question}"


def _pieces(text: str, marks: list[Identifier]) -> list[tuple[str, str]]:
    """A text in pieces, each with what it is marked as; "" where it is not."""
    pieces, at = [], 0
    for mark in marks:
        pieces += [(text[at : mark.start], ""), (text[mark.start : mark.end], _kind(mark))]
        at = mark.end
    return [piece for piece in (*pieces, (text[at:], "")) if piece[0]]


def _without(text: str, marks: list[Identifier]) -> str:
    return "".join(_OUT if what else piece for piece, what in _pieces(text, marks))


def _judge(words: str, marks: list[Identifier]) -> str:
    found = ", ".join(f"“{words[mark.start : mark.end]}” ({_kind(mark)})" for mark in marks)
    return say_many(
        "{count} mark in these words: {found}. Nothing was approved. Take them out with […], or tick that you looked "
        "at each and it identifies nobody.",
        "{count} marks in these words: {found}. Nothing was approved. Take them out with […], or tick that you looked "
        "at each and it identifies nobody.",
        len(marks),
        found=found,
    )


def _kind(mark: Identifier) -> str:
    """What a mark is of, and how surely."""
    return mark_words(mark.kind, mark.sure)
