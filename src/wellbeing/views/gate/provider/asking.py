"""What this server asks of the provider itself: where things are, by which keys it signs, and for a token."""

import re
import time
from typing import Any, Final
from urllib.parse import quote, urlencode

import msgspec
from jwt import PyJWK, PyJWKSet, PyJWTError, get_unverified_header
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest, HTTPResponse

from wellbeing.views.gate.provider.settings import ProviderSettings, is_private

#: Seconds for a connection, and for an answer.
_REACHED_IN, _ANSWERED_IN = 5.0, 10.0
#: Bytes of an answer that are read.
_MOST_BYTES: Final = 1_000_000
#: Seconds for which is believed what the provider said of itself and of its keys.
_BELIEVED_FOR: Final = 3600.0
_DISCOVERY: Final = "/.well-known/openid-configuration"
_FORM: Final = "application/x-www-form-urlencoded"
_BASIC: Final = "client_secret_basic"
#: What kind of error a provider names.
_NAMED: Final = re.compile(r"[a-z_]{1,40}")


class NotSignedInError(Exception):
    """Somebody is not let in; says why, for the log: nothing of a token or a name."""

    kind, status = "", 403


class DownError(NotSignedInError):
    """The provider does not answer as one does."""

    kind, status = "down", 503


class Endpoints(msgspec.Struct, frozen=True):
    """What a provider says of itself, by the names that it uses."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str | None = None
    token_endpoint_auth_methods_supported: tuple[str, ...] = (_BASIC,)


def error_named(told: object) -> str:
    """The kind of error that a provider names, where it is a word as the standard has them."""
    return f"{told}" if isinstance(told, str) and _NAMED.fullmatch(told) else "no word of the standard"


class Provider:
    """The provider, as this process knows it: asked for what it says of itself when first needed, and hourly."""

    def __init__(self, settings: ProviderSettings, secret: str) -> None:
        """Take who it is, and the secret that this server shares with it."""
        self.settings, self._secret = settings, secret
        self._client: AsyncHTTPClient | None = None
        self._kept: dict[str, tuple[float, bytes]] = {}

    async def endpoints(self) -> Endpoints:
        """Where everything is.

        Raises:
            DownError: it does not say so, or of another issuer.
        """
        told = self.settings
        if told.is_explicit:
            needed = (told.authorization_endpoint, told.token_endpoint, told.jwks_uri)
            return Endpoints(told.issuer, *needed, told.end_session_endpoint or None)
        text = await self._known(f"{told.issuer.rstrip('/')}{_DISCOVERY}")
        try:
            found = msgspec.json.decode(text, type=Endpoints)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise DownError("what the provider says of itself cannot be read") from error
        if found.issuer != told.issuer:
            raise DownError("the provider says that it is another issuer than its settings have")
        places = (
            found.authorization_endpoint,
            found.token_endpoint,
            found.jwks_uri,
            found.end_session_endpoint,
        )
        if not all(is_private(place) for place in places if place is not None):
            raise DownError("the provider names places that are not reached by https")
        return found

    async def token_for(self, code: str, verifier: str, redirect_uri: str) -> str:
        """The ID token that a code is worth, once.

        Raises:
            DownError: the provider does not answer.
            NotSignedInError: it does not take the code.
        """
        places = await self.endpoints()
        asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}
        asked |= {"code_verifier": verifier, "client_id": self.settings.client_id}
        headers = {"Content-Type": _FORM, "Accept": "application/json"}
        if _BASIC in places.token_endpoint_auth_methods_supported:
            named = {
                "auth_username": quote(self.settings.client_id, ""),
                "auth_password": quote(self._secret, ""),
            }
        else:
            asked, named = asked | {"client_secret": self._secret}, {}
        answer = await self._asked(
            places.token_endpoint, method="POST", body=urlencode(asked), headers=headers, **named
        )
        try:
            said = msgspec.json.decode(answer.body, type=dict[str, Any])
        except (msgspec.DecodeError, UnicodeDecodeError):
            said = {}
        if answer.code != 200:
            raise NotSignedInError(f"the provider did not take the code ({error_named(said.get('error'))})")
        return f"{said.get('id_token') or ''}"

    async def key_of(self, token: str) -> PyJWK:
        """The provider's key that a token says it is signed by; asked for anew where it is not known yet.

        Raises:
            DownError: the provider does not answer.
            NotSignedInError: it has no such key.
        """
        try:
            name = get_unverified_header(token).get("kid")
        except PyJWTError as error:
            raise NotSignedInError("the ID token cannot be read") from error
        address = (await self.endpoints()).jwks_uri
        for is_anew in (False, True):
            keys = [
                key
                for key in _keys(await self._known(address, is_anew=is_anew))
                if name in {None, key.key_id}
            ]
            if len(keys) == 1:
                return keys[0]
        raise NotSignedInError("the ID token is signed by no key of the provider")

    async def _known(self, address: str, *, is_anew: bool = False) -> bytes:
        at, text = self._kept.get(address, (0.0, b""))
        if is_anew or not text or time.monotonic() - at > _BELIEVED_FOR:
            answer = await self._asked(address, headers={"Accept": "application/json"})
            if answer.code != 200:
                raise DownError(f"the provider answers {answer.code}")
            text = answer.body
            self._kept[address] = (time.monotonic(), text)
        return text

    async def _asked(self, address: str, **asked: Any) -> HTTPResponse:
        self._client = self._client or AsyncHTTPClient(force_instance=True, max_body_size=_MOST_BYTES)
        asked |= {"connect_timeout": _REACHED_IN, "request_timeout": _ANSWERED_IN, "follow_redirects": False}
        try:
            request = HTTPRequest(address, **asked)
            answer = await self._client.fetch(request, raise_error=False)
        except (OSError, HTTPClientError, ValueError) as error:
            raise DownError(f"the provider does not answer ({type(error).__name__})") from error
        if answer.code >= 500:
            raise DownError(f"the provider answers {answer.code}")
        return answer


def _keys(text: bytes) -> list[PyJWK]:
    try:
        found = PyJWKSet.from_json(text.decode()).keys
    except (PyJWTError, ValueError, AttributeError) as error:
        raise DownError("the provider’s keys cannot be read") from error
    return [key for key in found if key.public_key_use in {None, "sig"}]
