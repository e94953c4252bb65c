"""Who made a release: an Ed25519 signature over its manifest, and the keys that are believed."""

import contextlib
import os
import tempfile
import tomllib
from pathlib import Path
from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from wellbeing.release.manifest import Manifest, sha256, signed_bytes
from wellbeing.sources.paths import TRUSTED_KEYS, engagement_folder

#: The workspace's own key, for its owner's eyes only; its public half lies beside the releases, so that they
#: can be believed when the key is locked away.
KEY: Final = "signing.key"
PUBLIC_KEY: Final = "releases/signing.pub"
#: Long enough that nobody finds another key with the same one, short enough to read aloud.
FINGERPRINT_DIGITS: Final = 32


def signed(manifest: Manifest, workspace: Path) -> Manifest:
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


def is_trusted(manifest: Manifest, release: Path) -> bool:
    """Whether the key is believed: listed, or this workspace's own where no list has been made.

    Keys are listed in ``WELLBEING_TRUSTED_KEYS`` or in ``engagement.toml``. A release marked as a
    demonstration is believed with the key of the workspace it lies in, whatever is listed.
    """
    listed = _listed(manifest.engagement)
    own = manifest.key == _own_fingerprint(release)
    return manifest.key in listed or (own and (not listed or manifest.marked is not None))


def _listed(engagement: str) -> list[str]:
    given = [key for key in os.environ.get(TRUSTED_KEYS, "").split(",") if key]
    file = engagement_folder() / "engagement.toml"
    with contextlib.suppress(OSError, tomllib.TOMLDecodeError):
        settings = tomllib.loads(file.read_text(encoding="utf8"))
        if settings.get("id") == engagement:
            return [*given, *settings.get("trusted_keys", [])]
    return given


def _own_fingerprint(release: Path) -> str | None:
    with contextlib.suppress(OSError, ValueError):
        return fingerprint(bytes.fromhex((release.resolve().parents[1] / PUBLIC_KEY).read_text()))
    return None


def _own_key(workspace: Path) -> Ed25519PrivateKey:
    path = workspace / KEY
    if not path.exists():
        _make(path)
    key = Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    public = workspace / PUBLIC_KEY
    public.parent.mkdir(parents=True, exist_ok=True)
    public.write_text(key.public_key().public_bytes_raw().hex())
    return key


def _make(path: Path) -> None:
    """Written beside, mode 600, and linked in: of two processes one wins, and neither reads half a file."""
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=".signing-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(Ed25519PrivateKey.generate().private_bytes_raw())
    with contextlib.suppress(FileExistsError):
        path.hardlink_to(beside)
    Path(beside).unlink()
