"""Ids that several rows of a file have and say different things by: none of these rows is the first."""

from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from wellbeing.sources.intake.identity import row_fingerprints
from wellbeing.sources.intake.mapping.context import Context
from wellbeing.sources.intake.mapping.rows import map_rows, platform_id
from wellbeing.sources.intake.refusals import refusals
from wellbeing.sources.reading.batch import without_rows
from wellbeing.sources.reading.source import SourceTable


@dataclass
class RepeatedIds:
    """The ids of a file's rows, filled batch by batch; eight bytes of each are kept."""

    context: Context
    _hashes: list[pl.Series] = field(default_factory=list)

    @property
    def _ids(self) -> tuple[str, ...]:
        """Columns of ids, where each row is a contribution."""
        profile = self.context.profile
        return profile.id if profile.kind == "survey" and profile.rows == "one" else ()

    def read(self, rows: pl.DataFrame) -> None:
        """Look at the rows of a batch."""
        if self._ids:
            self._hashes.append(platform_id(rows, self.context.profile).values.hash())

    @cached_property
    def twice(self) -> pl.Series:
        """Hashes of ids that several rows have."""
        hashes = pl.concat(self._hashes) if self._hashes else pl.Series(dtype=pl.UInt64)
        if hashes.n_unique() == len(hashes):
            return hashes.clear()
        return hashes.filter(hashes.is_duplicated()).unique()

    @property
    def are_unique(self) -> bool:
        """Whether each row has an id of its own."""
        return bool(self._ids) and self.twice.is_empty()

    def contested(self, table: SourceTable, context: Context) -> frozenset[str]:
        """Ids whose rows say different things; the file is read once more if any id comes twice.

        Args:
            table: the file.
            context: with the profile as it holds for the file.
        """
        if self.twice.is_empty():
            return frozenset()
        parts = [
            _said(batch.rows, refusals(batch, context.profile), self.twice, context)
            for batch in table.batches()
        ]
        whole = pl.concat(parts).group_by("id").agg(pl.col("fingerprint").n_unique())
        return frozenset(whole.filter(pl.col("fingerprint") > 1)["id"])


def _said(rows: pl.DataFrame, refused: pl.DataFrame, twice: pl.Series, context: Context) -> pl.DataFrame:
    """``id`` and ``fingerprint`` of the rows of a batch that are understood and whose id comes twice."""
    left = without_rows(rows, refused)
    ids = platform_id(left, context.profile).values
    mapped = map_rows(left.filter(ids.hash().is_in(twice.implode())), context)
    good = without_rows(mapped.rows, mapped.problems)
    return good.select("id", fingerprint=row_fingerprints(good))
