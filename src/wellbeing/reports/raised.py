"""How many of those who commented raised a theme, and at how many hui it came up, in words."""

from bisect import bisect_right
from typing import Final

from wellbeing.measures.positions import PALE_WIDTH, SHARED
from wellbeing.reports.pictured import SIDES, Pictured, nothing, of_group, side_of
from wellbeing.reports.words import FEW_SOURCES, Row, band, percent

SIDE_WORDS: Final = {
    "below": "raised less often than in the whole engagement",
    "level": "not told apart from the whole engagement",
    "above": "raised more often than in the whole engagement",
}
#: Shares of hui at which the next of four shades begins: a quarter, half, three quarters.
STEPS: Final = (0.25, 0.5, 0.75)
STEP_SIGNS: Final = "○◔◑◕"
STEP_WORDS: Final = (
    "at under a quarter of hui",
    "at a quarter of hui or more",
    "at half of hui or more",
    "at three quarters of hui or more",
)
WITHOUT_CODES: Final = "themes are learnt from human codes: without codes there are none"
#: Small cells say how many commented.
WORDS: Final = "words"


def raised(row: Row, threshold: int) -> Pictured:
    """The picture of one cell's share of comments that raise a theme."""
    is_lent = row["tier"] == "group"
    tier = row["answer_tier"] if "answer_tier" in row and is_lent else row["tier"]
    if tier not in SHARED:
        unsaid = _unsaid(row, tier, threshold)
        return of_group(unsaid) if is_lent else unsaid
    side = side_of(row["p_below"])
    is_sure = side == "level" or (tier == "full" and not is_lent)
    share = percent(row["share"])
    lent = f"; the figure of its group, for {why_lent(row, 'commented')}" if is_lent else ""
    return Pictured(
        side if is_sure else f"{side}_pale",
        SIDES[side],
        f"({share})" if is_lent else share,
        f"raised in {share} ({band(row['lower'], row['upper'])}) of {_of(row)}, {SIDE_WORDS[side]}{lent}",
    )


def why_lent(row: Row, did: str) -> str:
    """Why a group speaks for one of its members, who ``did`` something."""
    return f"those here are {FEW_SOURCES}" if row["one_source"] else f"too few {did} here"


def is_small(row: Row) -> bool:
    """Whether a count that is few is known to be a small share of many answers."""
    return bool(row["status"] == "few" and row["upper"] - row["lower"] < PALE_WIDTH)


def _unsaid(row: Row, tier: str, threshold: int) -> Pictured:
    """No share: how many commented, where that may be said."""
    if row["one_source"]:
        return nothing(f"no share: {FEW_SOURCES}")
    if tier == WORDS and row["answered"] >= threshold:
        few = f"fewer than {threshold} raise it" if is_small(row) else "too few to give a share"
        return Pictured("unsaid", "", f"n {row['answered']:,}", f"{_of(row)}: {few}")
    return nothing("too few comments to say anything")


def at_hui(row: Row, fewest: int) -> Pictured:
    """The picture of an area: at how many of its hui a theme was raised."""
    if row["status"] != "shown":
        return nothing(f"fewer than {fewest} hui")
    step = bisect_right(STEPS, row["raised"] / row["hui"])
    text = f"{row['raised']}/{row['hui']}"
    return Pictured(f"raised_{step + 1}", STEP_SIGNS[step], text, f"raised {hui_words(row)}")


def hui_words(row: Row) -> str:
    """``at 14 of 60 hui``."""
    return f"at {of_hui(row)} hui"


def of_hui(row: Row) -> str:
    """``14 of 60``."""
    return f"{row['raised']} of {row['hui']}"


def _of(row: Row) -> str:
    return f"about {row['answered']:,} comments"
