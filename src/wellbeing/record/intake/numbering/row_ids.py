"""Which contribution a row would become, by its platform's number: known before what it says is understood."""

import contextlib
import sqlite3
from typing import Final

import msgspec
import polars as pl

from wellbeing.model.errors import DataError
from wellbeing.model.profile import Profile
from wellbeing.sources.intake.identity import contributions_of_rows
from wellbeing.sources.profiles.fitting import fit_profile
from wellbeing.sources.reading.stored import stored_rows
from wellbeing.sources.templates.profiles import PAPERS
from wellbeing.sources.templates.typed import TYPED_PROFILE

#: Contributions of some ids that rows of a file have made, or any typed form, where the file is of paper forms too.
_MADE: Final = (
    "WITH mine AS (SELECT entry FROM takings JOIN imports USING (sha256) "
    "WHERE sha256 = :sha256 OR (profile = :typed AND :is_paper)) "
    "SELECT contribution_id, CASE WHEN contribution_id IN (SELECT contribution_id FROM parts "
    "WHERE content IS NOT NULL) THEN '' ELSE fingerprint END FROM contributions "
    "WHERE contribution_id IN (SELECT value FROM json_each(:ids)) AND (added_in IN mine "
    "OR contribution_id IN (SELECT contribution_id FROM parts WHERE added_in IN mine))"
)


def ids_of_rows(engagement: str, file: str, profile: Profile, cells: list[str]) -> list[str]:
    """The contribution of each row of a file, given by its cells as in quarantine (JSON); "" where it has no number.

    Args:
        engagement: its id.
        file: how the file is called in the record.
        profile: as it was for the file.
        cells: heading → text, of each row.
    """
    nothing = [""] * len(cells)
    if not cells or not profile.id:
        return nothing
    kept = pl.DataFrame({"source_row": range(1, len(cells) + 1), "cells": cells})
    with contextlib.suppress(DataError):
        table = stored_rows(file, kept)
        fitted = fit_profile(profile, table.columns, file)
        rows = pl.concat(batch.rows for batch in table.batches())
        return contributions_of_rows(rows, fitted, engagement).to_list()
    return nothing


def made_already(
    record: sqlite3.Connection, engagement: str, sha256: str, profile: Profile, cells: list[str]
) -> dict[str, str]:
    """Contributions that rows of a file would become, and that other rows of it have made; as ``Remembered.taken``.

    Args:
        record: open.
        engagement: its id.
        sha256: of the file.
        profile: as it was for the file.
        cells: as in ``ids_of_rows``.
    """
    if profile.rows == "many":  # an id holds them together
        return {}
    ids = sorted({*ids_of_rows(engagement, "", profile, cells)} - {""})
    asked = {"sha256": sha256, "typed": TYPED_PROFILE, "is_paper": profile.scope == PAPERS}
    return dict(record.execute(_MADE, {**asked, "ids": msgspec.json.encode(ids).decode()}).fetchall())
