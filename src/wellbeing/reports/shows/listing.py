"""What stands beside the map: rows on one axis, each a dot in its range, that a reader walks and chooses from."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from wellbeing.language import message


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """Where a figure stands on the axis, in per cent of its length; ``at`` is None of a figure that is not told."""

    at: float | None = None
    #: Its interval.
    lower: float = 0
    width: float = 0
    #: The range in which a count lies that is told as ``fewer than``.
    known: float = 0
    #: Whether what is drawn goes on past the end of the axis.
    goes_on: bool = False


class ListRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row. What it stands for is chosen by ``choice``: fields of a choice and their values."""

    id: str
    name: str
    choice: dict[str, str]
    key: str
    glyph: str
    words: str
    left: str = ""
    right: str = ""
    bar: Bar | None = None
    #: Beside the order of the list: where it stands by region, and by type.
    order: tuple[int, int] = (0, 0)


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """A title, what the axis is, rows in blocks, and what stands once for all of them."""

    title: str
    rows: tuple[tuple[str, tuple[ListRow, ...]], ...]
    left: str = ""
    right: str = ""
    #: Place on the axis in per cent → what stands there.
    ticks: tuple[tuple[float, str], ...] = ()
    #: What is drawn in a row.
    drawn: str = ""
    note: str = ""
    empty: str = ""
    is_sorted: bool = False


def share_bar(row: Mapping[str, Any]) -> Bar | None:
    """The bar of a share with its interval, from 0 to 1, which stands alone where few answered; None of neither."""
    if row["lower"] is None or row["upper"] is None:
        return None
    share = row["share"] if row.get("tier", "full") == "full" else None
    return Bar(
        at=None if share is None else round(100 * share, 1),
        lower=round(100 * row["lower"], 1),
        width=round(100 * (row["upper"] - row["lower"]), 1),
    )


class Family(msgspec.Struct, frozen=True):
    """Shows that one button of a page opens."""

    id: str
    label: str
    #: What the switch between its shows is called aloud.
    about: str


HEARD: Final = Family("coverage", message("Who we heard"), message("Of who was heard"))
SAID: Final = Family("said", message("What they said"), message("Of what they said"))
OWN_FAMILY: Final = Family("own", message("An analyst’s own"), message("Of measures of an analyst’s own"))
