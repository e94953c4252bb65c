"""What a room asked and could not be told: kept by what was meant, never by what was typed.

Each line of the file is one question. Who asked is not known here, and no word of theirs is kept: only which region,
type or place was meant by it, all of them published names, or that nothing here has such a name.
"""

import os
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from wellbeing.reports.room.asking import RoomIndex

#: Why there was no answer.
BY_GROUP: Final = "answered for a larger group alone"
BY_REGION: Final = "a place: figures know its region alone"
NOT_JUDGED: Final = "cannot be judged"
NO_NAME: Final = "nothing here has such a name"
#: Questions that one process writes: a room asks fewer, whatever a browser sends.
_MOST: Final = 2_000
_LONGEST_ID: Final = 64


class Unanswered(msgspec.Struct, frozen=True, kw_only=True):
    """One question."""

    #: UTC, to the minute.
    at: str
    #: Made by the browser, so that what is sent again is counted once.
    id: str
    release: str
    #: What was meant, by its published name; "" where nothing here has such a name.
    what: str = ""
    area: str = ""
    stakeholder: str = ""
    why: str


class RoomLog:
    """Writes each question that was not answered to an open file; to none where there is no file."""

    def __init__(self, descriptor: int | None) -> None:
        """Take what is open for appending: this process knows no path."""
        self._descriptor, self._ids, self._start = descriptor, set[str](), b""

    def note(self, asked: Mapping[str, Any], release: str, index: Callable[[], RoomIndex]) -> dict[str, str]:
        """What became of a question: its id as ``kept`` once it is on the disk or need not be, else as ``unkept``.

        Nothing is said of what is no question.
        """
        name = asked.get("id")
        if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_ID or not name.isalnum():
            return {}
        if name in self._ids:
            return {"kept": name}
        if not _is_question(asked, room := index()):
            return {}
        found = unanswered(asked, release, room)
        return {"kept" if found is None or self._is_written(found) else "unkept": name}

    def _is_written(self, question: Unanswered) -> bool:
        """Whether a question is on the disk; not where there is no file, or no place is left for it."""
        if self._descriptor is None or len(self._ids) >= _MOST:
            return False
        line = self._start + msgspec.json.encode(question) + b"\n"
        self._start = b"\n"  # where this line breaks off, the next is one of its own
        try:
            is_whole = os.write(self._descriptor, line) == len(line)
            os.fsync(self._descriptor)
        except OSError:
            return False
        if is_whole:
            self._ids.add(question.id)
            self._start = b""
        return is_whole


def _is_question(asked: Mapping[str, Any], index: RoomIndex) -> bool:
    """Whether a browser names what is here, or says that nothing is: whole numbers alone are places in a list."""
    named = ((asked.get("where", -1), index.where), (asked.get("who", -1), index.who))
    is_named = all(type(at) is int and -1 <= at < len(there) for at, there in named)
    return asked.get("nothing") is True or is_named


def unanswered(asked: Mapping[str, Any], release: str, index: RoomIndex) -> Unanswered | None:
    """The question by what was meant; None where it was answered for just that."""
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%MZ}"
    if asked.get("nothing") is True:
        return Unanswered(at=now, id=asked["id"], release=release, why=NO_NAME)
    at, by = (asked.get(name, -1) for name in ("where", "who"))
    answer = index.pair(at, by)
    is_place = at >= 0 and index.where[at].is_place
    if answer is None or (answer.is_answered and not is_place):
        return None
    by_group = BY_GROUP if answer.is_lent else NOT_JUDGED
    return Unanswered(
        at=now,
        id=asked["id"],
        release=release,
        what=f"{index.where[at].name}, {answer.name}" if is_place else answer.name,
        area=answer.area,
        stakeholder=answer.stakeholder,
        why=BY_REGION if is_place and answer.is_answered else by_group,
    )


def read_log(path: Path) -> list[Unanswered]:
    """The questions of a file, each once; a line that was broken off is left out."""
    found: dict[str, Unanswered] = {}
    for line in path.read_bytes().splitlines():
        try:
            one = msgspec.json.decode(line, type=Unanswered)
        except msgspec.DecodeError:
            continue
        found.setdefault(one.id, one)
    return list(found.values())


def list_of(questions: list[Unanswered]) -> list[str]:
    """What was asked for most often first: ``3 × Marlborough · Councils: cannot be judged``."""
    times = Counter((one.what, one.why) for one in questions)
    ordered = sorted(times.items(), key=lambda item: (-item[1], item[0]))
    return [f"{number} × {f'{what}: {why}' if what else why}" for (what, why), number in ordered]
