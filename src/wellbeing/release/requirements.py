"""How much must stay unknown of each published cell. method.md, section 3.4."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wellbeing.model.engagement import Disclosure
from wellbeing.release.propagation import ENDLESS
from wellbeing.release.relations import Numbers

Mask = NDArray[np.bool_]
#: A ``few`` cell could be nobody, and any of a range this wide.
FEW_WIDTH: Final = 3
#: A ``withheld`` cell could be any of a range this wide.
WITHHELD_WIDTH: Final = 3
#: A shown cell is never known exactly.
SHOWN_WIDTH: Final = 1


@dataclass(frozen=True)
class Published:
    """What is published of each cell, as arrays over ``universe.each_once``."""

    few: Mask
    withheld: Mask
    #: Zero by design: nobody could give this answer.
    impossible: Mask
    #: The published count; 0 where none is shown.
    count: Numbers
    #: Held from an earlier release: its bounds are wider.
    held: Mask
    #: Shown counts are not rounded, as in other publishers' tables: only hidden cells matter then.
    exact: bool = False

    @property
    def shown(self) -> Mask:
        """Cells with a published count that is not zero by design."""
        return ~(self.few | self.withheld | self.impossible)


def published(cells: pl.DataFrame, disclosure: Disclosure) -> Published:
    """The arrays of ``universe.each_once``."""
    status = cells["status"].cast(pl.String).to_numpy()
    count = cells["count"].fill_null(0).to_numpy().astype(float)
    return Published(
        few=status == "few",
        withheld=status == "withheld",
        impossible=(status == "shown") & (count == 0),
        count=count,
        held=cells["held_since"].is_not_null().to_numpy(),
        exact=disclosure.base == 1,
    )


def by_the_rules(cells: Published, disclosure: Disclosure) -> tuple[Numbers, Numbers]:
    """What each cell says by itself: the least and the most that its true count can be.

    A held cell may have moved by up to two contributions since it was drawn (method.md, section 3.6), but
    never below the threshold: it would be few.
    """
    threshold, reach = disclosure.threshold, disclosure.base - 1
    moved = np.where(cells.held, reach, 0)
    fresh = np.maximum(cells.count - reach, threshold)
    low = np.where(cells.held, np.maximum(cells.count - 2 * reach, threshold), fresh)
    low = np.where(cells.few, 0, np.where(cells.withheld, threshold, low))
    high = np.where(cells.few, threshold - 1 + moved, cells.count + reach + moved)
    high = np.where(cells.withheld, ENDLESS, high)
    return np.where(cells.impossible, 0, low).astype(float), np.where(cells.impossible, 0, high).astype(float)


def by_status(cells: Published, disclosure: Disclosure) -> tuple[Numbers, Numbers]:
    """What each cell would say if no count at all were published: below the threshold, or not."""
    moved = np.where(cells.held, disclosure.base - 1, 0)
    low = np.where(cells.few | cells.impossible, 0, disclosure.threshold)
    high = np.where(cells.few, disclosure.threshold - 1 + moved, ENDLESS)
    return low.astype(float), np.where(cells.impossible, 0, high).astype(float)


def narrow(cells: Published, low: Numbers, high: Numbers, least: Numbers) -> Mask:
    """Cells of which these bounds say too much.

    Args:
        cells: what is published.
        low: the least that each true count can be, as an outsider infers it.
        high: the most.
        least: the same as ``low`` from the statuses alone: where two of two parts are few and their whole is
            not, neither part is nobody, whatever is hidden beside them. They only keep their width.
    """
    width = high - low
    return (
        (cells.few & (((low > 0) & (least <= 0)) | (width < FEW_WIDTH)))
        | (cells.withheld & (width < WITHHELD_WIDTH))
        | (cells.shown & (width < SHOWN_WIDTH) & (not cells.exact))
    )
