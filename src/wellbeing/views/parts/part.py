"""A part of a page that follows the explorer's answer: made once, written anew where its words change."""

from collections.abc import Mapping
from typing import Any

from panel.viewable import Viewer

from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.shows.show import Show
from wellbeing.state.answer import Answer
from wellbeing.state.explorer import Explorer
from wellbeing.state.names import Names
from wellbeing.views.shell.markup import Markup


class Part(Viewer):
    """A text or table of the page. A subclass says its ``html``; presses change the shared filters."""

    def __init__(self, explorer: Explorer, **params: Any) -> None:
        """Follow an explorer."""
        super().__init__(**params)
        self.explorer = explorer
        self.markup = Markup(self.press)
        explorer.param.watch(self._write, "answer")
        self._write()

    def __panel__(self) -> Any:
        """The part, made once."""
        return self.markup

    @property
    def answer(self) -> Answer:
        """What the present choice shows."""
        return self.explorer.answer

    @property
    def chosen_show(self) -> Show:
        """What is shown of it."""
        return show_of(self.answer)

    @property
    def names(self) -> Names:
        """What areas, types and slices are called."""
        return self.explorer.figures.names

    def html(self) -> str:
        """The escaped HTML of the present answer."""
        raise NotImplementedError

    def press(self, data: Mapping[str, Any]) -> None:
        """Change the shared selection as a press says; what is not a choice is a deed of the part."""
        choice = data.get("set")
        if isinstance(choice, dict) and choice:
            self.explorer.filters.choose(choice)
        if deed := str(data.get("do", "")):
            self.do(*deed.partition(":")[::2])

    def do(self, deed: str, about: str) -> None:
        """Deeds that every part knows; a subclass adds its own."""
        if deed == "clear":
            self.explorer.filters.clear()
        elif deed == "open":
            self.explorer.filters.toggle(about)

    def _write(self, *_events: object) -> None:
        self.markup.html = self.html()
