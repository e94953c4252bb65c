"""What follows from a release, kept for whoever asks next: a release never changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

import polars as pl

Result = TypeVar("Result")
Asked = ParamSpec("Asked")


class Kept:
    """A bounded store of results by key; what was not asked for longest is let go.

    Whoever asks is handed what is kept itself: put in what cannot be changed, or copy what can.
    """

    def __init__(self, most: int) -> None:
        """Take how many results are kept."""
        self._most = most
        self._results: OrderedDict[Hashable, Any] = OrderedDict()

    def __len__(self) -> int:
        """How many are kept now."""
        return len(self._results)

    def get(self, key: Hashable, work_out: Callable[[], Result]) -> Result:
        """The result of that key, worked out where nobody asked for it before."""
        if key not in self._results:
            self._results[key] = work_out()
        self._results.move_to_end(key)
        if len(self._results) > self._most:
            self._results.popitem(last=False)
        result: Result = self._results[key]
        return result


def copies(work_out: Callable[Asked, pl.DataFrame]) -> Callable[Asked, pl.DataFrame]:
    """A function whose frames are worked out once and handed out as copies: no reader can change another's.

    A copy shares its columns and costs nothing.
    """
    kept = cache(work_out)

    @wraps(work_out)
    def copied(*args: Asked.args, **kwargs: Asked.kwargs) -> pl.DataFrame:
        return kept(*args, **kwargs).clone()  # type: ignore[arg-type]

    return copied
