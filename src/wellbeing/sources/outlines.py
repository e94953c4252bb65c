"""Whether every region has an outline, without drawing any."""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from wellbeing.model.errors import DataError
from wellbeing.sources.boundaries import check_codes
from wellbeing.sources.paths import boundary_file


def check_outlines(folder: Path, name: str, codes: Iterable[str]) -> None:
    """Make sure that every region has an outline, where the engagement names a file of them.

    Args:
        folder: of the engagement.
        name: of the file; empty where there is no map.
        codes: of its regions.

    Raises:
        DataError: the file is missing or has no codes, or a region has no outline in it.
    """
    if not name:
        return
    path = boundary_file(folder, name)
    if not path.is_file():
        msg = (
            f"{folder / 'engagement.toml'}: boundaries = '{name}', but there is no such file beside it or in "
        )
        msg += f"{path.parent}. Leave it empty for pages without a map."
        raise DataError(msg)
    try:
        drawn = pl.read_parquet(path, columns=["code"]).select(area=pl.col("code").cast(pl.String))
    except (pl.exceptions.PolarsError, OSError) as error:
        msg = f"{path} has no codes that could be read ({error}). Make it again, or leave `boundaries` empty."
        raise DataError(msg) from error
    check_codes(drawn, codes, path)
