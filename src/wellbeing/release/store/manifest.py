"""What a release says of itself: who approved it, how it is protected, and the hash of every file."""

import hashlib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import msgspec

from wellbeing.model.errors import DataError
from wellbeing.model.lattice import Lattice
from wellbeing.model.policy import Policy

MANIFEST: Final = "manifest.json"
#: 1 hid small counts and their neighbours; from 2 on counts are measured with noise and reconciled.
FORMAT: Final = 2
#: This approver is a machine: such a release says so wherever it is shown.
DEMONSTRATION: Final = "demonstration"


class TableFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table's file."""

    rows: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``manifest.json``, in the order of its keys."""

    format: int = FORMAT
    #: Last day on which a contribution was received, and a serial: ``2018-08-31.01``.
    id: str
    #: The engagement's id.
    engagement: str
    tier: str
    #: Version of this package, and the hash of its source.
    code: dict[str, str]
    #: Every number of its protection.
    policy: Policy
    #: What it can be asked for.
    lattice: Lattice
    #: What follows from the design: how many counts and equations, which facts are public, the least standard
    #: deviation of a figure by class, the privacy loss ρ of one contribution.
    design: dict[str, Any]
    #: Names the data that were measured: releases of one measurement tell the same figures.
    measurement: str
    #: The engagement's files by name; ``record`` is keyed, so that nobody can try out guesses of it.
    inputs: dict[str, str]
    #: Name → rows and hash of ``tables/<name>.parquet``.
    tables: dict[str, TableFile]
    #: The other files by name.
    files: dict[str, str]
    approver: str
    #: "demonstration" when nobody looked at it; else null.
    marked: str | None
    #: Said by ``status --json`` and every export.
    provenance: str
    #: ISO 8601, UTC.
    made_at: str
    #: The public key and its fingerprint, and the signature, in hexadecimal; null: not signed.
    public_key: str | None = None
    key: str | None = None
    signature: str | None = None


def encode(manifest: Manifest) -> bytes:
    """Canonical JSON with ``sha256``, the hash of the rest: a changed byte shows without a signature too."""
    return _canonical({**_plain(manifest), "sha256": sha256(_canonical(_plain(manifest)))})


def signed_bytes(manifest: Manifest) -> bytes:
    """What is signed: the canonical JSON of everything but the signature."""
    return _canonical(_plain(msgspec.structs.replace(manifest, signature=None)))


def decode(text: bytes) -> Manifest:
    """The manifest that bytes hold.

    Raises:
        ValueError: the bytes are not exactly what ``encode`` wrote.
        DataError: it is of another format.
    """
    fields = msgspec.json.decode(text, type=dict[str, Any])
    _check_format(fields)
    fields.pop("sha256", None)
    manifest = msgspec.convert(fields, Manifest)
    if encode(manifest) != text:
        msg = "its bytes are not those that were written"
        raise ValueError(msg)
    return manifest


def _check_format(fields: Mapping[str, Any]) -> None:
    found = fields.get("format")
    if found == FORMAT:
        return
    msg = f"Release {fields.get('id', '')} has format {found}; this version reads format {FORMAT}. "
    msg += "Its figures were protected in another way: make it again with `wellbeing release`."
    raise DataError(msg)


def sha256(content: bytes) -> str:
    """The hash of a file's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def code_version() -> dict[str, str]:
    """This package's version, and one hash over its source files in order of name."""
    package = Path(__file__).resolve().parents[1]
    sources = {str(path.relative_to(package)): path for path in package.rglob("*.py")}
    whole = hashlib.sha256(b"".join(sources[name].read_bytes() for name in sorted(sources)))
    return {"version": version("wellbeing"), "source_sha256": whole.hexdigest()}


def _plain(manifest: Manifest) -> Mapping[str, Any]:
    return dict(msgspec.to_builtins(manifest))


def _canonical(fields: Mapping[str, Any]) -> bytes:
    return msgspec.json.encode(fields, order="sorted")
