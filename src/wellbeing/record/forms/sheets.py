"""Sheets that are typed: who came to an event, and what was noted at it, each a file of the template's columns."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
import polars as pl

from wellbeing.model.profile import Kind
from wellbeing.record.intake.imports import ImportJob
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.reading.stored import stored_rows
from wellbeing.sources.templates.headings import SEPARATOR, template_fields
from wellbeing.sources.templates.profiles import template_profile

#: A row as it was typed: the template's field → words.
TypedRow = Mapping[str, str | Sequence[str]]
_BETWEEN: Final = f"{SEPARATOR} "


def sheet_job(
    folder: EngagementFolder, kind: Kind, title: str, rows: Sequence[TypedRow], *, sure: bool = False
) -> ImportJob:
    """A typed sheet as a file to be checked or imported; one that says the same again is the same file.

    Args:
        folder: the engagement.
        kind: attendance or notes.
        title: what the record calls it.
        rows: at least one.
        sure: as in ``ImportJob``.

    Raises:
        DataError: this engagement holds no events.
    """
    fields = template_fields(kind, folder.engagement)
    cells = [
        msgspec.json.encode({heading.name: _words(row.get(name, "")) for name, heading in fields.items()})
        for row in rows
    ]
    whole = hashlib.sha256(b"\n".join((kind.encode(), title.encode(), *cells))).hexdigest()
    kept = {"source_row": range(1, len(rows) + 1), "cells": [row.decode() for row in cells]}
    table = stored_rows(title, pl.DataFrame(kept, {"source_row": pl.Int64, "cells": pl.String}))
    return ImportJob(table, template_profile(kind, folder), folder, whole, sure=sure)


def _words(said: str | Sequence[str]) -> str | None:
    text = said if isinstance(said, str) else _BETWEEN.join(said)
    return text.strip() or None
