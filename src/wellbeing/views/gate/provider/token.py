"""Whether an ID token is believed, and what it says of a reader."""

import hmac
from collections.abc import Mapping
from typing import Any, Final

import jwt
from jwt import PyJWK, PyJWTError

from wellbeing.views.gate.provider.asking import NotSignedInError
from wellbeing.views.gate.provider.settings import NAMES, ProviderSettings

#: Ways to sign that only who holds the provider's own key can: never one that needs nothing, or what both know.
ALGORITHMS: Final = ("RS256", "PS256", "ES256")
#: Seconds by which two clocks may differ.
LEEWAY: Final = 60
_NEEDED: Final = ("iss", "aud", "exp", "iat", "sub", "nonce")
#: What is wrong with a token; the first that fits is said.
_WHY: Final[tuple[tuple[type[PyJWTError], str], ...]] = (
    (jwt.ExpiredSignatureError, "has ended"),
    (jwt.ImmatureSignatureError, "is of a time to come"),
    (jwt.InvalidAudienceError, "is for another server"),
    (jwt.InvalidIssuerError, "is of another issuer"),
    (jwt.InvalidAlgorithmError, "is signed in a way that is not taken"),
    (jwt.InvalidSignatureError, "is not signed by the provider’s key"),
    (jwt.InvalidKeyError, "is signed by a key that is too short"),
    (jwt.MissingRequiredClaimError, "lacks what every such token says"),
    (PyJWTError, "cannot be read"),
)


def claims_of(token: str, key: PyJWK, settings: ProviderSettings, nonce: str) -> Mapping[str, Any]:
    """What a token says, once it is known that the provider says it, to this server, now, to what was asked.

    Raises:
        NotSignedInError: it is not believed; says why.
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=list(ALGORITHMS),
            audience=settings.client_id,
            issuer=settings.issuer,
            leeway=LEEWAY,
            options={"require": list(_NEEDED), "enforce_minimum_key_length": True},
        )
    except PyJWTError as error:
        why = next(words for kind, words in _WHY if isinstance(error, kind))
        raise NotSignedInError(f"the ID token {why}") from error
    if not hmac.compare_digest(f"{claims['nonce']}".encode(), nonce.encode()):
        raise NotSignedInError("the ID token answers another login (nonce)")
    is_alone = isinstance(claims["aud"], str) or len(claims["aud"]) == 1
    if claims.get("azp", settings.client_id if is_alone else None) != settings.client_id:
        raise NotSignedInError("the ID token is for another server")
    return claims


def name_in(claims: Mapping[str, Any], settings: ProviderSettings) -> str:
    """The reader's name.

    Raises:
        NotSignedInError: the provider names nobody.
    """
    for claim in [settings.name_claim] if settings.name_claim else NAMES:
        name = _claim(claims, claim)
        if isinstance(name, str) and name.strip():
            return name.strip()
    raise NotSignedInError("the ID token does not have the claim that is to name the reader")


def groups_in(claims: Mapping[str, Any], settings: ProviderSettings) -> frozenset[str]:
    """The reader's groups; empty where the provider names none."""
    told = _claim(claims, settings.groups_claim)
    several = told if isinstance(told, list) else [told]
    return frozenset(one for one in several if isinstance(one, str))


def _claim(claims: Mapping[str, Any], name: str) -> object:
    """A claim by its name, which may have dots; or one within another."""
    if name in claims:
        return claims[name]
    first, _, rest = name.partition(".")
    within = claims.get(first)
    return _claim(within, rest) if rest and isinstance(within, Mapping) else None
