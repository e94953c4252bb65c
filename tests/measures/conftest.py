"""Published cells as the method describes them, and the shipped engagement with simple benchmarks."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from wellbeing.model.engagement import Benchmark, Engagement
from wellbeing.model.tables import Regions
from wellbeing.sources.checking.tabular import read_table
from wellbeing.sources.engagement import read_settings
from wellbeing.sources.paths import ROOT

FOLDER = ROOT / "data/your-say-2018"
#: Below it, figures are told to be few; what is left of the noise on a figure once tables are added up.
THRESHOLD, SD = 6, 1.2
Publish = Callable[..., pl.DataFrame]


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
def margins() -> Benchmark:
    """One set by region and another by type."""
    return Benchmark(id="margins", en="Margins", regions="regions", stakeholders="types", note="")


@pytest.fixture(scope="session")
def publish() -> Publish:
    return published


def published(counts: pl.DataFrame, draws: np.random.Generator, sd: float = SD) -> pl.DataFrame:
    """Noise on each true count, rounded to a whole number and shown from the threshold on.

    Written from the method's sentences, apart from the release layer, so that measures meet an independent
    hand.
    """
    figure = np.rint(counts["true"].to_numpy() + draws.normal(0, sd, counts.height)).astype(np.int64)
    is_few = pl.col("figure") < THRESHOLD
    return counts.with_columns(figure=figure).select(
        pl.exclude("true", "figure"),
        pl.when(is_few).then(pl.lit("few")).otherwise(pl.lit("shown")).alias("status"),
        pl.when(~is_few).then("figure").alias("count"),
        pl.when(is_few)
        .then(0)
        .otherwise((pl.col("figure") - 1.96 * sd).ceil().clip(0))
        .cast(int)
        .alias("low"),
        pl.when(is_few)
        .then(np.floor(THRESHOLD - 0.5 + 1.645 * sd))
        .otherwise((pl.col("figure") + 1.96 * sd).floor())
        .cast(int)
        .alias("high"),
        pl.lit(sd).alias("sd"),
    )
