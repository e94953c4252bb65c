"""What tests of opinion share: the optional embedder, and public sets of real comments."""

import json
import os
from pathlib import Path

import pytest

from wellbeing.model.errors import DataError
from wellbeing.opinion.learning.minilm import MiniLM, require_packages


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
    """Reads one public set, which is not the project's to ship: ``make measure DATASETS=FOLDER``."""
    folder = Path(os.environ["WELLBEING_DATASETS"], "tone-dev")

    def rows(name):
        lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    return rows
