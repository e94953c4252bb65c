"""What was done to counts so that nobody can be recognised, and why a share is not told, in the words of all files."""

from typing import Final

import polars as pl

from wellbeing.language import in_digits, message, say
from wellbeing.measures.opinion.intervals import Z
from wellbeing.measures.opinion.positions import FEWEST_FOR_WORDS, FULL_WIDTH
from wellbeing.release.store.opening import Release
from wellbeing.reports.words.cells import CellRow

#: The error is that of the cells that most is said of.
TYPICAL: Final = "region_stakeholder"
#: Why an opinion is not told whose cell is large enough.
FEW_SOURCES: Final = message("from fewer than three sources, or mostly from one")
#: Why a share is not told of a cell in which enough answered: how many did is not published of it.
NOT_EACH_COUNTED: Final = message("not told, since too few gave some of the answers")
TOO_FEW_ANSWERED: Final = message("too few answered")
#: Said of an interval that is wide, and of nothing else.
_FEW_ANSWERED: Final = message("few answered")


def typical_error(release: Release) -> int:
    """How far 95 % of published counts lie from the true ones, at most; 0 where counts are exact."""
    shown = release.table(TYPICAL).filter(pl.col("status").cast(pl.String) == "shown")
    typical = shown["sd"].median()
    return round(Z * typical) if isinstance(typical, float) else 0


def protection(release: Release) -> str:
    """What an error is for, in a sentence."""
    about = typical_error(release)
    if not about:
        return say("Counts are exact.")
    return say(
        "Counts carry a deliberate error of about ±{about} (95\N{NO-BREAK SPACE}%), so that nobody can be "
        "recognised; tables add up, but for rounding.",
        about=about,
    )


def small_print(release: Release) -> str:
    """The sentence with what stands in place of a small count, and how figures may differ."""
    if not typical_error(release):
        return protection(release)
    few = release.policy.threshold
    return " ".join(
        (
            say("<{few}: fewer than {few}.", few=few),
            protection(release),
            say(
                "Sums may differ by up to 3 through rounding; a figure may lag by a few contributions behind the "
                "record."
            ),
        )
    )


def few_answered(row: CellRow) -> str:
    """``, few answered`` behind a wide interval; empty of one whose number of answers is rough, but not small."""
    return f", {say(_FEW_ANSWERED)}" if row["upper"] - row["lower"] >= FULL_WIDTH else ""


def counted_of(row: CellRow, threshold: int) -> str:
    """``14 of about 27``: of answers too few for a share how many said so; empty where either number is not told."""
    is_told = row["tier"] == "words" and row["status"] == "shown" and row["answered"] >= threshold
    if not is_told:
        return ""
    # a count and the number of answers each have their own error: more did not say it than answered
    count = in_digits(min(row["count"], row["answered"]))
    return say("{count} of about {number}", count=count, number=in_digits(row["answered"]))


def why_no_share(row: CellRow) -> str:
    """Why the share of a row of ``measures.opinion.positions`` is not told."""
    if row["one_source"]:
        return say(FEW_SOURCES)
    is_hidden = row["answered"] is None and (row.get("answered_low") or 0) >= FEWEST_FOR_WORDS
    return say(NOT_EACH_COUNTED) if is_hidden else say(TOO_FEW_ANSWERED)
