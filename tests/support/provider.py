"""A small provider of logins (OpenID Connect) on this machine, which can be told to answer wrongly."""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "engagement", "a secret of 24 letters/+:"
#: Who may log in, and their groups.
PEOPLE = {"ana": ["staff", "policy advisers"], "ben": ["staff"]}

#: A browser asks for no picture beside it.
_HEAD = '<link rel="icon" href="data:,">'


class LocalProvider:
    """Discovery, a page that asks who one is, tokens for codes, and keys; told by attributes what to do otherwise."""

    def __init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answers", (_Answers,), {"provider": self}))
        self.issuer = f"http://127.0.0.1:{self.server.server_port}/realms/agency"
        self.asked: list[str] = []
        self.codes: dict[str, dict[str, str]] = {}
        self.keys = {"first": new_key()}
        self.behave()

    def behave(self) -> None:
        """Answer rightly again."""
        #: Claims in place of the right ones, None where one is left out; and how, by whom and as what it is signed.
        self.claims: dict[str, Any] = {}
        self.algorithm, self.signs_with, self.named = "RS256", "first", "first"
        #: What is found at a path, in place of what would be.
        self.says: dict[str, tuple[int, bytes]] = {}
        #: How a client says its secret.
        self.method = "client_secret_basic"

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    @contextmanager
    def wrong(self, **how: Any) -> Iterator[None]:
        """Answer wrongly for a while."""
        for name, value in how.items():
            setattr(self, name, value)
        try:
            yield
        finally:
            self.behave()

    def settings(self, secret_file: str, **more: str) -> str:
        """What a server has to know of it, as TOML."""
        told = {"issuer": self.issuer, "client_id": CLIENT, "client_secret_file": secret_file, **more}
        return "".join(f"{name} = {json.dumps(value)}\n" for name, value in told.items())

    def code_for(self, query: Mapping[str, str], person: str) -> str:
        """A code that is worth a token, once."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = {**query, "person": person}
        return code

    def token(self, asked: Mapping[str, str]) -> str:
        """The ID token of somebody who was asked for."""
        now = int(time.time())
        right = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": f"id of {asked['person']}",
            "exp": now + 300,
            "iat": now,
            "nonce": asked["nonce"],
            "preferred_username": asked["person"],
            "groups": PEOPLE[asked["person"]],
        }
        claims = {name: value for name, value in {**right, **self.claims}.items() if value is not None}
        if self.algorithm == "HS256":
            return self._by_what_all_know(claims)
        key = new_key() if self.signs_with == "nobody's" else self.keys[self.signs_with]
        signed_by = None if self.algorithm == "none" else key
        return jwt.encode(claims, signed_by, self.algorithm, headers={"kid": self.named})

    def _by_what_all_know(self, claims: Mapping[str, Any]) -> str:
        """Signed by the public key, as if both sides kept it to themselves."""
        pem = self.keys["first"].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        parts = [packed(json.dumps(one).encode()) for one in ({"alg": "HS256", "kid": self.named}, claims)]
        signature = hmac.new(pem, ".".join(parts).encode(), hashlib.sha256).digest()
        return ".".join((*parts, packed(signature)))

    def jwks(self) -> dict[str, Any]:
        """The keys by which it signs, as everybody may know them."""
        return {
            "keys": [
                json.loads(RSAAlgorithm.to_jwk(key.public_key()))
                | {"kid": name, "use": "sig", "alg": "RS256"}
                for name, key in self.keys.items()
            ]
        }


class _Answers(BaseHTTPRequestHandler):
    provider: LocalProvider

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        provider, path = self.provider, self._path()
        root = provider.issuer
        if path in provider.says:
            self._answer(*provider.says[path])
        elif path.endswith("/.well-known/openid-configuration"):
            places = {
                "authorization_endpoint": f"{root}/authorize",
                "token_endpoint": f"{root}/token",
                "jwks_uri": f"{root}/keys",
                "end_session_endpoint": f"{root}/out",
            }
            told = {"issuer": root, "token_endpoint_auth_methods_supported": [provider.method], **places}
            self._answer(200, json.dumps(told).encode())
        elif path.endswith("/keys"):
            self._answer(200, json.dumps(provider.jwks()).encode())
        elif path.endswith("/authorize"):
            buttons = "".join(f'<button name="person" value="{one}">{one}</button>' for one in PEOPLE)
            self._answer(
                200, f'{_HEAD}<form method="post"><h1>Agency</h1>{buttons}</form>'.encode(), "text/html"
            )
        else:
            self._answer(
                200 if path.endswith("/out") else 404, f"{_HEAD}<h1>Agency: out</h1>".encode(), "text/html"
            )

    def do_POST(self) -> None:
        path = self._path()
        said = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        if path in self.provider.says:
            self._answer(*self.provider.says[path])
        elif path.endswith("/authorize"):
            query = dict(parse_qsl(urlsplit(self.path).query))
            told = {"code": self.provider.code_for(query, said["person"]), "state": query["state"]}
            self.send_response(302)
            self.send_header("Location", f"{query['redirect_uri']}?{urlencode(told)}")
            self.end_headers()
        else:
            self._tokens(said)

    def _tokens(self, said: Mapping[str, str]) -> None:
        asked = self.provider.codes.pop(said.get("code", ""), None)
        challenge = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
        is_right = (
            asked is not None
            and said["grant_type"] == "authorization_code"
            and asked["code_challenge_method"] == "S256"
            and asked["code_challenge"] == packed(challenge)
            and asked["redirect_uri"] == said["redirect_uri"]
        )
        if not self._is_client(said):
            self._answer(401, b'{"error": "invalid_client"}')
        elif not is_right:
            self._answer(400, b'{"error": "invalid_grant"}')
        else:
            told = {"id_token": self.provider.token(asked), "access_token": "-", "token_type": "Bearer"}
            self._answer(200, json.dumps(told).encode())

    def _is_client(self, said: Mapping[str, str]) -> bool:
        if self.provider.method == "client_secret_post":
            return (said["client_id"], said.get("client_secret")) == (CLIENT, SECRET)
        told = base64.b64decode(self.headers.get("Authorization", "").removeprefix("Basic ")).decode()
        return tuple(map(unquote, told.partition(":")[::2])) == (CLIENT, SECRET)

    def _path(self) -> str:
        path = urlsplit(self.path).path.removeprefix(urlsplit(self.provider.issuer).path)
        self.provider.asked.append(path)
        return path

    def _answer(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)
