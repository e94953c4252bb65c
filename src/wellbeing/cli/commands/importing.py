"""``wellbeing import`` and ``wellbeing check``: files into the record, every row accounted for."""

from pathlib import Path
from typing import Any

import click

from wellbeing.cli.folders import Folders
from wellbeing.cli.threads import use_one_thread
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
@click.option("--again", is_flag=True, help="Take the file's import back and import it again, as one step.")
@click.option(
    "--sure", is_flag=True, help="The file is right, whatever it was stopped for: it was looked at."
)
@click.option(
    "--exported",
    metavar="WHEN",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]),
    help="When the platform wrote the files: what an older export says takes the place of nothing.",
)
@click.pass_context
def import_(ctx: click.Context, /, files: tuple[Path, ...], profile: str, **way: Any) -> None:  # noqa: ANN401 (of Way)
    """Take files into the record: each whole or not at all, every row imported, quarantined or refused.

    What the record holds already is not added twice. Exits with 1 if a file could not be taken in; the other
    files are.
    """
    use_one_thread()
    from wellbeing.cli.jobs.importing import importing  # noqa: PLC0415
    from wellbeing.record.checking import Way  # noqa: PLC0415

    failed = False
    with importing(ctx.obj, lambda said: click.echo(said, err=True)) as take:
        for path in files:
            try:
                click.echo(take(path, profile, Way(**way)))
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
    use_one_thread()
    from wellbeing.cli.jobs.importing import annotated, checked  # noqa: PLC0415

    click.echo(checked(folders, file, profile, confirmed_by))
    if copy is not None:
        click.echo(annotated(folders, file, profile, copy, confirmed_by))


@click.command()
@click.argument("name", metavar="IMPORT", required=False)
@click.option("--reason", default="", help="Kept in the log: name nobody.")
@click.pass_obj
def undo(folders: Folders, name: str | None, reason: str) -> None:
    """Take an import back: what it brought goes, what it had replaced comes back, its account is kept.

    IMPORT is its number, or its file's name where only one has it; without it the imports are listed.
    """
    from wellbeing.cli.jobs.importing import imports_listed, undone  # noqa: PLC0415

    click.echo(imports_listed(folders) if name is None else undone(folders, name, reason))
