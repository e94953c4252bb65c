"""``wellbeing audit``: recompute what a release claims, with nothing but its folder."""

import click

from wellbeing.cli.folders import Folders


@click.command()
@click.argument("release", metavar="RELEASE")
@click.pass_context
def audit(ctx: click.Context, release: str) -> None:
    """Recompute what a release (an id or a folder) claims of its protection, and say it on one page.

    Exits with 1 if a claim fails. Releases in the same folder are compared with it.
    """
    from wellbeing.cli.jobs.audit import audited_with_others  # noqa: PLC0415
    from wellbeing.release.audit.assurance import assurance  # noqa: PLC0415
    from wellbeing.release.store.catalogue import named_release  # noqa: PLC0415

    folders: Folders = ctx.obj
    chosen, found = audited_with_others(named_release(release, folders.workspace), folders)
    click.echo(assurance(chosen, found))
    ctx.exit(0 if found.holds else 1)
