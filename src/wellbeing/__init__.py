"""Who has been heard in a public engagement, and what they said, by region and stakeholder type.

In a notebook: ``import wellbeing as wb``, ``wb.setup()``, ``release = wb.open_release()``, and ask it. All that an
analyst needs is a name of this module; the rest is imported by name. What a name stands for is imported when it is
asked for, so that the command line starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from wellbeing.desk.record import opened_record as open_record
    from wellbeing.measures.coverage.states import Rule
    from wellbeing.model.errors import DataError
    from wellbeing.notebook.opened import OpenedRelease
    from wellbeing.notebook.opened import opened as open_release
    from wellbeing.release.store.opening import Release
    from wellbeing.reports.own.loading import load_measures
    from wellbeing.reports.own.measure import own_measure as measure
    from wellbeing.views.shell.notebook import setup

__all__ = [
    "DataError",
    "OpenedRelease",
    "Release",
    "Rule",
    "load_measures",
    "measure",
    "open_record",
    "open_release",
    "setup",
]

#: Name → where it is, and what it is called there.
_DOORS: Final = {
    "DataError": ("wellbeing.model.errors", "DataError"),
    "OpenedRelease": ("wellbeing.notebook.opened", "OpenedRelease"),
    "Release": ("wellbeing.release.store.opening", "Release"),
    "Rule": ("wellbeing.measures.coverage.states", "Rule"),
    "load_measures": ("wellbeing.reports.own.loading", "load_measures"),
    "measure": ("wellbeing.reports.own.measure", "own_measure"),
    "open_record": ("wellbeing.desk.record", "opened_record"),
    "open_release": ("wellbeing.notebook.opened", "opened"),
    "setup": ("wellbeing.views.shell.notebook", "setup"),
}


def __getattr__(name: str) -> object:
    if name not in _DOORS:
        msg = f"module 'wellbeing' has no attribute '{name}'. It has: {', '.join(__all__)}."
        raise AttributeError(msg)
    module, called = _DOORS[name]
    return getattr(import_module(module), called)


def __dir__() -> list[str]:
    return __all__
