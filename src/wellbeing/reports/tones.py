"""How comments sound, in words: never a figure without its interval, its number and who validated it."""

from typing import Any, Final

from wellbeing.reports.pictured import CERTAIN, SIDES, UNSAID, Pictured, side_of
from wellbeing.reports.words import Row, about_words, signed

#: From this probability on a cell looks below or above the whole, without certainty: as coverage looks thin.
LOOKS: Final = 0.75
NOT_VALIDATED: Final = "model estimate, not validated here"
#: What is said where there is no estimate, by validation.
VALIDATION_WORDS: Final = {
    "few": "too few comments for a tone that holds",
    "unvalidated": NOT_VALIDATED,
}
#: The same where a table has a column for it.
VALIDATION_SHORT: Final = {
    "ok": "validated",
    "few": "too few to be sure",
    "unvalidated": NOT_VALIDATED,
}
BESIDE: Final = {
    "below": "more negative than the whole engagement",
    "level": "not told apart from the whole engagement",
    "above": "more positive than the whole engagement",
}


def validated(scoring: Row) -> str:
    """Who stands behind estimates: ``validated with about 220 human codes``, or codes that are not real."""
    return f"validated with about {scoring['all_codes']:,} {scoring['label'] or 'human codes'}"


def toned(row: Row, scoring: Row, threshold: int) -> Pictured:
    """The picture of how one cell's comments sound: side and sureness, never the mean alone."""
    number = about_comments(row, threshold)
    is_lent = row["tier"] == "group" and row["validation"] == "ok"
    if row["validation"] != "ok":
        said = VALIDATION_WORDS[row["validation"]]
        text = f"n {row['commented']:,}" if row["commented"] >= threshold else ""
        return Pictured("unsaid", "" if text else UNSAID, text, f"{number}: {said}")
    side, is_sure = side_of(row["p_below"], LOOKS), _is_sure(row["p_below"])
    lent = "; the figure of its group, for too few commented here" if is_lent else ""
    return Pictured(
        side if side == "level" or (is_sure and not is_lent) else f"{side}_pale",
        SIDES[side],
        f"({signed(row['estimate'])})" if is_lent else signed(row["estimate"]),
        f"tone {interval(row)}, {BESIDE[side]}; {number}; {validated(scoring)}{lent}",
    )


def interval(row: Row) -> str:
    """``−0.3 (−0.5 to −0.1)``."""
    return f"{signed(row['estimate'])} ({span(row)})"


def span(row: Row) -> str:
    """``−0.5 to −0.1``."""
    return f"{signed(row['lower'])} to {signed(row['upper'])}"


def leaning(row: Row) -> str:
    """On which side of neutral an estimate surely lies."""
    if row["upper"] < 0:
        return "on the negative side"
    return "on the positive side" if row["lower"] > 0 else "neither clearly negative nor positive"


def about_comments(row: Row, threshold: int) -> str:
    """``about 47 comments``; ``fewer than 6 comments``."""
    return f"{about_words(row['commented'], threshold)} comments"


def _is_sure(p_below: float | None) -> bool:
    return p_below is not None and not 1 - CERTAIN < p_below < CERTAIN


def bar(row: Row) -> dict[str, Any]:
    """Where an estimate and its interval stand on a bar from −1 to 1, in per cent of its length."""
    return {
        "at": round(50 + 50 * row["estimate"], 1),
        "lower": round(50 + 50 * row["lower"], 1),
        "width": round(50 * (row["upper"] - row["lower"]), 1),
    }
