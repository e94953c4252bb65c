"""``wellbeing profile`` and ``wellbeing template``: how files come to be understood."""

from pathlib import Path

import click

from wellbeing.cli.folders import Folders

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--save", metavar="NAME", help="Save it in the engagement's profiles, to be edited there.")
@click.option("--sheet", metavar="NAME", default="", help="Of a workbook with several sheets.")
@click.pass_obj
def profile(folders: Folders, file: Path, save: str | None, sheet: str) -> None:
    """Propose how an unknown file's columns become ours, with what speaks for it."""
    from wellbeing.cli.jobs.profile import proposed, saved  # noqa: PLC0415

    text = proposed(folders, file, sheet)
    click.echo(saved(folders, save, text) if save else text, nl=bool(save))


@click.command()
@click.argument("kind", type=click.Choice(["attendance", "survey", "notes"]))
@click.argument("out", type=_FILE, metavar="OUT.xlsx")
@click.pass_obj
def template(folders: Folders, kind: str, out: Path) -> None:
    """Write an empty workbook to fill in, with the engagement's own words to choose from.

    Filled, it is imported without naming a profile.
    """
    from wellbeing.cli.jobs.profile import template_written  # noqa: PLC0415

    click.echo(template_written(folders, kind, out))
