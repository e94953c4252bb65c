"""An opened release in a notebook: figures, maps, comparisons and explanations by name, and how it is shown."""

import dataclasses
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from wellbeing.measures.coverage.states import Rule
from wellbeing.model.engagement import Engagement
from wellbeing.notebook.areas import with_codes
from wellbeing.notebook.shown import ShownEngagement, ShownRelease
from wellbeing.release.store.opening import Release, open_release
from wellbeing.state.rows.arguments import FRAME, TABLE_OR_FRAME, takes, text_like
from wellbeing.state.rows.asked import AskedRows
from wellbeing.state.rows.cells import cell_of
from wellbeing.state.rows.shared import MOST_RELEASES
from wellbeing.state.rows.supposed import Targets

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from wellbeing.notebook.explaining import Explanation
    from wellbeing.notebook.supposing import Supposition
    from wellbeing.views.steps import StepPage


class OpenedRelease(ShownRelease):
    """A release in a notebook. Made by ``opened``, the library’s ``open_release``.

    Ask it for figures (``coverage``, ``positions``, ``tone``, ``themes``), draw them (``map``, ``to_geopandas``),
    question them (``explain``, ``what_if``, ``compare``), and read its tables (``table``, ``release["region"]``).
    ``known()`` lists all words that it can be asked by, ``columns()`` what each column means.
    """

    @takes(rows=FRAME)
    def map(self, rows: pl.DataFrame | None = None, *, value: str = "", title: str = "") -> Any:
        """A map of regions, as a HoloViews element: ``wb.setup()`` first, so that a notebook shows it.

        Args:
            rows: a frame with a row for each area; None is ``coverage()``.
            value: the column that colours them; "" is the state, or the standing beside everyone.
            title: over the map; "" is what the colours are.

        Raises:
            DataError: an area has several rows, there is nothing to colour by, or no boundaries.

        Example:
            >>> picture = release.map(release.coverage(compared_with="need"), value="ratio")
        """
        from wellbeing.notebook.mapping import drawn  # noqa: PLC0415 - HoloViews takes a second to import

        return drawn(self._figures, self.coverage() if rows is None else rows, value, title)

    @takes(table=TABLE_OR_FRAME)
    def to_geopandas(self, table: str | pl.DataFrame = "region") -> "GeoDataFrame":
        """Rows with the outline of their ``area``, as GeoPandas: of a table of the release, or of any frame.

        Raises:
            DataError: it has no column ``area``, or the release no such table.

        Example:
            >>> release.to_geopandas(release.coverage()).geometry.notna().all().item()
            True
        """
        from wellbeing.sources.boundaries import to_geopandas  # noqa: PLC0415 - GeoPandas takes two seconds

        rows = self.table(table) if isinstance(table, str) else table
        return to_geopandas(self.boundaries, with_codes(rows, self.boundaries["area"]))

    @takes()
    def compare(
        self,
        other: "str | Path | Release",
        rows: str = "region",
        *,
        by: str = "",
        compared_with: str = "",
        changed: bool = False,
        groups: bool = False,
    ) -> pl.DataFrame:
        """Two releases of one engagement as one table: what the earlier says of each cell, and the later.

        No number is taken from another: each carries a deliberate error, and may lag behind by a few.

        Args:
            other: a release, its id or its path.
            rows: as ``coverage`` takes it; ``by`` and ``groups`` too.
            by: see there.
            compared_with: a benchmark's id; "" is the default.
            changed: whether to leave out cells whose state is the same.
            groups: see there.

        Returns:
            As ``state.rows.compared.side_by_side``, with ``owner``.

        Raises:
            DataError: it is not of the same engagement and tier, or cannot be opened.

        Example:
            >>> release.compare(release, by="stakeholder", changed=True).height
            0
        """
        from wellbeing.notebook.comparing import compared_rows  # noqa: PLC0415 - beside the other ways to ask

        told = compared_rows(self._figures, other, AskedRows(rows, by, groups=groups), compared_with)
        return told.filter("changed") if changed else told

    @takes()
    def what_if(
        self,
        *,
        targets: Targets | None = None,
        rule: Rule | Mapping[str, float] | None = None,
        rows: str = "region",
        by: str = "",
        groups: bool = False,
    ) -> "Supposition":
        """States under other targets, or by another rule, with how many gaps of the list may be chance.

        Args:
            targets: area, type or ``(area, type)`` → how many were to be heard there, in place of their share.
            rule: ``wb.Rule(…)``, or some of its numbers: ``{"false_gaps": 0.05}``.
            rows: as ``coverage`` takes it; ``by`` and ``groups`` too.
            by: see there.
            groups: see there.

        Returns:
            ``rows``: as ``coverage`` gives them, with ``state_now``, as pages have it; ``list`` and ``list_now``:
            gaps, and how many of them are expected to be false.

        Raises:
            DataError: a cell or a number of the rule is not known, or is out of bounds; or a target is of no row asked
                for and of no cell that may stand on the list of gaps, so that nothing would change: how to ask is said.

        Example:
            >>> strict = release.what_if(rule={"false_gaps": 0.01, "false_thin": 0.05})
            >>> strict.list.gaps <= strict.list_now.gaps
            True
        """
        from wellbeing.notebook.supposing import Supposition  # noqa: PLC0415

        return Supposition.of(self._figures, AskedRows(rows, by, groups=groups), targets, rule)

    @takes()
    def explain(self, cell: object = "", stakeholder: str = "", **chosen: str) -> "Explanation":
        """All that a page's evidence says of a cell, as rich text; ``print`` tells it as plain text.

        Args:
            cell: an area or a type by id or name, a pair of both, or a row of a frame; "" is everyone heard.
            stakeholder: a type, beside an area.
            **chosen: what else a page may be asked for: ``show="position"``, ``question="clarity"``.

        Raises:
            DataError: there is no such cell, no such choice, or none that what is shown follows.

        Example:
            >>> print(release.explain("Gisborne").title.partition(":")[0])
            Gisborne
        """
        from wellbeing.notebook.explaining import Explanation  # noqa: PLC0415 - what pages are made of

        return Explanation.of(self._figures, cell_of(cell, stakeholder, self._figures), chosen)

    @takes(rows=text_like("region"))
    def measured(self, name: str, rows: str = "", *, by: str = "", groups: bool = False) -> pl.DataFrame:
        """What a measure of one's own (``wb.measure``) says: ``owner``, ``area``, ``stakeholder``, ``value``, its ends.

        Args:
            name: the measure's id.
            rows: as ``coverage`` takes it; "" is the first of regions, types, both crossed, everyone that it tells of,
                and regions where ``by`` is given.
            by: as ``coverage`` takes it; ``groups`` too.
            groups: see there.

        Returns:
            A row for each cell that it tells of; ``value`` and its ends are null where the measure says none.

        Raises:
            DataError: there is no such measure, it could not be worked out, or says nothing of such rows: why is said,
                and of which it does.
        """
        from wellbeing.notebook.measuring import measured_rows  # noqa: PLC0415 - what shows are made of

        return measured_rows(self._figures, name, rows, by, groups=groups)

    def page(self) -> "StepPage":
        """What ``show`` gathers: in a cell each thing as it is, on a served page one after the other under headings."""
        from wellbeing.notebook.mapping import pictured  # noqa: PLC0415 - HoloViews takes a second to import
        from wellbeing.views.steps import StepPage  # noqa: PLC0415 - Panel takes two seconds

        return StepPage(self._figures, pictured)

    def rule_sliders(self) -> Any:
        """Sliders of the rule, and beside them how many gaps it gives, and how many of them may be chance."""
        from wellbeing.views.rule_sliders import RuleSliders  # noqa: PLC0415 - Panel takes two seconds

        return RuleSliders(self._figures)


@takes()
def opened(path: str | Path | None = None) -> OpenedRelease:
    """A release by path or id; else ``WELLBEING_RELEASE``; else the newest of the default workspace.

    Raises:
        DataError: as ``wellbeing.release.store.opening.open_release``.
    """
    return _opened(open_release(path))


@lru_cache(maxsize=MOST_RELEASES)
def _opened(release: Release) -> OpenedRelease:
    """The same for all who open the same: readers share its figures."""
    fields = {field.name: getattr(release, field.name) for field in dataclasses.fields(release)}
    described = {name: getattr(release.engagement, name) for name in Engagement.__struct_fields__}
    return OpenedRelease(**fields | {"engagement": ShownEngagement(**described)})
