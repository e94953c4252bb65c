"""Counting contributions in a folder of Parquet: ours beside what each engine does when it is asked plainly.

    python benchmarks/count.py [ROWS …]

Draws so many contributions to the shipped engagement (17 regions, 8 types, communities, four closed questions,
comments on two, 200 hui), writes them as `wellbeing record export` does, and counts everything that a release asks
by each engine, once through `release.count` and once in the engine's own words. Each count is a process of its own:
seconds, seconds of processor, the most memory it held, and how many combinations came home, which must be the same.
An engine that is not installed is left out with a sentence. ``FOLDER=DIR`` keeps what was drawn, ``ENGINES="polars
duckdb"`` names those to try.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import polars as pl

from wellbeing.model.engagement import Engagement
from wellbeing.release.count.lake import CONTRIBUTIONS, Lake, lake_columns
from wellbeing.release.count.rows import opinion_columns
from wellbeing.release.count.tally import MONTH, WEEK
from wellbeing.sources.engagement import EngagementFolder, read_engagement
from wellbeing.sources.paths import ROOT

#: What is drawn and written at once.
PART = 1_000_000
HUI = 200
#: From the first contribution to the last.
DAYS = 16 * 7
#: What an id ends in, as long as a UUID.
AFTER = "-0000-4000-8000-000000000000"
SPARK = ["--conf", "spark.ui.enabled=false"]
HAS_SPARK = find_spec("pyspark") and shutil.which("java")
EVERY = os.environ.get("ENGINES", f"polars duckdb {'spark' if HAS_SPARK else ''}").split()


def drawn(folder: EngagementFolder, start: int, number: int) -> pl.DataFrame:
    """Contributions from one number on: half at hui, which have a day and a region; skewed as engagements are."""
    chance = np.random.default_rng(start)
    settings = folder.engagement
    at_hui = chance.random(number) < 0.5
    hui = chance.integers(0, HUI, number)
    among = Skewed(chance, number)
    day = np.where(at_hui, hui * DAYS // HUI, chance.integers(0, DAYS, number))
    codes = pl.Series([*folder.regions["code"]], dtype=pl.String)
    columns = {
        "contribution_id": pl.Series(np.arange(start, start + number)).cast(pl.String).str.zfill(12) + AFTER,
        "round": "engage",
        "channel": np.where(at_hui, "hui", np.where(chance.random(number) < 0.8, "online", "paper")),
        "event_id": "hui-" + pl.Series(hui).cast(pl.String).str.zfill(3),
        "region": among([*codes, None]),
        "_place": codes.gather(hui % codes.len()),
        "stakeholder": among([*(term.id for term in settings.stakeholders), None]),
        "communities": among(["", *(term.id for term in settings.communities), "maori|pacific"]),
        "topic": among([*(term.id for term in settings.topics), "both"]),
        "received_on": np.datetime64("2018-05-07") + day.astype("timedelta64[D]"),
        **_said(settings, among),
    }
    is_hui = pl.col("channel") == "hui"
    rows = pl.DataFrame(columns).with_columns(
        event_id=pl.when(is_hui).then("event_id"),
        region=pl.when(is_hui).then("_place").otherwise("region"),
        received_on=pl.col("received_on").cast(pl.Date),
    )
    kinds = {name: pl.Boolean if name.startswith("copied:") else pl.String for name in lake_columns(settings)}
    lacking = [pl.lit(None, kind).alias(name) for name, kind in kinds.items() if name not in rows.columns]
    return rows.with_columns(lacking).select(list(kinds))


class Skewed:
    """Members as often as Zipf would have them, the first most."""

    def __init__(self, chance: np.random.Generator, number: int) -> None:
        self._chance, self._number = chance, number

    def __call__(self, members: list[str | None]) -> pl.Series:
        weights = 1 / np.arange(1, len(members) + 1)
        places = self._chance.choice(len(members), self._number, p=weights / weights.sum())
        return pl.Series(members, dtype=pl.String).gather(places)


def _said(settings: Engagement, among: Skewed) -> dict[str, pl.Series]:
    said = {}
    for asked in settings.questions:
        if asked.closed:
            positions = dict.fromkeys(option.position for option in asked.options)
            said[f"position:{asked.id}"] = among([None, *positions])
        else:
            said[f"tone:{asked.id}"] = among([None, None, "negative", "neutral", "positive"])
    return said


def cubes(folder: EngagementFolder) -> list[list[str]]:
    """What a release counts by: all who were heard, then each question, as ``release.count.grain`` asks it."""
    who = ["region", "stakeholder", "communities", "channel", "topic"]
    asked = [[*who, "event_id", "organisation_id", *columns] for columns in said_columns(folder.engagement)]
    return [[*who, "campaign", WEEK, MONTH], *asked]


def said_columns(settings: Engagement) -> list[list[str]]:
    each = [([one], []) if one.closed else ([], [one]) for one in settings.questions]
    return [opinion_columns(*one) for one in each]


def ours(path: Path, engine: str) -> int:
    lake = Lake(path, engine)
    return sum(counted.height for counted in lake.counted_each(cubes(shipped())))


def plainly(path: Path, engine: str) -> int:
    """The same in the engine's own words."""
    files = f"{path}/{CONTRIBUTIONS}/*.parquet"
    return sum(PLAIN[engine](files, by) for by in cubes(shipped()))


def by_polars(files: str, by: list[str]) -> int:
    day = pl.col("received_on")
    spans = {WEEK: day.dt.truncate("1w"), MONTH: day.dt.truncate("1mo")}
    rows = pl.scan_parquet(files).with_columns(**spans).group_by(by)
    return rows.len().collect(engine="streaming").height


def by_duckdb(files: str, by: list[str]) -> int:
    import duckdb  # noqa: PLC0415

    return duckdb.sql(_select(by, '"', f"'{files}'")).pl().height


def by_spark(files: str, by: list[str]) -> int:
    from pyspark.sql import SparkSession  # noqa: PLC0415

    session = SparkSession.builder.getOrCreate()
    session.read.parquet(files).createOrReplaceTempView("contributions")
    return session.sql(_select(by, "`", "contributions")).toArrow().num_rows


def _select(by: list[str], quote: str, rows: str) -> str:
    spans = {name: f"date_trunc('{name}', received_on) AS {name}" for name in (WEEK, MONTH)}
    named = ", ".join(spans.get(name, f"{quote}{name}{quote}") for name in by)
    return f"SELECT {named}, count(*) AS n FROM {rows} GROUP BY ALL"  # noqa: S608


PLAIN = {"polars": by_polars, "duckdb": by_duckdb, "spark": by_spark}


def shipped() -> EngagementFolder:
    return read_engagement(ROOT / "data" / "your-say-2018")


def counted(how: str, path: Path, engine: str) -> dict[str, float]:
    """One count in a process of its own; of Spark the memory is Python's alone."""
    command = [sys.executable, __file__, how, str(path), engine]
    environment = os.environ | {"PYSPARK_SUBMIT_ARGS": " ".join([*SPARK, "pyspark-shell"])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as one:
        said = one.stdout.read()
        _, code, used = os.wait4(one.pid, 0)
        one.returncode = os.waitstatus_to_exitcode(code)
    if one.returncode:
        sys.exit(f"{how} by {engine} ended with {one.returncode}")
    told = json.loads(said.splitlines()[-1])
    return {"work": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024, **told}


def write(path: Path, rows: int) -> None:
    folder = shipped()
    (path / CONTRIBUTIONS).mkdir(parents=True)
    for number, start in enumerate(range(0, rows, PART)):
        drawn(folder, start, min(PART, rows - start)).write_parquet(
            path / CONTRIBUTIONS / f"{number:05}.parquet"
        )


def report(rows: int) -> None:
    kept = os.environ.get("FOLDER")
    path = Path(kept or tempfile.mkdtemp()) / f"{rows}"
    try:
        if not path.exists():
            # In a process of its own: what is counted by one that is large would begin as large.
            subprocess.run([sys.executable, __file__, "write", str(path), str(rows)], check=True)
        size = sum(file.stat().st_size for file in path.rglob("*.parquet")) / 1e6
        print(f"{rows:,} contributions, {size:,.0f} MB of Parquet", flush=True)
        for engine in EVERY:
            for how in ("plainly", "ours"):
                told = counted(how, path, engine)
                times = f"{told['counting']:7.1f} s, {told['work']:7.1f} s of processor with its start"
                rest = f"{told['memory']:7,.0f} MB, {told['combinations']:,.0f} combinations"
                print(f"    {engine:7} {how:8} {times}, {rest}", flush=True)
    finally:
        if not kept:
            shutil.rmtree(path.parent)


def main() -> None:
    if sys.argv[1:2] == ["write"]:
        write(Path(sys.argv[2]), int(sys.argv[3]))
        return
    if sys.argv[1:2] in (["ours"], ["plainly"]):
        how = {"ours": ours, "plainly": plainly}[sys.argv[1]]
        begun = time.perf_counter()
        combinations = how(Path(sys.argv[2]), sys.argv[3])
        print(json.dumps({"counting": time.perf_counter() - begun, "combinations": combinations}))
        return
    if not HAS_SPARK:
        print("Spark is left out: no Java or no pyspark here.")
    for rows in [int(word) for word in sys.argv[1:]] or [1_000_000]:
        report(rows)


if __name__ == "__main__":
    main()
