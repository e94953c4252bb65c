"""``wellbeing subject``, ``withdraw`` and ``retention``: what people may ask of what they gave."""

import click

from wellbeing.cli.folders import Folders


@click.command()
@click.argument("contribution", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@click.option(
    "--correct",
    "corrections",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Put a new value in place, as a new version; empty for 'not stated'. May be given several times.",
)
@click.option("--reason", default="asked for by whoever gave it", show_default=True, help="Of a correction.")
@click.pass_obj
def subject(
    folders: Folders, contribution: str, corrections: tuple[str, ...], reason: str, *, as_json: bool
) -> None:
    """Show what is held about a contribution, its corrections, and where it has been used; or correct it.

    ID is that of the contribution, or the number that its survey gave the response.
    """
    from wellbeing.cli.jobs.care import shown  # noqa: PLC0415

    wrong = [given for given in corrections if "=" not in given]
    if wrong:
        msg = f"--correct takes FIELD=VALUE, not {wrong[0]!r}."
        raise click.UsageError(msg)
    said = dict(given.split("=", 1) for given in corrections)
    click.echo(shown(folders, contribution, said, reason, as_json=as_json))


@click.command()
@click.argument("contributions", metavar="ID…", nargs=-1, required=True)
@click.option("--reason", required=True, help="Kept in the log: name nobody.")
@click.pass_obj
def withdraw(folders: Folders, contributions: tuple[str, ...], reason: str) -> None:
    """Delete contributions for good; they do not come back when their file is imported again.

    Each ID is that of a contribution, or the number that its survey gave the response.

    Releases made before are not served any more as soon as the next one exists.
    """
    from wellbeing.cli.jobs.care import withdrawn  # noqa: PLC0415

    if not reason.strip():
        msg = "A withdrawal needs a reason: --reason TEXT."
        raise click.UsageError(msg)
    click.echo(withdrawn(folders, list(dict.fromkeys(contributions)), reason))


@click.command()
@click.option("--delete", is_flag=True, help="Delete what is past its retention date.")
@click.option("--by", metavar="NAME", help="Who answers for it.")
@click.pass_obj
def retention(folders: Folders, by: str | None, *, delete: bool) -> None:
    """Say what is kept, until when it may be, and what is past that day; or delete that for good.

    Deleted are the record, its secret and the true counts beside it; releases are left, with a note of what was held.
    """
    from wellbeing.cli.jobs.care import disposed, what_is_kept  # noqa: PLC0415

    if delete != bool((by or "").strip()):
        msg = "--delete and --by NAME are given together: somebody answers for it."
        raise click.UsageError(msg)
    click.echo(disposed(folders, str(by)) if delete else what_is_kept(folders))
