"""The one error that a person who looks after the data can mend."""

from collections.abc import Iterable, Sequence

from wellbeing.language import in_digits


class DataError(Exception):
    """The user's data needs mending; shown without a traceback, exit code 1.

    The message counts, then names, then lists, points at the file and says what to do.
    """


def what_refused(error: OSError) -> str:
    """What the disk or the system refused, in one sentence: which file, and why."""
    why = (error.strerror or str(error) or "the system refused it").strip().rstrip(".")
    named = [str(name) for name in (error.filename, error.filename2) if name is not None]
    about = f"{' and '.join(named)}: " if named else ""
    return f"{about}{why}. Nothing more was done.".replace("\n", " ")


def quoted(items: Iterable[object], limit: int = 10) -> str:
    """Items in quotes, in order, at most ``limit`` of them and a count of the rest."""
    shown: Sequence[object] = list(items)
    rest = len(shown) - limit
    tail = f" and {rest} more" if rest > 0 else ""
    return ", ".join(f"'{item}'" for item in shown[:limit]) + tail


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """``1 region``, ``3 regions``: a number and its noun."""
    return f"{in_digits(number)} {noun if number == 1 else plural or noun + 's'}"
