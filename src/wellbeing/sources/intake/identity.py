"""Which contribution a row is: the same in every export that holds it, however it is sorted, cut or saved.

Where the platform numbers its responses, its number decides, within the profile's ``collection``. Elsewhere
what is mapped decides, once it has been understood: another date format, another spelling of a region,
another order of rows or columns make no difference. Rows that say the same are told apart by an ordinal: the
second of two equal forms stays the second. Two people who say the same in two files that do not overlap count
once; an id prevents that.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from wellbeing.sources.intake.context import Context
from wellbeing.sources.intake.problems import problems
from wellbeing.sources.intake.wide import ANSWER, PART
from wellbeing.sources.reading.batch import ROW

#: The UUID of "wellbeing" in the namespace of domain names.
NAMESPACE: Final = bytes.fromhex("289728f2286b5b9b91012d98f68d52ad")
#: In a UUID the two highest bits of the ninth byte are 10.
VARIANTS: Final = {f"{digit:x}": f"{digit & 0b0011 | 0b1000:x}" for digit in range(16)}
#: Our columns that say what a contribution is; the file and the row are not among them.
CONTENT: Final = (
    "round",
    "channel",
    "region",
    "place",
    "stakeholder",
    "communities",
    "topic",
    "received_on",
    "language",
    "organisation",
)
DIGITS: Final = 32


@dataclass
class Seen:
    """What a file has held so far."""

    #: Content → how often.
    contents: Counter[str] = field(default_factory=Counter)
    #: Id of a contribution → the fingerprint of its first row.
    fingerprints: dict[str, str] = field(default_factory=dict)
    #: Ids of organisations that are on the roster, or were new.
    organisations: set[str] = field(default_factory=set)


def identified(wide: pl.DataFrame, context: Context, seen: Seen) -> pl.DataFrame:
    """The rows with ``fingerprint``, ``contribution_id``, ``basis``.

    Polars' own hashes differ between its versions, so that these are made in Python, one a row.
    """
    said = [name for name in wide.columns if name in CONTENT or name.startswith(ANSWER)]
    fingerprints = digested(wide.select(_joined(said)))
    scope = f"{context.folder.engagement.id}{PART}{context.profile.scope}{PART}"
    if context.profile.id:
        names, basis = [f"{scope}id{PART}{text}" for text in wide["id"]], "platform"
    else:
        names, basis = [f"{scope}{one}{PART}{_ordinal(one, seen)}" for one in fingerprints], "content"
    return wide.with_columns(
        pl.Series("fingerprint", fingerprints, pl.String),
        contribution_id=as_uuids(names),
        basis=pl.lit(basis),
    )


def twins(rows: pl.DataFrame, context: Context, seen: Seen) -> tuple[pl.Series, pl.DataFrame]:
    """Rows that say again what an earlier row with their id said, and rows that say something else.

    Returns:
        The numbers of the former (imported, nothing added), and problems of the latter.
    """
    earlier = [
        _earlier(one, said, seen) for one, said in rows.select("contribution_id", "fingerprint").rows()
    ]
    marked = rows.with_columns(pl.Series("earlier", earlier, pl.String))
    told = pl.lit("has the id of an earlier row, but says something else")
    differing = marked.filter(pl.col("earlier") != pl.col("fingerprint"))
    again = marked.filter(pl.col("earlier") == pl.col("fingerprint"))
    reasons = differing.select(ROW, value="id", reason=told)
    return again[ROW], problems(reasons, "id", context.profile.id)


def _earlier(one: str, fingerprint: str, seen: Seen) -> str | None:
    """The fingerprint that an id had in an earlier row; this one's is remembered where there was none."""
    earlier = seen.fingerprints.get(one)
    if earlier is None:
        seen.fingerprints[one] = fingerprint
    return earlier


def as_uuids(names: Iterable[str]) -> pl.Series:
    """Version 5 UUIDs (RFC 9562, section 5.5) of names, in the namespace of this program."""
    digests = [hashlib.sha1(NAMESPACE + name.encode(), usedforsecurity=False).hexdigest() for name in names]
    text = pl.Series(digests, dtype=pl.String)
    variant = text.str.slice(16, 1).replace_strict(VARIANTS, default=None, return_dtype=pl.String)
    ends = (text.str.slice(0, 8), text.str.slice(8, 4), "5" + text.str.slice(13, 3))
    parts = (*ends, variant + text.str.slice(17, 3), text.str.slice(20, 12))
    return pl.select(pl.concat_str([pl.lit(part) for part in parts], separator="-")).to_series()


def digested(texts: pl.DataFrame) -> pl.Series:
    """The fingerprint of each text in the only column of a frame."""
    digests = [hashlib.sha256(text.encode()).hexdigest()[:DIGITS] for text in texts.to_series()]
    return pl.Series("fingerprint", digests, pl.String)


def _ordinal(content: str, seen: Seen) -> int:
    seen.contents[content] += 1
    return seen.contents[content] - 1


def _joined(columns: Iterable[str]) -> pl.Expr:
    """One text of several columns, in the order of their names; white space makes no difference."""
    texts = [_plain(name) for name in sorted(columns)]
    return pl.concat_str(texts, separator=PART)


def _plain(name: str) -> pl.Expr:
    """What a column says; in what people wrote, one space stands for all white space between words."""
    text = pl.col(name).list.join(";") if name == "communities" else pl.col(name).cast(pl.String)
    said = text.fill_null("")
    return said.str.replace_all(r"\s+", " ") if name.startswith(ANSWER) else said
