"""The picture of a share in one cell: side and sureness, never the share alone."""

from collections.abc import Mapping
from typing import Final

import msgspec

from wellbeing.measures.opinion.positions import PALE_WIDTH, SHARED
from wellbeing.reports.shows.show import LegendEntry
from wellbeing.reports.words.cells import FEW_SOURCES, CellRow, band, lending_reason, percent
from wellbeing.reports.words.picture import (
    PALE,
    SIDES,
    UNSAID,
    Picture,
    key_of,
    nothing,
    of_group,
    side_of,
)

#: Small cells say how many answered.
WORDS_TIER: Final = "words"
LEVEL: Final = "not told apart from the whole engagement"


class ShareWords(msgspec.Struct, frozen=True, kw_only=True):
    """How shares of one kind are put; ``{share}``, ``{interval}``, ``{n}``, ``{threshold}`` are filled in."""

    #: What those counted did.
    verb: str
    share: str
    number: str
    #: Where a count is few, of many answers.
    few: str
    none: str
    #: Side of the whole → words.
    sides: dict[str, str]


def share_picture(row: CellRow, threshold: int, words: ShareWords) -> Picture:
    """The picture of one cell's share, of its group's, or of none."""
    is_lent = row["tier"] == "group"
    tier = row["answer_tier"] if is_lent else row["tier"]
    if tier not in SHARED:
        unsaid = _without_share(row, tier, threshold, words)
        return of_group(unsaid) if is_lent else unsaid
    side, share = side_of(row["p_below"]), percent(row["share"])
    text = words.share.format(
        share=share, interval=band(row["lower"], row["upper"]), n=f"{row['answered']:,}"
    )
    lent = f"; the figure of its group, for {lending_reason(row, words.verb)}" if is_lent else ""
    return Picture(
        key_of(side, sure=tier == "full" and not is_lent),
        SIDES[side],
        f"({share})" if is_lent else share,
        f"{text}, {words.sides[side]}{lent}",
    )


def is_small_share(row: CellRow) -> bool:
    """Whether a count that is few is known to be a small share of many answers."""
    return bool(row["status"] == "few" and row["upper"] - row["lower"] < PALE_WIDTH)


def _without_share(row: CellRow, tier: str, threshold: int, words: ShareWords) -> Picture:
    """No share: how many answered, where that may be said."""
    if row["one_source"]:
        return nothing(f"no share: {FEW_SOURCES}")
    if tier == WORDS_TIER and row["answered"] >= threshold:
        number = f"{row['answered']:,}"
        few = words.few.format(threshold=threshold) if is_small_share(row) else "too few to give a share"
        return Picture("unsaid", "", f"n {number}", f"{words.number.format(n=number)}: {few}")
    return nothing(words.none)


def side_legend(words: Mapping[str, str]) -> list[LegendEntry]:
    """An entry for each side of the whole and its sureness; ``unsaid`` has no colour."""
    return [LegendEntry(key, SIDES.get(key.removesuffix(PALE), UNSAID), text) for key, text in words.items()]
