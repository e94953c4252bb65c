"""What an analyst's own code raises and writes, as text that every page and file can hold."""

import inspect
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from traceback import walk_tb
from types import FrameType
from typing import Any, Final

import msgspec

from wellbeing.language import retold, say
from wellbeing.model.errors import DataError

#: Letters of an error, and of an explanation, that are told on a page.
_LONGEST: Final = 300
#: Letters of the first line of what others' code says.
_LONGEST_LINE: Final = 200


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is nothing of a measure: its parts, so that it is told in the language of who reads it."""

    #: In English where the words are our own.
    text: str
    #: Where in the file of the measure, and in which function; 0 and "" where it was not there.
    line: int = 0
    inside: str = ""

    def words(self) -> str:
        """What is said of it, with where it was."""
        error, line = retold(self.text), f"{self.line}"
        if not self.line:
            return error
        if not self.inside:
            return say("{error} (line {line})", error=error, line=line)
        return say("{error} (line {line}, in `{function}`)", error=error, line=line, function=self.inside)


def safe_text(text: object) -> str:
    """Text with each sign named that cannot be seen or written: half of a pair, a control, what turns a line about."""
    return "".join(one if one.isprintable() or one in "\n\t" else f"\\u{ord(one):04x}" for one in f"{text}")


def error_text(error: BaseException) -> str:
    """An error on one line: its kind, unless it is told in our own words, and the first line of what it says."""
    said, kind = "", type(error).__name__
    with suppress(BaseException):  # its own words are code of the analyst too
        said = f"{error}"
    own_words = isinstance(error, DataError) and bool(said)
    if own_words:
        return _sentences(safe_text(" ".join(said.split())))
    first = next((line.strip() for line in said.splitlines() if line.strip()), "")
    return _cut(safe_text(f"{kind}: {first}" if first else kind), _LONGEST_LINE)


def first_paragraph(explanation: str) -> str:
    """The first paragraph of what a measure says of itself, as long as a page has room for."""
    return _cut(" ".join(explanation.split("\n\n", maxsplit=1)[0].split()), _LONGEST)


def _sentences(text: str) -> str:
    """As many whole sentences as there is room for: one that is cut could not be told in another language."""
    while len(text) > _LONGEST and ". " in text:
        text = f"{text.rpartition('. ')[0]}."
    return _cut(text, _LONGEST)


def _cut(text: str, longest: int) -> str:
    """As many words as there is room for."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def failure_of(function: Callable[..., object], error: BaseException) -> Failure:
    """What a function raised, and where in its own file."""
    code: Any = None
    with suppress(Exception):  # what is marked may be any object that can be called
        code = getattr(inspect.unwrap(function), "__code__", None)
    return failure_in(code.co_filename if code else "", error)


def failure_in(file: str, error: BaseException) -> Failure:
    """What was raised, and where in a file."""
    own = [
        (frame.f_code.co_name, line)
        for frame, line in walk_tb(error.__traceback__)
        if frame.f_code.co_filename == file
    ]
    name, line = own[-1] if own else ("", 0)
    return Failure(text=error_text(error), line=line, inside="" if name == "<module>" else safe_text(name))


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
