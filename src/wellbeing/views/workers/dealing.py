"""Hands each connection that comes to the process that has to answer it, or to the next one."""

import asyncio
import errno
import socket
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from wellbeing.views.workers.heads import HEAD_END, MOST_READ, owner, place_asked
from wellbeing.views.workers.keeping import Worker

#: Seconds for the head of a request to come, and until the next look where nobody is there or no file is left.
_HEAD, _PAUSE = 120.0, 0.2
#: Connections that are taken at one look, and places whose turns are kept.
_AT_ONCE, _MOST_PLACES = 64, 1_000
_FULL: Final = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})


class Dealer:
    """Listens for all. What comes is looked at and left where it is: who is handed a connection reads it whole."""

    def __init__(self, listeners: Collection[socket.socket], workers: Sequence[Worker]) -> None:
        """Take where it listens, and for whom."""
        self._listeners, self._workers = listeners, workers
        self._turns: Counter[bytes] = Counter()
        self._loop = asyncio.get_running_loop()

    def open(self) -> None:
        """Take connections, once there is who answers them."""
        for one in self._listeners:
            if one.fileno() >= 0:
                self._loop.add_reader(one, self._accept, one)

    def close(self) -> None:
        """Take none any more."""
        for one in self._listeners:
            self._loop.remove_reader(one)
            one.close()

    def _rest(self) -> None:
        """Let connections wait a little: nobody is there who could answer, or no file is left."""
        for one in self._listeners:
            self._loop.remove_reader(one)
        self._loop.call_later(_PAUSE, self.open)

    def _accept(self, listener: socket.socket) -> None:
        if not any(one.serves for one in self._workers):
            self._rest()
            return
        for _ in range(_AT_ONCE):
            try:
                connection, _ = listener.accept()
            except OSError as error:
                if error.errno in _FULL:
                    self._rest()
                return
            connection.settimeout(0)
            self._look(connection, self._loop.time() + _HEAD)

    def _look(self, connection: socket.socket, until: float, had: int = 0) -> None:
        """Deal a connection out, as soon as it says what it is for.

        Args:
            connection: what came.
            until: when it is too late, by the loop's clock.
            had: bytes that had come before.
        """
        self._loop.remove_reader(connection)
        head = _peeked(connection)
        if head is None:
            self._wait(connection, until, 0)
        elif HEAD_END in head or len(head) >= MOST_READ:
            self._deal(connection, head)
        elif len(head) > had:
            self._wait(connection, until, len(head))
        else:  # whoever began to ask has gone
            connection.close()

    def _wait(self, connection: socket.socket, until: float, had: int) -> None:
        """Until more has come, or too late."""
        late = self._loop.call_at(until, self._drop, connection)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, had + 1)

        def came() -> None:
            late.cancel()
            self._look(connection, until, had)

        self._loop.add_reader(connection, came)

    def _drop(self, connection: socket.socket) -> None:
        self._loop.remove_reader(connection)
        connection.close()

    def _deal(self, connection: socket.socket, head: bytes) -> None:
        """To its owner, else to the next in turn; whose owner has ended is anybody's."""
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 1)
        with connection:
            own = owner(head)
            if not any(one.hand(connection) for one in self._workers if one.number == own):
                any(one.hand(connection) for one in self._in_turn(place_asked(head)))

    def _in_turn(self, where: bytes) -> list[Worker]:
        if len(self._turns) > _MOST_PLACES:
            self._turns.clear()
        self._turns[where] += 1
        first = self._turns[where] % len(self._workers)
        return [*self._workers[first:], *self._workers[:first]]


def _peeked(connection: socket.socket) -> bytes | None:
    """What has come, which stays where it is; None where nothing has, and nothing where nothing will."""
    try:
        return connection.recv(MOST_READ, socket.MSG_PEEK)
    except BlockingIOError:
        return None
    except OSError:
        return b""
