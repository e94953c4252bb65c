"""The hui of an area and the organisations on its roster: facts, one by one."""

from typing import Final

import polars as pl

from wellbeing.language import message, say, short_day
from wellbeing.reports.words.cells import CellRow
from wellbeing.state.answer import Answer

#: What an event that was not held is called.
NOT_HELD: Final = {"planned": message("planned"), "cancelled": message("cancelled")}


class Gatherings:
    """Hui held and planned, organisations heard and invited, of what is chosen."""

    def __init__(self, answer: Answer) -> None:
        """Take what is chosen."""
        self._choice, self._figures, self._names = answer.choice, answer.figures, answer.names

    def hui(self) -> list[dict[str, str]]:
        """Hui of the chosen area, in order of date."""
        rows = self._of_area("events").sort("held_on")
        return [self._event(row) for row in rows.iter_rows(named=True)]

    def hui_summary(self) -> str:
        """How many hui were held and planned there; empty where the engagement lists none at all."""
        if self._table("events").is_empty() and self._table("plan").is_empty():
            return ""
        held = self._of_area("events").filter(pl.col("status").cast(pl.String) == "held").height
        if self._table("plan").is_empty():
            return say("{held} held.", held=held)
        plan = self._of_area("plan")
        is_assumed = "assumed" in plan["basis"].cast(pl.String)
        return say(
            "{held} held; the plan had {planned}, which is assumed."
            if is_assumed
            else "{held} held; the plan had {planned}.",
            held=held,
            planned=plan["events"].sum(),
        )

    def organisations(self) -> dict[str, list[str]]:
        """Organisations that may be named: heard; invited and declined; invited and not heard."""
        roster = self._of_area("organisations") if self._choice.area else self._table("organisations")
        types = self._figures.type_groups.members_of(self._choice.stakeholder)
        of_type = roster.filter(pl.col("stakeholder").is_in(types))
        silent = of_type.filter(pl.col("invited") & ~pl.col("heard"))
        each = {
            say("heard"): of_type.filter("heard"),
            say("declined"): silent.filter("declined"),
            say("invited and not heard"): silent.filter(~pl.col("declined")),
        }
        names = {what: rows["organisation"].to_list() for what, rows in each.items()}
        return {what: some for what, some in names.items() if some or what != say("declined")}

    def organisations_sentence(self) -> str:
        """Of the engagement's own list, how many were heard; empty where nobody of it may be named here."""
        each = {what: len(names) for what, names in self.organisations().items() if names}
        told = ", ".join(f"{number} {what}" for what, number in each.items())
        return (
            say("Of the organisations on the engagement’s own list that may be named: {told}.", told=told)
            if told
            else ""
        )

    def _table(self, name: str) -> pl.DataFrame:
        return self._figures.release.table(name)

    def _of_area(self, name: str) -> pl.DataFrame:
        regions = self._figures.region_groups.members_of(self._choice.area)
        return self._table(name).filter(pl.col("region").is_in(regions))

    def _event(self, row: CellRow) -> dict[str, str]:
        status = "" if row["status"] == "held" else f" ({say(NOT_HELD[row['status']])})"
        return {
            "date": short_day(row["held_on"]),
            "place": row["place"] + status,
            "audience": ", ".join(self._names.stakeholder_short(name) for name in row["audience"]),
            "came": _band(row["attendees_low"], row["attendees_high"]),
        }


def _band(low: int | None, high: int | None) -> str:
    if low is None:
        return ""
    return say("{low} or more", low=low) if high is None else f"{low}–{high}"
