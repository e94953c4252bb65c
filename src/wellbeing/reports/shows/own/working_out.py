"""A measure worked out of a release: its numbers by cell, or in words why there are none."""

from collections.abc import Callable
from functools import partial
from operator import ne
from typing import Final

import msgspec
import polars as pl

from wellbeing.language import message, say
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.reports.shows.own.errors import Failure, failure_of, interruptible
from wellbeing.state.figures import Figures
from wellbeing.state.rows.asked import EVERYONE

#: What a measure's rows say: of which cell, each "" for all; the number; its 95 % interval, where it gives one.
CELL_KEYS: Final = ("area", "stakeholder")
VALUE: Final = "value"
INTERVAL_ENDS: Final = ("lower", "upper")
#: Area and type → the number and the ends of its interval, each null where it is not told.
OwnNumbers = dict[tuple[str, str], tuple[float | None, float | None, float | None]]
#: Frames of another kind → how one becomes a Polars frame.
_MENDS: Final = {
    ("pandas", "DataFrame"): "`pl.from_pandas(rows)`",
    ("geopandas", "GeoDataFrame"): "`pl.from_pandas(rows.drop(columns='geometry'))`",
    ("polars", "LazyFrame"): "`rows.collect()`",
}


class Worked(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it."""

    numbers: OwnNumbers = {}
    #: Why there is none; None where there is.
    failure: Failure | None = None

    @property
    def error(self) -> str:
        """The same in words; "" where there is none."""
        return self.failure.words() if self.failure else ""


class OwnMeasure(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A pure function of published tables, and what it is called."""

    id: str
    title: str
    unit: str
    #: Names of the tables that it is given, in the order of its arguments.
    needs: tuple[str, ...]
    function: Callable[..., pl.DataFrame]
    #: Its docstring: what the number is, of whom, and what null means.
    explanation: str = ""
    #: What is known of it beforehand, by the figures of a release; None where its function is to be called.
    found: Callable[[Figures], Worked] | None = None


def worked_out(measure: OwnMeasure, figures: Figures) -> Worked:
    """What a measure says of a release, worked out once for all its readers."""
    if measure.found:
        return measure.found(figures)
    found: Worked = figures.kept.get((worked_out, measure), partial(_worked_out, measure, figures))
    return found


def _worked_out(measure: OwnMeasure, figures: Figures) -> Worked:
    with interruptible() as pressed:
        try:
            given = [figures.release.table(name) for name in measure.needs]
            return Worked(numbers=_numbers(measure.function(*given), figures))
        except BaseException as error:  # whatever an analyst's own code does, the page goes on
            if pressed:
                raise
            return Worked(failure=failure_of(measure.function, error))


def _numbers(rows: object, figures: Figures) -> OwnNumbers:
    if not isinstance(rows, pl.DataFrame):
        library = type(rows).__module__.partition(".")[0]
        name = type(rows).__name__
        given = name if library == "builtins" else f"a {library} {name}"
        msg = f"It gave {given}, not a Polars frame with the columns {quoted([*CELL_KEYS, VALUE])}."
        raise DataError(msg + _made_by(_MENDS.get((library, name), "")))
    _check_columns(rows)
    _check_named(rows)
    absent = [pl.lit("").alias(name) for name in CELL_KEYS if name not in rows.columns]
    ends = [pl.lit(None, pl.Float64).alias(name) for name in INTERVAL_ENDS if name not in rows.columns]
    told = rows.with_columns(absent + ends).select(
        pl.col(CELL_KEYS).cast(pl.String), pl.col(VALUE, *INTERVAL_ENDS).cast(pl.Float64)
    )
    named = told.filter(pl.col("area") != NOT_STATED, pl.col("stakeholder") != NOT_STATED)
    _check_cells(named, figures)
    _check_finite(named)
    _check_ends(named)
    return _of_one_name(
        {(area, type_): (value, *rest) for area, type_, value, *rest in named.iter_rows()}, figures
    )


def _made_by(code: str) -> str:
    """A further sentence; "" of no code."""
    return " " + message(f"Make one: {code}.") if code else ""


def member_cell(cell: tuple[str, str], figures: Figures) -> tuple[str, str]:
    """A cell by the names of members: a group of one region, or of one type, is that one."""
    areas, types = figures.region_groups.only_member, figures.type_groups.only_member
    return areas.get(cell[0], cell[0]), types.get(cell[1], cell[1])


def _of_one_name(numbers: OwnNumbers, figures: Figures) -> OwnNumbers:
    """The same, where no cell has two numbers: of a group of one and its member, the member's."""
    told: OwnNumbers = {}
    for cell in sorted(numbers, key=lambda cell: sum(map(ne, cell, member_cell(cell, figures)))):
        told.setdefault(member_cell(cell, figures), numbers[cell])
    return {cell: told[member_cell(cell, figures)] for cell in numbers}


def _check_finite(rows: pl.DataFrame) -> None:
    """No number, and none without an end, is refused as a map refuses it: what is not told is null."""
    for name in (VALUE, *INTERVAL_ENDS):
        if odd := rows.filter(~pl.col(name).is_finite()).height:
            rows_have = counted(odd, f"row has a '{name}'", f"rows have a '{name}'")
            code = f"`pl.when(pl.col('{name}').is_finite()).then('{name}')`"
            mend = message(f"Make them null where they are not told: {code}.")
            msg = f"{rows_have} that is no number or has no end (NaN, inf)."
            raise DataError(f"{msg} {mend}")


def _check_columns(rows: pl.DataFrame) -> None:
    if VALUE not in rows.columns or not _is_number(rows[VALUE]):
        kinds = ", ".join(f"'{name}' ({kind})" for name, kind in rows.schema.items()) or "none"
        msg = f"Its rows have no column 'value' of numbers. Columns: {kinds}."
        raise DataError(msg)
    words = [one for one in INTERVAL_ENDS if one in rows.columns and not _is_number(rows[one])]
    if words:
        msg = f"Its {quoted(words)} hold no numbers: they are the ends of the interval."
        raise DataError(msg)
    if extra := [
        name for name in rows.columns if name not in {*CELL_KEYS, "area_kind", VALUE, *INTERVAL_ENDS}
    ]:
        known = quoted([*CELL_KEYS, VALUE, *INTERVAL_ENDS])
        msg = f"Its rows have {counted(len(extra), 'column')} too many: {quoted(extra)}. Known: {known}."
        raise DataError(msg)


def _is_number(column: pl.Series) -> bool:
    return column.dtype.is_numeric() or column.dtype == pl.Null


def _check_ends(rows: pl.DataFrame) -> None:
    """An interval begins below where it ends."""
    if turned := rows.filter(pl.col("lower") > pl.col("upper")).height:
        rows_have = counted(turned, "row has", "rows have")
        msg = f"{rows_have} a `lower` above its `upper`: an interval begins below its end."
        raise DataError(msg)


def _check_named(rows: pl.DataFrame) -> None:
    """A join that found nobody leaves null, which is no cell: everyone is ""."""
    for name in (one for one in CELL_KEYS if one in rows.columns):
        if nulls := rows[name].null_count():
            rows_have = counted(nulls, "row has", "rows have")
            msg = f"{rows_have} null for '{name}': whose that is cannot be told; everyone is ''."
            raise DataError(msg)


def _check_cells(rows: pl.DataFrame, figures: Figures) -> None:
    known = {
        "area": {"", *figures.regions, *figures.region_groups.ids},
        "stakeholder": {"", *figures.types, *figures.type_groups.ids},
    }
    for name, some in known.items():
        if strange := sorted(set(rows[name]) - some):
            number = len(strange)
            some_names = counted(number, "area") if name == "area" else counted(number, "type")
            msg = f"Its rows name {some_names} that the release has not: {quoted(strange)}."
            raise DataError(msg)
    if (
        twice := rows.filter(rows.select(CELL_KEYS).is_duplicated())
        .select(CELL_KEYS)
        .unique(maintain_order=True)
        .rows()
    ):
        named = dict.fromkeys(figures.names.cell(*cell) if any(cell) else say(EVERYONE) for cell in twice)
        msg = f"{counted(len(named), 'cell has', 'cells have')} several rows: {quoted(named, 5)}. Give one of each."
        raise DataError(msg)
