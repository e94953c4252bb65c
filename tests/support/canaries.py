"""Strings that must be found nowhere beyond the record: planted, and looked for in whatever leaves."""

import base64
import io
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl
from playwright.sync_api import Page

COMMENTS, NAMES, NOTES = 120, 40, 40
#: Letters and digits only: the same in JSON, HTML, XML and an address.
CANARIES = [f"canary7q2k{number:03}" for number in range(COMMENTS + NAMES + NOTES)]
_CANARY = re.compile(rb"canary7q2k\d{3}", re.IGNORECASE)
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{200,}={0,2}")
#: What stands around a canary in a comment; these words are approved as a quote of one of them.
BEFORE, AFTER = "Please listen to us", "and thank you for the hui"


def planted(engagement: Path, folder: Path) -> Path:
    """A copy of an engagement whose demonstration holds every canary once.

    In comments, in names of organisations that may not be named, and in the notes of hui.
    """
    copy = shutil.copytree(engagement, folder)
    comments, names, notes = CANARIES[:COMMENTS], CANARIES[COMMENTS:-NOTES], CANARIES[-NOTES:]
    said = [f"{BEFORE}: {one} at 1 {one} Street, {AFTER}." for one in comments]
    made = copy / "synthetic"
    answers = pl.read_parquet(made / "answers.parquet")
    _put(answers, pl.col("text").is_not_null(), text=said).write_parquet(made / "answers.parquet")
    for file, rows, column, values in (
        ("organisations.csv", ~pl.col("may_be_named"), "name", names),
        ("events.csv", pl.col("status") == "held", "notes", notes),
    ):
        read = pl.read_csv(made / file, infer_schema_length=None, schema_overrides={"region": pl.String})
        _put(read, rows, **{column: values}).write_csv(made / file)
    return copy


def _put(rows: pl.DataFrame, wanted: pl.Expr, **values: list[str]) -> pl.DataFrame:
    ((column, new),) = values.items()
    places = rows.with_row_index("at").filter(wanted)["at"].head(len(new))
    assert len(places) == len(new)
    return rows.with_columns(rows[column].scatter(places, pl.Series(new)))


def in_record(text: str) -> set[str]:
    """The canaries in a text."""
    return {found.decode().lower() for found in _CANARY.findall(text.encode())}


def found(contents: Iterable[bytes]) -> set[str]:
    """The canaries in bytes, in what is packed in them (zip), and in what is written as base64 in them."""
    return {
        one.decode().lower()
        for content in contents
        for part in parts(content)
        for one in _CANARY.findall(part)
    }


def parts(content: bytes) -> Iterator[bytes]:
    """The bytes themselves, and what they pack."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            yield from (package.read(name) for name in package.namelist())
    for coded in _BASE64.findall(content):
        yield from parts(base64.b64decode(coded[: len(coded) // 4 * 4]))


def read_back(release: Path) -> Iterator[bytes]:
    """Every file of a release as it is, its names, and every table's values and properties as text."""
    for path in sorted(release.rglob("*")):
        yield str(path.relative_to(release)).encode()
        if path.is_file():
            yield path.read_bytes()
        if path.suffix == ".parquet":
            yield str(pl.read_parquet_metadata(path)).encode()
            yield pl.read_parquet(path).write_ndjson().encode()


class Overheard:
    """All that a page is sent and sends."""

    def __init__(self, page: Page) -> None:
        self.frames: list[bytes] = []
        self._responses = []
        page.on("response", self._answer)
        page.on("websocket", self._listen)

    def finish(self, page: Page) -> list[bytes]:
        """Every frame, the bodies of all responses, and the page as a browser would save it."""
        bodies = [response.body() for response in self._responses if response.status == 200]
        return [*self.frames, *bodies, page.content().encode()]

    def _answer(self, response) -> None:
        self._responses.append(response)

    def _listen(self, socket) -> None:
        socket.on("framereceived", self._note)
        socket.on("framesent", self._note)

    def _note(self, payload: str | bytes) -> None:
        self.frames.append(payload.encode() if isinstance(payload, str) else payload)
