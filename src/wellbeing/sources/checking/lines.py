"""At which line of a file something stands, for whoever has to mend it there."""

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from wellbeing.model.errors import counted

#: As many lines as a message names.
_MOST = 5
_ENDS = re.compile(r"\r\n|\r|\n")
#: Invisible letters that turn the writing of all that follows round, figures too; and as TOML writes them.
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]|\\[uU](?:0000)?(?:202[a-eA-E]|206[6-9])")


def record_lines(path: Path) -> list[int]:
    """The line at which each record of a CSV file begins, as ``tabular`` counts records; none of another file."""
    if path.suffix.lower() != ".csv":
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows, began, found = csv.reader(file), 1, []
        for row in rows:
            if any(row) and not row[0].startswith("#"):
                found.append(began)
            began = rows.line_num + 1
    return found[1:]  # the first is the headings


def lines_words(lines: Sequence[int], records: Iterable[int]) -> str:
    """``, line 7``; ``, lines 7, 9``: where records stand, by their numbers from 0; empty where it is not known."""
    return _words([lines[at] for at in records if at < len(lines)])


def lines_with(path: Path, words: Iterable[str]) -> str:
    """``, line 7``: where any of these words stands as a value; empty where none does."""
    values = "|".join(re.escape(word) for word in words if word)
    if not values or not path.is_file():
        return ""
    whole = re.compile(rf"""(?:^|[\s,|"'=\[.])(?:{values})(?:$|[\s,|"'=\].])""")
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    return _words([number for number, line in _numbered(text) if whole.search(line)])


def turning_letters(path: Path) -> list[str]:
    """What is wrong with a file that holds a letter by which figures beside a label would be read backwards."""
    text = path.read_text(encoding="utf-8-sig", errors="replace") if path.is_file() else ""
    found = [number for number, line in _numbered(text) if _TURNING.search(line)]
    return [f"{path}{_words(found)}: an invisible letter turns writing round; take it out."] if found else []


def heads(text: str, kind: str) -> list[int]:
    """The line at which each ``[[kind]]`` of a TOML file begins."""
    head = re.compile(rf"\s*\[\[\s*{re.escape(kind)}\s*\]\]")
    return [number for number, line in _numbered(text) if head.match(line)]


def key_line(text: str, key: str) -> int | None:
    """The line at which a key of a TOML file, or the table of that name, is first written."""
    written = re.compile(rf"\s*(?:\[+\s*)?{re.escape(key)}\s*[=\].]")
    return next((number for number, line in _numbered(text) if written.match(line)), None)


def entry_line(text: str, key: str) -> int | None:
    """The line at which an entry of a TOML file is written, its key in quotes or not, on a line or within one."""
    written = re.compile(rf"""(?:^|[{{,\s])["']?{re.escape(key)}["']?\s*=""")
    return next((number for number, line in _numbered(text) if written.search(line)), None)


def _numbered(text: str) -> Iterable[tuple[int, str]]:
    """Lines as an editor counts them: other separators of Unicode end none."""
    return enumerate(_ENDS.split(text), start=1)


def at_line(number: int | None) -> str:
    """``, line 7``; empty where it is not known."""
    return f", line {number}" if number else ""


def _words(lines: Sequence[int]) -> str:
    if not lines:
        return ""
    rest = len(lines) - _MOST
    tail = f" and {counted(rest, 'more', 'more')}" if rest > 0 else ""
    listed = ", ".join(f"{line}" for line in lines[:_MOST])
    return f", {'line' if len(lines) == 1 else 'lines'} {listed}{tail}"
