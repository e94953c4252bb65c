"""Each purpose of the secret has a key of its own."""

import hashlib
import hmac

from wellbeing.sources.subkeys import subkey

SECRET = bytes(range(32))


def test_a_subkey_is_the_hmac_of_its_purpose():
    assert subkey(SECRET, "noise") == hmac.new(SECRET, b"noise", hashlib.sha256).digest()


def test_purposes_and_secrets_have_different_keys():
    keys = {subkey(secret, purpose) for secret in (SECRET, bytes(32)) for purpose in ("noise", "refreshes")}
    assert len(keys) == 4
    assert SECRET not in keys
