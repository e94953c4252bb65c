import dataclasses

import polars as pl

from wellbeing.reports.words.protection import protection, typical_error


def exact(release):
    """The release as if it had no error."""
    frames = {
        name: table.with_columns(sd=0.0) for name, table in release._frames.items() if "sd" in table.columns
    }
    return dataclasses.replace(release, _frames=release._frames | frames)


def test_the_error_of_counts_is_worked_out_from_the_release(release):
    shown = release.table("region_stakeholder").filter(pl.col("status").cast(pl.String) == "shown")
    assert typical_error(release) == round(1.96 * shown["sd"].median()) == 2
    assert "about ±2 (95\N{NO-BREAK SPACE}%)" in protection(release)
    assert protection(exact(release)) == "Counts are exact."
