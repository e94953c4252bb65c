"""Who was known: public bodies of an area and type, by name, whether or not anybody thought of them."""

from typing import Final

import polars as pl

from wellbeing.language import join_words, message, say, say_many
from wellbeing.state.answer import Answer

#: What is recorded of a body, and how it is said; every body is in exactly one.
UNRECORDED: Final = message("with no invitation recorded")
_RECORDED: Final = {
    "heard": pl.col("heard").fill_null(value=False),
    message("invited and not heard"): pl.col("invited") & ~pl.col("heard"),
    message("invited, and whether heard may not be told by name"): pl.col("invited")
    & pl.col("heard").is_null(),
    UNRECORDED: ~pl.col("invited") & pl.col("heard").is_null(),
}


class Bodies:
    """The known bodies of what is chosen: facts about them, never a share and never in an order of rank."""

    def __init__(self, answer: Answer) -> None:
        """Take what is chosen."""
        figures, choice = answer.figures, answer.choice
        self._badge, self._is_chosen = figures.engagement.badge, bool(choice.area or choice.stakeholder)
        regions = set(figures.region_groups.members_of(choice.area))
        rows = figures.release.table("bodies").filter(
            pl.col("stakeholder").is_in(figures.type_groups.members_of(choice.stakeholder)),
            pl.col("regions").str.split("|").list.eval(pl.element().is_in(sorted(regions))).list.any(),
        )
        self._of = {say(what): rows.filter(condition) for what, condition in _RECORDED.items()}
        self._rows = rows

    def sentence(self) -> str:
        """``5 known bodies: 3 heard, 1 invited and not heard, 1 with no invitation recorded.``; "" for none."""
        known = self._rows.height
        if not known:
            return ""
        parts = [f"{rows.height} {what}" for what, rows in self._of.items() if rows.height]
        if self._nothing_recorded():
            parts = [say("no invitation recorded for any of them")]
        told = join_words(parts)
        said = say_many("{count} known body: {told}.", "{count} known bodies: {told}.", known, told=told)
        return f"{said} {self._demonstration()}".strip()

    def lists(self) -> dict[str, list[str]]:
        """The names under what is recorded, in alphabetical order; nothing while nothing is chosen."""
        if not self._is_chosen:
            return {}
        return {what: _names(rows) for what, rows in self._of.items() if rows.height}

    def sources(self) -> list[str]:
        """Where the lists come from, a line each."""
        return self._rows["source"].unique(maintain_order=True).to_list() if self._is_chosen else []

    def _nothing_recorded(self) -> bool:
        return self._of[say(UNRECORDED)].height == self._rows.height

    def _demonstration(self) -> str:
        """Real bodies beside invented contributions: that nothing is recorded of them is no fact about them."""
        if not (self._badge and self._nothing_recorded()):
            return ""
        return say(
            "{badge}: whether bodies of this list were invited or heard is not known here, and not made up.",
            badge=self._badge,
        )


def _names(rows: pl.DataFrame) -> list[str]:
    marked = (
        pl.when(pl.col("basis").cast(pl.String) == "assumed")
        .then(pl.lit(f" ({say('assumed')})"))
        .otherwise(pl.lit(""))
    )
    return rows.sort("body").select(pl.col("body") + marked).to_series().to_list()
