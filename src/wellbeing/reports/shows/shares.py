"""The picture of a share in one cell: where it stands, and how much is known, never the share alone."""

from collections.abc import Mapping
from typing import Final

import msgspec

from wellbeing.language import in_digits, message, say
from wellbeing.measures.opinion.positions import PALE_WIDTH
from wellbeing.measures.opinion.standing import LEVEL
from wellbeing.reports.words.agreement import whole_share
from wellbeing.reports.words.cells import CellRow, band, percent
from wellbeing.reports.words.picture import (
    DRAWN,
    UNSAID,
    Amounts,
    LegendEntry,
    Picture,
    nothing,
    standing_picture,
)
from wellbeing.reports.words.protection import TOO_FEW_ANSWERED, counted_of, few_answered, why_no_share

#: Where a share is told as a number, and where by its interval alone.
NUMBER_TIER: Final = "full"
INTERVAL_TIER: Final = "pale"
#: Small cells say how many answered.
WORDS_TIER: Final = "words"
GROUP_TIER: Final = "group"
LEVEL_WORDS: Final = message("not told apart from everyone heard{whole}")


class ShareWords(msgspec.Struct, frozen=True, kw_only=True):
    """How shares of one kind are put.

    ``{figure}``, ``{interval}``, ``{n}``, ``{threshold}``, ``{whole}`` are filled in. Where few answered the figure is
    its interval, and none stands behind it in brackets.

    So are the words of a row that ``share_picture`` is given.
    """

    share: str
    number: str
    #: Where a count is few, of many answers.
    few: str
    none: str
    #: Standing beside the whole → words.
    standings: dict[str, str]
    #: Where a count is told, of answers too few for a share; empty where ``number`` says it.
    counted: str = ""


def share_picture(row: CellRow, threshold: int, words: ShareWords, **told: str) -> Picture:
    """The picture of one cell's own share, or of none.

    Args:
        row: of a cell or a margin.
        threshold: counts below it are not told.
        words: how shares of this kind are put.
        **told: what else is filled in.
    """
    if row["tier"] not in {NUMBER_TIER, INTERVAL_TIER} or row["answered"] < threshold:
        return _without_share(row, threshold, words, told)
    interval, is_wide = band(row["lower"], row["upper"]), row["tier"] == INTERVAL_TIER
    shown, behind = (interval, "") if is_wide else (percent(row["share"]), f" ({interval})")
    text = say(words.share, figure=shown, interval=behind, n=in_digits(row["answered"]), **told)
    wide = few_answered(row) if is_wide else ""
    stands = f"; {standing_words(row, words.standings)}" if is_part(row) else ""
    said = f"{text}{wide}{stands}"
    figure = None if is_wide else row["share"]
    return standing_picture(
        row["standing"], shown, said, Amounts(figure, row["lower"], row["upper"], row["answered"])
    )


def is_part(row: CellRow) -> bool:
    """Whether a row is of an area or a type: everyone heard is beside nobody."""
    return bool(row.get("area") or row.get("stakeholder"))


def standing_words(row: CellRow, standings: Mapping[str, str]) -> str:
    """Where a share stands: ``looks below everyone heard (31 %), not certain``."""
    whole = "" if row.get("whole") is None else f" ({whole_share(row)})"
    return say(standings[row["standing"] or LEVEL], whole=whole)


def is_small_share(row: CellRow) -> bool:
    """Whether a count that is few is known to be a small share of many answers."""
    return bool(row["status"] == "few" and row["upper"] - row["lower"] < PALE_WIDTH)


def _without_share(row: CellRow, threshold: int, words: ShareWords, told: Mapping[str, str]) -> Picture:
    """No share: how many answered, where that may be said, and of how many of them it is known."""
    if row["one_source"]:
        return nothing(say("no share, the answers being from fewer than three sources, or mostly from one"))
    if row["tier"] == WORDS_TIER and row["answered"] >= threshold:
        number = in_digits(row["answered"])
        said = _counted(row, threshold, words, told)
        return Picture("unsaid", "", f"n {number}", said, numbers=Amounts(number=row["answered"]))
    none = (
        say(words.none)
        if why_no_share(row) == say(TOO_FEW_ANSWERED)
        else say("share not told, since too few gave some of the answers")
    )
    return nothing(none, asks=row["tier"] == GROUP_TIER)


def _counted(row: CellRow, threshold: int, words: ShareWords, told: Mapping[str, str]) -> str:
    """``8 of about 15 agree, too few to give a share``; where the count is few, how many answered."""
    number = in_digits(row["answered"])
    if words.counted and (counted := counted_of(row, threshold)):
        return say(words.counted, counted=counted, **told)
    few = (
        say(words.few, threshold=threshold, **told) if is_small_share(row) else say("too few to give a share")
    )
    return f"{say(words.number, n=number)}, {few}"


def side_legend(words: Mapping[str, str]) -> list[LegendEntry]:
    """An entry for each standing beside the whole; ``unsaid`` has no colour."""
    drawn = dict(DRAWN.values())
    return [LegendEntry(key, drawn.get(key, UNSAID), say(text)) for key, text in words.items()]
