"""All that a page's evidence says of a cell, for a notebook: rich text, and plain."""

import re
from collections.abc import Callable, Collection, Mapping
from html import unescape
from typing import Final

import msgspec
from markupsafe import Markup

from wellbeing.language import say
from wellbeing.reports.display.markup import badge, heading, join
from wellbeing.reports.reply import CellReply
from wellbeing.reports.shows.registry import available_shows, show_of
from wellbeing.state.answer import Answer, answer_to
from wellbeing.state.choice import Choice
from wellbeing.state.explorer import choice_values
from wellbeing.state.figures import Figures
from wellbeing.state.rows.cells import NamedCell
from wellbeing.state.rows.words import check
from wellbeing.views.parts.evidence import evidence_html

#: What is pressed on a page, and does nothing elsewhere.
_BUTTONS: Final = re.compile(r"<button\b.*?</button>", re.DOTALL)
#: Where a line of plain text ends, what parts two cells of a table, and all other markup.
_LINES: Final = re.compile(r"</(?:p|tr|li|h[1-6]|caption|summary|dd|blockquote|small|pre)>")
_CELLS: Final = re.compile(r"</t[hd]>\s*<t[hd]\b[^>]*>|</dt>")
_MARKUP: Final = re.compile(r"<[^>]+>")
#: Fields of a choice that a cell says itself.
_OF_A_CELL: Final = ("area", "stakeholder", "compare", "opened", "drawing")


class Explanation(msgspec.Struct, frozen=True):
    """What is known of one cell, as pages tell it."""

    #: Whose, and in which state.
    title: str
    #: Escaped: nothing of a text is read as markup.
    html: str

    @classmethod
    def of(cls, figures: Figures, cell: NamedCell, chosen: Mapping[str, str]) -> "Explanation":
        """The answer and the evidence of a page on which that cell is chosen.

        Raises:
            DataError: a page has no such choice.
        """
        choice = _choice(figures, cell, chosen)
        answer = answer_to(figures, choice)
        _check_question(answer, chosen.get("question", ""))
        reply = CellReply(answer)
        lines = [(head, text) for head, text in reply.lines() if text]
        told = join(
            [
                heading(reply.title()),
                badge(figures.engagement.badge),
                join(Markup("<p>{}{}</p>").format(_head(head), text) for head, text in lines),
            ]
        )
        evidence = _BUTTONS.sub("", evidence_html(answer)).replace("<details", "<details open")
        return cls(reply.title(), f"{told}{evidence}")

    def __str__(self) -> str:
        """The same as plain text."""
        parted = _LINES.sub("\n", _CELLS.sub(" · ", self.html))
        lines = (" ".join(unescape(line).split()) for line in _MARKUP.sub(" ", parted).splitlines())
        return "\n".join(filter(None, lines))

    def _repr_html_(self) -> str:
        """As a notebook shows it."""
        return self.html


def choice_words(figures: Figures, listed: Collection[str]) -> list[tuple[str, str, str]]:
    """Every word of ``explain`` beside those that are listed already: argument, word, name."""
    names = figures.names
    shows = {show.id: say(show.label) for show in available_shows(figures)}
    named: dict[str, Callable[[str], str | None]] = {
        "show": shows.get,
        "community": names.community,
        "cut": names.cut,
        "benchmark": figures.benchmark_names.get,
    }
    return [
        (field, word, (named[field](word) if field in named else None) or word)
        for field, words in choice_values(figures, shows).items()
        if field not in {*listed, *_OF_A_CELL}
        for word in sorted(words)
    ]


def _head(head: str) -> Markup:
    return Markup("<strong>{}:</strong> ").format(head) if head else Markup("")


def _check_question(answer: Answer, question: str) -> None:
    """What is shown is of one kind of question; of another it would tell of the question that it begins with."""
    if asked := [one for one, _ in show_of(answer).questions(answer)]:
        check(question or asked[0], "question", asked)


def _choice(figures: Figures, cell: NamedCell, chosen: Mapping[str, str]) -> Choice:
    values = choice_values(figures, [show.id for show in available_shows(figures)])
    fields = [name for name in values if name not in _OF_A_CELL]
    for name, value in chosen.items():
        check(value, name, sorted(values[check(name, "choice", fields)]))
    return Choice(area=cell.area, stakeholder=cell.stakeholder, **chosen)
