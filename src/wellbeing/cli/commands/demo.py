"""``wellbeing demo``: fill the record with the shipped engagement."""

import click

from wellbeing.cli.folders import Folders


@click.command()
@click.pass_obj
def demo(folders: Folders) -> None:
    """Fill the workspace's record with the engagement's demonstration; makes no release."""
    from wellbeing.record.demonstration import fill_demonstration  # noqa: PLC0415
    from wellbeing.record.store.database import open_record  # noqa: PLC0415
    from wellbeing.sources.engagement import read_engagement  # noqa: PLC0415

    folder = read_engagement(folders.engagement)
    with open_record(folders.workspace, folder.engagement.id, make=True) as record:
        added = fill_demonstration(record, folder)
    click.echo(_said(added))


def _said(added: dict[str, int]) -> str:
    if not added:
        return "Nothing was added: the demonstration is in the record already."
    return "Added " + ", ".join(f"{rows:,} {table}" for table, rows in added.items()) + "."
