"""What an engagement's folder still holds of the examples that it was made of."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

#: Stands wherever an example is to be replaced.
FILL_IN: Final = "FILL IN"
_FILES: Final = ("*.toml", "*.csv", "profiles/*.toml")
#: As much of a line as is told.
_MOST: Final = 90


def unfilled(folder: Path) -> Iterator[str]:
    """``engagement.toml, line 8: agency = "FILL IN: who asks"``, in the order of the files; lines of comments apart."""
    for path in sorted({path for pattern in _FILES for path in folder.glob(pattern)}):
        for number, line in enumerate(path.read_text("utf-8-sig", errors="replace").splitlines(), start=1):
            if FILL_IN in line and not line.lstrip().startswith("#"):
                told = re.sub(r"\s+", " ", line.strip())
                shown = told if len(told) <= _MOST else f"{told[:_MOST]} …"
                yield f"{path.relative_to(folder).as_posix()}, line {number}: {shown}"
