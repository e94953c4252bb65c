"""How comments sound, in words: never a figure without its interval, its number and by how many codes."""

from typing import Any, Final

from scipy.special import ndtri

from wellbeing.language import in_digits, message, say
from wellbeing.measures.opinion.intervals import Z
from wellbeing.measures.opinion.standing import LOOKS
from wellbeing.reports.words.cells import CellRow, about_words, with_sign

#: So many standard deviations from neutral, a tone looks to be on a side.
LOOKS_Z: Final = float(ndtri(LOOKS))
NOT_VALIDATED: Final = message("model estimate, not validated here")
#: Validation of figures that too few codes correct.
UNVALIDATED: Final = "unvalidated"
#: What is said where there is no estimate, by validation.
VALIDATION_WORDS: Final = {
    "few": message("too few comments or sources for a tone that holds"),
    UNVALIDATED: NOT_VALIDATED,
}
#: The same where a table has a column for it.
VALIDATION_SHORT: Final = {
    "ok": message("corrected by codes"),
    "few": message("too few to be sure"),
    UNVALIDATED: NOT_VALIDATED,
}
#: Sign of a tone → that it is on that side surely, and rather.
_SIDES: Final = (
    (-1, message("on the negative side"), message("rather negative, but not certainly so")),
    (1, message("on the positive side"), message("rather positive, but not certainly so")),
)


def correction_words(scoring: CellRow) -> str:
    """Who stands behind estimates: ``corrected by about 220 human codes``, or by codes that are not real."""
    if not scoring["all_codes"]:
        return say("not corrected: nobody has coded a comment yet")
    number, label = in_digits(scoring["all_codes"]), scoring["label"]
    if label:
        return say("corrected by about {number} {codes}", number=number, codes=label)
    return say("corrected by about {number} human codes", number=number)


def ranged(scoring: CellRow, figure: str) -> str:
    """``0.6 (0.4 to 0.8)``: one of the figures of agreement, with its interval; ``not known``."""
    value, lower, upper = (scoring[f"{figure}{end}"] for end in ("", "_lower", "_upper"))
    if value is None:
        return say("not known")
    told = (
        in_digits(value, 1)
        if lower is None
        else say(
            "{value} ({lower} to {upper})",
            value=in_digits(value, 1),
            lower=in_digits(lower, 1),
            upper=in_digits(upper, 1),
        )
    )
    return told.replace("-", "\N{MINUS SIGN}")


def tone_interval(row: CellRow) -> str:
    """``−0.3 (−0.5 to −0.1)``."""
    return f"{with_sign(row['estimate'])} ({tone_span(row)})"


def tone_span(row: CellRow) -> str:
    """``−0.5 to −0.1``."""
    return say("{lower} to {upper}", lower=with_sign(row["lower"]), upper=with_sign(row["upper"]))


def leaning(row: CellRow) -> str:
    """On which side of neutral an estimate lies, and how surely; as often on either side, on none."""
    lower, value, upper = row["lower"], row["estimate"], row["upper"]
    for sign, surely, rather in _SIDES:
        if min(sign * lower, sign * upper) > 0:
            return say(surely)
        if sign * value > 0 and LOOKS_Z * max(upper - value, value - lower) <= Z * sign * value:
            return say(rather)
    return say("neither negative nor positive for certain")


def about_comments(row: CellRow, threshold: int) -> str:
    """``about 47 comments``; ``fewer than 6 comments``."""
    return say("{number} comments", number=about_words(row, "commented", threshold))


def tone_bar(row: CellRow) -> dict[str, Any]:
    """Where an estimate and its interval stand on a bar from −1 to 1, in per cent of its length."""
    return {
        "at": round(50 + 50 * row["estimate"], 1),
        "lower": round(50 + 50 * row["lower"], 1),
        "width": round(50 * (row["upper"] - row["lower"]), 1),
    }
