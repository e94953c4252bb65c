"""What a reader noticed in a workbook that nobody sees in the rows: empty formulas, errors, merged and hidden cells."""

import html
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from wellbeing.language import message
from wellbeing.model.errors import counted
from wellbeing.model.intake import Notice

#: Addresses that are named; the others are counted.
_MOST_NAMED: Final = 20
#: A cell whose end is not in this many bytes is none.
_LONGEST_CELL: Final = 200_000
_BEGIN: Final = re.compile(rb"<(?:[\w.-]+:)?(?:c|row|col|mergeCell)[\s>/]")
_CELL: Final = re.compile(rb"<(?:[\w.-]+:)?c\s([^<>]*)(?<!/)>(.*?)</(?:[\w.-]+:)?c>", re.DOTALL)
_FORMULA: Final = re.compile(rb"<(?:[\w.-]+:)?f[\s>/]")
_VALUE: Final = re.compile(rb"<(?:[\w.-]+:)?(?:v|t)(?:\s[^<>]*)?>([^<]+)<")
_MERGED: Final = re.compile(rb"""<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']([^"']+)["']""")
_HIDDEN: Final = re.compile(rb"""<(?:[\w.-]+:)?(row|col)\s[^<>]*?\bhidden\s*=\s*["'](?:1|true)["'][^<>]*>""")
_LISTED: Final = re.compile(rb"<(?:[\w.-]+:)?(?:sheet|Relationship)\s([^<>]*)>")
_ATTRIBUTE: Final = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")


@dataclass
class SheetNotices:
    """What is noticed in one sheet, piece by piece of its text."""

    #: Formulas with the value that they had when the workbook was saved.
    formulas: int = 0
    #: Addresses of formulas that were saved without a value, of errors, of merged ranges.
    unsaved: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    #: Numbers of hidden rows, and of the first of hidden columns.
    rows: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    _left: bytes = b""

    def take(self, piece: bytes) -> None:
        """Look at a piece; what is of a cell that does not end in it waits for the next."""
        text = self._left + piece
        begins = [found.start() for found in _BEGIN.finditer(text, max(0, len(text) - _LONGEST_CELL))]
        cut = begins[-1] if begins else len(text)
        self._left = text[cut:]
        self._look(text[:cut])

    def finish(self) -> None:
        """Look at what is left."""
        self._look(self._left)
        self._left = b""

    def _look(self, text: bytes) -> None:
        if _FORMULA.search(text) or b't="e"' in text or b"t='e'" in text:
            for found in _CELL.finditer(text):
                self._cell(_attributes(found[1]), found[2])
        self.merged += [ref.decode() for ref in _MERGED.findall(text)]
        for found in _HIDDEN.finditer(text):
            named = _attributes(found[0])
            if found[1] == b"row":
                self.rows.append(named.get("r", "?"))
            else:
                self.columns.append(named.get("min", "?"))

    def _cell(self, said: Mapping[str, str], inside: bytes) -> None:
        value = _VALUE.search(inside)
        if said.get("t") == "e" and value:
            self.errors.append(f"{said.get('r', '?')} {value[1].decode(errors='replace')}")
        if _FORMULA.search(inside):
            if value is None and said.get("t") != "str":
                self.unsaved.append(said.get("r", "?"))
            else:
                self.formulas += 1

    def notices(self) -> tuple[Notice, ...]:
        """What should be said of the sheet."""
        told = (
            ("formulas", self.formulas, _calculated(self.formulas)),
            ("formulas without values", len(self.unsaved), _unsaved(self.unsaved)),
            ("error values", len(self.errors), _errors(self.errors)),
            ("merged cells", len(self.merged), _merged(self.merged)),
            ("hidden rows", len(self.rows), _hidden("row", self.rows)),
            ("hidden columns", len(self.columns), _hidden("column", self.columns)),
        )
        return tuple(Notice(kind, number, text) for kind, number, text in told if number)


def sheet_names(package: zipfile.ZipFile) -> dict[str, str]:
    """Part of a package → the name of the sheet that it holds, as the workbook lists them."""
    targets = {}
    for relation in _listed(package, "xl/_rels/workbook.xml.rels"):
        part = relation.get("Target", "").removeprefix("/").removeprefix("xl/")
        targets[relation.get("Id", "")] = f"xl/{part}"
    sheets = _listed(package, "xl/workbook.xml")
    named = {sheet.get("id", ""): sheet["name"] for sheet in sheets if "name" in sheet}
    return {targets[one]: name for one, name in named.items() if one in targets}


def _listed(package: zipfile.ZipFile, part: str) -> list[dict[str, str]]:
    text = package.read(part) if part in package.namelist() else b""
    said = [_attributes(found) for found in _LISTED.findall(text)]
    # r:id is the relation's name; a sheet has no other attribute called id.
    return [{name.rpartition(":")[2]: value for name, value in each.items()} for each in said]


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode(): html.unescape(value.decode(errors="replace"))
        for name, value in _ATTRIBUTE.findall(tag)
    }


def _calculated(number: int) -> str:
    return message(
        f"{counted(number, 'cell')} with formulas: the last saved values were read, nothing was calculated."
    )


def _unsaved(cells: list[str]) -> str:
    without = message(
        f"{counted(len(cells), 'formula')} saved without a value, read as empty: {_named(cells)}."
    )
    return message(f"{without} Open the workbook in a spreadsheet and save it again.")


def _errors(cells: list[str]) -> str:
    return message(f"{counted(len(cells), 'cell')} with an error value, read as empty: {_named(cells)}.")


def _merged(ranges: list[str]) -> str:
    where = message(f"{counted(len(ranges), 'merged range')}: {_named(ranges)}.")
    return message(f"{where} Only the first cell of each was read, the others are empty.")


def _hidden(noun: str, numbers: list[str]) -> str:
    return message(f"{counted(len(numbers), f'hidden {noun}')}, read like the others: {_named(numbers)}.")


def _named(cells: list[str]) -> str:
    more = len(cells) - _MOST_NAMED
    return ", ".join(cells[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
