"""The way in: by which names the server is reached, and what each request has to show before it is answered."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from wellbeing.views.gate.crowds import not_crowded
from wellbeing.views.gate.groups import allowed_groups, read_groups
from wellbeing.views.gate.hosts import Check, by_itself, by_name, own_names
from wellbeing.views.gate.key import AccessKey
from wellbeing.views.gate.key_file import read_key
from wellbeing.views.gate.provider.asking import Provider
from wellbeing.views.gate.provider.login import ProviderLogin
from wellbeing.views.gate.provider.settings import read_provider
from wellbeing.views.gate.proxy import Proxy
from wellbeing.views.gate.session import LOGOUT, Sessions


class Entry(NamedTuple):
    """How readers come in."""

    #: Where it listens: on which port of which address.
    port: int
    address: str
    #: What browsers call the server.
    names: frozenset[str]
    #: Asked of each request, in their order.
    checks: Sequence[Check]
    #: What answers beside the pages, as Tornado takes it.
    handlers: Sequence[tuple[Any, ...]] = ()
    #: Before every path: ``/engagement``; empty at the root.
    prefix: str = ""
    #: Where they sign out, from any page; empty where they are not asked who they are.
    leave: str = ""


def alone(port: int, address: str) -> Entry:
    """Readers of this machine alone, by its own names."""
    names = own_names(port, address)
    return Entry(port, address, names, [by_name(names), by_itself, not_crowded()])


def entry_of(options: argparse.Namespace, tier: str, of: int = 1) -> Entry:
    """The way in that options say, to a release of a tier; to one of several processes that serve it together.

    Raises:
        DataError: the access key, the groups or the settings of a login cannot be read.
    """
    names = own_names(options.port, options.address, options.origin)
    checks, handlers, leave = [by_name(names)], list[tuple[Any, ...]](), ""
    groups = read_groups(options.groups) if options.groups else None
    if options.behind_proxy:
        checks.append(Proxy(options.behind_proxy, tier, groups))
    if login := _login(options, tier, allowed_groups(groups, tier)):
        checks.append(login.sessions)
        handlers += login.patterns()
        leave = LOGOUT.strip("/")
    prefix = options.prefix.strip("/")
    below = f"/{prefix}" if prefix else ""
    return Entry(
        options.port, options.address, names, [*checks, by_itself, not_crowded(of)], handlers, below, leave
    )


def _login(
    options: argparse.Namespace, tier: str, allowed: frozenset[str]
) -> AccessKey | ProviderLogin | None:
    """What the server itself asks readers for: a key, who they are at their agency's provider, or nothing."""
    is_secure = urlsplit(options.origin).scheme == "https"
    if options.access_key:
        key = read_key(options.access_key)
        return AccessKey(key, Sessions(key, is_secure=is_secure))
    if options.oidc:
        settings, secret = read_provider(options.oidc), read_key(options.oidc_secret)
        # Whoever may see another tier, or came while others might see this one, has no session here.
        follows = "\n".join([secret, settings.issuer, settings.client_id, tier, *sorted(allowed)])
        sessions = Sessions(follows, is_secure=is_secure)
        return ProviderLogin(Provider(settings, secret), sessions, allowed, options.origin)
    return None


def add_options(parser: argparse.ArgumentParser) -> None:
    """What ``entry_of`` reads."""
    parser.add_argument(
        "--origin", default="", help="what readers' browsers show: https://engage.example.org"
    )
    parser.add_argument("--prefix", default="", help="path below which everything is: /engagement")
    parser.add_argument("--access-key", type=Path, metavar="FILE", help="its first line lets readers in")
    parser.add_argument("--oidc", type=Path, metavar="FILE", help="at which provider readers log in")
    parser.add_argument("--oidc-secret", type=Path, metavar="FILE", help="what this server shares with it")
    parser.add_argument(
        "--behind-proxy", default="", metavar="[HEADER@]ADDRESS", help="trust what a proxy there says"
    )
    parser.add_argument("--groups", type=Path, metavar="FILE", help="which groups may see which tier")
