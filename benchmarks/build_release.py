"""How long a release of the shipped engagement takes, as it is and many times its size.

    python benchmarks/build_release.py [FACTOR …] [adviser] [public]

Contributions are repeated under new ids with what was said in them, each copy of a hui as a hui of its own.
Comments are judged once, before the copies are made: reading them is measured by `score_comments.py`. Prints,
for each factor and tier, how long it takes (wall and processor), how much of that is counting, and the
account of the audit.
"""

import dataclasses
import sys
import time

import polars as pl

from wellbeing.cli.counted import true_tables
from wellbeing.record.database import empty_record
from wellbeing.record.demonstration import fill_demonstration
from wellbeing.release.audit import audited
from wellbeing.release.axes import axes
from wellbeing.release.building import boundaries_of, true_cells
from wellbeing.release.protection import protect
from wellbeing.release.registers import registers
from wellbeing.release.true_tables import TrueTables
from wellbeing.sources.engagement import EngagementFolder, read_engagement
from wellbeing.sources.paths import ROOT

SECRET = bytes(range(32))
TIERS = ("adviser", "public")


def main() -> None:
    """One line per factor and tier."""
    folder = read_engagement(ROOT / "data" / "your-say-2018")
    once = demonstration(folder)
    for factor in [int(word) for word in sys.argv[1:] if word.isdecimal()] or [1]:
        true = repeated(once, factor)
        for tier in [word for word in sys.argv[1:] if word in TIERS] or TIERS:
            report(folder, true, tier, factor)


def demonstration(folder: EngagementFolder) -> TrueTables:
    """What a release of the demonstration is made from."""
    with empty_record(folder.engagement.id) as record:
        fill_demonstration(record, folder)
        return true_tables(record, folder)


def report(folder: EngagementFolder, true: TrueTables, tier: str, factor: int) -> None:
    """Builds what a release holds, without writing it."""
    wall, cpu = time.perf_counter(), time.process_time()
    cells = true_cells(true, axes(folder, true), SECRET)
    disclosure = folder.engagement.disclosure[tier]
    marked = protect(cells, disclosure, SECRET)
    counting = time.perf_counter() - wall, time.process_time() - cpu
    beside = registers(folder, true, boundaries_of(folder))
    safe = audited(marked, beside, folder.engagement, disclosure)
    whole = time.perf_counter() - wall, time.process_time() - cpu
    told = ", ".join(f"{w:.1f} s ({c:.1f} s of processor)" for w, c in (whole, counting))
    account = {name: value for name, value in safe.account.items() if name != "assumed"}
    print(f"× {factor} {tier}, {marked['total']['n'].item():,} contributions: {told} counting; {account}")


def repeated(once: TrueTables, factor: int) -> TrueTables:
    """The same tables, so many times over."""
    copies = pl.DataFrame({"copy": range(factor)}).select(copy=pl.format("-{}", "copy")).lazy()
    judged = dataclasses.replace(once.judged, comments=again(once.judged.comments.lazy(), copies).collect())
    return dataclasses.replace(
        once,
        events=again(once.events.lazy(), copies).collect(),
        contributions=again(once.contributions, copies).collect(engine="streaming").lazy(),
        answers=again(once.answers.drop("text"), copies).collect(engine="streaming").lazy(),
        judged=judged,
        notes=again(once.notes.lazy(), copies).collect(),
    )


def again(rows: pl.LazyFrame, copies: pl.LazyFrame) -> pl.LazyFrame:
    """Rows once for each copy, of contributions and hui of its own."""
    named = {"contribution_id", "event_id"} & {*rows.collect_schema().names()}
    own = {name: pl.concat_str(name, "copy") for name in named}
    return rows.join(copies, how="cross").with_columns(**own).drop("copy")


if __name__ == "__main__":
    main()
