"""The tables of a briefing as a data package: CSV files, and what their columns say (Frictionless Data, version 1)."""

from typing import Any, Final

import msgspec
import polars as pl

from wellbeing.reports.briefing.content import Briefing, SceneTable
from wellbeing.reports.formats.sheets import sheets_of

_TYPES: Final[dict[type[pl.DataType], str]] = {
    pl.Int64: "integer",
    pl.Float64: "number",
    pl.Date: "date",
}
#: A spreadsheet runs a cell that begins with one of these as a formula.
_FORMULA: Final = r"^[=+\-@\t\r]"
DESCRIPTOR: Final = "datapackage.json"


def data_package(briefing: Briefing) -> dict[str, bytes]:
    """Name of a file → its content."""
    sheets = sheets_of(briefing)
    files = {f"{name}.csv": _as_csv(table) for name, table in sheets.items()}
    return files | {DESCRIPTOR: msgspec.json.format(msgspec.json.encode(_descriptor(briefing, sheets)))}


def _as_csv(table: SceneTable) -> bytes:
    return table.rows.with_columns(pl.col(pl.String).str.replace(_FORMULA, "'$0")).write_csv().encode()


def _descriptor(briefing: Briefing, sheets: dict[str, SceneTable]) -> dict[str, Any]:
    about = dict(briefing.about)
    return {
        "profile": "tabular-data-package",
        "name": f"release-{briefing.release}".lower(),
        "title": briefing.subject,
        "version": briefing.release,
        "description": "\n".join(f"{name}: {text}" for name, text in briefing.about),
        "contributors": [{"title": briefing.agency, "role": "publisher"}],
        "sources": [
            {"title": text} for name, text in about.items() if name in {"Sources", "Boundaries and licence"}
        ],
        "resources": [_resource(name, table) for name, table in sheets.items()],
    }


def _resource(name: str, table: SceneTable) -> dict[str, Any]:
    fields = [
        {
            "name": column,
            "title": told.head,
            "description": told.says,
            "type": _TYPES.get(type(table.rows.schema[column]), "string"),
        }
        for column, told in table.columns.items()
    ]
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "title": table.caption,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    }
