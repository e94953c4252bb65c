"""Which tests are slow for where they lie: ``make check`` leaves them out, ``make test`` runs them.

Long proofs are slow as well, so that "not slow" never means an hour.
"""

from pathlib import Path
from typing import Final

import pytest
from sharing import largest_first

TESTS: Final = Path(__file__).resolve().parents[1]
#: They start programs, make releases or attack them; and what is held to data, boundaries and their sources.
SLOW: Final = ("attacks", "cli", "data", "faults", "geo", "notebooks")
#: Fixtures that make a release of the demonstration of their own.
MADE: Final = frozenset({"allowed"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        makes_one = MADE.intersection(getattr(item, "fixturenames", ()))
        is_proof = item.get_closest_marker("prove") is not None
        if is_proof or makes_one or item.path.relative_to(TESTS).parts[0] in SLOW:
            item.add_marker(pytest.mark.slow)
    largest_first(items)
