"""``wellbeing engagement``: what describes a consultation, and whether it is whole."""

import click

from wellbeing.cli.folders import Folders


@click.group()
def engagement() -> None:
    """The folder that describes one consultation."""


@engagement.command("check")
@click.pass_obj
def check_engagement(folders: Folders) -> None:
    """Say what is wrong with the engagement's folder, and what its pages will do without.

    Exits with 1 where something is wrong; a part that an engagement simply has not is no mistake.
    """
    from wellbeing.cli.decided import untold_evidence  # noqa: PLC0415
    from wellbeing.cli.remarks import findings  # noqa: PLC0415

    for line in (*findings(folders), *untold_evidence(folders)):
        click.echo(line)
