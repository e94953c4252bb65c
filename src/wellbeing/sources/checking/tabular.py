"""Read the engagement's own CSV tables, checked against what they mean."""

from pathlib import Path
from typing import TypeVar

import dataframely as dy
import polars as pl

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.tables import OPTIONAL
from wellbeing.sources.checking.lines import lines_words, record_lines

_Table = TypeVar("_Table", bound=dy.Schema)


def read_table(path: Path, schema: type[_Table]) -> dy.DataFrame[_Table]:
    """The rows of a CSV file as a checked table; columns that are empty in a row are null where allowed.

    A column that its schema calls ``OPTIONAL`` may be absent: it is then null.

    Raises:
        DataError: the file is missing, lacks columns, or has rows that break the table's rules.
    """
    text = _text(path)
    _check_columns(text.columns, schema, path)
    absent = [name for name in schema.column_names() if name not in text.columns]
    text = text.with_columns(pl.lit(None, pl.String).alias(name) for name in absent)
    typed = text.select(schema.column_names()).with_columns(
        pl.col(name).fill_null("") for name, column in schema.columns().items() if _may_be_empty(column)
    )
    return validate_rows(_parsed(typed, schema, path), schema, path)


def validate_rows(rows: pl.DataFrame, schema: type[_Table], path: Path) -> dy.DataFrame[_Table]:
    """Rows of a file as a checked table.

    Raises:
        DataError: some break the table's rules; ``path`` names the file.
    """
    good, failures = schema.filter(rows, cast=True)
    if len(failures):
        raise DataError(_failed_rows(rows, failures, schema, path))
    return good


def _text(path: Path) -> pl.DataFrame:
    if not path.is_file():
        msg = f"{path} is missing: the engagement's folder needs a file {path.name}."
        raise DataError(msg)
    try:
        rows = pl.read_csv(path, infer_schema=False, comment_prefix="#", encoding="utf8")
    except pl.exceptions.PolarsError as error:
        msg = f"{path} could not be read as CSV: {error}"
        raise DataError(msg) from error
    # Some programs write every cell in quotes; and spreadsheets leave rows behind that hold nothing.
    written = rows.with_columns(pl.when(pl.all() != "").then(pl.all()))
    return written.filter(~pl.all_horizontal(pl.all().is_null()))


def _may_be_empty(column: dy.Column) -> bool:
    return isinstance(column, dy.String) and not column.nullable and not column.min_length


def _parsed(text: pl.DataFrame, schema: type[dy.Schema], path: Path) -> pl.DataFrame:
    """Dates, truths and lists (parted by ``|``) read from text; the schema's own cast does the rest."""
    columns = schema.columns().items()
    readings = [_reading(pl.col(name), column).alias(name) for name, column in columns]
    read = text.with_columns(readings)
    unread = {
        name: (text[name].is_not_null() & read[name].is_null()).arg_true().to_list()
        for name, column in columns
        if isinstance(column, (dy.Date, dy.Bool))
    }
    if any(unread.values()):
        raise DataError(_unread(text, unread, path))
    return read


def _unread(text: pl.DataFrame, unread: dict[str, list[int]], path: Path) -> str:
    """Which cells of which lines are no date, or no truth."""
    lines = lines_words(record_lines(path), sorted({at for some in unread.values() for at in some}))
    said = "; ".join(
        f"`{name}` is {quoted(dict.fromkeys(text[name].gather(some)))}"
        for name, some in unread.items()
        if some
    )
    return f"{path}{lines}: dates are YYYY-MM-DD, truths `true` or `false`, but {said}."


def _reading(text: pl.Expr, column: dy.Column) -> pl.Expr:
    if isinstance(column, dy.Date):
        return text.str.to_date("%Y-%m-%d", strict=False)
    if isinstance(column, dy.Bool):
        return text.replace_strict({"true": True, "false": False}, default=None, return_dtype=pl.Boolean)
    if isinstance(column, dy.List):
        return text.fill_null("").str.split("|").list.eval(pl.element().filter(pl.element() != ""))
    return text


def _check_columns(columns: list[str], schema: type[dy.Schema], path: Path) -> None:
    needed = [name for name, column in schema.columns().items() if column.metadata != OPTIONAL]
    missing = [name for name in needed if name not in columns]
    if missing:
        lacks = f"{path} lacks {counted(len(missing), 'column')}: {quoted(missing)}."
        msg = f"{lacks} Found: {quoted(columns, 20)}."
        raise DataError(msg)


def _failed_rows(rows: pl.DataFrame, failures: dy.FailureInfo, schema: type[dy.Schema], path: Path) -> str:
    counts = "; ".join(f"{_rule(rule, schema)}: {number}" for rule, number in failures.counts().items())
    invalid = failures.invalid().rows()
    broken = {*map(repr, invalid)}
    lines = lines_words(
        record_lines(path), [at for at, row in enumerate(rows.iter_rows()) if repr(row) in broken]
    )
    return (
        f"{path}{lines}: {counted(len(failures), 'row')} of {rows.height} break the table's rules ({counts}). "
        f"First: {quoted(invalid[:3])}."
    )


def _rule(rule: str, schema: type[dy.Schema]) -> str:
    """What is broken, in words where a column may hold few values, many letters, or nothing."""
    name, _, kind = rule.rpartition("|")
    column = schema.columns().get(name)
    if kind == "nullability":
        return f"`{name}` is empty"
    if kind == "dtype" and isinstance(column, dy.Enum):
        return f"`{name}` is none of {quoted(column.categories, 20)}"
    if kind == "max_length" and isinstance(column, dy.String):
        return f"`{name}` has more than {column.max_length} letters"
    return rule
