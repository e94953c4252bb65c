"""Whether a release may follow those that are out: nothing that is out is measured afresh, nothing told of a few."""

from pathlib import Path

from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.record.releases import ReleaseOut
from wellbeing.release.build.keeping import KeptFigures, read_figures
from wellbeing.release.store.catalogue import releases, releases_folder
from wellbeing.sources.paths import HELD_FOLDER


def figures_before(workspace: Path, out: list[ReleaseOut], *, new_series: bool) -> KeptFigures | None:
    """What was measured for the newest release that is out; None where there is none, or to start anew.

    Args:
        workspace: where releases and measurements are kept.
        out: every release that the log knows, oldest first.
        new_series: whether to start anew where measurements are gone.

    Raises:
        DataError: it is not here, or the folder holds releases that the log knows nothing of.
    """
    _check_log(workspace, out)
    newest = out[-1] if out else None
    if newest is None or (new_series and not newest.measurement):
        return None
    found = read_figures(workspace, newest.measurement)
    if found is None and not new_series:
        raise DataError(_missing(newest, workspace / HELD_FOLDER / newest.measurement))
    return found


def check_beginning(newest: ReleaseOut | None, changed: int, batch: int) -> None:
    """Make sure that a series may begin.

    Args:
        newest: the newest release that is out.
        changed: contributions that changed since; all where none is out.
        batch: contributions that a release needs.

    Raises:
        DataError: there are too few of them. An empty record is told of where it is counted.
    """
    if changed >= batch or (newest is None and changed == 0):
        return
    if newest is None:
        held = f"The record holds {counted(changed, 'contribution')}: a release needs {batch}."
        msg = f"{held} It tells how many there are, and of fewer it would tell what somebody said."
    else:
        msg = f"A new series needs {batch} contributions changed since release {newest.release}: with fewer, the "
        msg += "two could be compared figure by figure."
    raise DataError(msg)


def _check_log(workspace: Path, out: list[ReleaseOut]) -> None:
    known = {one.release for one in out}
    unknown = [path.name for path in releases(workspace) if path.name not in known]
    if unknown:
        number, where = counted(len(unknown), "release"), releases_folder(workspace)
        msg = f"{number} in {where} not in the record's log: {quoted(unknown)}. "
        msg += "The record is older than they are, so a new release could be compared with them. "
        msg += "Restore the newest backup of the record, or move them away if nobody was ever given them."
        raise DataError(msg)


def _missing(newest: ReleaseOut, where: Path) -> str:
    anew = "start anew once a batch of contributions has changed: `wellbeing release --new-series`."
    if not newest.measurement:
        older = (
            f"Release {newest.release}, which is out, was protected in an older way: nothing was kept of it"
        )
        demo = "(A workspace that holds the demonstration only may simply be removed.)"
        return (
            f"{older} that a new release could be held against. Say so to whoever has it, and {anew} {demo}"
        )
    gone = f"What was measured for release {newest.release}, which is out, is not in {where}:"
    why = "measured afresh, figures could be compared with those that are out."
    how = "Restore that folder from where the workspace was kept, or, if it is lost,"
    return f"{gone} {why} {how} {anew}"
