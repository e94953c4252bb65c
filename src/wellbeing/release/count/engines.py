"""Engines that count a folder of Parquet. All are given the same expressions; each is imported when it is asked for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Final

import narwhals as nw
import polars as pl

from wellbeing.model.errors import DataError, quoted
from wellbeing.model.vocabulary import ENGINES

POLARS, DUCKDB, SPARK = ENGINES
#: Engine → what has to be installed for it; the extra that brings it has the engine's name.
_NEEDS: Final = {POLARS: "polars", DUCKDB: "duckdb", SPARK: "pyspark"}
#: Rows that Polars counts at once.
_AT_ONCE: Final = 20_000_000
LazyRows = nw.LazyFrame[Any]
_TEXT: Final = pl.col(pl.String)
_NUMBERED: Final = pl.col(pl.Categorical)


@dataclass(frozen=True)
class Engine:
    """How files become rows that can be counted, and how counts come home."""

    #: Of files those columns: what several counts are made of is read once, where the engine can.
    rows: Callable[[Sequence[str], Sequence[str]], LazyRows]
    home: Callable[[Sequence[LazyRows]], list[pl.DataFrame]]
    #: The files that are counted at once, those of one part after those of another.
    parts: Callable[[Sequence[str]], Iterator[Sequence[str]]]


def engine(name: str) -> Engine:
    """The engine of a name.

    Raises:
        DataError: there is none, or it is not installed.
    """
    if name not in _NEEDS:
        msg = f"There is no engine '{name}'. Engines: {quoted(ENGINES)}."
        raise DataError(msg)
    if find_spec(_NEEDS[name]) is None:
        msg = f"The engine '{name}' is not installed: `pip install 'wellbeing[{name}]'` brings it."
        raise DataError(msg)
    engines = {
        POLARS: Engine(_polars_rows, _polars_home, _polars_parts),
        DUCKDB: Engine(_duckdb_rows, _duckdb_home, _whole),
        SPARK: Engine(_spark_rows, _spark_home, _whole),
    }
    return engines[name]


def _polars_rows(files: Sequence[str], columns: Sequence[str]) -> LazyRows:
    """Words become numbers once, for all that is counted: to group by words costs twice as much."""
    return nw.from_native(
        pl.scan_parquet(list(files)).select(columns).with_columns(_TEXT.cast(pl.Categorical))
    )


def _polars_home(counted: Sequence[LazyRows]) -> list[pl.DataFrame]:
    native = [one.to_native().with_columns(_NUMBERED.cast(pl.String)) for one in counted]
    return pl.collect_all(native, engine="streaming")


def _polars_parts(files: Sequence[str]) -> Iterator[Sequence[str]]:
    """So many rows at a time: where several counts share a reading, what waits for the slowest grows with rows."""
    part, rows = list[str](), 0
    for file in files:
        more = pl.scan_parquet(file).select(pl.len()).collect().item()
        if part and rows + more > _AT_ONCE:
            yield part
            part, rows = [], 0
        part, rows = [*part, file], rows + more
    yield part


def _whole(files: Sequence[str]) -> Iterator[Sequence[str]]:
    yield files


def _duckdb_rows(files: Sequence[str], columns: Sequence[str]) -> LazyRows:
    import duckdb  # noqa: PLC0415 (an extra)

    rows: LazyRows = nw.from_native(duckdb.read_parquet(list(files)))
    return rows.select(*columns)


def _duckdb_home(counted: Sequence[LazyRows]) -> list[pl.DataFrame]:
    return [one.to_native().pl() for one in counted]


def _spark_rows(files: Sequence[str], columns: Sequence[str]) -> LazyRows:
    from pyspark.sql import SparkSession  # noqa: PLC0415 (an extra)

    session = SparkSession.builder.appName("wellbeing").getOrCreate()
    rows: LazyRows = nw.from_native(session.read.parquet(*files))
    return rows.select(*columns)


def _spark_home(counted: Sequence[LazyRows]) -> list[pl.DataFrame]:
    return [pl.DataFrame(one.to_native().toArrow()) for one in counted]
