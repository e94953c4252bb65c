"""What an analyst's own code raises and writes, as text that every page and file can hold."""

import inspect
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from traceback import walk_tb
from types import FrameType
from typing import Any, Final

from wellbeing.model.errors import DataError

#: Letters of an error, and of an explanation, that are told on a page.
_LONGEST: Final = 300


def safe_text(text: object) -> str:
    """Text with each sign named that cannot be seen or written: half of a pair, a control, what turns a line about."""
    return "".join(one if one.isprintable() or one in "\n\t" else f"\\u{ord(one):04x}" for one in f"{text}")


def error_text(error: BaseException) -> str:
    """An error on one line: its kind, unless it is told in our own words, and what it says, if that can be said."""
    said, kind = "", type(error).__name__
    with suppress(BaseException):  # its own words are code of the analyst too
        said = f"{error}"
    own_words = isinstance(error, DataError) and bool(said)
    told = said if own_words else f"{kind}: {said}" if said else kind
    return safe_text(" ".join(told.split()))[:_LONGEST]


def first_paragraph(explanation: str) -> str:
    """The first paragraph of what a measure says of itself, as long as a page has room for."""
    paragraph = " ".join(explanation.split("\n\n", maxsplit=1)[0].split())
    if len(paragraph) <= _LONGEST:
        return paragraph
    cut = paragraph[: _LONGEST - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def line_of(function: Callable[..., object], error: BaseException) -> str:
    """Where in the function's own file it was raised, as the end of a sentence; "" where it was not."""
    code: Any = None
    with suppress(Exception):  # what is marked may be any object that can be called
        code = getattr(inspect.unwrap(function), "__code__", None)
    return line_in(code.co_filename, error) if code else ""


def line_in(file: str, error: BaseException) -> str:
    """Where in a file it was raised, as the end of a sentence; "" where it was not."""
    own = [
        (frame.f_code.co_name, line)
        for frame, line in walk_tb(error.__traceback__)
        if frame.f_code.co_filename == file
    ]
    if not own:
        return ""
    name, line = own[-1]
    return f" (line {line})" if name == "<module>" else f" (line {line}, in `{safe_text(name)}`)"


@contextmanager
def interruptible() -> Iterator[list[int]]:
    """Note each Ctrl+C of a person while something runs: a ``KeyboardInterrupt`` without one is its own doing."""
    pressed: list[int] = []
    before: Any = signal.getsignal(signal.SIGINT)

    def note(number: int, frame: FrameType | None) -> None:
        pressed.append(number)
        before(number, frame)

    # Signals come to the main thread alone, and only there may they be asked for.
    is_noted = callable(before) and threading.current_thread() is threading.main_thread()
    if is_noted:
        signal.signal(signal.SIGINT, note)
    try:
        yield pressed
    finally:
        if is_noted:
            signal.signal(signal.SIGINT, before)
