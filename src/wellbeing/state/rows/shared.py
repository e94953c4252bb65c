"""Figures of an opened release that all who opened it share."""

from functools import lru_cache
from typing import Final

from wellbeing.release.store.opening import Release
from wellbeing.state.figures import Figures

#: Opened releases whose figures are kept; a server opens one, a notebook may compare two.
MOST_RELEASES: Final = 2


@lru_cache(maxsize=MOST_RELEASES)
def figures_of(release: Release) -> Figures:
    """The figures of an opened release, worked out once: by the object, since two folders may claim one id."""
    return Figures(release)
