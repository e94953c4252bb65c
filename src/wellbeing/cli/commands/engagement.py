"""``wellbeing engagement``, ``new`` and ``boundaries``: what describes a consultation, and whether it is whole."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wellbeing.cli.folders import Folders
from wellbeing.sources.paths import callers_path

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

_CODE = click.option(
    "--code", metavar="COLUMN", default="", help="Of the file: the column with the regions' codes."
)
_NAME = click.option("--name", metavar="COLUMN", default="", help="Of the file: the column with their names.")
_ATTRIBUTION = click.option("--attribution", metavar="TEXT", default="", help="Whom to name beside the map.")
_FILE = click.Path(path_type=Path)


@click.group()
def engagement() -> None:
    """The folder that describes one consultation."""


@engagement.command("check")
@click.pass_context
def check_engagement(ctx: click.Context) -> None:
    """Say what is wrong with the engagement's folder, what is still to be filled in, and what pages will do without.

    Exits with 1 where something is wrong or an example stands yet; a part that an engagement has not is no mistake.
    """
    from wellbeing.cli.decided import untold_evidence  # noqa: PLC0415
    from wellbeing.cli.remarks import findings  # noqa: PLC0415
    from wellbeing.model.errors import counted  # noqa: PLC0415
    from wellbeing.sources.checking.unfilled import unfilled  # noqa: PLC0415

    folders: Folders = ctx.obj
    for line in (*findings(folders), *untold_evidence(folders)):
        click.echo(line)
    examples = [*unfilled(folders.engagement)]
    if examples:
        click.echo(f"{counted(len(examples), 'line')} still to be filled in:")
        for line in examples:
            click.echo(f"  {line}")
        ctx.exit(1)


@click.command()
@click.argument("folder", metavar="NAME", type=_FILE)
@click.option("--boundaries", "file", metavar="FILE", type=_FILE, help="A file of the regions' outlines.")
@_CODE
@_NAME
@_ATTRIBUTION
def new(folder: Path, file: Path | None, code: str, name: str, attribution: str) -> None:
    """Make a folder for another engagement: commented files of examples, to be filled in.

    NAME is the folder, from where the command is given. With --boundaries its regions are those of the file.
    """
    from wellbeing.sources.starting.new_folder import new_folder  # noqa: PLC0415

    path = callers_path(f"{folder}") or folder
    outlines = _outlines(file, code, name, attribution) if file else None
    new_folder(path, dt.datetime.now(tz=dt.UTC).date())
    click.echo(f"{path}: made of examples. Begin with engagement.toml; what is still to be filled in:")
    click.echo(f"  wellbeing --engagement {folder} engagement check")
    if outlines is not None:
        _adopt(path, outlines)


@click.command()
@click.argument("file", type=_FILE)
@_CODE
@_NAME
@_ATTRIBUTION
@click.pass_obj
def boundaries(folders: Folders, file: Path, code: str, name: str, attribution: str) -> None:
    """Take a file of the regions' outlines into the engagement's folder: any vector format, any reference system.

    It is checked and simplified, shared borders stay shared. Where regions.csv is still an example, its regions are
    those of the file.
    """
    _adopt(folders.engagement, _outlines(file, code, name, attribution))


def _outlines(file: Path, code: str, name: str, attribution: str) -> "GeoDataFrame":
    from wellbeing.sources.starting.outlines import simplified_outlines  # noqa: PLC0415

    if not (code and name):
        msg = "Say which columns of the file hold codes and names: --code COLUMN --name COLUMN."
        raise click.UsageError(msg)
    return simplified_outlines(callers_path(f"{file}") or file, code, name, attribution)


def _adopt(folder: Path, outlines: "GeoDataFrame") -> None:
    from wellbeing.sources.starting.adopting import adopt_boundaries  # noqa: PLC0415

    for line in adopt_boundaries(folder, outlines):
        click.echo(line)
