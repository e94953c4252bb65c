"""Quotes that a steward approved, as far as they may leave: of whom they are, said only of twenty or more."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import polars as pl

from wellbeing.model.counterpart import counterpart
from wellbeing.model.engagement import Engagement, Group
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.places import place_spellings

QUOTE_COLUMNS: Final = dict.fromkeys(
    ("question", "theme", "position", "area", "stakeholder", "words"), pl.String
)
#: The same with whose it is: for the workspace only.
LABELLED: Final = {"contribution_id": pl.String, **QUOTE_COLUMNS}
#: Of whom a quote is: everybody, a type or group of types, or a group of regions; never both.
_Label = tuple[str, str]
_EVERYBODY: Final[_Label] = ("", "")
_TABLES: Final = {"": "total", "stakeholder": "stakeholder", "area": "region"}
Tables = Mapping[str, pl.DataFrame]
_Row = dict[str, Any]


def label_quotes(
    folder: EngagementFolder, true: TrueTables, published: Tables, before: pl.DataFrame, fewest: int
) -> pl.DataFrame:
    """The quotes of a release with whose they are, for the workspace only.

    What a quote was first labelled with it keeps for life: two labels together would say more than either.

    Args:
        folder: the engagement.
        true: with ``quotes`` that stand approved.
        published: the tables of the same release.
        before: the same of the release before; no rows for the first.
        fewest: contributions among which whoever said a quote is not to be told (``Policy.quote``).

    Returns:
        ``contribution_id`` and ``QUOTE_COLUMNS``: ``question``, ``theme`` (as the steward gave it), ``position``
        (null where fewer than ``fewest`` are known to have said so), ``area`` (a group of regions) or ``stakeholder``
        (a type or group of types) or neither, ``words``: null where a quote that was out is no longer
        approved, so that it is labelled as it was should it come back.
    """
    rows = _described(folder.engagement, true)
    places, unnamed = _naming(place_spellings(folder)), _naming(_not_to_be_named(true))
    local = {row["contribution_id"] for row in rows if places.search(row["words"])}
    full, kept = _full(published, fewest), _Kept(before)
    made = [
        kept.position(_published(row, full, _label_now(row, kept.label(row), folder.engagement, full, local)))
        for row in rows
        if _EVERYBODY in full
        and not unnamed.search(row["words"])
        and not (kept.says_type(row) and places.search(row["words"]))
    ]
    now = pl.DataFrame(made, LABELLED, orient="row")
    held = true.contributions.select("contribution_id").collect(engine="streaming")
    gone = before.join(now, on=["contribution_id", "question"], how="anti")
    gone = gone.join(held, on="contribution_id", how="semi")
    return pl.concat([now, gone.with_columns(words=pl.lit(None, pl.String))])


def quotes(kept: pl.DataFrame) -> pl.DataFrame:
    """``label_quotes`` quotes as they leave: in an order that says nothing of whose they are."""
    return kept.drop_nulls("words").select(*QUOTE_COLUMNS).sort(*QUOTE_COLUMNS, nulls_last=True)


def still_approved(kept: pl.DataFrame, approved: pl.DataFrame, unnamed: list[str]) -> pl.DataFrame:
    """``label_quotes`` quotes without the words of those that do not stand approved any more.

    Args:
        kept: ``label_quotes``.
        approved: ``contribution_id``, ``question_id``, ``words``.
        unnamed: organisations that may not be named, in a quote neither.
    """
    naming = _naming(unnamed)
    approved_now = approved.select("contribution_id", "words", question="question_id", _stands=True)
    keys = ["contribution_id", "question", "words"]
    joined = kept.join(approved_now, on=keys, how="left", maintain_order="left")
    stands = joined.with_columns(words=pl.when("_stands").then("words")).select(kept.columns)
    names = pl.Series([bool(naming.search(words or "")) for words in stands["words"]], dtype=pl.Boolean)
    return stands.with_columns(words=pl.when(~names).then("words"))


class _Kept:
    """What quotes were labelled with in the release before."""

    def __init__(self, before: pl.DataFrame) -> None:
        rows = before.to_dicts()
        self._labels = {row["contribution_id"]: _label_of(row) for row in rows}
        self._positions = {(row["contribution_id"], row["question"]): row["position"] for row in rows}

    def label(self, row: _Row) -> _Label | None:
        """The label of a contribution's quotes; None where it had none."""
        return self._labels.get(row["contribution_id"])

    def says_type(self, row: _Row) -> bool:
        """Whether its quotes are labelled with a type: words that name a place would say more."""
        return (self.label(row) or _EVERYBODY)[0] == "stakeholder"

    def position(self, made: _Row) -> _Row:
        """The quote, with the position that it had."""
        key = (made["contribution_id"], made["question"])
        return made | {"position": self._positions[key]} if key in self._positions else made


def _label_of(row: _Row) -> _Label:
    return next(((kind, row[kind]) for kind in ("stakeholder", "area") if row[kind]), _EVERYBODY)


def _described(settings: Engagement, true: TrueTables) -> list[_Row]:
    """The approved quotes with what is known of their contributions."""
    beside = {each: found.id for each in true.quotes["question_id"] if (found := counterpart(settings, each))}
    asked = pl.col("question_id").replace_strict(beside, default=None, return_dtype=pl.String)
    people = true.contributions.select("contribution_id", "region", "stakeholder", "communities")
    said = true.answers.select("contribution_id", pl.col("position").cast(pl.String), closed="question_id")
    wide = true.quotes.lazy().with_columns(closed=asked).join(people, on="contribution_id")
    return wide.join(said, on=["contribution_id", "closed"], how="left").collect().to_dicts()


def _published(row: _Row, full: set[tuple[str, ...]], by: _Label) -> _Row:
    position = row["position"] if (*by, row["closed"], row["position"]) in full else None
    label = {by[0]: by[1]} if by[0] else {}
    blank: _Row = dict.fromkeys(QUOTE_COLUMNS)
    kept = {"theme": row["theme"], "words": row["words"], "question": row["question_id"]}
    whose = {"contribution_id": row["contribution_id"]}
    return whose | blank | kept | label | {"position": position}


def _label_now(
    row: _Row, before: _Label | None, settings: Engagement, full: set[tuple[str, ...]], local: set[str]
) -> _Label:
    """The label that it had; where kaitiaki keep what its like say, it has none by area, or no longer has."""
    label = before or _label(row, settings, full, local)
    is_kept = not settings.kept_by_kaitiaki.isdisjoint([row["stakeholder"], *row["communities"]])
    return _EVERYBODY if label[0] == "area" and is_kept else label


def _label(row: _Row, settings: Engagement, full: set[tuple[str, ...]], local: set[str]) -> _Label:
    """The finest that holds enough, the same for all quotes of a contribution.

    Where one of them names a place, its type is not said: together they would be a region and a type.
    """
    types = [row["stakeholder"], _group(row["stakeholder"], settings.stakeholder_groups)]
    by_type = [] if row["contribution_id"] in local else [("stakeholder", each) for each in types]
    by_area = ("area", _group(row["region"], settings.region_groups))
    return next(label for label in (*by_type, by_area, _EVERYBODY) if label in full)


def _full(published: Tables, fewest: int) -> set[tuple[str, ...]]:
    """Labels, and labels with question and position, known to be those of ``fewest`` contributions or more."""
    enough = pl.col("status") == "shown", pl.col("low") >= fewest
    filled = {name: table.filter(*enough) for name, table in published.items() if "low" in table.columns}
    return {cell for kind, name in _TABLES.items() for cell in _cells(filled, kind, name)}


def _cells(filled: Tables, kind: str, name: str) -> Iterator[tuple[str, ...]]:
    member = (pl.col(kind) if kind else pl.lit("")).alias("member")
    for table, more in ((name, ()), (f"{name}_by_position", ("question", "position"))):
        if table not in filled:
            continue
        for cell in filled[table].with_columns(member).select("member", *more).iter_rows():
            yield (kind, *map(str, cell))


def _group(member: str | None, groups: Iterable[Group]) -> str | None:
    return next((group.id for group in groups if member in group.members), None)


def _not_to_be_named(true: TrueTables) -> list[str]:
    return true.organisations.filter(~pl.col("may_be_named"))["name"].to_list()


def _naming(names: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the names; never finds anything where there are none."""
    listed = "|".join(re.escape(name) for name in names)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)" if listed else r"(?!)", re.IGNORECASE)
