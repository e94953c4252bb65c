"""Files for their owner's eyes only, whatever the umask: folders 0700, files 0600, whole or not there."""

import contextlib
import errno
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from wellbeing.model.errors import DataError

_FOLDER: Final = 0o700
_FILE: Final = 0o600
#: How often a folder is deleted into which something is still written, and seconds between.
_TRIES, _BETWEEN_SECONDS = 20, 0.25
#: What group and others may do with a file.
_OTHERS: Final = 0o077
#: A file system that knows no second name for a file, as on a USB stick.
_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK})


def private_folder(path: Path) -> Path:
    """The folder, made with its parents where it is missing; what is made, and the folder itself, is 0700."""
    for missing in reversed([folder for folder in (path, *path.parents) if not folder.exists()]):
        missing.mkdir(mode=_FOLDER, exist_ok=True)
        missing.chmod(_FOLDER)
    _close(path)
    return path


@contextlib.contextmanager
def passing_folder() -> Iterator[str]:
    """A folder beside other temporary ones, gone at the end, though what wrote into it may do so a little longer."""
    made = tempfile.mkdtemp(prefix="wellbeing-")
    try:
        yield made
    finally:
        for _ in range(_TRIES):
            shutil.rmtree(made, ignore_errors=True)
            if not Path(made).exists():
                break
            time.sleep(_BETWEEN_SECONDS)


def write_private(path: Path, content: bytes) -> None:
    """Write a file, in place of one that is there: written beside, on the disk, then renamed in.

    Raises:
        DataError: its folder is not there.
    """
    with draft(path, content) as beside:
        beside.replace(path)
    _sync(path.parent)


def make_private(path: Path, content: bytes) -> bool:
    """Make a file unless there is one; whether it was made.

    Of two processes one wins, and neither reads half a file.

    Raises:
        DataError: its folder is not there.
    """
    with draft(path, content) as beside:
        return place(beside, path)


def start_private(path: Path) -> None:
    """An empty file, for what writes it itself; as it is where it exists.

    Where none can be made, whoever writes it finds out, and can say what is the matter.
    """
    with contextlib.suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE))
        path.chmod(_FILE)


def read_handed(path: Path, longest: int) -> bytes | None:
    """What a file holds that another process wrote; None of what is no whole file of its own, or longer.

    What is no file is not waited for, and no other name is followed.
    """
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb") as file:
            about = os.fstat(descriptor)
            if stat.S_ISREG(about.st_mode) and about.st_size <= longest:
                return file.read(longest)
    return None


def place(beside: Path, path: Path) -> bool:
    """Give a finished file its name, on the disk, unless the name is taken; whether it was given."""
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if path.exists():
            return False
        beside.replace(path)
    beside.unlink(missing_ok=True)
    _sync(path.parent)
    return True


def tighten(path: Path) -> None:
    """Take from group and others what they may do with a file, or with a folder and all that is in it.

    What belongs to somebody else, or cannot be changed (a read-only disk), stays as it is; so do a home and
    a folder that everybody shares, which are more than a workspace.
    """
    whole = path.resolve()
    if whole.exists() and not _is_shared(whole) and not Path.home().is_relative_to(whole):
        _tighten(whole)


def _tighten(path: Path) -> None:
    """Others may be writing here: what is gone when its turn comes needs no tightening."""
    _close(path)
    with contextlib.suppress(OSError):
        for inside in path.iterdir() if path.is_dir() else ():
            if not inside.is_symlink():
                _tighten(inside)


def _close(path: Path) -> None:
    with contextlib.suppress(OSError):
        mode = path.stat().st_mode
        if mode & _OTHERS and not _is_shared(path):
            path.chmod(stat.S_IMODE(mode) & ~_OTHERS)


def _is_shared(path: Path) -> bool:
    """Whether everybody puts their files there, as in ``/tmp``: it is left alone."""
    return bool(path.stat().st_mode & stat.S_ISVTX)


@contextlib.contextmanager
def draft(path: Path, content: bytes = b"") -> Iterator[Path]:
    """The content in a file of its own next to where it shall be, gone at the end of the block.

    Raises:
        DataError: its folder is not there.
    """
    if not path.parent.is_dir():
        msg = f"There is no folder {path.parent} to put {path.name} into. Make it, or choose another."
        raise DataError(msg)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(descriptor, _FILE)
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """A new name is on the disk only once its folder is; some disks cannot be asked for that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
