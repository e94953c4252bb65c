"""``wellbeing import`` and ``wellbeing check``: files into the record, every row accounted for."""

from pathlib import Path

import click

from wellbeing.cli.folders import Folders
from wellbeing.model.errors import DataError, what_refused

_FILE = click.Path(path_type=Path, dir_okay=False)
PROFILE = click.option(
    "--profile",
    "profile",
    metavar="NAME",
    default="",
    help="How its columns become ours; a template needs none.",
)
CONFIRMED = click.option(
    "--confirmed-by",
    "confirmed_by",
    metavar="PERSON",
    default="",
    help="Who has made sure what numbers, signs and dates mean that nothing in the file proves.",
)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@PROFILE
@CONFIRMED
@click.pass_context
def import_(ctx: click.Context, files: tuple[Path, ...], profile: str, confirmed_by: str) -> None:
    """Take files into the record: each whole or not at all, every row imported, quarantined or refused.

    What the record holds already is not added twice. Exits with 1 if a file could not be taken in; the other
    files are.
    """
    from wellbeing.cli.jobs.importing import importing  # noqa: PLC0415

    failed = False
    with importing(ctx.obj) as take:
        for path in files:
            try:
                click.echo(take(path, profile, confirmed_by))
            except (DataError, OSError) as error:
                failed = True
                said = what_refused(error) if isinstance(error, OSError) else error
                click.echo(f"{said}\nNothing of {path} was imported.", err=True)
    ctx.exit(1 if failed else 0)


@click.command()
@click.argument("file", type=_FILE)
@PROFILE
@CONFIRMED
@click.option(
    "--annotate",
    "copy",
    type=_FILE,
    metavar="OUT.xlsx",
    help="Write the rows that would be kept out, with the reason beside each, to be mended and imported.",
)
@click.pass_obj
def check(folders: Folders, file: Path, profile: str, confirmed_by: str, copy: Path | None) -> None:
    """Say what an import of a file would do, and change nothing."""
    from wellbeing.cli.jobs.importing import annotated, checked  # noqa: PLC0415

    click.echo(checked(folders, file, profile, confirmed_by))
    if copy is not None:
        click.echo(annotated(folders, file, profile, copy, confirmed_by))
