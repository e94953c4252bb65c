"""In which encoding a text file is written, found out before it is parsed."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from wellbeing.language import message
from wellbeing.model.errors import DataError, counted
from wellbeing.model.intake import Notice
from wellbeing.sources.reading.limits import Limits

#: Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: What begins a file that is no table of text, whatever its name says.
_FOREIGN: Final = {
    b"%PDF": "a PDF",
    b"{\\rtf": message("a rich text document"),
    b"<": message("a web page or XML"),
    b"PK\x03\x04": message("a workbook or zip file"),
    b"PAR1": message("a Parquet file"),
    b"\xd0\xcf\x11\xe0": message("an old or encrypted Office file"),
    b"\x1f\x8b": message("a compressed file"),
}
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_CALLED: Final = {"cp1252": "Windows-1252"}
#: Characters of two to four bytes in UTF-8: in Windows-1252 these bytes seldom stand together.
_MULTIBYTE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
#: Bytes that mean nothing in Windows-1252.
_UNDEFINED: Final = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def text_encoding(path: Path, limits: Limits) -> str:
    """The codec that a text file can be read with, to its last byte.

    A byte order mark decides; without one, UTF-16 is known by its NULs, UTF-8 by being valid throughout;
    what is left is Windows-1252.

    Raises:
        DataError: it is not text, is damaged, or has a line longer than any export's.
    """
    with path.open("rb") as file:
        first = file.read(4096)
    _check_text(path, first)
    marked = next((name for mark, name in _MARKS if first.startswith(mark)), "") or _unmarked(first)
    if marked == "utf-32":
        msg = f"{path} is written in UTF-32. Save it again as CSV UTF-8."
        raise DataError(msg)
    if marked.startswith("utf-16"):
        _check_lines(path, limits)
        return marked
    return marked or _eight_bit(path, limits)


def encoding_notices(path: Path, encoding: str) -> tuple[Notice, ...]:
    """What should be said of an encoding that no mark and no rule of UTF-8 proves."""
    if encoding not in {"cp1252", "utf-16-le", "utf-16-be"}:
        return ()
    number = 0
    with path.open(encoding=encoding, errors="replace") as file:
        while piece := file.read(1_000_000):
            number += len(_BEYOND_ASCII.findall(piece))
    guess = message(
        f"Nothing in the file says how it is written: read as {_CALLED.get(encoding, 'UTF-16')}, a guess."
    )
    letters = message(f"{guess} {counted(number, 'letter')} beyond plain English depend on it.")
    text = message(f'{letters} If accented letters are wrong, say [layout] encoding = "…" in the profile.')
    return (Notice("guessed encoding", number, text),)


def check_codec(path: Path, name: str) -> str:
    """A codec named by a profile.

    Raises:
        DataError: Python knows none of this name.
    """
    try:
        return codecs.lookup(name).name
    except LookupError as error:
        msg = f"{path}: no encoding is called '{name}'. Use utf-8, utf-16 or cp1252, or leave it out."
        raise DataError(msg) from error


def _check_text(path: Path, first: bytes) -> None:
    foreign = next((what for magic, what in _FOREIGN.items() if first.lstrip().startswith(magic)), "")
    if foreign:
        msg = f"{path} is named as a text table but holds {foreign}. Export it again, as CSV or XLSX."
        raise DataError(msg)


def _unmarked(first: bytes) -> str:
    """UTF-16 without its mark: every other byte of Latin text is NUL."""
    even, odd = first[0::2].count(0), first[1::2].count(0)
    most = len(first) // 5
    if max(even, odd) <= most or min(even, odd) > most // 4:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _chunks(path: Path, limits: Limits) -> Iterator[bytes]:
    """The file in pieces, each with a line end: a piece without one is a line that is too long."""
    with path.open("rb") as file:
        while chunk := file.read(limits.line_bytes):
            if len(chunk) == limits.line_bytes and b"\n" not in chunk and b"\r" not in chunk:
                msg = f"{path} has a line of more than {limits.line_bytes:,} bytes: it is no table."
                raise DataError(msg)
            yield chunk


def _check_lines(path: Path, limits: Limits) -> None:
    for _ in _chunks(path, limits):
        pass


def _eight_bit(path: Path, limits: Limits) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    valid = True
    for chunk in _chunks(path, limits):
        if b"\0" in chunk:
            msg = f"{path} holds NUL bytes: it is not text, or was damaged. Export it again as CSV UTF-8."
            raise DataError(msg)
        valid = valid and _decodes(decoder, chunk)
    if valid and _decodes(decoder, b"", final=True):
        return "utf-8"
    _check_not_damaged(path, limits)
    return "cp1252"


def _check_not_damaged(path: Path, limits: Limits) -> None:
    """Not valid UTF-8, but mostly: then it was UTF-8 once."""
    high, whole, undefined = 0, 0, False
    for chunk in _chunks(path, limits):
        high += len(_HIGH.findall(chunk))
        whole += sum(map(len, _MULTIBYTE.findall(chunk)))
        undefined = undefined or bool(_UNDEFINED.search(chunk))
    if whole > high / 2 or undefined:
        damage = message(
            f"{path} is neither UTF-8 nor Windows-1252 throughout: it is damaged, or made from both."
        )
        msg = f"{damage} Export it again as CSV UTF-8."
        raise DataError(msg)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True
