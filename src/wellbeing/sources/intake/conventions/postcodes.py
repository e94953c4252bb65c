"""Postcodes beside regions: where those of a file lie in other regions than its rows name, it is told.

Codes of one list look like those of another: a number can be the code of a region and the place of an option in a
questionnaire, and nothing else in the file may show which. Postcodes are compared, never kept: they place nobody.
"""

from typing import Final

import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import counted, quoted
from wellbeing.model.intake import Notice
from wellbeing.sources.intake.mapping.context import Context
from wellbeing.sources.names.engagement import postcodes
from wellbeing.sources.names.postcodes import is_postal
from wellbeing.sources.reading.batch import ROW

#: Of those compared, the share from which it is told: some people give another address, or mistype it.
_TOLD: Final = 0.1
_NUMBER: Final = r"^\s*\d+\s*$"
#: How many rows have a pair; no heading is called so.
_ROWS: Final = "\0rows"
#: Pairs that are named.
_NAMED: Final = 3


class PostcodeEvidence:
    """The postcodes of a file beside its regions, each pair once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._ranges: pl.DataFrame | None = None
        self._heading = ""
        self._pairs: list[pl.DataFrame] = []

    def read(self, rows: pl.DataFrame) -> None:
        """Look at rows, which say their regions and postcodes or do not."""
        regions = [*self._context.profile.region.columns]
        postal = [name for name in rows.columns if is_postal(name) and name not in regions]
        if not regions or not postal:
            return
        if self._ranges is None:
            self._ranges = postcodes(self._context.folder).with_columns(
                digits=pl.col("first").str.len_chars()
            )
        if not self._ranges.is_empty():
            self._heading = postal[0]
            written = rows.filter(pl.col(postal[0]).str.contains(_NUMBER))
            pairs = written.group_by([*regions, postal[0]], maintain_order=True)
            self._pairs.append(pairs.agg(pl.len().cast(pl.Int64).alias(_ROWS)))

    def notices(self) -> tuple[Notice, ...]:
        """What is said of postcodes that lie elsewhere: regions as the profile reads them, whatever is doubted."""
        compared = self._compared()
        elsewhere = compared.filter(~pl.col("is_there"))
        number, total = int(elsewhere["rows"].sum()), int(compared["rows"].sum())
        if number == 0 or number < _TOLD * total:
            return ()
        labels = self._context.names.region.labels
        shown = [
            f"{code} is not in {labels[region]}" for code, region in elsewhere.select("code", "region").rows()
        ]
        column = ", ".join(self._context.profile.region.columns)
        text = message(
            f"{counted(number, 'row')} of {total:,} with a postcode ('{self._heading}') name a region where it is not: "
            f"{quoted(shown, _NAMED)}. Look whether '{column}' means what the profile says."
        )
        return (Notice("postcodes elsewhere", number, text),)

    def _compared(self) -> pl.DataFrame:
        """``code``, ``region``, ``rows`` and ``is_there``, whether the region is one where such postcodes are."""
        if self._ranges is None or not self._pairs:
            return pl.DataFrame(
                schema={"code": pl.String, "region": pl.String, "rows": pl.Int64, "is_there": pl.Boolean}
            )
        pairs = pl.concat(self._pairs).with_row_index(ROW).with_columns(pl.col(ROW).cast(pl.Int64))
        code = pl.col(self._heading).str.strip_chars()
        placed = pairs.select(code=code, region=self._regions(pairs), rows=_ROWS).drop_nulls()
        is_as_long = pl.col("code").str.len_chars() == pl.col("digits")
        is_of_range = is_as_long & pl.col("code").is_between("first", "last")
        known = placed.group_by("code", "region", maintain_order=True).agg(pl.col("rows").sum())
        found = known.join(self._ranges, how="cross").filter(is_of_range)
        is_there = pl.col("regions").list.contains(pl.col("region")).any()
        return found.group_by("code", "region", maintain_order=True).agg(
            pl.col("rows").first(), is_there=is_there
        )

    def _regions(self, pairs: pl.DataFrame) -> pl.Series:
        """The regions that pairs name; numbers as codes, also without their nought, where the profile says so."""
        column, names = self._context.profile.region, self._context.names.region
        values = self._context.words["region"].resolve(pairs).values
        if not column.codes:
            return values
        width = max((len(code) for code in names.codes if code.isdigit()), default=0)
        written = pairs[column.columns[0]].str.strip_chars().str.zfill(width)
        return values.fill_null(written.replace_strict(names.codes, default=None, return_dtype=pl.String))
