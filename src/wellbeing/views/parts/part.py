"""A part of a page that follows the explorer's answer: made once, written anew where its words change."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any, ClassVar

from panel.viewable import Viewer

from wellbeing.language import say
from wellbeing.reports.shows.registry import available_shows, show_of
from wellbeing.reports.shows.show import Show
from wellbeing.state.answer import Answer, answer_to
from wellbeing.state.choice import Choice
from wellbeing.state.explorer import Explorer, Write
from wellbeing.state.names import Names
from wellbeing.views.shell.markup import Markup, closed
from wellbeing.views.shell.piece import Piece
from wellbeing.views.shell.pressing import take_choice
from wellbeing.views.shell.sheet import Sheet

#: A part that names these follows what is shown with its own fields; what its map follows; what its list follows.
SHOW, MAP, LIST = "show", "map", "list"


def followed(answer: Answer, follows: Collection[str]) -> Answer:
    """The answer to what a part follows of a choice, and to nothing else of it.

    Args:
        answer: to the whole choice.
        follows: fields of ``Choice``; ``show`` brings the fields of the show that is chosen, ``map`` those
            of its map, ``list`` those of its list.
    """
    fields, show = set(follows), show_of(answer)
    if SHOW in fields:
        fields.update(show.fields)
    if MAP in fields:
        fields.update(show.map_fields)
    if LIST in fields:
        fields.update(show.list_fields)
    return answer_to(answer.figures, answer.choice.only(fields))


class Part(Viewer):
    """A text or table of the page. A subclass says its ``html``; presses change the shared filters."""

    #: What it says follows from the release and from these fields of the choice alone (``followed``): it is
    #: worked out once for all readers, and written anew only when they change.
    follows: ClassVar[tuple[str, ...]] = (SHOW, "area", "stakeholder")

    #: Id of the section that the whole part is, where it is one: nothing of it is worked out until it is opened.
    section: ClassVar[str] = ""
    #: What is to be read of it while it is closed.
    title: ClassVar[str] = ""

    def __init__(self, explorer: Explorer, **params: Any) -> None:
        """Follow an explorer."""
        super().__init__(**params)
        self.explorer = explorer
        self.markup = Markup(self.press)
        explorer.follow(self.work_out)
        if self.section:
            self.markup.param.watch(self.write, "opened")

    def __panel__(self) -> Sheet:
        """The part by itself."""
        return Sheet(self.piece)

    @property
    def piece(self) -> Piece:
        """What stands on a page's sheet, made once."""
        return self.markup

    @property
    def chosen_show(self) -> Show:
        """What is shown of the answer."""
        return show_of(self.answer)

    @property
    def names(self) -> Names:
        """What areas, types and slices are called."""
        return self.explorer.figures.names

    @property
    def visit(self) -> str:
        """What the browser keeps as seen, for the next time (``shell.markup.closed``)."""
        return ""

    def html(self) -> str:
        """The escaped HTML of the present answer (``self.answer``), without a mark on what is chosen in it."""
        raise NotImplementedError

    def chosen(self, _choice: Choice, /) -> list[str]:
        """Ids of the buttons that are pressed; the browser marks them, so that a part need not be sent anew."""
        return []

    def beside(self) -> str:
        """What it says beside the answer, where it does."""
        return ""

    def press(self, data: Mapping[str, Any]) -> None:
        """Change the shared selection as a press says; what is not a choice is a deed of the part."""
        take_choice(self.explorer, data)
        if deed := str(data.get("do", "")):
            self.do(*deed.partition(":")[::2])

    def do(self, deed: str, about: str) -> None:
        """Deeds that every part knows; a subclass adds its own."""
        if deed == "clear":
            self.explorer.filters.clear()
        elif deed == "open":
            self.explorer.filters.toggle(about)

    def seen(self, answer: Answer) -> Answer:
        """As much of an answer as the part says something of."""
        return followed(answer, self.follows)

    def work_out(self, answer: Answer) -> Write:
        """What the part says of an answer, as what writes it."""
        #: As much of it as the part follows.
        self.answer = self.seen(answer)
        if self.section and self.section not in self.markup.opened:
            return partial(self.markup.param.update, html=closed(self.section, say(self.title), self.visit))
        shows = tuple(available_shows(answer.figures))
        about = (type(self), self.answer.choice, shows, self.beside())
        html = answer.figures.kept.get(about, self.html)
        return partial(self.markup.param.update, html=html, chosen=self.chosen(answer.choice))

    def write(self, *_events: object) -> None:
        """Say anew what has changed beside the answer."""
        self.work_out(self.explorer.answer)()
