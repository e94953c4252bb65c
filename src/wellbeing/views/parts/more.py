"""One step away: how representative, what we do not know, method and sources."""

from contextlib import suppress
from datetime import datetime
from typing import Any, Final

import polars as pl

from wellbeing.language import day, in_digits, join_words, message, say
from wellbeing.measures.coverage.benchmarks import margins_of
from wellbeing.reports.conventions import convention_sentences
from wellbeing.reports.limits import unknowns
from wellbeing.reports.own.measure import own_shows
from wellbeing.reports.representative import representative
from wellbeing.reports.words.care import estimated
from wellbeing.reports.words.protection import small_print
from wellbeing.reports.words.public_figures import figure_name
from wellbeing.views.parts.part import Part
from wellbeing.views.shell.markup import render

#: Units of published figures that are no numbers.
DATES: Final = "date as yyyymmdd"
YEARS: Final = "year"
#: What a published figure rests on.
RESTS_ON: Final = {
    "published": message("published"),
    "derived": message("derived"),
    "assumed": message("assumed"),
}


class More(Part):
    """Sections of equal rank that a careful reader opens."""

    follows = ("cut", "benchmark")

    def html(self) -> str:
        """The sections of the present choice."""
        release = self.explorer.release
        return render(
            "more",
            representative=representative(self.answer),
            unknowns=unknowns(self.answer),
            benchmarks=self._benchmarks(),
            attribution=release.boundaries["attribution"].to_list()[:1],
            protection=small_print(release),
            conventions=convention_sentences(release),
            policy=release.policy,
            care=release.engagement.care,
            kept=estimated(release.engagement.words) if release.engagement.kept_by_kaitiaki else "",
            words=release.engagement.words,
            release=release.id,
            sources=self._published(),
            measures=[(one.measure.title, one.measure.explanation.split("\n\n")) for one in own_shows()],
        )

    def _published(self) -> list[dict[str, Any]]:
        """What is public already, in the engagement's words."""
        rows = self.explorer.release.table("published").to_dicts()
        return [row | _written(row["value"], row["unit"]) | self._named(row) for row in rows]

    def _named(self, row: dict[str, Any]) -> dict[str, str]:
        settings = self.explorer.release.engagement
        return {"figure": figure_name(row, settings, self.names), "basis": say(RESTS_ON[row["basis"]])}

    def _benchmarks(self) -> list[tuple[str, str, list[str]]]:
        rows = self.explorer.release.table("benchmarks")
        return [
            (choice.en, choice.note, self._reasons(rows.filter(pl.col("set").is_in(margins_of(choice).sets))))
            for choice in self.explorer.release.engagement.benchmarks
        ]

    def _reasons(self, rows: pl.DataFrame) -> list[str]:
        """Where the numbers of a benchmark come from; of a set with several reasons, each with whom it is of."""
        told, typed = list[str](), pl.col("stakeholder").cast(pl.String)
        for (_, source), of in rows.group_by("set", "source", maintain_order=True):
            types = of.filter(typed.is_not_null() & (typed != ""))["stakeholder"].unique(maintain_order=True)
            is_alone = rows.filter(pl.col("set") == of["set"][0])["source"].n_unique() == 1
            whose = "" if is_alone else join_words([self.names.stakeholder_short(one) for one in types])
            told.append(f"{whose}: {source}" if whose else f"{source}")
        return list(dict.fromkeys(told))


def _written(value: float, unit: str) -> dict[str, str]:
    """A published figure as it is printed: a date as a date, a year as a year, any other as a number."""
    with suppress(ValueError):  # a number that is no date is printed as it is
        if unit == DATES:
            return {"value": day(datetime.strptime(f"{value:.0f}", "%Y%m%d")), "unit": say("date")}
    if unit == YEARS:
        return {"value": f"{value:.0f}"}
    return {"value": in_digits(value) if value.is_integer() else in_digits(value, _decimals(value))}


def _decimals(value: float) -> int:
    """As many as a figure was published with."""
    return len(f"{value:g}".partition(".")[2])
