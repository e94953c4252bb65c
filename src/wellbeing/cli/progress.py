"""A bar for what takes longer than two seconds, where somebody is looking."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

import click

SECONDS: Final = 2.0
_STEPS: Final = 1_000


@contextmanager
def progress(label: str) -> Iterator[Callable[[float], None]]:
    """What is told the share that is done, 0 to 1."""
    with ExitStack() as shown:
        yield _Bar(label, shown).report


class _Bar:
    """A bar that is drawn from the second second on."""

    def __init__(self, label: str, shown: ExitStack) -> None:
        self._label = label
        self._shown = shown
        self._begun = time.monotonic()
        self._step: Callable[[int], None] | None = None
        self._at = 0

    def report(self, done: float) -> None:
        """Move the bar on."""
        late = time.monotonic() - self._begun > SECONDS
        if self._step is None and late and sys.stderr.isatty():
            drawn = click.progressbar(length=_STEPS, label=self._label, file=sys.stderr)
            self._step = self._shown.enter_context(drawn).update
        if self._step is not None:
            to = int(done * _STEPS)
            self._step(max(0, to - self._at))
            self._at = max(to, self._at)
