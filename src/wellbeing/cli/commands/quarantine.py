"""``wellbeing quarantine``: what was kept out, and mending it."""

from pathlib import Path

import click

from wellbeing.cli.folders import Folders


@click.group()
def quarantine() -> None:
    """Rows that wait until somebody says what was meant."""


@quarantine.command("list")
@click.option("--json", "as_json", is_flag=True, help="Every problem of every row, for other programs.")
@click.option("--refused", is_flag=True, help="Refused rows instead, with the numbers that recall them.")
@click.pass_obj
def list_(folders: Folders, *, as_json: bool, refused: bool) -> None:
    """Show what keeps rows and answers out, and in which file and row."""
    from wellbeing.cli.jobs.quarantine import list_quarantine, list_refused, quarantine_json  # noqa: PLC0415

    told = list_refused if refused else quarantine_json if as_json else list_quarantine
    click.echo(told(folders))


@quarantine.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option(
    "--word",
    nargs=3,
    metavar="FIELD VALUE BECOMES",
    help="A field and a value as `list` names them, and our word for it; '' for 'not stated'.",
)
@click.option("--profile", help="Only for files of this profile.")
@click.pass_obj
def mend(folders: Folders, file: Path | None, word: tuple[str, str, str] | None, profile: str | None) -> None:
    """Say what a word means, once: its rows are imported now, and later files are understood.

    Said again of a word that was decided, it means something else from then on.

    Or give FILE, a workbook from `quarantine export` in which rows were corrected.
    """
    from wellbeing.cli.jobs.quarantine import mended_rows, mended_word  # noqa: PLC0415
    from wellbeing.record.intake.recodes import Recode  # noqa: PLC0415

    if file is not None and word is None:
        click.echo(mended_rows(folders, file))
    elif word is not None and file is None:
        click.echo(mended_word(folders, Recode(*word, profile)))
    else:
        msg = "Give either FILE or --word FIELD VALUE BECOMES."
        raise click.UsageError(msg)


@quarantine.command()
@click.argument("field")
@click.argument("value")
@click.option("--profile", help="Only for files of this profile.")
@click.pass_obj
def forget(folders: Folders, field: str, value: str, profile: str | None) -> None:
    """Take back what a word was said to mean by `mend --word`: it waits again in files that are imported."""
    from wellbeing.cli.jobs.quarantine import forgotten  # noqa: PLC0415
    from wellbeing.record.intake.recodes import Recode  # noqa: PLC0415

    click.echo(forgotten(folders, Recode(field, value, "", profile)))


@quarantine.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT.xlsx")
@click.pass_obj
def export(folders: Folders, out: Path) -> None:
    """Write the rows with their reasons to a workbook, to be corrected there and given to `mend`.

    It holds what people said: keep it as carefully as the record, and delete it afterwards.
    """
    from wellbeing.cli.jobs.quarantine import exported  # noqa: PLC0415

    click.echo(exported(folders, out))


@quarantine.command()
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="NUMBER…")
@click.option("--reason", required=True, help="Kept in the account: name nobody.")
@click.pass_obj
def dismiss(folders: Folders, numbers: tuple[int, ...], reason: str) -> None:
    """Refuse rows that are no contributions, such as totals, by their numbers in `list --json`."""
    from wellbeing.cli.jobs.quarantine import dismissed  # noqa: PLC0415

    click.echo(dismissed(folders, list(numbers), reason))


@quarantine.command()
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="NUMBER…")
@click.pass_obj
def recall(folders: Folders, numbers: tuple[int, ...]) -> None:
    """Take in refused rows after all, by their numbers in `list --refused`."""
    from wellbeing.cli.jobs.quarantine import recalled  # noqa: PLC0415

    click.echo(recalled(folders, list(numbers)))
