"""Who has been heard in a public engagement, and what they said, by region and stakeholder type.

``open_release()`` is the door for notebooks; the rest is imported by name. What it opens is imported when it
is asked for, so that the command line starts at once.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wellbeing.model.errors import DataError
    from wellbeing.release.store.opening import Release
    from wellbeing.state.notebook.opened import opened as open_release

__all__ = ["DataError", "Release", "open_release"]


def __getattr__(name: str) -> object:
    from wellbeing.model import errors  # noqa: PLC0415
    from wellbeing.release.store import opening  # noqa: PLC0415
    from wellbeing.state.notebook import opened  # noqa: PLC0415

    doors = {"DataError": errors.DataError, "Release": opening.Release, "open_release": opened.opened}
    if name not in doors:
        msg = f"module 'wellbeing' has no attribute '{name}'"
        raise AttributeError(msg)
    return doors[name]
