"""The one error that a person who looks after the data can mend."""

from collections.abc import Iterable, Sequence


class DataError(Exception):
    """The user's data needs mending; shown without a traceback, exit code 1.

    The message counts, then names, then lists, points at the file and says what to do.
    """


def quoted(items: Iterable[object], limit: int = 10) -> str:
    """Items in quotes, in order, at most ``limit`` of them and a count of the rest."""
    shown: Sequence[object] = list(items)
    rest = len(shown) - limit
    tail = f" and {rest} more" if rest > 0 else ""
    return ", ".join(f"'{item}'" for item in shown[:limit]) + tail


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """``1 region``, ``3 regions``: a number and its noun."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
