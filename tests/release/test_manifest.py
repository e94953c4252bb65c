"""The manifest says what a release is; a changed byte of it shows."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.model.engagement import Disclosure
from wellbeing.release.manifest import Manifest, TableFile, decode, encode

MANIFEST = Manifest(
    id="2020-06-09.01",
    engagement="two-islands",
    tier="adviser",
    code={"version": "1"},
    parameters=Disclosure(threshold=6),
    inputs={"regions.csv": "00"},
    tables={"total": TableFile(1, "11")},
    files={"engagement.json": "22"},
    approver="A. Tester",
    marked=None,
    provenance="made for tests",
    made_at="2020-06-10T00:00:00+00:00",
)
TEXT = encode(MANIFEST)


def test_it_is_read_back_as_it_was_written():
    assert decode(TEXT) == MANIFEST


def test_it_is_canonical_json():
    fields = msgspec.json.decode(TEXT)
    assert list(fields) == sorted(fields)
    assert b": " not in TEXT
    assert {fields["audit"], fields["public_key"], fields["key"], fields["signature"]} == {None}


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 255))
def test_any_changed_byte_is_refused(position, change):
    changed = bytearray(TEXT)
    changed[position] ^= change
    with pytest.raises(ValueError):  # noqa: PT011 (decoding fails in many ways)
        decode(bytes(changed))


def test_a_field_with_its_hash_made_anew_is_another_manifest():
    other = encode(msgspec.structs.replace(MANIFEST, approver="B. Tester"))
    assert other != TEXT
    assert decode(other).approver == "B. Tester"
