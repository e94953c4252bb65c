"""Write a release beside ``releases/`` and rename it in: there whole, or not there."""

import contextlib
import datetime as dt
import errno
import hashlib
import hmac
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import polars as pl

from wellbeing.release.building import Content
from wellbeing.release.finding import next_id, releases_folder
from wellbeing.release.manifest import (
    DEMONSTRATION,
    MANIFEST,
    Manifest,
    TableFile,
    code_version,
    encode,
    sha256,
)
from wellbeing.release.opening import BOUNDARIES, ENGAGEMENT, table_file
from wellbeing.release.signing import signed
from wellbeing.sources.engagement import EngagementFolder

#: A rename onto a folder that has files in it: another release took the id first.
TAKEN = frozenset({errno.ENOTEMPTY, errno.EEXIST})


#: What a release is called until it is whole.
UNFINISHED = ".release-"
#: Seconds after which an unfinished release is one whose maker was killed.
ABANDONED = 24 * 3600


@dataclass(frozen=True)
class Approval:
    """Who answers for a release, and what for."""

    approver: str
    tier: str

    @property
    def marked(self) -> str | None:
        """What to say of it wherever it is shown; null when somebody looked at it."""
        return DEMONSTRATION if self.approver == DEMONSTRATION else None


def record_hash(sources: list[str], secret: bytes) -> str:
    """HMAC over the hashes of the record's source files: equal for equal records, and says nothing else."""
    return hmac.new(secret, "\n".join(["sources", *sorted(sources)]).encode(), hashlib.sha256).hexdigest()


def write_release(
    workspace: Path, made: Content, folder: EngagementFolder, approval: Approval, record: str
) -> Path:
    """Write and sign a release; its folder appears whole, under an id that no other release has.

    Args:
        workspace: where.
        made: what it holds.
        folder: the engagement that it was made with.
        approval: who answers for it.
        record: ``record_hash`` of what it was made from.
    """
    with _beside(workspace) as building:
        manifest = _written(building, made, folder, approval)
        inputs = {**manifest.inputs, "record": record}
        while True:
            id_ = next_id(workspace, f"{made.last}")
            named = msgspec.structs.replace(manifest, id=id_, inputs=inputs)
            (building / MANIFEST).write_bytes(encode(signed(named, workspace)))
            target = releases_folder(workspace) / named.id
            try:
                return building.rename(target)
            except OSError as error:
                if error.errno not in TAKEN:
                    raise


@contextlib.contextmanager
def _beside(workspace: Path) -> Iterator[Path]:
    releases_folder(workspace).mkdir(parents=True, exist_ok=True)
    _sweep(workspace)
    building = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=workspace))
    try:
        yield building
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _sweep(workspace: Path) -> None:
    for left in workspace.glob(f"{UNFINISHED}*"):
        with contextlib.suppress(FileNotFoundError):  # another release was finished just now
            if time.time() - left.stat().st_mtime > ABANDONED:
                shutil.rmtree(left, ignore_errors=True)


def _written(building: Path, made: Content, folder: EngagementFolder, approval: Approval) -> Manifest:
    """Every file but the manifest; the manifest without its id."""
    settings = folder.engagement
    facts = {
        "engagement": settings.id,
        "tier": approval.tier,
        "provenance": settings.provenance,
        "marked": approval.marked or "",
    }
    (building / ENGAGEMENT).write_bytes(msgspec.json.encode(settings, order="sorted"))
    made.boundaries.write_parquet(building / BOUNDARIES, metadata=facts)
    return Manifest(
        id="",
        engagement=settings.id,
        tier=approval.tier,
        code=code_version(),
        parameters=settings.disclosure[approval.tier],
        inputs=_inputs(folder),
        tables={name: _table(building, name, rows, facts) for name, rows in made.tables.items()},
        files={name: sha256((building / name).read_bytes()) for name in (BOUNDARIES, ENGAGEMENT)},
        approver=approval.approver,
        marked=approval.marked,
        provenance=settings.provenance,
        audit=made.audit or None,
        made_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    )


def _table(building: Path, name: str, rows: pl.DataFrame, facts: dict[str, str]) -> TableFile:
    file = building / table_file(name)
    file.parent.mkdir(exist_ok=True)
    rows.write_parquet(file, metadata=facts)
    return TableFile(rows=rows.height, sha256=sha256(file.read_bytes()))


def _inputs(folder: EngagementFolder) -> dict[str, str]:
    files = sorted(path for path in folder.path.iterdir() if path.suffix in {".csv", ".toml"})
    return {path.name: sha256(path.read_bytes()) for path in files}
