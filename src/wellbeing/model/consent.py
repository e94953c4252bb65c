"""Consents: what may be done with what a contribution says, as whoever gave it said, and what they were told before."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final, Literal

import dataframely as dy
import msgspec
import polars as pl

#: Fields of a contribution: its words may be quoted, its body named; it is for the agency's eyes only.
CONSENTS: Final = ("may_publish", "may_be_named", "only_for_agency")
YES: Final = "yes"
NO: Final = "no"
#: What a consent can say; null where nothing was said, which is no consent.
CONSENT_WORDS: Final = (YES, NO)
#: What each consent says where it allows least.
STRICTEST: Final = dict(zip(CONSENTS, (NO, NO, YES), strict=True))


def loosened(changes: Iterable[tuple[str, Any, Any]]) -> list[str]:
    """Consents that allow more than before: what was forbidden is not any more, or what nobody had allowed is.

    Args:
        changes: field, what it said, what it says now; empty where it says nothing.
    """
    return [
        name
        for name, before, after in changes
        if name in STRICTEST
        and (before == STRICTEST[name] or (not before and after == YES != STRICTEST[name]))
    ]


class Consents(dy.Schema):
    """One row per contribution that says anything of what may be done with it."""

    contribution_id = dy.String(primary_key=True)
    #: Whether its words may be quoted.
    may_publish = dy.Enum(CONSENT_WORDS, nullable=True)
    #: Whether the body on whose behalf it was said may be named.
    may_be_named = dy.Enum(CONSENT_WORDS, nullable=True)
    #: Whether it is counted only: no word of it, and no name, leaves the agency, whatever else it says.
    only_for_agency = dy.Enum(CONSENT_WORDS, nullable=True)

    @dy.rule()
    def says_something(cls) -> pl.Expr:  # noqa: N805 (as dataframely has it)
        """What says nothing is not kept."""
        return pl.any_horizontal(pl.col(CONSENTS).is_not_null())


class Unstated(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What holds where a contribution does not say: by itself nothing is allowed."""

    may_publish: Literal["yes", "no"] = "no"
    may_be_named: Literal["yes", "no"] = "no"
    #: By what law or notice silence is consent; needed where either is "yes".
    legal_basis: str = ""


class Care(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What people were told, and who looks after what they gave."""

    purpose: str
    legal_basis: str
    notice: str
    retention: str
    retain_until: dt.date
    kaitiaki: str = ""
    #: Whether what ``Engagement.in_kaitiaki_care`` said may be told by area.
    kaitiaki_allows_maori_map: bool = False
    #: Whether releases name who has confirmed how files were read.
    names_who_confirmed: bool = False
    contact: str
