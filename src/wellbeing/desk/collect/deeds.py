"""Deeds: what a steward's browser asks is done with the record, and answered."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from sqlite3 import Connection
from time import sleep
from typing import Any, Final

from wellbeing.language import message, retold, say
from wellbeing.model.errors import DataError, what_refused
from wellbeing.record.store.database import RECORD_FILE, open_record, read_record
from wellbeing.record.store.database import reading as connected
from wellbeing.record.store.failures import plain_failures
from wellbeing.record.store.migrations import SCHEMA_VERSION, version
from wellbeing.sources.engagement import EngagementFolder, read_engagement
from wellbeing.views.shell.markup import printed

#: What a browser says, and what it is answered.
JsonObject = Mapping[str, Any]
#: What is done about one thing that is asked.
Deed = Callable[[JsonObject], dict[str, Any]]
#: How often, and how many seconds apart, another writer is waited for.
_TRIES: Final = 25
_PAUSE: Final = 0.2
_UNKNOWN: Final = message("This page asks for something that its server does not know: load the page anew.")


@dataclass(frozen=True)
class Desk:
    """One engagement and its record."""

    engagement: Path
    workspace: Path

    @cached_property
    def folder(self) -> EngagementFolder:
        """The engagement, read once: a page that is open goes on as it began.

        Raises:
            DataError: its folder is not as it should be.
        """
        return read_engagement(self.engagement)

    @property
    def has_record(self) -> bool:
        """Whether anything was ever kept."""
        return (self.workspace / RECORD_FILE).is_file()

    @contextmanager
    def writing(self, *, make: bool = False) -> Iterator[Connection]:
        """The record for one deed that writes; made on first use where that brings something in.

        Raises:
            DataError: another program is writing, or the disk is full or fails.
        """
        with (
            open_record(self.workspace, self.folder.engagement.id, make=make) as record,
            plain_failures(self.workspace / RECORD_FILE),
        ):
            yield record

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The record, for reading.

        Raises:
            DataError: there is none, or it cannot be read.
        """
        self._bring_forward()
        with read_record(self.workspace, self.folder.engagement.id) as record:
            yield record

    def _bring_forward(self) -> None:
        """Bring a record forward that an earlier program left, or one that ended, or is not done, while it made it."""
        path = self.workspace / RECORD_FILE
        for _ in range(_TRIES if path.is_file() else 0):
            with plain_failures(path), closing(connected(path)) as record:
                if version(record) >= SCHEMA_VERSION:
                    return
            with suppress(DataError), self.writing():
                return
            sleep(_PAUSE)


class DeskPart(ABC):
    """One part of the page, on one desk."""

    def __init__(self, desk: Desk) -> None:
        """Take whose it is."""
        self._desk = desk

    @property
    @abstractmethod
    def deeds(self) -> dict[str, Deed]:
        """What a browser may ask of it, by what the browser calls that."""


def done(deeds: Mapping[str, Deed], asked: JsonObject) -> dict[str, Any]:
    """The answer to what a browser asks; what a person can mend is told as ``error``, and nothing was done then."""
    deed = deeds.get(str(asked.get("do", "")))
    if deed is None:
        return {"error": say(_UNKNOWN)}
    try:
        answer = deed(asked)
    except DataError as error:
        return {"error": printed(retold(str(error)))}
    except OSError as error:
        return {"error": printed(retold(what_refused(error)))}
    return answer | {"line": printed(answer["line"])} if "line" in answer else answer
