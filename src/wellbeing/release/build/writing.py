"""Write a release beside ``releases/`` and rename it in: there whole, or not there."""

import contextlib
import datetime as dt
import errno
import hashlib
import hmac
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import polars as pl

from wellbeing.model.engagement import Engagement
from wellbeing.release.build.content import Content
from wellbeing.release.store.catalogue import next_id, releases_folder
from wellbeing.release.store.manifest import (
    DEMONSTRATION,
    MANIFEST,
    Manifest,
    TableFile,
    code_version,
    decode,
    encode,
    sha256,
)
from wellbeing.release.store.opening import BOUNDARIES, ENGAGEMENT, table_file
from wellbeing.release.store.signing import sign_manifest
from wellbeing.sources.engagement import ENGAGEMENT_FILES, EngagementFolder
from wellbeing.sources.private import private_folder, tighten
from wellbeing.sources.subkeys import subkey

#: A rename onto a folder that has files in it: another release took the id first.
TAKEN = frozenset({errno.ENOTEMPTY, errno.EEXIST})


#: What the hash of the record's source files is called among the inputs.
RECORD = "record"
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


@dataclass(frozen=True)
class Naming:
    """What a release may be called."""

    #: Ids that the log knows: one that was out before is never another's.
    taken: Collection[str] = ()
    #: The id of a release that was announced and whose folder never came, or is gone: it is made again.
    resumed: str | None = None
    #: Told the id before the folder has it.
    announce: Callable[[str], None] = lambda _: None


def record_hash(sources: list[str], secret: bytes) -> str:
    """HMAC over the hashes of the record's source files: equal for equal records, and says nothing else."""
    key = subkey(secret, "record hash")
    return hmac.new(key, "\n".join(sorted(sources)).encode(), hashlib.sha256).hexdigest()


def write_release(
    workspace: Path,
    made: Content,
    folder: EngagementFolder,
    approval: Approval,
    record: str,
    naming: Naming | None = None,
) -> Path:
    """Write and sign a release; its folder appears whole, under an id that no other release has.

    Args:
        workspace: where.
        made: what it holds.
        folder: the engagement that it was made with.
        approval: who answers for it.
        record: ``record_hash`` of what it was made from.
        naming: what it may be called.
    """
    names = naming or Naming()
    with _beside(workspace) as building:
        manifest = _written(building, made, folder, approval)
        inputs = {**manifest.inputs, RECORD: record}
        while True:
            id_ = names.resumed or next_id(workspace, f"{made.last}", names.taken)
            named = msgspec.structs.replace(manifest, id=id_, inputs=inputs)
            (building / MANIFEST).write_bytes(encode(sign_manifest(named, workspace)))
            tighten(building)
            names.announce(id_)
            target = releases_folder(workspace) / named.id
            try:
                return building.rename(target)
            except OSError as error:
                if error.errno not in TAKEN or names.resumed:
                    raise


@contextlib.contextmanager
def _beside(workspace: Path) -> Iterator[Path]:
    private_folder(releases_folder(workspace))
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
    (building / ENGAGEMENT).write_bytes(msgspec.json.encode(_for_pages(settings), order="sorted"))
    made.boundaries.write_parquet(building / BOUNDARIES, metadata=facts)
    return Manifest(
        id="",
        engagement=settings.id,
        tier=approval.tier,
        code=code_version(),
        policy=made.policy,
        lattice=made.lattice,
        design=made.design,
        measurement=made.measurement,
        inputs=inputs_of(folder),
        tables={name: _table(building, name, rows, facts) for name, rows in made.tables.items()},
        files={name: sha256((building / name).read_bytes()) for name in (BOUNDARIES, ENGAGEMENT)},
        approver=approval.approver,
        marked=approval.marked,
        provenance=settings.provenance,
        made_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    )


def _table(building: Path, name: str, rows: pl.DataFrame, facts: dict[str, str]) -> TableFile:
    file = building / table_file(name)
    file.parent.mkdir(exist_ok=True)
    rows.write_parquet(file, metadata=facts)
    return TableFile(rows=rows.height, sha256=sha256(file.read_bytes()))


def inputs_of(folder: EngagementFolder) -> dict[str, str]:
    """The files that a release is made with, and their hashes; no other file of the folder."""
    present = [folder.path / name for name in ENGAGEMENT_FILES if (folder.path / name).is_file()]
    return {path.name: sha256(path.read_bytes()) for path in present}


def made_with(release: Path) -> dict[str, str]:
    """The files of the engagement that a release was made with, and their hashes."""
    inputs = decode((release / MANIFEST).read_bytes()).inputs
    return {name: digest for name, digest in inputs.items() if name != RECORD}


def _for_pages(settings: Engagement) -> Engagement:
    """The engagement as pages need it: without presenters' notes and without spellings of source files."""
    scenes = tuple(msgspec.structs.replace(scene, notes="") for scene in settings.scenes)
    plain = {
        name: tuple(msgspec.structs.replace(term, also=()) for term in getattr(settings, name))
        for name in ("channels", "topics", "stakeholders", "communities")
    }
    return msgspec.structs.replace(settings, scenes=scenes, **plain)
