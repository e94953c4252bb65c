"""A process that serves ends with the one that started it."""

import os
import signal
import sys
import threading


def end_with_watcher() -> None:
    """End with the process that started this one, which ends when the release is retired: nothing is served then."""
    threading.Thread(target=_end_with_input, daemon=True).start()


def _end_with_input() -> None:
    while os.read(sys.stdin.fileno(), 1):  # not through Python's buffer, whose lock would outlive the process
        pass
    os.kill(os.getpid(), signal.SIGKILL)
