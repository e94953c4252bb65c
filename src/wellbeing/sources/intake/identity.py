"""Record linkage: a row is the same contribution in every export, however it is sorted, cut or saved.

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

from wellbeing.model.profile import Profile
from wellbeing.sources.intake.mapping.context import Context
from wellbeing.sources.intake.mapping.problems import problems
from wellbeing.sources.intake.mapping.rows import ANSWER, platform_id
from wellbeing.sources.intake.uuids import PART, as_uuids
from wellbeing.sources.reading.batch import ROW

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
_DIGITS: Final = 32


@dataclass
class Occurrences:
    """What a file has held so far."""

    #: Content → how often.
    contents: Counter[str] = field(default_factory=Counter)
    #: Id of a contribution → the fingerprint of its first row.
    fingerprints: dict[str, str] = field(default_factory=dict)
    #: Ids of organisations that are on the roster, or were new.
    organisations: set[str] = field(default_factory=set)


def identify(rows: pl.DataFrame, context: Context, occurrences: Occurrences) -> pl.DataFrame:
    """The rows with ``fingerprint``, ``contribution_id``, ``basis``.

    Polars' own hashes differ between its versions, so that these are made in Python, one a row.
    """
    columns = [name for name in rows.columns if name in CONTENT or name.startswith(ANSWER)]
    fingerprints = digests(rows.select(_joined(columns)))
    marked = rows.with_columns(pl.Series("fingerprint", fingerprints, pl.String))
    engagement, scope = context.folder.engagement.id, context.profile.scope
    if context.profile.id:
        ids = _numbered(rows["id"], engagement, scope)
        return marked.with_columns(contribution_id=ids, basis=pl.lit("platform"))
    names = [
        f"{engagement}{PART}{scope}{PART}{one}{PART}{_ordinal(one, occurrences)}" for one in fingerprints
    ]
    return marked.with_columns(contribution_id=as_uuids(names), basis=pl.lit("content"))


def contributions_of_rows(rows: pl.DataFrame, profile: Profile, engagement: str) -> pl.Series:
    """Which contribution each row would become by its platform's number, before what it says is understood.

    Args:
        rows: of a file, as read.
        profile: fitted to the file; it names columns of an id.
        engagement: its id.
    """
    return _numbered(platform_id(rows, profile.id).values, engagement, profile.scope)


def _numbered(ids: pl.Series, engagement: str, scope: str) -> pl.Series:
    return as_uuids(f"{engagement}{PART}{scope}{PART}id{PART}{text}" for text in ids)


def repeated_rows(
    rows: pl.DataFrame, context: Context, occurrences: Occurrences
) -> tuple[pl.Series, pl.DataFrame]:
    """Rows that say again what an earlier row with their id said, and rows that say something else.

    Returns:
        The numbers of the former (imported, nothing added), and problems of the latter.
    """
    earlier = [
        _earlier(one, said, occurrences) for one, said in rows.select("contribution_id", "fingerprint").rows()
    ]
    marked = rows.with_columns(pl.Series("earlier", earlier, pl.String))
    reason = pl.lit("has the id of an earlier row, but says something else")
    differing = marked.filter(pl.col("earlier") != pl.col("fingerprint"))
    again = marked.filter(pl.col("earlier") == pl.col("fingerprint"))
    reasons = differing.select(ROW, value="id", reason=reason)
    return again[ROW], problems(reasons, "id", context.profile.id)


def _earlier(one: str, fingerprint: str, occurrences: Occurrences) -> str | None:
    """The fingerprint that an id had in an earlier row; this one's is remembered where there was none."""
    earlier = occurrences.fingerprints.get(one)
    if earlier is None:
        occurrences.fingerprints[one] = fingerprint
    return earlier


def digests(texts: pl.DataFrame) -> pl.Series:
    """The fingerprint of each text in the only column of a frame."""
    digests = [hashlib.sha256(text.encode()).hexdigest()[:_DIGITS] for text in texts.to_series()]
    return pl.Series("fingerprint", digests, pl.String)


def _ordinal(content: str, occurrences: Occurrences) -> int:
    occurrences.contents[content] += 1
    return occurrences.contents[content] - 1


def _joined(columns: Iterable[str]) -> pl.Expr:
    """One text of several columns, in the order of their names; white space makes no difference."""
    texts = [_plain(name) for name in sorted(columns)]
    return pl.concat_str(texts, separator=PART)


def _plain(name: str) -> pl.Expr:
    """What a column says; in what people wrote, one space stands for all white space between words."""
    text = pl.col(name).list.join(";") if name == "communities" else pl.col(name).cast(pl.String)
    filled = text.fill_null("")
    return filled.str.replace_all(r"\s+", " ") if name.startswith(ANSWER) else filled
