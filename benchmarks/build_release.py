"""How long a release of the shipped engagement takes, as it is and many times its size.

    python benchmarks/build_release.py [FACTOR …]

Contributions are repeated under new ids with what was said in them, each copy of a hui as a hui of its own.
Comments are judged once, before the copies are made: reading them is measured by `score_comments.py`. Prints,
for each factor, how long it takes to measure, reconcile and publish (wall and processor), the largest memory of
the process so far, and how much of what reaches the threshold is shown, by class of table.
"""

import dataclasses
import resource
import sys
import time

import polars as pl

from wellbeing.cli.jobs.counting.tables import true_tables
from wellbeing.record.demonstration import fill_demonstration
from wellbeing.record.store.database import empty_record
from wellbeing.release.build.content import content
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.sources.engagement import EngagementFolder, read_engagement
from wellbeing.sources.paths import ROOT

SECRET = bytes(range(32))


def main() -> None:
    """One line per factor."""
    folder = read_engagement(ROOT / "data" / "your-say-2018")
    once = demonstration(folder)
    for factor in [int(word) for word in sys.argv[1:]] or [1]:
        report(folder, repeated(once, factor), factor)


def demonstration(folder: EngagementFolder) -> TrueTables:
    """What a release of the demonstration is made from."""
    with empty_record(folder.engagement.id) as record:
        fill_demonstration(record, folder)
        return true_tables(record, folder)


def report(folder: EngagementFolder, true: TrueTables, factor: int) -> None:
    """Builds what a release holds, without writing it."""
    wall, cpu = time.perf_counter(), time.process_time()
    made = content(folder, true, "adviser", SECRET)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    number = made.tables["total"]["count"].item()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"x {factor}: {number:,} contributions: {wall:.1f} s ({cpu:.1f} s of processor), {memory:,.0f} MB")
    print(f"    {made.design}")


def repeated(true: TrueTables, factor: int) -> TrueTables:
    """The same contributions, answers and hui ``factor`` times, under ids of their own."""
    if factor == 1:
        return true
    copies = pl.DataFrame({"copy": range(factor)})
    mark = pl.format("{}-{}", pl.col("copy"), pl.lit(""))
    return dataclasses.replace(
        true,
        events=_copied(true.events, copies, mark, "event_id"),
        contributions=_copied(
            true.contributions.collect(), copies, mark, "contribution_id", "event_id"
        ).lazy(),
        answers=_copied(true.answers.collect(), copies, mark, "contribution_id").lazy(),
        judged=dataclasses.replace(
            true.judged, comments=_copied(true.judged.comments, copies, mark, "contribution_id")
        ),
        notes=_copied(true.notes, copies, mark, "event_id"),
    )


def _copied(rows: pl.DataFrame, copies: pl.DataFrame, mark: pl.Expr, *ids: str) -> pl.DataFrame:
    named = [pl.concat_str(mark, pl.col(name)).alias(name) for name in ids]
    return rows.join(copies, how="cross").with_columns(named).select(rows.columns)


if __name__ == "__main__":
    main()
