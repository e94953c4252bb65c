"""How long a release of the shipped engagement takes, as it is and many times its size.

    python benchmarks/build_release.py [FACTOR …]

Contributions are repeated under new ids, each copy of a hui as a hui of its own. Prints, for each factor and
tier, how long it takes (wall and CPU), how much of that is counting, and the audit's account.
"""

import sys
import time

import polars as pl

from wellbeing.record.demonstration import read_demonstration
from wellbeing.release.audit import audited
from wellbeing.release.axes import axes
from wellbeing.release.building import boundaries_of, true_cells
from wellbeing.release.protection import protect
from wellbeing.release.registers import registers
from wellbeing.release.true_tables import TrueTables
from wellbeing.sources.engagement import EngagementFolder, read_engagement
from wellbeing.sources.paths import ROOT

SECRET = bytes(range(32))


def main() -> None:
    """One line per factor and tier."""
    folder = read_engagement(ROOT / "data" / "your-say-2018")
    for factor in [int(word) for word in sys.argv[1:]] or [1]:
        true = repeated(folder, factor)
        for tier in ("adviser", "public"):
            report(folder, true, tier, factor)


def report(folder: EngagementFolder, true: TrueTables, tier: str, factor: int) -> None:
    """Builds what a release holds, without writing it."""
    wall, cpu = time.perf_counter(), time.process_time()
    cells = true_cells(true, axes(folder, true), SECRET)
    disclosure = folder.engagement.disclosure[tier]
    marked = protect(cells, disclosure, SECRET)
    counted = time.perf_counter() - wall
    beside = registers(folder, true, boundaries_of(folder))
    safe = audited(marked, beside, folder.engagement, disclosure)
    whole, used = time.perf_counter() - wall, time.process_time() - cpu
    account = {name: value for name, value in safe.account.items() if name != "assumed"}
    print(f"× {factor} {tier}: {whole:.1f} s ({used:.1f} s CPU), {counted:.1f} s of it counting; {account}")


def repeated(folder: EngagementFolder, factor: int) -> TrueTables:
    """The demonstration's tables, so many times over."""
    rows = read_demonstration(folder)
    copies = pl.DataFrame({"copy": range(factor)}).select(copy=pl.format("-{}", "copy")).lazy()
    again = {name: pl.concat_str(name, "copy") for name in ("contribution_id", "event_id")}
    contributions = rows.contributions.lazy().join(copies, how="cross").with_columns(**again).drop("copy")
    answers = (
        rows.answers.lazy().select("contribution_id", "question_id", "position").join(copies, how="cross")
    )
    answers = answers.with_columns(contribution_id=again["contribution_id"]).drop("copy")
    events = (
        rows.events.lazy().join(copies, how="cross").with_columns(event_id=again["event_id"]).drop("copy")
    )
    everything = pl.collect_all([contributions, answers], engine="streaming")
    return TrueTables(events.collect(), rows.organisations, everything[0].lazy(), everything[1].lazy())


if __name__ == "__main__":
    main()
