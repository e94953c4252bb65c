"""Engines that count a folder of Parquet. All are given the same expressions; each is imported when it is asked for."""

from collections.abc import Callable, Sequence
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
LazyRows = nw.LazyFrame[Any]


@dataclass(frozen=True)
class Engine:
    """How files become rows that can be counted, and how counts come home."""

    rows: Callable[[Sequence[str]], LazyRows]
    home: Callable[[LazyRows], pl.DataFrame]


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
        POLARS: Engine(_polars_rows, _polars_home),
        DUCKDB: Engine(_duckdb_rows, _duckdb_home),
        SPARK: Engine(_spark_rows, _spark_home),
    }
    return engines[name]


def _polars_rows(files: Sequence[str]) -> LazyRows:
    return nw.from_native(pl.scan_parquet(list(files)))


def _polars_home(counted: LazyRows) -> pl.DataFrame:
    native: pl.LazyFrame = counted.to_native()
    return native.collect(engine="streaming")


def _duckdb_rows(files: Sequence[str]) -> LazyRows:
    import duckdb  # noqa: PLC0415 (an extra)

    rows: LazyRows = nw.from_native(duckdb.read_parquet(list(files)))
    return rows


def _duckdb_home(counted: LazyRows) -> pl.DataFrame:
    made: pl.DataFrame = counted.to_native().pl()
    return made


def _spark_rows(files: Sequence[str]) -> LazyRows:
    from pyspark.sql import SparkSession  # noqa: PLC0415 (an extra)

    session = SparkSession.builder.appName("wellbeing").getOrCreate()
    rows: LazyRows = nw.from_native(session.read.parquet(*files))
    return rows


def _spark_home(counted: LazyRows) -> pl.DataFrame:
    made = pl.from_arrow(counted.to_native().toArrow())
    return made if isinstance(made, pl.DataFrame) else made.to_frame()
