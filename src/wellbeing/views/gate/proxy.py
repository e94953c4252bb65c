"""A proxy in front of the server: whom it says it speaks for, and who may see this tier."""

import re
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Final

import msgspec
from bokeh.server.tornado import BokehTornado
from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from wellbeing.model.errors import DataError
from wellbeing.views.gate.answers import NotFromProxy, OtherTier, Unknown, is_for_all, note

#: Where a proxy says for whom it speaks.
FORWARDED_FOR: Final = "X-Forwarded-For"
GROUPS_HEADER: Final = "X-Forwarded-Groups"


class Groups(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who may see which tier, by groups that a proxy names."""

    #: Tier → the groups that may see it; ``*`` is everybody whom the proxy names.
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


class Proxy:
    """A check of every request: from a trusted address, and where a header names people, named, and of this tier."""

    def __init__(self, told: str, tier: str, groups: Groups | None = None) -> None:
        """Take ``HEADER@ADDRESS,ADDRESS`` or ``ADDRESS``, and the tier that is served."""
        self._header, _, addresses = told.rpartition("@")
        self._addresses = frozenset(addresses.split(","))
        self._groups = groups
        self._allowed: Collection[str] = groups.tiers.get(tier, ()) if groups else ("*",)

    def __call__(self, server: BokehTornado, request: HTTPServerRequest) -> type[RequestHandler] | None:
        """Who answers in place of what is asked for; None where it may be."""
        if is_for_all(request, server.prefix) and request.remote_ip not in self._addresses:
            return None
        if request.remote_ip not in self._addresses:
            note(request, "it did not come by the proxy")
            return NotFromProxy
        if said := request.headers.get(FORWARDED_FOR, ""):
            request.remote_ip = said.rpartition(",")[2].strip()[:64]  # what the proxy itself saw
        if is_for_all(request, server.prefix) or not self._header:
            return None
        return self._named(request)

    def _named(self, request: HTTPServerRequest) -> type[RequestHandler] | None:
        if not request.headers.get(self._header, "").strip():
            note(request, "the proxy did not name anybody")
            return Unknown
        groups = re.split(r"[,;|\s]+", request.headers.get(self._groups.header, "")) if self._groups else []
        if "*" not in self._allowed and not set(groups) & set(self._allowed):
            note(request, "none of its groups may see this tier")
            return OtherTier
        return None
