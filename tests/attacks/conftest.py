"""Releases to attack, of engagements of many shapes, and what is truly in them."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl
import pytest
from generated import shape

from wellbeing.model.engagement import Engagement
from wellbeing.model.errors import DataError
from wellbeing.release.axes import axes
from wellbeing.release.building import content, true_cells


@dataclass(frozen=True)
class Target:
    """A release's tables; beside them, for judging and for naive controls only, the true cells."""

    settings: Engagement
    tables: dict[str, pl.DataFrame]
    true: dict[str, pl.DataFrame]
    threshold: int
    seed: int


@pytest.fixture(scope="session")
def targets(islands):
    """A function of how many: releases of many shapes. What is refused as unsafe is counted."""

    def make(number: int) -> Iterator[Target]:
        made = 0
        for seed in range(2 * number):
            released = released_from(islands, seed)
            made += released is not None
            if released is not None:
                yield released
            if made == number:
                refused = seed + 1 - number
                assert refused <= 0.05 * number + 1, f"{refused} of {seed + 1} were refused"
                return

    return make


def released_from(islands, seed: int) -> Target | None:
    """The release of one shape; None if nothing can be hidden that would make it safe."""
    folder, true = shape(islands, seed)
    tier = ("adviser", "public")[seed % 2]
    secret = seed.to_bytes(32, "big")
    try:
        tables = content(folder, true, tier, secret).tables
    except DataError:
        return None
    exact = true_cells(true, axes(folder, true), secret)
    return Target(folder.engagement, tables, exact, folder.engagement.disclosure[tier].threshold, seed)
