"""A release as a notebook shows it: what it is, what it can be asked by, what its columns mean."""

import polars as pl

from wellbeing.language import retold
from wellbeing.model.engagement import Engagement
from wellbeing.notebook.figures import AskedRelease
from wellbeing.notebook.frames import FigureFrame
from wellbeing.release.store.catalogue import comparable
from wellbeing.release.store.columns import COLUMNS, columns_of
from wellbeing.reports.display.release import engagement_html, release_html
from wellbeing.state.rows.arguments import takes
from wellbeing.state.rows.cells import NamedCell, cell_of
from wellbeing.state.rows.words import check, known_words


class ShownEngagement(Engagement, frozen=True, kw_only=True):
    """An engagement that a notebook shows by its title, its dates and what it asked."""

    def _repr_html_(self) -> str:
        """As a notebook shows it."""
        return str(engagement_html(self))


class ShownRelease(AskedRelease):
    """A release that shows itself, and lists what it knows."""

    @takes()
    def cell(self, cell: object = "", stakeholder: str = "") -> NamedCell:
        """The ids of a cell that is named as ``explain`` takes it."""
        return cell_of(cell, stakeholder, self._figures)

    @takes()
    def columns(self, table: str = "") -> pl.DataFrame:
        """What each column of a table means, of all tables where none is named: the codebook that the release carries.

        Returns:
            ``table``, ``column``, ``type``, ``meaning``; of a release from before it carried one, as it is known now.

        Raises:
            DataError: the release has no such table.

        Example:
            >>> release.columns("region")["column"].to_list()
            ['area', 'area_kind', 'status', 'count', 'low', 'high', 'sd']
        """
        frames = {name: self.table(name) for name in self.tables if name != COLUMNS}
        told = self.table(COLUMNS) if COLUMNS in self.tables else columns_of(frames, self.lattice)
        if table:
            check(table, "table", told["table"].unique(maintain_order=True))
        told = told.with_columns(pl.col("meaning").map_elements(retold, pl.String))
        return FigureFrame(told.filter(pl.col("table") == table) if table else told)

    @takes()
    def table(self, name: str) -> pl.DataFrame:
        """A table's published rows, of one of ``tables``.

        Raises:
            DataError: the release has no table of that name.

        Example:
            >>> release.table("region").equals(release["region"])
            True
        """
        return super().table(name)

    def beside(self) -> list[str]:
        """Ids of the releases that lie beside it and may be compared with it, oldest first, its own among them."""
        return [path.name for path in comparable(self.path.resolve())] or [self.id]

    def known(self) -> pl.DataFrame:
        """Every word that figures and explanations can be asked by.

        Returns:
            ``kind``, the argument or the column that takes it; ``word``; ``name``, what pages call it.
        """
        from wellbeing.notebook.explaining import choice_words  # noqa: PLC0415 - what pages are made of

        asked = known_words(self._figures)
        told = choice_words(self._figures, asked["kind"].unique())
        return FigureFrame(asked.vstack(pl.DataFrame(told, schema=asked.schema, orient="row")))

    def __getitem__(self, name: str) -> pl.DataFrame:
        """``table``, by its name."""
        return self.table(name)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.tables)

    def __dir__(self) -> list[str]:
        """Names that a notebook offers: those that may be used."""
        return sorted(name for name in super().__dir__() if not name.startswith("_"))

    def __repr__(self) -> str:
        """Which release it is."""
        return f"<Release {self.id} of {self.engagement.en}, tier {self.manifest.tier}: {len(self.tables)} tables>"

    def _repr_html_(self) -> str:
        """As a notebook shows it."""
        return str(release_html(self._figures))
