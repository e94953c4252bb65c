"""Where the development sets are, for the tests that measure on real comments."""

import json
from pathlib import Path

import pytest

from wellbeing.model.errors import DataError
from wellbeing.opinion.learning.minilm import MiniLM, require_packages

TONE_DEV = Path(__file__).parents[2].parent / "shared" / "data" / "tone-dev"


@pytest.fixture(scope="session")
def minilm():
    """The embedder; skips where the extra is not installed, which `make test` does not do."""
    try:
        require_packages()
    except DataError as error:
        pytest.skip(f"{error}")
    return MiniLM()


@pytest.fixture(scope="session")
def tone_dev():
    """Reads one development set; skips where the sets, which are not the project's to ship, are absent."""

    def rows(name):
        path = TONE_DEV / f"{name}.jsonl"
        if not path.exists():
            pytest.skip("the development sets are not beside this checkout (../shared/data/tone-dev)")
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    return rows
