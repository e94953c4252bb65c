"""What a room asked and could not be told: kept by what was meant, never by what was typed.

Who asked is not known here, and no word of theirs is kept: only which region, type or place was meant, all of them
published names, or that nothing here has such a name. The process that serves hands over where in the lists of its
release a question stands, a file each; whoever started it makes a line of the workspace's file of that, by the release.
"""

import contextlib
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from wellbeing.reports.room.asking import RoomIndex
from wellbeing.sources.private import make_private

#: Why there was no answer.
BY_GROUP: Final = "answered for a larger group alone"
BY_REGION: Final = "a place: figures know its region alone"
NOT_JUDGED: Final = "cannot be judged"
NO_NAME: Final = "nothing here has such a name"
#: Of what a server hands over to whoever started it; of a workspace.
QUESTIONS: Final = "room"
#: Questions that one process hands over: a room asks fewer, whatever a browser sends.
MOST_ASKED: Final = 2_000
#: Bytes: longer is no question.
LONGEST_ASKED: Final = 1_000
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

    @property
    def as_line(self) -> bytes:
        """As it stands in a file of questions."""
        return msgspec.json.encode(self) + b"\n"


class AskedQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question as it is handed over: what it was about, by its place in the lists of a release."""

    id: str
    release: str
    where: int = -1
    who: int = -1
    nothing: bool = False


class RoomLog:
    """Hands over each question that was not answered; none where nobody has made a folder for them."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, a file in which is one question."""
        self._folder, self._ids = folder, set[str]()

    def note(self, asked: Mapping[str, Any], release: str, index: Callable[[], RoomIndex]) -> dict[str, str]:
        """What became of a question: its id as ``kept`` once it is on the disk or need not be, else as ``unkept``.

        Nothing is said of what is no question.
        """
        name = asked.get("id")
        if not isinstance(name, str) or not is_id(name):
            return {}
        if name in self._ids:
            return {"kept": name}
        if not _is_question(asked, room := index()):
            return {}
        if unanswered(asked, release, room) is None:
            return {"kept": name}
        at, by = (asked.get(field, -1) for field in ("where", "who"))
        meant = {"nothing": True} if asked.get("nothing") is True else {"where": at, "who": by}
        return {
            "kept" if self._is_written(AskedQuestion(id=name, release=release, **meant)) else "unkept": name
        }

    def _is_written(self, question: AskedQuestion) -> bool:
        """Whether a question is on the disk; not where there is no folder, or no place is left for it."""
        if not self._folder.is_dir() or len(self._ids) >= MOST_ASKED:
            return False
        try:
            make_private(self._folder / f"{question.id}.json", msgspec.json.encode(question))
        except OSError:
            return False
        self._ids.add(question.id)
        return True


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


def handed(content: bytes, index_of: Callable[[str], RoomIndex | None]) -> Unanswered | None:
    """What was meant by a question that a server handed over; None where its release does not say so.

    Args:
        content: of the file.
        index_of: id of a release → what can be asked of it; None of one that is not known.
    """
    with contextlib.suppress(msgspec.DecodeError):
        asked = msgspec.to_builtins(msgspec.json.decode(content, type=AskedQuestion))
        index = index_of(asked["release"])
        if index is not None and is_id(asked["id"]) and _is_question(asked, index):
            return unanswered(asked, asked["release"], index)
    return None


def is_id(name: object) -> bool:
    """Whether this may be the id of a question."""
    return isinstance(name, str) and 0 < len(name) <= _LONGEST_ID and name.isascii() and name.isalnum()


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
