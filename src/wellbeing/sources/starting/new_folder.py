"""Write the folder of another engagement."""

import datetime as dt
import re
from importlib.resources import files
from pathlib import Path
from typing import Final

from wellbeing.model.errors import DataError
from wellbeing.sources.engagement import read_settings
from wellbeing.sources.starting.regions import write_example_regions

_FILES: Final = (
    "engagement.toml",
    "places.csv",
    "plan.csv",
    "published.csv",
    "roster.csv",
    "codebook.csv",
    "README.md",
)
#: How long the example's contributions are kept, in years.
_KEPT: Final = 5


def new_folder(path: Path, today: dt.date) -> None:
    """An engagement of examples, which can be tried as it is: the present year, four regions, three types.

    Args:
        path: of the folder, which is made.
        today: decides the example's dates.

    Raises:
        DataError: there is something at the path already, or its name has no letter or digit.
    """
    identifier = re.sub(r"[^a-z0-9]+", "-", path.name.lower()).strip("-")
    if path.exists() or not identifier:
        why = "exists already" if path.exists() else "has no letter of the Latin alphabet and no digit"
        msg = f"{path} {why}: choose another name. Nothing was written."
        raise DataError(msg)
    (path / "profiles").mkdir(parents=True)
    filled = {
        "IDENTIFIER": identifier,
        "NAMED": path.name,
        "FOLDER": f"{path}",
        "FIRST_DAY": f"{today.year}-01-01",
        "LAST_DAY": f"{today.year}-12-31",
        "LAST_KEPT": f"{today.year + _KEPT}-12-31",
    }
    for name in _FILES:
        text = (files("wellbeing.sources.starting") / "files" / name).read_text("utf-8")
        for word, value in filled.items():
            text = value.join(re.split(rf"\b{word}\b", text))
        (path / name).write_text(text, encoding="utf-8")
    types = [one.id for one in read_settings(path / "engagement.toml").stakeholders]
    write_example_regions(path, types, f"{today.year}-01-01")
