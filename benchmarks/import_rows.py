"""How fast and in how much memory a million rows come into the record.

``python benchmarks/import_rows.py [ROWS]`` writes a CSV as survey platforms do, reads and writes it with
plain Polars, then gives ``wellbeing check`` and ``wellbeing import`` of the same file, each in a process of
its own. Prints seconds, rows per second as a ratio to plain Polars, the same of processor time (other work on
the machine matters less to it), and the most memory that a process held.
"""

import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WELLBEING = Path(sys.executable).parent / "wellbeing"
PLAIN = "import polars as pl, sys; pl.read_csv(sys.argv[1]).write_parquet(sys.argv[2])"
PROFILE = """
about = "Rows of a benchmark."
evidence = "our own template"
id = ["Response"]
channel = { constant = "online" }
topic = { columns = ["Topic"] }
region = { columns = ["Region"] }
stakeholder = { columns = ["Who"] }
communities = { columns = ["For"], split = ";" }
received_on = { columns = ["Date"], formats = ["%d/%m/%Y %H:%M"] }
questions = [
  { id = "content", columns = ["Content"] },
  { id = "why", columns = ["Why"] },
]
"""
WORDS = (
    "water",
    "road",
    "clean",
    "slow",
    "people",
    "farm",
    "more",
    "less",
    "often",
    "since",
    "we",
    "it",
    "is",
)


def write_rows(path: Path, number: int) -> None:
    """A survey export: every third response says why, in 5 to 30 words."""
    chance = random.Random(1)  # noqa: S311
    with path.open("w", encoding="utf-8") as file:
        file.write("Response,Date,Topic,Region,Who,For,Content,Why\n")
        for row in range(number):
            file.write(_row(chance, row) + "\n")


def _row(chance: random.Random, row: int) -> str:
    day = f"{chance.randrange(3, 29):02}/{chance.randrange(3, 7):02}/2020 {row % 24:02}:{row % 60:02}"
    why = " ".join(chance.choices(WORDS, k=chance.randrange(5, 30))) if row % 3 == 0 else ""
    communities = chance.choice(["", "", "Young people", "Young people;Old people"])
    said = (
        chance.choice(["Water", "Roads"]),
        chance.choice(["North One", "North Two", "S1", "Tonga Rua"]),
        chance.choice(["Farmers", "Fishers", "Teachers"]),
        communities,
        chance.choice(["yes", "somewhat", "no", ""]),
    )
    return ",".join((str(row), day, *said, why))


def measured(*command: object) -> tuple[float, float, float]:
    """Seconds, processor seconds, and the most megabytes of a command that must succeed."""
    # Modules are compiled once, when they are first used, unless somebody forbids it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    process = os.posix_spawn(str(command[0]), [str(part) for part in command], environment)
    _, status, usage = os.wait4(process, 0)
    if status:
        sys.exit(f"{command[1:]} failed")
    return time.perf_counter() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main(number: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        shutil.copytree(ROOT / "tests" / "engagement", folder / "engagement")
        (folder / "engagement" / "profiles").mkdir()
        (folder / "engagement" / "profiles" / "rows.toml").write_text(PROFILE)
        file = folder / "rows.csv"
        write_rows(file, number)
        print(f"{number:,} rows, {file.stat().st_size / 1e6:,.0f} MB of CSV", flush=True)
        common = (WELLBEING, "--engagement", folder / "engagement", "--workspace", folder / "workspace")
        few = folder / "few.csv"
        write_rows(few, 10)
        measured(*common, "check", few, "--profile", "rows")
        plain = measured(sys.executable, "-c", PLAIN, file, folder / "rows.parquet")
        report("plain Polars, read CSV and write Parquet", plain, plain, number)
        report("check", measured(*common, "check", file, "--profile", "rows"), plain, number)
        report("import", measured(*common, "import", file, "--profile", "rows"), plain, number)
        record = folder / "workspace" / "record.sqlite"
        print(f"record.sqlite: {record.stat().st_size / 1e6:,.0f} MB")


def report(
    what: str, took: tuple[float, float, float], plain: tuple[float, float, float], number: int
) -> None:
    """One line of figures."""
    seconds, work, megabytes = took
    speed = f"{number / seconds:,.0f} rows/s, {plain[0] / seconds:.3f} of plain Polars"
    at_work = f"{work:.1f} s of processor time, {plain[1] / work:.3f} of plain Polars"
    print(f"{what}: {seconds:.1f} s, {speed}; {at_work}; {megabytes:,.0f} MB", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
