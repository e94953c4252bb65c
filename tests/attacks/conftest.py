"""Releases to attack, of engagements of many shapes, and what is truly in them."""

from dataclasses import dataclass

import polars as pl
import pytest
from generated import shape

from wellbeing.model.engagement import Engagement
from wellbeing.release.axes import axes
from wellbeing.release.building import content, true_cells


@dataclass(frozen=True)
class Target:
    """A release's tables; beside them, for judging and for naive controls only, the true cells."""

    settings: Engagement
    tables: dict[str, pl.DataFrame]
    true: dict[str, pl.DataFrame]
    threshold: int


@pytest.fixture(scope="session")
def target(islands):
    """A function of a seed."""

    def make(seed: int) -> Target:
        folder, true = shape(islands, seed)
        tier = ("adviser", "public")[seed % 2]
        secret = seed.to_bytes(32, "big")
        return Target(
            folder.engagement,
            content(folder, true, tier, secret).tables,
            true_cells(true, axes(folder, true), secret),
            folder.engagement.disclosure[tier].threshold,
        )

    return make
