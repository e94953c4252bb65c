"""Files that are made to do harm, written where a test wants them."""

import re
import struct
import zipfile
from pathlib import Path

import xlsxwriter

#: An encrypted workbook is a compound file with a stream of this name in its directory.
ENCRYPTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
)


def long_line(path: Path) -> None:
    """500 MB without a line end but the first."""
    with path.open("wb") as file:
        file.write(b"name,comment\n")
        for _ in range(500):
            file.write(b"x" * 1_000_000)


def endless_quote(path: Path) -> None:
    """A quotation mark that never closes, and 200 MB of lines behind it."""
    with path.open("wb") as file:
        file.write(b'name,comment\n1,"begun and never ended\n')
        for _ in range(200):
            file.write(b"x,yyyyyyy\n" * 100_000)


def workbook(path: Path, rows: list[list[object]]) -> None:
    """An honest workbook."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()


def sparse(path: Path) -> None:
    """Two cells, and 17 billion between them."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "first")
    sheet.write(1_048_575, 16_383, "last")
    book.close()


def bomb(path: Path) -> None:
    """1 MB that unpacks to 600 MB."""
    workbook(path, [["a"], [1]])
    packed = zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1)
    with packed as package, package.open("xl/comments9.xml", "w") as part:
        for _ in range(600):
            part.write(b"<x></x>\n" * 125_000)


def liar(path: Path) -> None:
    """The bomb again, which says that it unpacks to 100 bytes."""
    bomb(path)
    with zipfile.ZipFile(path) as package:
        size = package.getinfo("xl/comments9.xml").file_size
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<I", size), struct.pack("<I", 100)))


def rewritten(path: Path, part: str, change) -> None:
    """An honest workbook with one part changed."""
    workbook(path, [["name", "comment"], ["a", "b"]])
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, change(content) if name == part else content)


def with_part(path: Path, name: str) -> None:
    """An honest workbook with a part more."""
    workbook(path, [["name"], ["a"]])
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(name, b"<x/>")


def with_cell_at(path: Path, address: str) -> None:
    """An honest workbook with one cell that claims to be elsewhere."""
    rewritten(
        path, "xl/worksheets/sheet1.xml", lambda xml: re.sub(rb'r="B2"', f'r="{address}"'.encode(), xml)
    )
