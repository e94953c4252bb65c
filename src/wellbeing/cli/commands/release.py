"""``wellbeing release``: build, protect, approve."""

import sys
from pathlib import Path
from typing import Final

import click

from wellbeing.cli.folders import Folders
from wellbeing.model.vocabulary import ENGINES

_ENGINE: Final = "wellbeing.engine"


def _chosen(ctx: click.Context, _: click.Parameter, name: str | None) -> None:
    ctx.meta[_ENGINE] = name


def _counted_by(ctx: click.Context, _: click.Parameter, path: Path | None) -> tuple[Path, str] | None:
    """The folder and what counts it."""
    name = ctx.meta.get(_ENGINE)
    if path is None and name:
        msg = "--engine counts a folder of contributions: name it by --contributions DIR."
        raise click.UsageError(msg)
    return (path, name or ENGINES[0]) if path else None


@click.command()
@click.option(
    "--tier",
    type=click.Choice(["adviser", "public"]),
    default="adviser",
    show_default=True,
    help="How much protection.",
)
@click.option("--approve", metavar="NAME", help="Who answers for this release; asked for on a terminal.")
@click.option(
    "--scorer",
    metavar="NAME",
    help="Who reads comments that nobody coded: local-head (as without this option), minilm-head (needs an "
    "extra), vader-nz or another that is registered. A head gives way to vader-nz under 100 codes, or where "
    "it agrees less with them.",
)
@click.option(
    "--new-series",
    is_flag=True,
    help="Start anew where what was measured for earlier releases is lost, or was protected in an older way.",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    is_eager=True,
    expose_value=False,
    callback=_chosen,
    help="What counts that folder: polars (as without this option), or an extra.",
)
@click.option(
    "--contributions",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    callback=_counted_by,
    help="Count a folder of Parquet in place of the record's own contributions, in bounded memory.",
)
@click.pass_obj
def release(
    folders: Folders,
    tier: str,
    approve: str | None,
    scorer: str | None,
    contributions: tuple[Path, str] | None,
    *,
    new_series: bool,
) -> None:
    """Make a release from the record: protected counts that can be shown and copied; prints its folder.

    With fewer than 20 contributions added, changed or withdrawn since any release that is out, of whatever
    tier, nothing is measured anew: the newest of the tier is printed, or made from the same figures.
    """
    from wellbeing.cli.jobs.release import Order, make_release  # noqa: PLC0415
    from wellbeing.release.count.lake import Lake  # noqa: PLC0415

    name = (approve or "").strip()
    if not name and not sys.stdin.isatty():
        msg = "A release needs somebody who answers for it: --approve NAME."
        raise click.UsageError(msg)
    if contributions and scorer:
        msg = "--scorer reads comments, and those of a folder were read when it was written: `wellbeing record export`."
        raise click.UsageError(msg)
    lake = Lake(*contributions) if contributions else None
    order = Order(tier, lambda: name or click.prompt("Who approves this release?"), scorer, new_series, lake)
    path, is_new = make_release(folders, order, _say)
    if not is_new:
        _say(
            "Too few contributions have changed for a new release: the newest stands. "
            "What was withdrawn since is left out once enough have changed; till then it is among its counts."
        )
    click.echo(f"{path}")


def _say(step: str) -> None:
    """What is being done, beside what is printed."""
    click.echo(step, err=True)
