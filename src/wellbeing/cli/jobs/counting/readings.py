"""What was read of comments, kept batch by batch until all are: whoever is killed meanwhile reads one batch again.

A file says how so many comments in a row sound and what they are about. It holds no id and no word: only who holds the
same comments, and reads them as they were read, finds it. When all is counted the folder goes, and so it does when
somebody withdraws.
"""

import shutil
from io import BytesIO
from pathlib import Path
from typing import Final

import polars as pl

from wellbeing.sources.private import private_folder, write_private

_ENDING: Final = ".parquet"


class Readings:
    """A folder of batches."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> pl.DataFrame | None:
        """A batch; None where it is not here."""
        file = self._folder / f"{name}{_ENDING}"
        return pl.read_parquet(file) if file.is_file() else None

    def put(self, name: str, rows: pl.DataFrame) -> None:
        """Keep a batch, on the disk."""
        packed = BytesIO()
        rows.write_parquet(packed)
        write_private(private_folder(self._folder) / f"{name}{_ENDING}", packed.getvalue())

    def clear(self) -> None:
        """Everything was read: nothing is kept."""
        shutil.rmtree(self._folder, ignore_errors=True)
