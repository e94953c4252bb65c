"""``wellbeing roster``: organisations that were invited, heard, that declined, that may be named."""

from pathlib import Path

import click

from wellbeing.cli.folders import Folders
from wellbeing.model.vocabulary import ROUNDS


@click.group()
def roster() -> None:
    """Organisations: who was invited, who was heard."""


@roster.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def load(folders: Folders, file: Path) -> None:
    """Take in a table with name, type, region, invited_on, declined_on, may_be_named."""
    from wellbeing.cli.jobs.roster import take_roster  # noqa: PLC0415

    click.echo(take_roster(folders, file))


@roster.command("list")
@click.option("--round", "in_round", type=click.Choice(ROUNDS), help="Heard in this round; else in any.")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@click.pass_obj
def list_(folders: Folders, in_round: str | None, *, as_json: bool) -> None:
    """Say by region and type who was invited and not heard, and name each."""
    from wellbeing.cli.jobs.roster import list_roster, roster_json  # noqa: PLC0415

    click.echo(roster_json(folders, in_round) if as_json else list_roster(folders, in_round))
