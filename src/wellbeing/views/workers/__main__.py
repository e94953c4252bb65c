"""Deal readers of a release out: ``python -m wellbeing.views.workers --workers N …``, started by ``wellbeing serve``.

What else it is told goes to each process that serves, as it is.
"""

import argparse
import asyncio
import os
import signal
import socket
import sys
from collections.abc import Sequence
from typing import Final

from wellbeing.views.watching.log import LOG_FORMATS, PLAIN, keep_log
from wellbeing.views.watching.ports import listening
from wellbeing.views.watching.watcher import end_with_watcher
from wellbeing.views.workers.dealing import Dealer
from wellbeing.views.workers.keeping import Workers

_SERVING: Final = ("-m", "wellbeing.views.serving")


def deal() -> None:
    """Serve until told to end; then end as who was told so by a signal, so that who waits sees why."""
    parser = argparse.ArgumentParser(prog="wellbeing.views.workers", allow_abbrev=False)
    parser.add_argument("--workers", type=int, required=True)
    options, rest = parser.parse_known_args()
    parser.add_argument("--port", type=int, default=5006)
    parser.add_argument("--address", default="localhost")
    parser.add_argument("--log-format", choices=LOG_FORMATS, default=PLAIN)
    read, _ = parser.parse_known_args()
    if "--watched" in rest:
        end_with_watcher()
    else:
        rest.append("--watched")  # by this one
    keep_log(read.log_format)
    listeners = listening(read.port, read.address)
    print(f"{options.workers} processes begin to serve at http://{read.address}:{read.port}", flush=True)  # noqa: T201
    code, told = asyncio.run(_dealt(listeners, [*_SERVING, *rest], options.workers))
    if told == signal.SIGTERM:
        signal.signal(told, signal.SIG_DFL)
        os.kill(os.getpid(), told)
    sys.exit(code if code >= 0 else 128 - code)


async def _dealt(
    listeners: Sequence[socket.socket], command: Sequence[str], of: int
) -> tuple[int, signal.Signals | None]:
    """The exit code, and the signal by which all were told to end."""
    workers, told = Workers(command, of), list[signal.Signals]()
    dealer, loop = Dealer(listeners, workers.all), asyncio.get_running_loop()

    def end(number: signal.Signals) -> None:
        if told:  # twice: at once
            loop.remove_signal_handler(number)
            os.kill(os.getpid(), signal.SIGKILL if number == signal.SIGINT else number)
        told.append(number)
        dealer.close()
        workers.end()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end, number)
    code = await workers.keep(dealer.open)
    return code, told[0] if told else None


if __name__ == "__main__":
    deal()
