"""The picture of a share in one cell: where it stands, and how much is known, never the share alone."""

from collections.abc import Mapping
from typing import Final

import msgspec

from wellbeing.measures.opinion.positions import PALE_WIDTH
from wellbeing.measures.opinion.standing import LEVEL
from wellbeing.reports.shows.show import LegendEntry
from wellbeing.reports.words.cells import FEW_SOURCES, CellRow, band, percent
from wellbeing.reports.words.picture import DRAWN, UNSAID, Amounts, Picture, nothing, standing_picture

#: Where a share is told as a number, and where by its interval alone.
NUMBER_TIER: Final = "full"
INTERVAL_TIER: Final = "pale"
#: Small cells say how many answered.
WORDS_TIER: Final = "words"
GROUP_TIER: Final = "group"
LEVEL_WORDS: Final = "not told apart from everyone heard"
#: Said of an interval that is wide, and of nothing else.
FEW_ANSWERED: Final = "few answered"


class ShareWords(msgspec.Struct, frozen=True, kw_only=True):
    """How shares of one kind are put; ``{share}``, ``{interval}``, ``{n}``, ``{threshold}`` are filled in."""

    share: str
    number: str
    #: Where a count is few, of many answers.
    few: str
    none: str
    #: Standing beside the whole → words.
    standings: dict[str, str]


def share_picture(row: CellRow, threshold: int, words: ShareWords) -> Picture:
    """The picture of one cell's own share, or of none."""
    if row["tier"] not in {NUMBER_TIER, INTERVAL_TIER}:
        return _without_share(row, threshold, words)
    share, interval = percent(row["share"]), band(row["lower"], row["upper"])
    text = words.share.format(share=share, interval=interval, n=f"{row['answered']:,}")
    is_wide = row["tier"] == INTERVAL_TIER
    wide = f", {FEW_ANSWERED}" if is_wide else ""
    shown = interval if is_wide else share
    said = f"{text}{wide}; {standing_words(row, words.standings)}"
    figure = None if is_wide else row["share"]
    return standing_picture(
        row["standing"], shown, said, Amounts(figure, row["lower"], row["upper"], row["answered"])
    )


def standing_words(row: CellRow, standings: Mapping[str, str]) -> str:
    """Where a share stands, with the interval that says so: ``looks below …, not certain: 29 % (22–36 %) …``."""
    side = standings[row["standing"] or LEVEL]
    if row.get("shrunken") is None:
        return side
    drawn = f"{percent(row['shrunken'])} ({band(row['shrunken_lower'], row['shrunken_upper'])})"
    return f"{side}: {drawn} once drawn towards its {percent(row['whole'])}"


def is_small_share(row: CellRow) -> bool:
    """Whether a count that is few is known to be a small share of many answers."""
    return bool(row["status"] == "few" and row["upper"] - row["lower"] < PALE_WIDTH)


def _without_share(row: CellRow, threshold: int, words: ShareWords) -> Picture:
    """No share: how many answered, where that may be said."""
    if row["one_source"]:
        return nothing(f"no share: {FEW_SOURCES}")
    if row["tier"] == WORDS_TIER and row["answered"] >= threshold:
        number = f"{row['answered']:,}"
        few = words.few.format(threshold=threshold) if is_small_share(row) else "too few to give a share"
        said = f"{words.number.format(n=number)}: {few}"
        return Picture("unsaid", "", f"n {number}", said, numbers=Amounts(number=row["answered"]))
    return nothing(words.none, asks=row["tier"] == GROUP_TIER)


def side_legend(words: Mapping[str, str]) -> list[LegendEntry]:
    """An entry for each standing beside the whole; ``unsaid`` has no colour."""
    drawn = dict(DRAWN.values())
    return [LegendEntry(key, drawn.get(key, UNSAID), text) for key, text in words.items()]
