"""A release of the demonstration, for tests of what pages and files say of it."""

from pathlib import Path

from wellbeing.cli.counted import true_tables
from wellbeing.record.database import open_record
from wellbeing.record.demonstration import fill_demonstration
from wellbeing.release.build.content import content
from wellbeing.release.opening import Release, read_release
from wellbeing.release.signing import Trust
from wellbeing.release.writing import Approval, write_release
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import ROOT

SECRET = bytes(range(32))


def demonstration_release(workspace: Path) -> Release:
    """The demonstration, released with a key that never changes: its figures may be stated in tests."""
    folder = read_engagement(ROOT / "data" / "your-say-2018")
    with open_record(workspace, folder.engagement.id, make=True) as record:
        fill_demonstration(record, folder)
        true = true_tables(record, folder)
    made = content(folder, true, "adviser", SECRET)
    approval = Approval("demonstration", "adviser")
    return read_release(write_release(workspace, made, folder, approval, "keyed hash"), Trust(workspace))
