"""Known bodies and what is recorded of them: joined by name, exactly, or listed and never guessed."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import polars as pl

from wellbeing.sources.names.spelling import key, spelling_keys

_PAIRS: Final = {"organisation_id": pl.String, "body": pl.String}
#: Spelling → the bodies, each with its type, that are written so.
_Spellings = dict[str, set[tuple[str, str]]]


@dataclass(frozen=True)
class KnownRoster:
    """The frame of known bodies, with what is recorded of each."""

    #: One row per body: ``body``, ``stakeholder``, ``regions``, ``basis``, ``source``; whether it was ``invited``
    #: and ``heard``; whether that may be told: ``may_be_named`` of all that was recorded under its names
    #: (false where nothing was), ``named_heard`` of one of them that was heard.
    bodies: pl.DataFrame
    #: Organisation recorded → the known bodies that its name may mean, or that have its name and another type.
    unclear: dict[str, list[str]]


def known_roster(known: pl.DataFrame, organisations: pl.DataFrame) -> KnownRoster:
    """Who is known, and who of them was invited and heard.

    An organisation is a known body if their names are the same but for case, macrons and the like (the
    body's own before its other spellings), of one body alone and of the organisation's type.

    Args:
        known: rows of ``model.tables.KnownBodies``.
        organisations: ``organisation_id``, ``name``, ``type``, ``invited``, ``heard``, ``may_be_named``.
    """
    own = _spellings(known.select("name", "type", written="name"))
    other = _spellings(known.select("name", "type", written="also").explode("written").drop_nulls())
    pairs: list[tuple[str, str]] = []
    unclear: dict[str, list[str]] = {}
    for one, name, kind in organisations.select("organisation_id", "name", "type").iter_rows():
        meant = own.get(key(name)) or other.get(key(name)) or set()
        bodies = sorted(body for body, _ in meant)
        if [of_type for _, of_type in meant] == [kind]:
            pairs.append((one, *bodies))
        elif bodies:
            unclear[name] = bodies
    return KnownRoster(_recorded(known, organisations, pl.DataFrame(pairs, _PAIRS, orient="row")), unclear)


def _spellings(names: pl.DataFrame) -> _Spellings:
    spellings: _Spellings = defaultdict(set)
    for body, kind, written in names.iter_rows():
        for one in spelling_keys(written):
            spellings[one].add((body, kind))
    return spellings


def _recorded(known: pl.DataFrame, organisations: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    named_heard = (pl.col("heard") & pl.col("may_be_named")).any()
    of_body = (
        pairs.join(organisations, on="organisation_id")
        .group_by("body")
        .agg(pl.col("invited", "heard").any(), pl.col("may_be_named").all(), named_heard=named_heard)
    )
    bodies = known.select("regions", "basis", "source", body="name", stakeholder="type")
    flags = ("invited", "heard", "may_be_named", "named_heard")
    return bodies.join(of_body, on="body", how="left", maintain_order="left").select(
        "body",
        "stakeholder",
        "regions",
        "basis",
        "source",
        *(pl.col(name).fill_null(value=False) for name in flags),
    )
