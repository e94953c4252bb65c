"""The one error that a person who looks after the data can mend."""

import errno
from collections.abc import Iterable, Sequence
from typing import Final

from wellbeing.language import in_digits, message

#: Letters of what stands in a file that a sentence repeats.
MOST_SHOWN: Final = 200
#: What a system refuses, as it says it.
_WHY: Final = {
    errno.ENOSPC: message("No space left on device"),
    errno.EACCES: message("Permission denied"),
    errno.EROFS: message("Read-only file system"),
    errno.EIO: message("Input/output error"),
    errno.ENOENT: message("No such file or directory"),
}


class DataError(Exception):
    """The user's data needs mending; shown without a traceback, exit code 1.

    The message counts, then names, then lists, points at the file and says what to do.
    """


class DoubtedError(DataError):
    """An import stops until a person says that it is right; nothing was stored."""


def what_refused(error: OSError) -> str:
    """What the disk or the system refused, in one sentence: which file, and why."""
    said = _WHY.get(error.errno or 0) or error.strerror or str(error) or message("the system refused it")
    why = said.strip().rstrip(".")
    named = [str(name) for name in (error.filename, error.filename2) if name is not None]
    about = f"{' and '.join(named)}: " if named else ""
    return message(f"{about}{why}. Nothing more was done.").replace("\n", " ")


def seen(item: object) -> str:
    """What of a cell can stand in a sentence: signs that are not seen, which may turn it about, are named."""
    text = "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in f"{item}")
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"


def quoted(items: Iterable[object], limit: int = 10) -> str:
    """Items in quotes, in order, at most ``limit`` of them and a count of the rest."""
    shown: Sequence[object] = list(items)
    rest = len(shown) - limit
    listed = ", ".join(f"'{seen(item)}'" for item in shown[:limit])
    return message(f"{listed} and {rest} more") if rest > 0 else listed


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """``1 region``, ``3 regions``: a number and its noun."""
    return f"{in_digits(number)} {noun if number == 1 else plural or noun + 's'}"
