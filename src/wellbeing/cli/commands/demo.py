"""``wellbeing demo``: fill the record with what the engagement ships."""

from collections.abc import Iterator

import click

from wellbeing.cli.folders import Folders


@click.command()
@click.pass_obj
def demo(folders: Folders) -> None:
    """Fill the record with what the engagement ships: a demonstration, or responses; makes no release."""
    from wellbeing.sources.engagement import read_engagement  # noqa: PLC0415
    from wellbeing.sources.responses import shipped_responses  # noqa: PLC0415

    if shipped_responses(read_engagement(folders.engagement)):
        for account in _imported(folders):
            click.echo(account)
    else:
        click.echo(_said(_filled(folders)))


def _imported(folders: Folders) -> Iterator[str]:
    """The account of each file of responses, as `import` tells it."""
    from wellbeing.cli.jobs.importing import importing  # noqa: PLC0415
    from wellbeing.record.checking import Way  # noqa: PLC0415
    from wellbeing.sources.engagement import read_engagement  # noqa: PLC0415
    from wellbeing.sources.responses import shipped_responses  # noqa: PLC0415

    with importing(folders, lambda said: click.echo(said, err=True)) as take:
        for path, profile in shipped_responses(read_engagement(folders.engagement)):
            yield take(path, profile, Way())


def _filled(folders: Folders) -> dict[str, int]:
    from wellbeing.record.demonstration import fill_demonstration  # noqa: PLC0415
    from wellbeing.record.store.database import open_record  # noqa: PLC0415
    from wellbeing.sources.engagement import read_engagement  # noqa: PLC0415

    folder = read_engagement(folders.engagement)
    with open_record(folders.workspace, folder.engagement.id, make=True) as record:
        return fill_demonstration(record, folder)


def _said(added: dict[str, int]) -> str:
    if not added:
        return "Nothing was added: the demonstration is in the record already."
    return "Added " + ", ".join(f"{rows:,} {table}" for table, rows in added.items()) + "."
