"""Readers log in at their agency's own provider: led there, taken back, and let in by what it says of them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from tornado.web import RequestHandler

from wellbeing.views.gate.answers import note
from wellbeing.views.gate.entrance import own_path, prefix_of, show_entrance
from wellbeing.views.gate.groups import may_see
from wellbeing.views.gate.key import WITHIN, Tries
from wellbeing.views.gate.provider import under_way
from wellbeing.views.gate.provider.asking import DownError, NotSignedInError, Provider, error_named
from wellbeing.views.gate.provider.token import claims_of, groups_in, name_in
from wellbeing.views.gate.provider.under_way import UnderWay
from wellbeing.views.gate.session import BACK, LOGIN, Sessions


class OtherGroupsError(NotSignedInError):
    """The reader is known, and may not see this tier."""

    kind = "groups"


class TooManyError(NotSignedInError):
    """Too many logins of an address failed of late."""

    kind, status = "many", 429


class ProviderLogin:
    """The way in by a provider."""

    def __init__(self, provider: Provider, sessions: Sessions, allowed: frozenset[str], origin: str) -> None:
        """Take whom to ask, what remembers who was let in, which groups are, and what browsers show (or nothing)."""
        self._provider, self.sessions = provider, sessions
        self._allowed, self._origin = allowed, origin.rstrip("/")
        self._failed = Tries()

    def patterns(self) -> list[tuple[str, type[RequestHandler], dict[str, Any]]]:
        """Where readers are led away, where they come back to, and where they sign out."""
        told = {"login": self}
        return [(LOGIN, ToProvider, told), (BACK, Back, told), self.sessions.pattern(self.elsewhere)]

    async def way_there(self, page: RequestHandler, back: str) -> str:
        """The provider's address at which a reader says who they are.

        Raises:
            NotSignedInError: it does not say where that is.
        """
        place = (await self._provider.endpoints()).authorization_endpoint
        login = under_way.begin(page, self.sessions, back)
        settings = self._provider.settings
        asked = {
            "response_type": "code",
            "client_id": settings.client_id,
            "redirect_uri": self._redirect_uri(page),
            "scope": " ".join(settings.scopes),
            "state": login.state,
            "nonce": login.nonce,
            "code_challenge": login.challenge,
            "code_challenge_method": "S256",
        }
        return f"{place}{'&' if '?' in place else '?'}{urlencode(asked)}"

    async def let_in(self, page: RequestHandler, said: Mapping[str, str]) -> str:
        """Begin the session of who comes back with a provider's answer; where they were going.

        Raises:
            NotSignedInError: they are not let in.
        """
        login = under_way.come_back(page, self.sessions, said.get("state", ""))
        claims = await self._claims(page, login, said)
        settings = self._provider.settings
        if not may_see(self._allowed, groups_in(claims, settings)):
            raise OtherGroupsError("none of its groups may see this tier")
        self.sessions.begin(page, name_in(claims, settings))
        return login.back

    async def _claims(
        self, page: RequestHandler, login: UnderWay, said: Mapping[str, str]
    ) -> Mapping[str, Any]:
        """What the provider says of a reader; an address whose answers it does not bear out is soon not heard."""
        code, settings = said.get("code", ""), self._provider.settings
        if said.get("iss", settings.issuer) != settings.issuer:
            raise NotSignedInError("the answer is of another issuer")
        if not code:
            raise NotSignedInError(f"the provider let nobody in ({error_named(said.get('error'))})")
        address = page.request.remote_ip or ""
        if self._failed.are_used(address):
            raise TooManyError("too many logins that failed")
        try:
            token = await self._provider.token_for(code, login.verifier, self._redirect_uri(page))
            return claims_of(token, await self._provider.key_of(token), settings, login.nonce)
        except DownError:
            raise
        except NotSignedInError:
            self._failed.count(address)
            raise

    async def elsewhere(self) -> str:
        """Where somebody signs out at the provider too; empty where it does not say."""
        try:
            place = (await self._provider.endpoints()).end_session_endpoint
        except NotSignedInError:
            return ""
        return f"{place}?{urlencode({'client_id': self._provider.settings.client_id})}" if place else ""

    def _redirect_uri(self, page: RequestHandler) -> str:
        origin = self._origin or f"http://{page.request.host}"  # which is one of the server's own names
        return f"{origin}{prefix_of(page)}{BACK}"


class ToProvider(RequestHandler):
    """Leads to the provider."""

    def initialize(self, login: ProviderLogin) -> None:
        """Take what knows the way."""
        self._login = login

    def data_received(self, chunk: bytes) -> None:
        """Nothing is streamed."""

    async def get(self) -> None:
        """Lead there, or say that it does not answer."""
        back = own_path(_asked(self).get("next", "/"))
        try:
            self.redirect(await self._login.way_there(self, back))
        except NotSignedInError as error:
            _refuse(self, error, back)


class Back(RequestHandler):
    """Takes back who was at the provider."""

    def initialize(self, login: ProviderLogin) -> None:
        """Take what lets them in."""
        self._login = login

    def data_received(self, chunk: bytes) -> None:
        """Nothing is streamed."""

    async def get(self) -> None:
        """Let them in where the provider says who they are; whatever it says, nothing of it is noted."""
        try:
            back = await self._login.let_in(self, _asked(self))
        except NotSignedInError as error:
            _refuse(self, error)
        except Exception as error:
            _refuse(self, NotSignedInError(f"the answer cannot be read ({type(error).__name__})"))
        else:
            self.redirect(f"{prefix_of(self)}{back}", status=303)


def _asked(page: RequestHandler) -> dict[str, str]:
    """What stands behind the question mark, whatever it is: Tornado would note it where it is no text."""
    return dict(parse_qsl(page.request.query, errors="replace"))


def _refuse(page: RequestHandler, error: NotSignedInError, back: str = "/") -> None:
    note(page.request, f"{error}")
    again = f"{prefix_of(page)}{LOGIN}?{urlencode({'next': back})}"
    show_entrance(page, "unsigned", error.status, kind=error.kind, again=again, seconds=int(WITHIN))
