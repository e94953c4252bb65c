"""A folder of contributions is counted by every engine as the record is, and says what does not fit."""

import dataclasses
import datetime as dt
import shutil
import sys
from importlib.util import find_spec
from random import Random

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from wellbeing.model.errors import DataError
from wellbeing.model.vocabulary import ENGINES
from wellbeing.release.count import engines
from wellbeing.release.count.engines import engine
from wellbeing.release.count.lake import CONTRIBUTIONS, Lake, lake_columns
from wellbeing.release.count.lake_check import check_lake
from wellbeing.release.count.rows import counting_rows
from wellbeing.release.count.tally import MONTH, WEEK, counted_by

#: Sundays, Mondays, the turns of years of 52 and of 53 weeks, a leap day.
DAYS = [
    *(
        dt.date(2019, 12, 29),
        dt.date(2019, 12, 30),
        dt.date(2020, 1, 1),
        dt.date(2020, 1, 5),
        dt.date(2020, 1, 6),
    ),
    *(
        dt.date(2020, 2, 29),
        dt.date(2020, 12, 31),
        dt.date(2021, 1, 1),
        dt.date(2021, 1, 3),
        dt.date(2021, 1, 4),
    ),
    *(dt.date(2022, 12, 31), dt.date(2023, 1, 1), dt.date(2023, 1, 2)),
]
#: What needs more than being installed says in one sentence why it cannot be tried here.
SPARK = pytest.mark.skipif(
    shutil.which("java") is None or not find_spec("pyspark"),
    reason="Spark is not tried: no Java or no pyspark here (apt: default-jre-headless; pip: wellbeing[spark]).",
)
DUCKDB = pytest.mark.skipif(
    not find_spec("duckdb"), reason="DuckDB is not tried: pip install 'wellbeing[duckdb]'."
)
BY_ENGINE = [
    "polars",
    pytest.param("duckdb", marks=DUCKDB),
    pytest.param(
        "spark",
        marks=[
            SPARK,
            pytest.mark.slow,
            pytest.mark.filterwarnings("ignore:PySpark does not yet fully support"),
        ],
    ),
]


def written(path, rows, parts=3):
    """A folder with the rows in several files."""
    (path / CONTRIBUTIONS).mkdir(parents=True)
    size = -(-rows.height // parts)
    for number in range(parts):
        rows.slice(number * size, size).write_parquet(path / CONTRIBUTIONS / f"{number}.parquet")
    return path


def drawn(settings, number, seed):
    """Contributions of every shape: nulls, quotes and macrons in ids, days at the turns of weeks, months and years."""
    chance = Random(seed)  # noqa: S311
    known = {
        "received_on": DAYS,
        "communities": ["", "old", "old|young", "young"],
        "event_id": [None, None, "hui 'ā'", 'hui "b"', "hui;c"],
        **{
            name: [None, "", "N1", "Ōtautahi", "a|b"] for name in ("organisation_id", "region", "stakeholder")
        },
        "campaign": [None, None, "copy"],
    }
    columns = lake_columns(settings)
    values = {name: known.get(name, [None, "support", "x"]) for name in columns}
    values |= {name: [None, True, False] for name in columns if name.startswith("copied:")}
    kinds = {name: pl.String() for name in columns} | {"received_on": pl.Date()}
    kinds |= {name: pl.Boolean() for name in columns if name.startswith("copied:")}
    made = {name: [chance.choice(values[name]) for _ in range(number)] for name in columns}
    return pl.DataFrame(made | {"contribution_id": [f"{one}" for one in range(number)]}, kinds)


def counted(lake, by):
    (found,) = lake.counted_each([by])
    return found


@pytest.fixture(scope="module")
def columns(islands):
    return lake_columns(islands.engagement)


@pytest.fixture(scope="module")
def lake(tmp_path_factory, islands_true, columns):
    """The small engagement's contributions as a folder."""
    rows = counting_rows(islands_true, columns).collect()
    return Lake(written(tmp_path_factory.mktemp("lake") / "of islands", rows))


def test_every_engine_is_tried():
    assert [one if isinstance(one, str) else one.values[0] for one in BY_ENGINE] == list(ENGINES)


@pytest.mark.parametrize("name", BY_ENGINE)
def test_every_engine_counts_what_a_record_counts(name, lake, islands_true, columns):
    by = [*(each for each in columns if each != "contribution_id"), WEEK, MONTH]
    found, wanted = counted(Lake(lake.path, name), by), counted_by(islands_true, *by)
    assert_frame_equal(found.sort(by), wanted.sort(by))


@pytest.mark.parametrize("name", BY_ENGINE)
@pytest.mark.parametrize(("number", "seed"), [(1, 1), (40, 2), (5_000, 3)])
def test_every_engine_counts_rows_of_every_shape_as_a_loop_does(name, number, seed, tmp_path, islands):
    rows = drawn(islands.engagement, number, seed)
    by = ["region", "event_id", "communities", "campaign", "copied:why", "tone:why", WEEK, MONTH]
    counts = {}
    for row in rows.iter_rows(named=True):
        day = row["received_on"]
        spans = (day - dt.timedelta(days=day.weekday()), day.replace(day=1))
        key = (*(row[each] for each in by[:-2]), *spans)
        counts[key] = counts.get(key, 0) + 1
    found = counted(Lake(written(tmp_path / "lake", rows), name), by)
    assert {tuple(row[:-1]): row[-1] for row in found.iter_rows()} == counts
    assert found.height == len(counts)


@pytest.mark.parametrize("name", BY_ENGINE)
def test_what_is_counted_at_once_is_what_is_counted_one_after_another(name, tmp_path, islands):
    lake = Lake(written(tmp_path / "lake", drawn(islands.engagement, 900, 4)), name)
    each = [
        ["region", "event_id", WEEK],
        ["event_id", "tone:why", "themes:why"],
        [MONTH],
        ["copied:why", "region"],
    ]
    for by, found in zip(each, lake.counted_each(each), strict=True):
        assert_frame_equal(found.sort(by), counted(lake, by).sort(by))
        assert found.columns == [*by, "n"]


def test_files_that_are_counted_part_by_part_are_counted_as_all_at_once(monkeypatch, tmp_path, islands):
    lake = Lake(written(tmp_path / "lake", drawn(islands.engagement, 900, 5), parts=7))
    each = [["region", "event_id", "campaign", WEEK, MONTH], ["tone:why"]]
    at_once = lake.counted_each(each)
    monkeypatch.setattr(engines, "_AT_ONCE", 300)
    for by, one, other in zip(each, at_once, lake.counted_each(each), strict=True):
        assert_frame_equal(one.sort(by), other.sort(by))


@pytest.mark.parametrize("name", BY_ENGINE)
def test_a_release_of_a_folder_tells_what_one_of_the_record_tells(
    name, lake, islands, islands_true, measure, measured
):
    closed = [one.id for one in islands.engagement.questions if one.closed]
    there = Lake(lake.path, name)
    beside = {"contributions": there.contributions(), "answers": there.answers(closed), "lake": there}
    made = measure(islands, dataclasses.replace(islands_true, **beside))
    assert made.measurement == measured.measurement
    assert_frame_equal(made.measurements, measured.measurements)
    assert made.tables.keys() == measured.tables.keys()
    for name_, table in {**measured.tables, **measured.beside}.items():
        assert_frame_equal({**made.tables, **made.beside}[name_], table)


def test_a_week_at_the_turn_of_a_year_is_one_week(tmp_path, islands):
    rows = drawn(islands.engagement, 2, 1).with_columns(
        received_on=pl.Series([dt.date(2019, 12, 31), dt.date(2020, 1, 5)])
    )
    found = counted(Lake(written(tmp_path / "lake", rows)), [WEEK])
    assert found.rows() == [(dt.date(2019, 12, 30), 2)]


# What does not fit.


@pytest.fixture
def refusal(tmp_path, lake, islands, islands_true):
    """A function of what is done to the rows: the message."""

    def said(change):
        rows = change(pl.read_parquet(lake.files))
        with pytest.raises(DataError) as refused:
            check(Lake(written(tmp_path / "changed", rows, 1)), islands, islands_true)
        return str(refused.value)

    return said


def check(lake, islands, true):
    check_lake(
        lake, islands, true.events["event_id"].to_list(), true.organisations["organisation_id"].to_list()
    )


def test_a_folder_that_fits_is_taken(lake, islands, islands_true):
    check(lake, islands, islands_true)


def test_a_column_that_is_missing_and_one_of_another_type_are_named(refusal):
    missing = refusal(lambda rows: rows.drop("topic", "tone:why"))
    assert "2 columns missing: 'topic', 'tone:why'" in missing


def test_a_column_of_another_type_is_named_with_both(refusal):
    said = refusal(lambda rows: rows.with_columns(pl.col("received_on").cast(pl.String)))
    assert "1 column of another type: 'received_on (String in place of Date)'" in said


def test_values_that_are_not_known_are_counted_and_listed(refusal):
    def change(rows):
        strange = pl.when(pl.int_range(pl.len()) < 12).then(pl.lit("Atlantis")).otherwise("region")
        several = pl.when(pl.int_range(pl.len()) < 2).then(pl.lit("old|giants")).otherwise("communities")
        return rows.with_columns(region=strange, communities=several, event_id=pl.lit("hui-77"))

    said = refusal(change)
    assert "3 faults" in said
    assert "'region': 12 contributions with what is not known: 'Atlantis'." in said
    assert "'communities': 2 contributions with what is not known: 'giants'." in said
    assert "'event_id': 600 contributions with what is not known: 'hui-77'." in said


def test_what_every_contribution_says_may_not_be_missing(refusal):
    said = refusal(lambda rows: rows.with_columns(received_on=pl.lit(None, pl.Date)))
    assert "'received_on': 600 contributions without a value." in said


def test_a_folder_without_parquet_says_what_writes_it(tmp_path, islands, islands_true):
    with pytest.raises(DataError, match=r"There is no Parquet in .*`wellbeing record export"):
        check(Lake(tmp_path), islands, islands_true)


def test_an_engine_that_there_is_not_is_named():
    with pytest.raises(
        DataError, match=r"There is no engine 'abacus'\. Engines: 'polars', 'duckdb', 'spark'"
    ):
        engine("abacus")


def test_an_engine_that_is_not_installed_says_what_brings_it(monkeypatch):
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.delitem(sys.modules, "pyspark", raising=False)
    with pytest.raises(DataError, match=r"pip install 'wellbeing\[spark\]'"):
        engine("spark")
