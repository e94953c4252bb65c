"""Which contribution a row would become, by its platform's number: known before what it says is understood."""

import contextlib

import polars as pl

from wellbeing.model.errors import DataError
from wellbeing.model.profile import Profile
from wellbeing.sources.intake.identity import contributions_of_rows
from wellbeing.sources.profiles.fitting import fit_profile
from wellbeing.sources.reading.stored import stored_rows


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
