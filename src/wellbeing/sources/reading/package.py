"""Whether a workbook may be opened: a zip file can be small on the disk and endless in memory."""

import copy
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Final

from wellbeing.language import message
from wellbeing.model.errors import DataError, quoted
from wellbeing.sources.reading.extent import SheetExtent
from wellbeing.sources.reading.limits import Limits
from wellbeing.sources.reading.notices import SheetNotices, sheet_names

_ZIP: Final = b"PK\x03\x04"
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The stream that holds an encrypted workbook, as a compound file's directory writes it.
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MACROS: Final = re.compile(r"vbaproject\.bin$|/macrosheets/", re.IGNORECASE)
_SHEET: Final = re.compile(r"^xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_PIECE: Final = 1_000_000
#: Packed bytes up to which growth is not judged: a small workbook may well repeat itself.
_SMALL: Final = 100_000


def check_package(path: Path, content: bytes, limits: Limits) -> dict[str, SheetNotices]:
    """Make sure that a workbook can be opened in little memory, and runs nothing.

    Returns:
        Name of each sheet → what should be said of it.

    Raises:
        DataError: it is encrypted, holds macros, is no workbook, or is made to exhaust memory.
    """
    _check_magic(path, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_members(path, package.infolist(), limits)
            looked = {part.filename: _check_part(path, package, part, limits) for part in package.infolist()}
            names = sheet_names(package)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        msg = f"{path} is damaged ({error}). Open it in a spreadsheet and save it again as XLSX."
        raise DataError(msg) from error
    return {name: looked[part] for part, name in names.items() if part in looked}


def _check_magic(path: Path, content: bytes) -> None:
    if content.startswith(_COMPOUND):
        what = message("encrypted") if _ENCRYPTED in content else message("in the format before 2007")
        msg = f"{path} is {what}. Open it in a spreadsheet and save it as XLSX, without a password."
        raise DataError(msg)
    if not content.startswith(_ZIP):
        msg = f"{path} is named as a workbook but is none. Export it again."
        raise DataError(msg)


def _check_members(path: Path, parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    problem = next(_problems(parts, limits), "")
    if problem:
        msg = f"{path} {problem}. Open it in a spreadsheet and save it again as XLSX or CSV."
        raise DataError(msg)


def _problems(parts: list[zipfile.ZipInfo], limits: Limits) -> Iterator[str]:
    yield from _wrong_names([part.filename for part in parts], limits)
    yield from _wrong_sizes(parts, limits)
    if any(part.flag_bits & 1 for part in parts):
        yield message("is encrypted")


def _wrong_names(named: list[str], limits: Limits) -> Iterator[str]:
    outside = [name for name in named if PurePosixPath(name).is_absolute() or ".." in name or "\\" in name]
    if "xl/workbook.xml" not in named:
        yield message("is a zip file but no XLSX workbook")
    if any(_MACROS.search(name) for name in named):
        yield message("holds macros, which are never opened here")
    if len(named) > limits.members or len(set(named)) < len(named):
        yield message(f"has {len(named):,} parts, or twins among them")
    if outside:
        yield message(f"holds parts named as paths out of it: {quoted(outside)}")


def _wrong_sizes(parts: list[zipfile.ZipInfo], limits: Limits) -> Iterator[str]:
    packed, unpacked = sum(part.compress_size for part in parts), sum(part.file_size for part in parts)
    if unpacked > limits.unpacked_bytes:
        yield message(f"unpacks to {unpacked / 1e6:,.0f} MB, more than {limits.unpacked_bytes / 1e6:,.0f} MB")
    if unpacked > limits.ratio * max(packed, _SMALL):
        yield message(f"unpacks to {unpacked / max(1, packed):,.0f} times its size, as a bomb does")


def _check_part(path: Path, package: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits) -> SheetNotices:
    """Read one part to its true end; what is noticed in it, if it is a sheet."""
    notices, extent, size = SheetNotices(), SheetExtent(), 0
    if not part.filename.lower().endswith((".xml", ".rels")):
        return notices
    # A package may say that a part is smaller than it is: read on beyond what it says.
    endless = copy.copy(part)
    endless.file_size = limits.unpacked_bytes + 1
    with package.open(endless) as file:
        for piece in _tags(path, file, part):
            size += len(piece)
            _check_claim(path, part, size <= part.file_size)
            if _SHEET.match(part.filename):
                notices.take(piece)
                extent.take(path, piece, limits)
    _check_claim(path, part, size == part.file_size)
    notices.finish()
    return notices


def _check_claim(path: Path, part: zipfile.ZipInfo, kept: bool) -> None:  # noqa: FBT001 (what is checked)
    if not kept:
        msg = f"{path} is damaged: {part.filename} has not the {part.file_size:,} bytes that it claims."
        raise DataError(msg)


def _tags(path: Path, file: IO[bytes], part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part in pieces that end where a tag begins, so that none is cut."""
    left = b""
    while chunk := file.read(_PIECE):
        cut = chunk.rfind(b"<")
        if b"\0" in chunk or (cut < 0 and len(chunk) == _PIECE):
            msg = f"{path}: {part.filename} is not the text of a workbook. Save the workbook again as XLSX."
            raise DataError(msg)
        if cut < 0:
            left += chunk
        else:
            yield left + chunk[:cut]
            left = chunk[cut:]
    yield left
