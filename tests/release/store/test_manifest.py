"""The manifest says what a release is; a changed byte of it shows."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.model.errors import DataError
from wellbeing.model.lattice import LATTICE
from wellbeing.model.policy import Policy
from wellbeing.release.store.manifest import Manifest, TableFile, decode, encode

MANIFEST = Manifest(
    id="2020-06-09.01",
    engagement="two-islands",
    tier="adviser",
    code={"version": "1"},
    policy=Policy(tier="adviser", threshold=6),
    lattice=LATTICE,
    design={"scale": 1.0},
    measurement="0123456789abcdef",
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
    assert {fields["public_key"], fields["key"], fields["signature"]} == {None}


def test_it_holds_every_number_of_the_protection():
    fields = msgspec.json.decode(TEXT)
    assert fields["format"] == 2
    assert fields["policy"]["noise"]["count"] == 2
    assert fields["policy"]["refresh"] == {"still": 0.02, "rising": 3, "falling": 0.83}
    assert [cut["name"] for cut in fields["lattice"]["slices"]][:3] == ["channel", "topic", "period"]


@pytest.mark.parametrize("found", [1, 3, None])
def test_another_format_is_refused_before_anything_else_is_read(found):
    text = msgspec.json.encode({"id": "2018-08-31.01", "format": found, "unknown": 1})
    with pytest.raises(DataError, match=rf"2018-08-31\.01 has format {found}; this version reads format 2"):
        decode(text)


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 255))
def test_any_changed_byte_is_refused(position, change):
    changed = bytearray(TEXT)
    changed[position] ^= change
    with pytest.raises((ValueError, DataError)):  # decoding fails in many ways
        decode(bytes(changed))


def test_a_field_with_its_hash_made_anew_is_another_manifest():
    other = encode(msgspec.structs.replace(MANIFEST, approver="B. Tester"))
    assert other != TEXT
    assert decode(other).approver == "B. Tester"
