"""What stands on a page's sheet: pieces that a script shows, told what changed of them by the sheet."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar, Protocol

import param


class Teller(Protocol):
    """A sheet, as a piece sees it."""

    def tell(self, piece: "Piece", values: dict[str, Any]) -> None:
        """Tell the browser what changed of a piece."""


class Told:
    """What a browser is told and never writes: it answers by messages alone.

    Panel hears each property of each part for changes that would come from the browser; that it asks for the
    signature of every listener was half of what a reader's page cost.
    """

    #: Properties that the browser may write.
    heard: ClassVar[tuple[str, ...]] = ()

    @property
    def _linked_properties(self) -> tuple[str, ...]:
        return self.heard

    @property
    def _synced_params(self) -> list[str]:
        """Without those that are not sent: they would be looked at anew for every reader and press."""
        synced: list[str] = super()._synced_params  # type: ignore[misc]
        return [name for name in synced if self._property_mapping.get(name, name) is not None]  # type: ignore[attr-defined]


class Piece(param.Parameterized):
    """What stands on a sheet. Its parameters are told to its script, but those of a precedence below 0."""

    visible = param.Boolean(default=True, doc="Whether it is seen.")
    css_classes = param.List(default=[], precedence=-1, doc="Names by which it is laid out.")

    #: The script that shows it; none where it only holds others.
    _esm: ClassVar[Path | None] = None

    def __init__(self, **params: Any) -> None:
        """Stand on no sheet yet."""
        super().__init__(**params)
        self._sheets: list[Teller] = []
        objects = self.param.objects(instance=False).items()
        self._told = [name for name, one in objects if name != "name" and (one.precedence or 0) >= 0]
        self.param.watch(self._tell, self._told)

    @property
    def parts(self) -> Sequence["Piece"]:
        """Those that it holds."""
        return ()

    def walk(self) -> Iterator["Piece"]:
        """Itself, and all that it holds."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def stand_on(self, sheet: Teller) -> None:
        """Tell a sheet from now on what changes."""
        self._sheets.append(sheet)

    def values(self) -> dict[str, Any]:
        """What its script knows of it."""
        return {name: getattr(self, name) for name in self._told}

    def hear(self, data: dict[str, Any]) -> None:
        """Take what its script sends."""

    def _tell(self, *events: param.parameterized.Event) -> None:
        for sheet in self._sheets:
            sheet.tell(self, {event.name: event.new for event in events})

    def _send_msg(self, data: dict[str, Any]) -> None:
        for sheet in self._sheets:
            sheet.tell(self, {"message": data})


class Block(Piece):
    """Pieces that are laid out together."""

    def __init__(self, name: str, *parts: Any, **params: Any) -> None:
        """Take the layout's name, and pieces or parts that have one."""
        super().__init__(css_classes=[f"lay-{name}"] if name else [], **params)
        self._parts = [part if isinstance(part, Piece) else part.piece for part in parts]

    @property
    def parts(self) -> Sequence[Piece]:
        """Those that it holds."""
        return self._parts
