"""``wellbeing backup``, ``verify`` and ``record export``: it can be trusted, brought back, counted elsewhere."""

from pathlib import Path

import click

from wellbeing.cli.folders import Folders

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=_FILE)
@click.pass_obj
def backup(folders: Folders, file: Path) -> None:
    """Copy the record to _FILE while it is read, verified, with all that a restored workspace needs.

    Beside _FILE come its seal, the secret, what the newest release was measured from and forms that were begun, for
    your eyes only.
    """
    from wellbeing.cli.progress import progress  # noqa: PLC0415
    from wellbeing.record.custody.backup import back_up as copy  # noqa: PLC0415
    from wellbeing.record.store.database import open_record  # noqa: PLC0415
    from wellbeing.sources.engagement import read_settings  # noqa: PLC0415

    settings = read_settings(folders.engagement / "engagement.toml")
    with open_record(folders.workspace, settings.id) as record, progress(file.name) as report:
        written = copy(record, folders.workspace, file, report)
    click.echo("\n".join(str(path) for path in written))
    click.echo("It holds what people said: keep it as carefully as the record.", err=True)


@click.command()
@click.argument("file", type=_FILE, required=False)
@click.option(
    "--source",
    "sources",
    metavar="FILE",
    multiple=True,
    type=_FILE,
    help="A file that was imported: byte for byte the same, its rows and answers are counted again.",
)
@click.pass_obj
def verify(folders: Folders, file: Path | None, sources: tuple[Path, ...]) -> None:
    """Look whether the record, or a backup FILE, is what was written: file, structure, log, every row.

    With --source, also whether the account of a file says what the file says. Says which SQLite reads the record, and
    warns where that has a fault that can damage one.
    """
    import sqlite3  # noqa: PLC0415

    from wellbeing.cli.progress import progress  # noqa: PLC0415
    from wellbeing.record.custody.library import library_warning  # noqa: PLC0415
    from wellbeing.record.custody.verification import verify_record  # noqa: PLC0415
    from wellbeing.record.store.database import RECORD_FILE as RECORD  # noqa: PLC0415

    path = file or folders.workspace / RECORD
    with progress(path.name) as report:
        now = verify_record(path, report, at_rest=file is not None)
    click.echo(f"{path} is as it was written: {now.seq:,} entries in its log, the last with hash {now.hash}.")
    click.echo(f"Read with SQLite {sqlite3.sqlite_version}.")
    if sources:
        click.echo(_recounted(folders, sources))
    if warning := library_warning():
        click.echo(warning, err=True)


def _recounted(folders: Folders, sources: tuple[Path, ...]) -> str:
    """The accounts of files that were imported, held against the files."""
    from wellbeing.cli.accounts import recount_text  # noqa: PLC0415
    from wellbeing.record.intake.answers.recount import recount  # noqa: PLC0415
    from wellbeing.record.store.database import read_record  # noqa: PLC0415
    from wellbeing.sources.engagement import read_engagement  # noqa: PLC0415

    folder = read_engagement(folders.engagement)
    with read_record(folders.workspace, folder.engagement.id) as record:
        return "\n".join(recount_text(recount(record, folder, path)) for path in sources)


@click.group()
def record() -> None:
    """The record as a whole."""


@record.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--comments",
    "has_texts",
    is_flag=True,
    help="With the words of comments; without, only how they were heard.",
)
@click.option("--scorer", metavar="NAME", help="Who reads comments that nobody coded, as for a release.")
@click.pass_obj
def export(folders: Folders, folder: Path, scorer: str | None, *, has_texts: bool) -> None:
    """Write contributions to DIR as Parquet, for your eyes only; `wellbeing release --contributions DIR` counts it.

    A row each, with its answers and how its comments were heard. DIR must not be there.
    """
    from wellbeing.cli.jobs.counting.exporting import export_record  # noqa: PLC0415

    click.echo(export_record(folders, folder, scorer, has_texts=has_texts))
    click.echo("It holds what people said: keep it as carefully as the record.", err=True)
