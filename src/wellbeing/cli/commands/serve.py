"""``wellbeing serve``: the pages, from one release and nothing else."""

import contextlib
import sys
from functools import partial
from typing import Final, Unpack

import click

from wellbeing.cli.entry import EntryOptions, WayIn, is_loopback, way_options
from wellbeing.cli.folders import Folders
from wellbeing.cli.own_measures import measures_option

#: Who has pages of their own beside the adviser's.
ANALYST: Final = "analyst"
#: A port is a number of 16 bits.
_LAST_PORT: Final = 65_535
#: Ports of other services that no browser opens a page on, of those an ordinary program may listen on
#: (WHATWG, Fetch standard, port blocking).
_CLOSED_IN_BROWSERS: Final = frozenset(
    {1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, *range(6665, 6670), 6679, 6697, 10080}
)


@click.command()
@click.option("--release", "name", metavar="ID", help="A release's id or folder; else the newest.")
@click.option(
    "--tier",
    type=click.Choice(["adviser", "public", ANALYST]),
    default="adviser",
    show_default=True,
    help="Which tier's newest release; analyst: the adviser's, and pages for this machine alone on the port after.",
)
@click.option("--port", type=click.IntRange(1, _LAST_PORT), default=5006, show_default=True)
@click.option(
    "--address",
    default="localhost",
    show_default=True,
    help="On which to listen; others than this machine come by a login.",
)
@click.option(
    "--kiosk",
    metavar="[RELEASE]",
    is_flag=False,
    flag_value="",
    help="Brief alone, over the whole screen, of a release's id or folder; it needs no network.",
)
@way_options
@measures_option
@click.pass_obj
def serve(
    folders: Folders,
    /,
    name: str | None,
    tier: str,
    port: int,
    address: str,
    kiosk: str | None,
    **entry: Unpack[EntryOptions],
) -> None:
    """Serve the pages of a release. The serving process sees a copy of that folder and no workspace."""
    from wellbeing.cli.desk import desk, desk_alone, served_beside  # noqa: PLC0415
    from wellbeing.cli.jobs.serve import run  # noqa: PLC0415
    from wellbeing.release.store.catalogue import named_release, newest_release, releases  # noqa: PLC0415
    from wellbeing.sources.private import tighten  # noqa: PLC0415

    is_analyst, way = tier == ANALYST, WayIn(**entry)
    way.check()
    if not (
        name or kiosk
    ):  # a release that is named is of a tier of its own, which is asked before it is served
        way.check_beyond(address, tier)
    if is_analyst and (way._replace(ahead=True) != WayIn() or not is_loopback(address)):
        msg = "--tier analyst has pages that write to the record: they are for this machine alone, without an entry."
        raise click.UsageError(msg)
    if is_analyst and (kiosk is not None or port == _LAST_PORT):
        msg = "--tier analyst serves a second port, the one after --port, and is no kiosk: brief alone is --kiosk."
        raise click.UsageError(msg)
    _check_opened({port, port + is_analyst})
    tighten(folders.workspace)
    name, tier = kiosk or name, "adviser" if is_analyst else tier
    if is_analyst and not name and not releases(folders.workspace, tier):
        sys.exit(desk_alone(folders, port + 1, address))
    chosen = named_release(name, folders.workspace) if name else newest_release(folders.workspace, tier)
    beside = desk(chosen, folders, port + 1, address) if is_analyst else contextlib.nullcontext()
    served = partial(run, folders=folders, place=(port, address), way=way, is_kiosk=kiosk is not None)
    with beside as pages:
        code = served_beside(pages, served, chosen)
    sys.exit(code)


def _check_opened(ports: set[int]) -> None:
    closed = min(_CLOSED_IN_BROWSERS & ports, default=0)
    if closed:
        msg = f"Browsers open no page on port {closed}, which another kind of service has. Choose another --port."
        raise click.UsageError(msg)


@click.command()
@click.argument("release", metavar="[RELEASE]", required=False)
@click.pass_obj
def room(folders: Folders, release: str | None) -> None:
    """What was asked while a release was presented and could not be answered, most often first.

    RELEASE is an id; without it, every release that was presented here.
    """
    from wellbeing.cli.presenting.asked import told  # noqa: PLC0415

    for line in told(folders.workspace, release):
        click.echo(line)
