"""Who made a release: an Ed25519 signature over its manifest, and the keys that are believed."""

import contextlib
import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from wellbeing.release.store.manifest import Manifest, sha256, signed_bytes
from wellbeing.sources.paths import TRUSTED_KEYS, engagement_folder, workspace_folder
from wellbeing.sources.private import make_private, private_folder, write_private

#: The workspace's own key, and its public half, by which its releases are believed when the key is locked
#: away. Neither lies among the releases: whoever sends such a folder brings no key that is believed.
KEY: Final = "signing.key"
PUBLIC_KEY: Final = "signing.pub"
#: Where the public half lay before.
FORMER: Final = "releases/signing.pub"
#: Long enough that nobody finds another key with the same one, short enough to read aloud.
FINGERPRINT_DIGITS: Final = 32


def sign_manifest(manifest: Manifest, workspace: Path) -> Manifest:
    """The manifest with the workspace's signature; its key is made on first use."""
    key = _own_key(workspace)
    public = key.public_key().public_bytes_raw()
    named = msgspec.structs.replace(manifest, public_key=public.hex(), key=fingerprint(public))
    return msgspec.structs.replace(named, signature=key.sign(signed_bytes(named)).hex())


def fingerprint(public: bytes) -> str:
    """What a public key is called in ``engagement.toml`` and on pages."""
    return sha256(public)[:FINGERPRINT_DIGITS]


def is_genuine(manifest: Manifest) -> bool:
    """Whether the signature is that of the key which the manifest names."""
    with contextlib.suppress(InvalidSignature, ValueError, TypeError):
        public = bytes.fromhex(manifest.public_key or "")
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(bytes.fromhex(manifest.signature or ""), signed_bytes(manifest))
        return manifest.key == fingerprint(public)
    return False


@dataclass(frozen=True)
class Trust:
    """Whose releases are believed: those of listed keys anywhere, a workspace's own where they were made.

    Of what lies beside a release nothing is believed: a folder that was sent needs a listed key.
    """

    #: Its own key is believed for what lies among its releases.
    workspace: Path = field(default_factory=workspace_folder)
    #: Its ``engagement.toml`` lists keys; where it lists any, the workspace's own is for demonstrations only.
    engagement: Path = field(default_factory=engagement_folder)
    #: Believed too, as are those in ``WELLBEING_TRUSTED_KEYS``.
    keys: tuple[str, ...] = ()

    def listed(self, engagement: str) -> list[str]:
        """The keys that the engagement lists, if it is the one that is named."""
        with contextlib.suppress(OSError, tomllib.TOMLDecodeError):
            settings = tomllib.loads((self.engagement / "engagement.toml").read_text(encoding="utf8"))
            if settings.get("id") == engagement:
                return list(settings.get("trusted_keys", []))
        return []

    def given(self) -> list[str]:
        """The keys that whoever started this process, or the program itself, believes."""
        return [*self.keys, *filter(None, os.environ.get(TRUSTED_KEYS, "").split(","))]


def is_trusted(manifest: Manifest, release: Path, trust: Trust | None = None) -> bool:
    """Whether the key of a release in a folder is believed; by default in the workspace that is named."""
    by = trust or Trust()
    listed = by.listed(manifest.engagement)
    if manifest.key in [*listed, *by.given()]:
        return True
    is_own = lies_in(release, by.workspace) and manifest.key == own_fingerprint(by.workspace)
    return is_own and (not listed or manifest.marked is not None)


def lies_in(release: Path, workspace: Path) -> bool:
    """Whether a folder is one of a workspace's releases, links followed."""
    return release.resolve().parent == (workspace / "releases").resolve()


def own_fingerprint(workspace: Path) -> str | None:
    """What a workspace's own key is called; None where it has none."""
    with contextlib.suppress(OSError, ValueError):
        key = Ed25519PrivateKey.from_private_bytes((workspace / KEY).read_bytes())
        return fingerprint(key.public_key().public_bytes_raw())
    with contextlib.suppress(OSError, ValueError):
        return fingerprint(bytes.fromhex((workspace / PUBLIC_KEY).read_text()))
    return None


def _own_key(workspace: Path) -> Ed25519PrivateKey:
    path = private_folder(workspace) / KEY
    if not path.exists():
        make_private(path, Ed25519PrivateKey.generate().private_bytes_raw())
    key = Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    write_private(workspace / PUBLIC_KEY, key.public_key().public_bytes_raw().hex().encode())
    (workspace / FORMER).unlink(missing_ok=True)
    return key
