"""One step away: how representative, what we do not know, method and sources."""

import polars as pl

from wellbeing.reports.limits import unknowns
from wellbeing.reports.representative import representative
from wellbeing.views.markup import written
from wellbeing.views.part import Part


class More(Part):
    """Sections of equal rank that a careful reader opens."""

    def html(self) -> str:
        """The sections of the present choice."""
        release = self.explorer.release
        return written(
            "more",
            representative=representative(self.answer, self.explorer.figures),
            unknowns=unknowns(self.answer, self.explorer.figures, self.names),
            benchmarks=self._benchmarks(),
            attribution=release.boundaries["attribution"].to_list()[:1],
            threshold=self.threshold,
            base=release.disclosure.base,
            care=release.engagement.care,
            release=release.id,
            sources=release.table("published")
            .select("figure", "value", "unit", "basis", "source")
            .to_dicts(),
        )

    def _benchmarks(self) -> list[tuple[str, str, list[str]]]:
        rows = self.explorer.release.table("benchmarks")
        return [
            (
                choice.en,
                choice.note,
                rows.filter(pl.col("set").is_in([choice.regions, choice.stakeholders]))["source"]
                .unique(maintain_order=True)
                .to_list(),
            )
            for choice in self.explorer.release.engagement.benchmarks
        ]
