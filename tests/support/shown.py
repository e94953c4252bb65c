"""A release of the demonstration, for tests of what pages and files say of it."""

from pathlib import Path

from wellbeing.record.demonstration import read_demonstration
from wellbeing.release.building import content
from wellbeing.release.opening import Release, read_release
from wellbeing.release.true_tables import TrueTables
from wellbeing.release.writing import Approval, write_release
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import ROOT

SECRET = bytes(range(32))


def demonstration_release(workspace: Path) -> Release:
    """The demonstration, released with a key that never changes: its figures may be stated in tests."""
    folder = read_engagement(ROOT / "data" / "your-say-2018")
    rows = read_demonstration(folder)
    true = TrueTables(rows.events, rows.organisations, rows.contributions.lazy(), rows.answers.lazy())
    made = content(folder, true, "adviser", SECRET)
    approval = Approval("demonstration", "adviser")
    return read_release(write_release(workspace, made, folder, approval, "keyed hash"))
