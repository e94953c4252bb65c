"""A login that is under way: what was asked, kept in the reader's own browser until they are back."""

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from typing import Final

import msgspec
from tornado.web import RequestHandler

from wellbeing.views.gate.provider.asking import NotSignedInError
from wellbeing.views.gate.session import LOGIN, Sessions

#: Begins the name of each login's cookie: several tabs may log in at once.
KEPT: Final = "wellbeing-login-"
#: Seconds that a login may take.
_PATIENCE: Final = 600
#: Letters of such cookies that a browser keeps at once: a request with more would be too long for many a proxy.
_MOST_KEPT: Final = 2_500
#: Letters of where a reader was going; of a longer one only the page is kept, without what was chosen on it.
_LONGEST_BACK: Final = 1_000
#: As `secrets` writes 32 bytes.
_STATE: Final = re.compile(r"[\w-]{43}", re.ASCII)


class UnderWay(msgspec.Struct, frozen=True, array_like=True):
    """One login: by these it is known again, and nobody else's answer is taken for it."""

    #: Comes back with the answer; stands in the token; proves to the provider who asked.
    state: str
    nonce: str
    verifier: str
    #: Where the reader was going.
    back: str

    @property
    def challenge(self) -> str:
        """What the provider is told of the verifier (PKCE, S256)."""
        return urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).decode().rstrip("=")


def begin(page: RequestHandler, sessions: Sessions, back: str) -> UnderWay:
    """Begin a login, and have the browser keep it."""
    kept = {name: one.value for name, one in page.request.cookies.items() if name.startswith(KEPT)}
    if sum(map(len, kept.values())) > _MOST_KEPT:
        for name in kept:
            sessions.forget(page, name, LOGIN)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    kept_back = back if len(back) <= _LONGEST_BACK else back.partition("?")[0][:_LONGEST_BACK]
    login = UnderWay(state, nonce, verifier, kept_back)
    sessions.keep(page, _name(login.state), msgspec.json.encode(login).decode(), _PATIENCE, LOGIN)
    return login


def come_back(page: RequestHandler, sessions: Sessions, state: str) -> UnderWay:
    """The login that an answer belongs to; it is over by that, and cannot come back again.

    Raises:
        NotSignedInError: this browser asked for none such of late.
    """
    said = sessions.said(page.request, _name(state), _PATIENCE) if _STATE.fullmatch(state) else ""
    if not said:
        raise NotSignedInError("it did not ask to log in here, or too long ago (state)")
    sessions.forget(page, _name(state), LOGIN)
    login = msgspec.json.decode(said, type=UnderWay)
    if not hmac.compare_digest(login.state, state):
        raise NotSignedInError("it did not ask to log in here, or too long ago (state)")
    return login


def _name(state: str) -> str:
    return f"{KEPT}{state[:8]}"
