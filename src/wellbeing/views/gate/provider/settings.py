"""What a server knows of the provider of an agency's login: a file in TOML, and a secret beside it."""

import os
import tomllib
from collections.abc import Collection
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import msgspec

from wellbeing.model.errors import DataError, counted, quoted

#: Letters of the secret at least: sessions are signed by what follows from it.
_SHORTEST: Final = 16
_OPENID: Final = "openid"
#: Claims that name a reader, from the one that people know best to the one that every ID token has.
NAMES: Final = ("preferred_username", "name", "email", "sub")


class ProviderSettings(msgspec.Struct, frozen=True):
    """Which provider, and what this server is to it."""

    #: What its tokens name as their issuer; what it says of itself is asked below this address.
    issuer: str
    #: What this server is called there.
    client_id: str
    #: A file beside this one whose first line is the secret; or the variable of the environment that holds it.
    client_secret_file: str = ""
    client_secret_variable: str = ""
    #: The claims of an ID token that hold the reader's name and groups; a claim within another: ``realm_access.roles``.
    #: Without a claim for the name it is the first of ``NAMES`` that is there.
    name_claim: str | None = None
    groups_claim: str = "groups"
    scopes: tuple[str, ...] = (_OPENID, "profile")
    #: In place of what it says of itself: all three, or none.
    authorization_endpoint: str = ""
    token_endpoint: str = ""
    jwks_uri: str = ""
    #: Where a reader signs out there too; not needed.
    end_session_endpoint: str = ""

    @property
    def is_explicit(self) -> bool:
        """Whether the file says where everything is, so that the provider is not asked."""
        return bool(self.authorization_endpoint and self.token_endpoint and self.jwks_uri)


def read_provider(path: Path) -> ProviderSettings:
    """Settings from a TOML file.

    Raises:
        DataError: it cannot be read, or does not say what is needed; says what.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf8"))
        settings = msgspec.convert(said, ProviderSettings)
    except (OSError, ValueError, msgspec.ValidationError) as error:
        msg = f"{path.name} does not say how readers log in: {error}"
        raise DataError(msg) from error
    for problem in (_unknown(said), _wrong_addresses(settings), _wrong_choice(settings)):
        if problem:
            msg = f"{path.name} does not say how readers log in: {problem}"
            raise DataError(msg)
    return settings


def read_secret(settings: ProviderSettings, folder: Path) -> str:
    """The client's secret, from where the settings in a folder say.

    Raises:
        DataError: it is not there, or is too short to sign sessions by.
    """
    named, variable = settings.client_secret_file, settings.client_secret_variable
    try:
        text = (folder / named).read_text(encoding="utf8") if named else os.environ.get(variable, "")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"The client’s secret {named} cannot be read: {error}"
        raise DataError(msg) from error
    secret = text.partition("\n")[0].strip()
    if len(secret) < _SHORTEST:
        msg = f"The client’s secret in {named or variable} has {len(secret)} letters: it takes {_SHORTEST} or more"
        raise DataError(msg)
    return secret


def is_private(address: str) -> bool:
    """Whether nobody on the way reads what is said there: by HTTPS, or on this machine."""
    try:
        found = urlsplit(address)
        host = found.hostname or ""
    except ValueError:
        return False
    return bool(host) and (found.scheme == "https" or (found.scheme == "http" and _is_here(host)))


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _unknown(said: Collection[str]) -> str:
    known = ProviderSettings.__struct_fields__
    unknown = sorted(set(said) - set(known))
    listed = (
        f"{counted(len(unknown), 'unknown field')}: {quoted(unknown)}. Known: {quoted(known, len(known))}"
    )
    return listed if unknown else ""


def _wrong_addresses(settings: ProviderSettings) -> str:
    named = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    told = [name for name in named if getattr(settings, name)]
    if told and len(told) < len(named):
        return f"with {quoted(told)} it takes {quoted(one for one in named if one not in told)} too"
    for name in ("issuer", *told, *(["end_session_endpoint"] if settings.end_session_endpoint else [])):
        if not is_private(getattr(settings, name)):
            return f"{name} is no address that begins with https://"
    return ""


def _wrong_choice(settings: ProviderSettings) -> str:
    if bool(settings.client_secret_file) == bool(settings.client_secret_variable):
        return "it takes client_secret_file or client_secret_variable, and not both"
    if _OPENID not in settings.scopes:
        return f"scopes lack '{_OPENID}', without which no provider says who somebody is"
    if "" in (settings.client_id, settings.name_claim, settings.groups_claim):
        return "client_id, name_claim and groups_claim are not to be empty"
    return ""
