"""The shipped engagement's folder, and the demonstration's tables as they are committed."""

import json

import polars as pl
import pytest

from wellbeing.model.tables import Answers, Contributions, Events, Organisations
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.sources.checking.tabular import read_table
from wellbeing.sources.engagement import EngagementFolder, read_engagement
from wellbeing.sources.paths import ROOT

FOLDER = ROOT / "data/your-say-2018"
SYNTHETIC = FOLDER / "synthetic"


@pytest.fixture(scope="session")
def folder() -> EngagementFolder:
    return read_engagement(FOLDER)


@pytest.fixture(scope="session")
def figures(folder) -> dict[str, float]:
    return dict(folder.published.select("figure", "value").iter_rows())


@pytest.fixture(scope="session")
def events() -> pl.DataFrame:
    return read_table(SYNTHETIC / "events.csv", Events)


@pytest.fixture(scope="session")
def held(events) -> pl.DataFrame:
    return events.filter(pl.col("status") == "held")


@pytest.fixture(scope="session")
def organisations() -> pl.DataFrame:
    return read_table(SYNTHETIC / "organisations.csv", Organisations)


@pytest.fixture(scope="session")
def contributions() -> pl.DataFrame:
    return Contributions.validate(pl.read_parquet(SYNTHETIC / "contributions.parquet"))


@pytest.fixture(scope="session")
def attendances(contributions) -> pl.DataFrame:
    return contributions.filter(pl.col("channel") == "hui")


@pytest.fixture(scope="session")
def responses(contributions) -> pl.DataFrame:
    return contributions.filter(pl.col("channel") != "hui")


@pytest.fixture(scope="session")
def answers() -> pl.DataFrame:
    return Answers.validate(pl.read_parquet(SYNTHETIC / "answers.parquet"))


@pytest.fixture(scope="session")
def true(events, organisations, contributions, answers) -> TrueTables:
    """What a release is made from."""
    return TrueTables(events, organisations, contributions.lazy(), answers.lazy())


@pytest.fixture(scope="session")
def codes() -> pl.DataFrame:
    return pl.read_csv(SYNTHETIC / "codes.csv", try_parse_dates=True)


@pytest.fixture(scope="session")
def notes() -> pl.DataFrame:
    return pl.read_csv(SYNTHETIC / "notes.csv", infer_schema=False)


@pytest.fixture(scope="session")
def truth() -> dict:
    return json.loads((SYNTHETIC / "truth.json").read_text(encoding="utf8"))
