"""Who has been heard in a public engagement, and what they said, by region and stakeholder type.

``open_release()`` is the door for notebooks; the rest is imported by name. What it opens is imported when it
is asked for, so that the command line starts at once.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wellbeing.model.errors import DataError
    from wellbeing.release.store.opening import Release, open_release

__all__ = ["DataError", "Release", "open_release"]


def __getattr__(name: str) -> object:
    from wellbeing.model import errors  # noqa: PLC0415
    from wellbeing.release.store import opening  # noqa: PLC0415

    module = {"DataError": errors, "Release": opening, "open_release": opening}.get(name)
    if module is None:
        msg = f"module 'wellbeing' has no attribute '{name}'"
        raise AttributeError(msg)
    return getattr(module, name)
