"""Record linkage: a row is the same contribution in every export, however it is sorted, cut or saved.

Where the platform numbers its responses, its number decides, within the profile's ``collection``. Elsewhere
what is mapped decides, once it has been understood: another date format, another spelling of a region,
another order of rows or columns make no difference. Rows that say the same are told apart by an ordinal: the
second of two equal forms stays the second. Two people who say the same in two files that do not overlap count
once; an id prevents that.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from wellbeing.language import message
from wellbeing.model.consent import CONSENTS
from wellbeing.model.profile import Profile
from wellbeing.model.tables import SAID_FIELDS
from wellbeing.sources.intake.mapping.context import Context
from wellbeing.sources.intake.mapping.distinct import changed_once
from wellbeing.sources.intake.mapping.problems import merge_problems, no_problems, problems
from wellbeing.sources.intake.mapping.rows import ANSWER, platform_id
from wellbeing.sources.intake.uuids import PART, as_uuids, fingerprints, passing_fingerprints
from wellbeing.sources.reading.batch import ROW

#: Our columns that say what a contribution is; the file and the row are not among them.
CONTENT: Final = (*SAID_FIELDS, "organisation")
#: White space that is not one space.
_UNEVEN: Final = r"\s{2,}|[^\S ]"
#: Why none of several rows with one id is believed.
CONTESTED: Final = message("is the id of several rows that say different things")
#: Why a row that waited is not joined to what another row of its file, or another typed form, says already.
ID_TAKEN: Final = message("is the id of another row that is in the record and says something else")
#: Before a platform's id in the name of a contribution.
_BY_ID: Final = f"id{PART}"
_EARLIER: Final = message("has the id of an earlier row, but says something else")


@dataclass
class Occurrences:
    """What a file has held so far."""

    #: Content → how often.
    contents: Counter[str] = field(default_factory=Counter)
    #: ``contribution_id`` and ``fingerprint`` of the first row of each contribution, a frame for each batch.
    first_rows: list[pl.DataFrame] = field(default_factory=list)
    #: Hashes of their ids, good for this process: where none comes twice, no id does.
    keys: list[pl.Series] = field(default_factory=list)
    #: Ids of organisations that are on the roster, or were new.
    organisations: set[str] = field(default_factory=set)


def identify(rows: pl.DataFrame, context: Context, occurrences: Occurrences) -> pl.DataFrame:
    """The rows with ``fingerprint``, ``contribution_id``, ``basis``."""
    is_passing = context.remembered.is_passing
    said = passing_fingerprints(_said(rows)) if is_passing else fingerprints(_said(rows))
    engagement, scope = context.folder.engagement.id, context.profile.scope
    if context.profile.id:
        basis, kind, names = "platform", _BY_ID, rows["id"]
    else:
        basis, kind = "content", ""
        names = pl.Series([f"{one}{PART}{_ordinal(one, occurrences)}" for one in said], dtype=pl.String)
    ids = names if is_passing else as_uuids(_scoped(names, engagement, scope, kind))
    return rows.with_columns(fingerprint=said, contribution_id=ids, basis=pl.lit(basis))


def row_fingerprints(rows: pl.DataFrame) -> pl.Series:
    """What mapped rows say, a fingerprint each."""
    return fingerprints(_said(rows))


def _said(rows: pl.DataFrame) -> pl.Series:
    """All that each mapped row says, as one text; white space makes no difference."""
    told_by = {*CONTENT, "apart"}.difference(CONSENTS)
    columns = [name for name in rows.columns if name in told_by or name.startswith(ANSWER)]
    said = pl.concat_str([_plain(rows[name]) for name in sorted(columns)], separator=PART)
    text = rows.select(_with_consents(said, rows)).to_series()
    return text + rows["waits"].fill_null("") if "waits" in rows.columns else text


def _with_consents(said: pl.Expr, rows: pl.DataFrame) -> pl.Expr:
    """With what consents say: who says nothing of them has the fingerprint from before they were known."""
    stated = [name for name in CONSENTS if rows[name].null_count() < rows.height]
    if not stated:
        return said
    each = [pl.lit(f"{PART}{name}{PART}") + pl.col(name) for name in stated]
    return pl.concat_str([said, *each], ignore_nulls=True)


def contributions_of_rows(rows: pl.DataFrame, profile: Profile, engagement: str) -> pl.Series:
    """Which contribution each row would become by its platform's number, before what it says is understood.

    "" where it has none: rows without a number are nobody's together.

    Args:
        rows: of a file, as read.
        profile: fitted to the file; it names columns of an id.
        engagement: its id.
    """
    names = platform_id(rows, profile).values.fill_null("")
    ids = as_uuids(_scoped(names, engagement, profile.scope, _BY_ID))
    return ids.zip_with(names != "", pl.Series([""], dtype=pl.String).new_from_index(0, len(ids)))


def _scoped(names: pl.Series, engagement: str, scope: str, kind: str) -> pl.Series:
    """Names as they are known within an engagement and a survey."""
    return pl.Series([f"{engagement}{PART}{scope}{PART}{kind}"]).new_from_index(0, len(names)) + names


def repeated_rows(
    rows: pl.DataFrame, context: Context, occurrences: Occurrences
) -> tuple[pl.Series, pl.DataFrame]:
    """Rows that say again what an earlier row with their id said, and rows that say something else.

    Returns:
        The numbers of the former (imported, nothing added), and problems of the latter.
    """
    remembered = context.remembered
    if remembered.are_unique or not context.profile.id:
        return rows[ROW].clear(), no_problems()
    if not (remembered.contested or remembered.taken):
        return _later_rows(rows, context, occurrences)
    contested = rows["id"].is_in(list(remembered.contested)).fill_null(value=False)
    said = zip(rows["contribution_id"], rows["fingerprint"], strict=True)
    taken = pl.Series([remembered.taken.get(one, now) != now for one, now in said], dtype=pl.Boolean)
    disputed = rows.with_columns(
        reason=pl.when(contested).then(pl.lit(CONTESTED)).when(taken).then(pl.lit(ID_TAKEN))
    )
    reasons = disputed.drop_nulls("reason").select(ROW, "reason", value="id")
    again, differing = _later_rows(rows.filter(~(contested | taken)), context, occurrences)
    return again, merge_problems([problems(reasons, "id", context.profile.id), differing])


def _later_rows(
    rows: pl.DataFrame, context: Context, occurrences: Occurrences
) -> tuple[pl.Series, pl.DataFrame]:
    """As ``repeated_rows``: an earlier row is believed."""
    said = rows.select("contribution_id", "fingerprint")
    keys = said["contribution_id"].hash()
    known = any(part.is_in(keys.implode()).any() for part in occurrences.keys)
    occurrences.keys.append(keys)
    if not known and keys.n_unique() == len(keys):
        occurrences.first_rows.append(said)
        return rows[ROW].clear(), no_problems()
    before = [part.join(said, on="contribution_id", how="semi") for part in occurrences.first_rows]
    first = pl.concat([*before, said]).unique("contribution_id", keep="first", maintain_order=True)
    new = first.tail(first.height - sum(part.height for part in before))
    occurrences.first_rows.append(new)
    is_first = pl.col("contribution_id").is_first_distinct() & pl.col("contribution_id").is_in(
        new["contribution_id"].implode()
    )
    earlier = first.rename({"fingerprint": "earlier"})
    later = rows.filter(~is_first).join(earlier, on="contribution_id", maintain_order="left")
    reason = pl.lit(_EARLIER)
    differing = later.filter(pl.col("earlier") != pl.col("fingerprint"))
    again = later.filter(pl.col("earlier") == pl.col("fingerprint"))
    reasons = differing.select(ROW, value="id", reason=reason)
    return again[ROW], problems(reasons, "id", context.profile.id)


def _ordinal(content: str, occurrences: Occurrences) -> int:
    occurrences.contents[content] += 1
    return occurrences.contents[content] - 1


def _plain(said: pl.Series) -> pl.Expr:
    """What a column says; in what people wrote, one space stands for all white space between words."""
    if len(said) and said.null_count() == len(said):
        return pl.lit("")
    if said.dtype == pl.Date:
        said = changed_once(said, lambda days: days.cast(pl.String).to_frame("day"))["day"]
    text = pl.lit(said).list.join(";") if said.dtype == pl.List else pl.lit(said).cast(pl.String)
    filled = text.fill_null("")
    return filled.str.replace_all(_UNEVEN, " ") if said.name.startswith(ANSWER) else filled
