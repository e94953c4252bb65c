"""Published cells as the method describes them, and the shipped engagement with simple benchmarks."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from wellbeing.model.engagement import Benchmark, Disclosure, Engagement
from wellbeing.model.tables import Regions
from wellbeing.sources.engagement import read_settings
from wellbeing.sources.paths import ROOT
from wellbeing.sources.tabular import read_table

FOLDER = ROOT / "data/your-say-2018"
Publish = Callable[[pl.DataFrame, np.random.Generator, Disclosure], pl.DataFrame]


@pytest.fixture(scope="session")
def regions() -> pl.DataFrame:
    return read_table(FOLDER / "regions.csv", Regions)


@pytest.fixture(scope="session")
def codes(regions: pl.DataFrame) -> list[str]:
    return regions["code"].to_list()


@pytest.fixture(scope="session")
def engagement() -> Engagement:
    return read_settings(FOLDER / "engagement.toml")


@pytest.fixture(scope="session")
def adviser(engagement: Engagement) -> Disclosure:
    return engagement.disclosure["adviser"]


@pytest.fixture(scope="session")
def margins() -> Benchmark:
    """One set by region and another by type."""
    return Benchmark(id="margins", en="Margins", regions="regions", stakeholders="types", note="")


@pytest.fixture(scope="session")
def publish() -> Publish:
    return published


def published(counts: pl.DataFrame, draws: np.random.Generator, disclosure: Disclosure) -> pl.DataFrame:
    """Threshold and random rounding to the base (method.md, 3.2 to 3.4), each cell with its own draw.

    Written from the method's sentences, apart from the release layer, so that measures meet an independent
    hand.
    """
    threshold, base = disclosure.threshold, disclosure.base
    true = counts["true"].to_numpy()
    left = true % base
    up = draws.random(len(true)) < left / base
    count = np.maximum(true - left + base * up, threshold)
    is_few = pl.col("true") < threshold
    return counts.with_columns(pl.Series("rounded", count)).select(
        pl.exclude("true", "rounded"),
        pl.when(is_few).then(pl.lit("few")).otherwise(pl.lit("shown")).alias("status"),
        pl.when(~is_few).then("rounded").alias("count"),
        pl.when(is_few)
        .then(0)
        .otherwise((pl.col("rounded") - (base - 1)).clip(lower_bound=threshold))
        .alias("low"),
        pl.when(is_few).then(threshold - 1).otherwise(pl.col("rounded") + (base - 1)).alias("high"),
    )
