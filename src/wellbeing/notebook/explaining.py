"""All that a page's evidence says of a cell, for a notebook: rich text, and plain."""

import re
from collections.abc import Callable, Collection, Mapping
from html import unescape
from typing import Final

import msgspec
from markupsafe import Markup

from wellbeing.language import join_words, message, say
from wellbeing.model.errors import DataError
from wellbeing.reports.display.markup import badge, heading, join
from wellbeing.reports.reply import CellReply
from wellbeing.reports.shows.own.show import OwnShow
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
#: Fields of a choice that are called otherwise: a measure is what an analyst adds.
_CALLED: Final = {"measure": "theme_by"}
#: Fields that nothing tells of but the shows that follow them.
_OF_SOME_SHOWS: Final = ("theme", "measure")
_NOT_FOLLOWED: Final = message("Nothing that is shown follows `{name}`. Ask with {arguments} beside it.")


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
        _check_followed(answer, chosen)
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
    """Every word of ``explain`` and ``measured`` beside those that are listed already: argument, word, name."""
    names = figures.names
    available = available_shows(figures)
    shows = {show.id: say(show.label) for show in available}
    named: dict[str, Callable[[str], str | None]] = {
        "show": shows.get,
        "community": names.community,
        "cut": names.cut,
        "benchmark": figures.benchmark_names.get,
    }
    own = [(one.id, one.measure.title) for one in available if isinstance(one, OwnShow)]
    return [
        *(
            (field, word, (named[field](word) if field in named else None) or word)
            for field, words in _values(figures).items()
            if field not in listed
            for word in sorted(words)
        ),
        *(("measure", word, name) for word, name in own),
    ]


def _values(figures: Figures) -> dict[str, Collection[str]]:
    """What a page may be asked for beside a cell, by the names of arguments."""
    values = choice_values(figures, [show.id for show in available_shows(figures)])
    return {_CALLED.get(name, name): words for name, words in values.items() if name not in _OF_A_CELL}


def _head(head: str) -> Markup:
    return Markup("<strong>{}:</strong> ").format(head) if head else Markup("")


def _check_question(answer: Answer, question: str) -> None:
    """What is shown is of one kind of question; of another it would tell of the question that it begins with."""
    if asked := [one for one, _ in show_of(answer).questions(answer)]:
        check(question or asked[0], "question", asked)


def _check_followed(answer: Answer, chosen: Collection[str]) -> None:
    fields = show_of(answer).fields
    for field in _OF_SOME_SHOWS:
        name = _CALLED.get(field, field)
        if name in chosen and field not in fields:
            following = [show.id for show in available_shows(answer.figures) if field in show.fields]
            msg = say(
                _NOT_FOLLOWED, name=name, arguments=join_words([f'`show="{one}"`' for one in following])
            )
            raise DataError(msg)


def _choice(figures: Figures, cell: NamedCell, chosen: Mapping[str, str]) -> Choice:
    values, fields = _values(figures), {called: field for field, called in _CALLED.items()}
    for name, value in chosen.items():
        check(value, name, sorted(values[check(name, "choice", values)]))
    asked = {fields.get(name, name): value for name, value in chosen.items()}
    return Choice(area=cell.area, stakeholder=cell.stakeholder, **asked)
