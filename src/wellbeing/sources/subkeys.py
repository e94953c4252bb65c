"""One secret, many purposes: each has a key of its own, from which neither the secret nor another follows."""

import hashlib
import hmac


def subkey(secret: bytes, purpose: str) -> bytes:
    """The key for one purpose: HMAC-SHA256(secret, purpose), as in HKDF's expansion (RFC 5869).

    Args:
        secret: the workspace's 256 random bits, which nothing but this may use.
        purpose: what the key is for, the same words wherever it is used.
    """
    return hmac.digest(secret, purpose.encode(), hashlib.sha256)
