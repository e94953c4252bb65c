"""``wellbeing codes``: comments coded by people, by which every figure of a model is measured."""

from pathlib import Path

import click

from wellbeing.cli.folders import Folders

_FILE = click.Path(path_type=Path, dir_okay=False)
#: As many rows as a coding workbook has lists to choose from.
MOST = 2_000


@click.group()
def codes() -> None:
    """Human codes of comments: draw some, have them coded in a spreadsheet, load them."""


@codes.command()
@click.argument("out", type=_FILE, metavar="OUT.xlsx")
@click.option(
    "--size", type=click.IntRange(1, MOST), default=200, show_default=True, help="How many comments."
)
@click.option("--uncertain", is_flag=True, help="Those that would teach the model most, from 100 codes on.")
@click.option("--in-agency", is_flag=True, help="Who codes is of the agency: comments for its eyes only too.")
@click.pass_obj
def sample(folders: Folders, out: Path, size: int, *, uncertain: bool, in_agency: bool) -> None:
    """Write comments to be coded: a random sample over regions, types and questions, a fifth of it twice.

    The workbook holds comments as they were written: it stays on this machine, readable by you alone.
    """
    from wellbeing.cli.jobs.codes import sampled  # noqa: PLC0415

    click.echo(sampled(folders, out, size, uncertain=uncertain, in_agency=in_agency))


@codes.command()
@click.argument("file", type=_FILE, metavar="FILE.xlsx")
@click.option("--by", required=True, metavar="NAME", help="Who coded it.")
@click.pass_obj
def load(folders: Folders, file: Path, by: str) -> None:
    """Load a coded workbook, say what came of every row, and fit the local head anew from 100 codes on."""
    from wellbeing.cli.jobs.codes import load_codes  # noqa: PLC0415

    if not by.strip():
        msg = "--by may not be empty."
        raise click.UsageError(msg)
    click.echo(load_codes(folders, file, by.strip()))


@codes.command()
@click.pass_obj
def status(folders: Folders) -> None:
    """Show how many comments are coded, how far coders agree, and what the local head was fitted on."""
    from wellbeing.cli.jobs.codes import codes_status  # noqa: PLC0415

    click.echo(codes_status(folders))
