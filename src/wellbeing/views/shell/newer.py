"""A newer release is offered, and shown where it is asked for: nothing changes by itself."""

from urllib.parse import parse_qsl

import panel as pn

from wellbeing.language import say
from wellbeing.model.errors import DataError
from wellbeing.release.store.catalogue import later_than
from wellbeing.release.store.opening import Release, keep_open

#: In the address: which release is to be shown, where it is not the one that is served.
ASKED = "release"


def newest_beside(release: Release) -> str:
    """The id of the newest release that came after one; "" where there is none."""
    return next((path.name for path in reversed(later_than(release.path))), "")


def asked_release(release: Release) -> tuple[Release, str]:
    """The release that the address asks for, if it came after the one that is served; else that one, and why."""
    query = pn.state.location.search if pn.state.location else ""
    name = dict(parse_qsl(query.lstrip("?"))).get(ASKED, "")
    if name in {"", release.id}:
        return release, ""
    try:
        found = [path for path in later_than(release.path) if path.name == name]
        return keep_open(found[0]), ""
    except (IndexError, DataError):
        return release, say(
            "Release “{asked}” is not shown here. This is release {release}.",
            asked=name[:40],
            release=release.id,
        )
