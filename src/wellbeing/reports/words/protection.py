"""What was done to counts so that nobody can be recognised, in the words of every page and file."""

from typing import Final

import polars as pl

from wellbeing.language import say
from wellbeing.measures.opinion.intervals import Z
from wellbeing.release.store.opening import Release

#: The error is that of the cells that most is said of.
TYPICAL: Final = "region_stakeholder"


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
