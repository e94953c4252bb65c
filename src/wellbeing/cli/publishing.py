"""Put the public tier of a release into a folder of plain files."""

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from wellbeing.cli.folders import Folders
from wellbeing.cli.jobs.audit import audited_with_others, release_as_claimed
from wellbeing.cli.jobs.retiring import check_in_service
from wellbeing.cli.progress import progress
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.release.audit.assurance import assurance
from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.formats.publication import SUMS, publication
from wellbeing.state.figures import Figures

PUBLIC: Final = "public"
#: Everybody reads these; their owner alone writes.
_FOLDER, _FILE = 0o755, 0o644


def publish_release(path: Path, folders: Folders, out: Path) -> list[str]:
    """Write the files, whole or not at all; their paths below the folder.

    Raises:
        DataError: the release is not for the public, changed, not whole, not protected as it claims, or retired; the
            folder holds something else.
    """
    with progress("Publication") as done:
        release = release_as_claimed(path, folders)
        check_in_service(release, folders.workspace)
        if release.manifest.tier != PUBLIC:
            own = f"Release {release.id} is of the {release.manifest.tier} tier"
            msg = f"{own}: only the public tier is published. Make one by `wellbeing release --tier public`."
            raise DataError(msg)
        _check(out)
        done(0.2)
        held = assurance(*audited_with_others(path, folders))
        files = publication(briefing(Figures(release)), held, _files(release.path))
        done(0.8)
        _put(files, out)
    return sorted(files)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _check(out: Path) -> None:
    """A folder is written that is new, empty, or an earlier publication as it was written.

    Raises:
        DataError: it holds anything else.
    """
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    if not (out / SUMS).is_file():
        msg = f"{out} is there and is no publication: nothing in it is touched. Name a new folder."
        raise DataError(msg)
    lines = (line.partition("  ") for line in (out / SUMS).read_text("utf8").splitlines())
    listed = {name: digest for digest, _, name in lines}
    other = [
        name
        for name, content in _files(out).items()
        if name != SUMS and listed.get(name) != hashlib.sha256(content).hexdigest()
    ]
    if other:
        what = f"{counted(len(other), 'file')} of {out} {'is' if len(other) == 1 else 'are'} not as published"
        msg = f"{what}: {quoted(other)}. Nothing in it is touched. Move them, or name a new folder."
        raise DataError(msg)


def _put(files: Mapping[str, bytes], out: Path) -> None:
    """All files beside the folder first; then that one takes its place."""
    out.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        for name, content in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(_FILE)
        for folder in (made, *(path for path in made.rglob("*") if path.is_dir())):
            folder.chmod(_FOLDER)
        old = made.with_name(f"{made.name}-old")
        if out.exists():
            out.rename(old)
        try:
            made.rename(out)
        except OSError:
            if old.exists():
                old.rename(out)
            raise
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(made, ignore_errors=True)
