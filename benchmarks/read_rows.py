"""How fast and in how much memory rows are read and understood, before any of them reaches a record.

Writes a CSV as survey platforms do, then, in one process: it is taken in through a profile; it is read in
batches with all limits; Polars reads and writes it plainly. Prints seconds, rows per second, ratios to plain
Polars, and the most memory that the process held so far.

    .venv/bin/python benchmarks/read_rows.py [ROWS]
"""

import csv
import itertools
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from wellbeing.model.profile import Answered, Column, Day, Profile, Several
from wellbeing.sources.engagement import EngagementFolder, read_engagement
from wellbeing.sources.intake.taking import take_in
from wellbeing.sources.paths import ROOT
from wellbeing.sources.reading.source import read_file

HEADINGS = (
    "Response ID",
    "Submitted",
    "Region",
    "Who are you?",
    "Communities",
    "Trust",
    "Clarity",
    "Comment",
)
CHOICES = (
    ("Auckland", "Tāmaki Makaurau", "Hamilton", "Otago", "Dunedin", "Canterbury", "Hawkes Bay", "Northland"),
    ("NGO", "service user", "council", "university", "iwi"),
    ("Māori", "Māori;Pasifika", ""),
    ("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree", "Don't know"),
)
WORDS = [
    "the",
    "information",
    "people",
    "share",
    "should",
    "be",
    "kept",
    "safe",
    "and",
    "used",
    "only",
    "for",
    "what",
    "they",
    "were",
    "told",
]
PROFILE = Profile(
    name="benchmark",
    about="A survey",
    evidence="our own template",
    id=("Response ID",),
    received_on=Day(columns=("Submitted",), formats=("%d/%m/%Y %H:%M",)),
    channel=Column(constant="online"),
    topic=Column(constant="both"),
    region=Column(columns=("Region",)),
    stakeholder=Column(columns=("Who are you?",)),
    communities=Several(columns=("Communities",), split=";"),
    questions=(
        Answered(id="trust", columns=("Trust",)),
        Answered(id="clarity", columns=("Clarity",)),
        Answered(id="data_comment", columns=("Comment",)),
    ),
)


def write(path: Path, rows: int) -> None:
    """A survey's export; the choices go round at different speeds, so that they mix."""
    regions, roles, communities, scale = (itertools.cycle(words) for words in CHOICES)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for number in range(rows):
            day = f"{number % 30 + 1:02}/06/2018 {number % 24:02}:{number % 60:02}"
            comment = " ".join(WORDS[number % 7 : number % len(WORDS)] * 2)
            answers = (next(scale), CHOICES[3][number % 5], comment)
            writer.writerow((f"R{number}", day, next(regions), next(roles), next(communities), *answers))


def timed(job: Callable[[], object]) -> float:
    """Seconds that something takes."""
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def main(rows: int) -> None:
    """Measure and print."""
    engagement = read_engagement(ROOT / "data/your-say-2018")
    with tempfile.TemporaryDirectory() as folder:
        path, copy = Path(folder, "survey.csv"), Path(folder, "copy.csv")
        write(path, rows)
        print(f"{rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB")
        jobs = {
            "taken in through a profile": lambda: take(path, engagement),
            "read in batches, with limits": lambda: read(path),
            "plain Polars, read and written": lambda: pl.read_csv(path, infer_schema=False).write_csv(copy),
        }
        seconds = {}
        for name, job in jobs.items():
            seconds[name] = timed(job)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
            speed = f"{seconds[name]:.1f} s, {rows / seconds[name]:,.0f} rows/s"
            print(f"{name}: {speed}, at most {peak:.2f} GB so far")
        plain = seconds.popitem()[1]
        print(", ".join(f"{name}: {taken / plain:.1f} × plain Polars" for name, taken in seconds.items()))


def take(path: Path, engagement: EngagementFolder) -> int:
    """Take a file in, and forget it; how many rows came in."""
    return sum(len(intake.imported) for intake in take_in(read_file(path), PROFILE, engagement))


def read(path: Path) -> int:
    """Read a file, and forget it; how many rows it has."""
    return sum(batch.rows.height for batch in read_file(path).batches())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
