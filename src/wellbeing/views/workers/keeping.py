"""Processes that serve a release: as many as were asked for, another one in the place of each that ends."""

import asyncio
import logging
import secrets
import socket
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

from wellbeing.views.workers.words import TAKE, Share, written

#: Seconds before another begins: at once after a process that lived long, else twice as long each time.
_LONG, _FIRST, _LONGEST = 60.0, 1.0, 60.0
_SECRET: Final = 32
_log = logging.getLogger(__name__)


class Worker:
    """One process, and the line by which it is handed connections."""

    def __init__(self, number: int, share: Share) -> None:
        """Take which of them it is, from 1, and what it is told."""
        self.number, self.serves = number, False
        self._share = share
        self._line: socket.socket | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._is_told = False

    async def run(self, command: Sequence[str], serving: Callable[[], None]) -> int:
        """Its exit code, once it has ended.

        Args:
            command: what it is started with; the number of its line's file comes behind.
            serving: is told when it begins to serve.
        """
        self._line, theirs = socket.socketpair()
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                *command,
                "--number",
                str(self.number),
                "--line",
                str(theirs.fileno()),
                stdin=asyncio.subprocess.PIPE,  # it ends when this one does
                pass_fds=[theirs.fileno()],
            )
        self._line.send(written(self._share))
        if self._is_told:  # before it was there
            self.end()
        self._line.settimeout(0)
        loop = asyncio.get_running_loop()
        loop.add_reader(self._line, self._heard, serving)
        code = await self._process.wait()
        self._leave()
        return code

    def hand(self, connection: socket.socket) -> bool:
        """Hand a connection over; whether it was taken."""
        if not (self.serves and self._line):
            return False
        try:
            socket.send_fds(self._line, [TAKE], [connection.fileno()])
        except OSError:  # it has just ended, or takes nothing for now
            return False
        return True

    def end(self) -> None:
        """Tell it to end."""
        self._is_told = True
        if self._process and self._process.returncode is None:
            self._process.terminate()

    def _heard(self, serving: Callable[[], None]) -> None:
        """It serves from now on; or takes nothing any more."""
        said = b""
        if self._line:
            with suppress(OSError):  # it was killed
                said = self._line.recv(1)
        if said:
            self.serves = True
            serving()
        else:
            self._leave()

    def _leave(self) -> None:
        self.serves = False
        if self._line:
            asyncio.get_running_loop().remove_reader(self._line)
            self._line.close()
            self._line = None


class Workers:
    """All of them."""

    def __init__(self, command: Sequence[str], of: int) -> None:
        """Take what each is started with, and how many there are to be."""
        self._command, self._is_ending = [sys.executable, *command], False
        share = Share(of, secrets.token_bytes(_SECRET))
        self.all = [Worker(number, share) for number in range(1, of + 1)]

    async def keep(self, serving: Callable[[], None]) -> int:
        """Keep them until they are told to end; 0, or the code of one that failed before any had served."""
        kept = [asyncio.create_task(self._keep(one, serving)) for one in self.all]
        done, others = await asyncio.wait(kept, return_when=asyncio.FIRST_COMPLETED)
        if not self._is_ending:
            self.end()
        await asyncio.gather(*others)
        return max((one.result() for one in done), key=abs)

    def end(self) -> None:
        """Tell all to end, and begin no other."""
        self._is_ending = True
        for one in self.all:
            one.end()

    async def _keep(self, worker: Worker, serving: Callable[[], None]) -> int:
        """Run one, and another in its place."""
        has_served, pause = False, _FIRST

        def begun() -> None:
            nonlocal has_served
            has_served = True
            serving()

        while True:
            began = time.monotonic()
            code = await worker.run(self._command, begun)
            if self._is_ending:
                return 0
            if not (has_served or any(one.serves for one in self.all)):
                return code or 1
            pause = _FIRST if time.monotonic() - began > _LONG else min(2 * pause, _LONGEST)
            _log.error("Process %s of %s ended with %s: another begins", worker.number, len(self.all), code)
            if await self._told_to_end(pause):
                return 0

    async def _told_to_end(self, seconds: float) -> bool:
        """Whether all were told to end while one waited."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._is_ending:
            await asyncio.sleep(0.1)
        return self._is_ending
