"""What ``profile`` and ``template`` do."""

import re
from pathlib import Path
from typing import Final, cast

from wellbeing.cli.folders import Folders
from wellbeing.model.errors import DataError, counted
from wellbeing.model.profile import Kind
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.profiles.reading import PROFILES_FOLDER
from wellbeing.sources.proposing.proposing import propose
from wellbeing.sources.proposing.writing.profile import questions_of
from wellbeing.sources.templates.writing import write_template

NAME: Final = re.compile(r"[\w-]+")


def proposed(folders: Folders, path: Path, sheet: str) -> str:
    """The text of a profile; of a workbook's sheet, where one is named.

    Raises:
        DataError: the file cannot be read.
    """
    return propose(path, read_engagement(folders.engagement), sheet)


def saved(folders: Folders, name: str, text: str) -> str:
    """Save a proposed profile; where, and what comes next.

    Raises:
        DataError: there is one of this name, or it is no name.
    """
    path = folders.engagement / PROFILES_FOLDER / f"{name}.toml"
    if not NAME.fullmatch(name) or path.exists():
        msg = f"{path} exists, or '{name}' is no name of letters, digits, - and _: choose another."
        raise DataError(msg)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    asked = questions_of(text)
    lines = [str(path), *(f"  asks: {question}" for question in asked)]
    answer = f"Answer {counted(len(asked), 'question')} in it, read" if asked else "Read"
    return "\n".join([*lines, f"{answer} every line, mend it, then: wellbeing check FILE --profile {name}"])


def template_written(folders: Folders, kind: str, path: Path) -> str:
    """Write an empty template; where.

    Raises:
        DataError: the file exists or is to be no workbook.
    """
    if path.exists() or path.suffix.lower() != ".xlsx":
        msg = f"{path} exists, or does not end in .xlsx: choose another name."
        raise DataError(msg)
    write_template(cast("Kind", kind), read_engagement(folders.engagement), path)
    return str(path)
