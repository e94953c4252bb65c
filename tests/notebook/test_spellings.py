"""What a notebook asks for by a name in another spelling is the same; what is none is refused."""

import pytest

from wellbeing.model.errors import DataError
from wellbeing.notebook.opened import _opened


@pytest.fixture(scope="module")
def asked(release):
    return _opened(release)


@pytest.mark.parametrize(
    ("spelled", "name"),
    [
        ("Hawke's Bay", "Hawke’s Bay"),
        ("hawkes bay", "Hawke’s Bay"),
        ("Manawatu-Whanganui", "Manawatū-Whanganui"),
        ("MANAWATŪ–WHANGANUI", "Manawatū-Whanganui"),
    ],
)
def test_a_region_is_explained_in_any_spelling_of_its_name(asked, spelled, name):
    assert name in asked.explain(spelled).title


@pytest.mark.parametrize("value", ["paper", "PAPER", "Päper"])
def test_a_slice_is_told_in_any_spelling(asked, value):
    assert asked.coverage(where={"channel": value}).equals(asked.coverage(where={"channel": "paper"}))


def test_a_slice_that_nobody_knows_is_refused_with_those_that_are(asked):
    with pytest.raises(DataError, match="'channel:smoke' is no slice"):
        asked.coverage(where={"channel": "smoke"})
