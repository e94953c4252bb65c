"""``wellbeing release``: build, protect, approve."""

import sys

import click

from wellbeing.cli.folders import Folders


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
@click.pass_obj
def release(
    folders: Folders, tier: str, approve: str | None, scorer: str | None, *, new_series: bool
) -> None:
    """Make a release from the record: protected counts that can be shown and copied; prints its folder.

    With fewer than 20 contributions added, changed or withdrawn since any release that is out, of whatever
    tier, nothing is measured anew: the newest of the tier is printed, or made from the same figures.
    """
    from wellbeing.cli.jobs.release import Order, make_release  # noqa: PLC0415

    name = (approve or "").strip()
    if not name and not sys.stdin.isatty():
        msg = "A release needs somebody who answers for it: --approve NAME."
        raise click.UsageError(msg)
    order = Order(tier, lambda: name or click.prompt("Who approves this release?"), scorer, new_series)
    path, is_new = make_release(folders, order, _say)
    if not is_new:
        _say("Too few contributions have changed for a new release: the newest stands.")
    click.echo(f"{path}")


def _say(step: str) -> None:
    """What is being done, beside what is printed."""
    click.echo(step, err=True)
