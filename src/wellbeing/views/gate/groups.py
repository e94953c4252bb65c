"""Which groups of readers may see which tier."""

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Final

import msgspec

from wellbeing.model.errors import DataError

#: Where a proxy names a reader's groups.
GROUPS_HEADER: Final = "X-Forwarded-Groups"
#: Everybody who is known at all.
_ALL: Final = "*"


class Groups(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who may see which tier, by groups that a proxy or a provider of logins names."""

    #: Tier → the groups that may see it; ``*`` is everybody who is named.
    tiers: dict[str, frozenset[str]]
    header: str = GROUPS_HEADER


def read_groups(path: Path) -> Groups:
    """Groups from a TOML file.

    Raises:
        DataError: it cannot be read, or says something else.
    """
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf8")), Groups)
    except (OSError, ValueError, msgspec.ValidationError) as error:
        example = '[tiers] adviser = ["advisers"]'
        msg = f"{path.name} does not say who may see which tier: {error}. It is written so: {example}"
        raise DataError(msg) from error


def allowed_groups(groups: Groups | None, tier: str) -> frozenset[str]:
    """The groups that may see a tier; everybody who is named, where no file says which."""
    return groups.tiers.get(tier, frozenset()) if groups else frozenset({_ALL})


def may_see(allowed: Collection[str], named: Collection[str]) -> bool:
    """Whether somebody of these groups is let in."""
    return _ALL in allowed or not set(allowed).isdisjoint(named)
