"""Fill a coding workbook as a person would in a spreadsheet: cells are typed into, all else stays."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ET.register_namespace("", MAIN)


def cells(path: Path, sheet: str) -> dict[str, str]:
    """What stands in a sheet's cells: address → text."""
    parts = _parts(path)
    shared = ["".join(item.itertext()) for item in _root(parts, "xl/sharedStrings.xml")]
    read = {}
    for cell in _root(parts, _part(parts, sheet)).iter(f"{{{MAIN}}}c"):
        text = "".join(cell.itertext())
        if text:
            read[cell.get("r")] = shared[int(text)] if cell.get("t") == "s" else text
    return read


def typed(path: Path, sheet: str, said: dict[str, str | None]) -> Path:
    """Type texts into cells of a sheet; None empties one."""
    parts = _parts(path)
    name = _part(parts, sheet)
    root = _root(parts, name)
    rows = {row.get("r"): row for row in root.iter(f"{{{MAIN}}}row")}
    for address, text in said.items():
        _type(rows[re.sub(r"\D", "", address)], address, text)
    parts[name] = ET.tostring(root)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return path


def _type(row: ET.Element, address: str, text: str | None) -> None:
    for cell in [cell for cell in row if cell.get("r") == address]:
        row.remove(cell)
    if text is not None:
        cell = ET.SubElement(row, f"{{{MAIN}}}c", {"r": address, "t": "inlineStr"})
        ET.SubElement(ET.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t").text = text
        row[:] = sorted(row, key=lambda each: each.get("r"))


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def _root(parts: dict[str, bytes], name: str) -> ET.Element:
    return ET.fromstring(parts[name])  # noqa: S314 (our own workbook)


def _part(parts: dict[str, bytes], sheet: str) -> str:
    """The part of the package that holds a sheet."""
    known = {
        each.get("name"): each.get(RELATION)
        for each in _root(parts, "xl/workbook.xml").iter(f"{{{MAIN}}}sheet")
    }
    targets = {each.get("Id"): each.get("Target") for each in _root(parts, "xl/_rels/workbook.xml.rels")}
    return f"xl/{targets[known[sheet]]}"
