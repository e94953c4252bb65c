"""Open a release that lies beside one which is open."""

from wellbeing.model.errors import DataError, quoted
from wellbeing.release.store.catalogue import comparable
from wellbeing.release.store.opening import Release, read_release
from wellbeing.release.store.signing import Trust


def open_beside(release: Release, name: str) -> Release:
    """A release that one which is open may be compared with, verified as it is read.

    Args:
        release: opened.
        name: an id of ``comparable``.

    Raises:
        DataError: it is not there, was retired, is of another kind, or is not to be believed or not whole.
    """
    found = {path.name: path for path in comparable(release.path)}
    if name not in found:
        msg = f"Beside release {release.id} is none called '{name}' that it may be compared with. "
        msg += f"Ids there: {quoted(found) or 'none'}."
        raise DataError(msg)
    return read_release(found[name], Trust(keys=(f"{release.manifest.key}",)))
