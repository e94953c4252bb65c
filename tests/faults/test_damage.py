"""A record that was cut or of which a byte was changed is never taken for sound."""

import random

import pytest
from importer import run

from wellbeing.model.errors import DataError
from wellbeing.record.custody.verification import verify_record
from wellbeing.record.store.database import RECORD_FILE


@pytest.fixture
def sealed(trial):
    """The path of a record with 20 files."""
    one = trial("sealed", 20)
    assert run(one.arguments(*one.files), one.said) == 0
    return one.workspace / RECORD_FILE


def unnoticed(path, truncations, flips):
    """Cut the record, or flip a bit of it, at random places; how often that was not noticed."""
    chance = random.Random(1)  # noqa: S311 (seeded)
    whole = path.read_bytes()
    missed = 0
    for number in range(truncations + flips):
        at = chance.randrange(len(whole))
        flipped = whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]
        path.write_bytes(whole[:at] if number < truncations else flipped)
        missed += is_taken_for_sound(path)
    path.write_bytes(whole)
    return missed


def is_taken_for_sound(path):
    try:
        verify_record(path)
    except DataError:
        return False
    return True


def test_some_truncations_and_flipped_bits_are_noticed(sealed):
    assert unnoticed(sealed, truncations=20, flips=50) == 0
    verify_record(sealed)


@pytest.mark.prove
def test_200_truncations_and_500_flipped_bits_are_noticed(sealed):
    missed = unnoticed(sealed, truncations=200, flips=500)
    print(f"\n200 truncations and 500 flipped bits: {missed} not noticed")  # noqa: T201
    assert missed == 0
