"""``wellbeing status``: headline figures, as published and as the newest release counts them; what files rest on."""

import click

from wellbeing.cli.folders import Folders


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@click.pass_context
def status(ctx: click.Context, *, as_json: bool) -> None:
    """Print headline figures; exit with 1 where a published one cannot be what was counted.

    Where the record is there, it says too what numbers, signs and dates of its files were taken to mean, and who
    has confirmed it; and whether the release quotes or names what is not allowed any more.
    """
    import msgspec  # noqa: PLC0415

    from wellbeing.cli.jobs.status import (  # noqa: PLC0415
        accounted,
        contradictions,
        headlines,
        in_words,
        quotes_to_come,
        read_by,
        taken_back,
    )
    from wellbeing.release.store.catalogue import newest_of_finest  # noqa: PLC0415
    from wellbeing.release.store.opening import read_release  # noqa: PLC0415

    folders: Folders = ctx.obj
    release = read_release(newest_of_finest(folders.workspace), folders.trust)
    told = headlines(release) | {
        "conventions": read_by(folders.workspace, release.engagement.id),
        "not_allowed": taken_back(folders.workspace, release),
        "quotes_to_come": quotes_to_come(folders.workspace, release),
        "answers": accounted(folders.workspace, release.engagement.id),
    }
    click.echo(
        msgspec.json.format(msgspec.json.encode(told)) if as_json else in_words(told, release.engagement)
    )
    wrong = contradictions(told, release.engagement)
    for line in wrong:
        click.echo(line, err=True)
    ctx.exit(1 if wrong else 0)
