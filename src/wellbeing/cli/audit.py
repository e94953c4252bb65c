"""``wellbeing audit``: attack a release with nothing but its folder."""

import click

from wellbeing.cli.folders import Folders


@click.command()
@click.argument("release", metavar="RELEASE")
@click.pass_context
def audit(ctx: click.Context, release: str) -> None:
    """Say what an outsider can and cannot infer from a release (an id or a folder), on one page.

    Exits with 1 if too much can be inferred. Takes about half a minute for ten thousand cells.
    """
    from wellbeing.release.assurance import assurance, is_weak  # noqa: PLC0415
    from wellbeing.release.finding import named_release  # noqa: PLC0415
    from wellbeing.release.opening import read_release  # noqa: PLC0415
    from wellbeing.release.outsider import attacked, beside  # noqa: PLC0415

    folders: Folders = ctx.obj
    chosen = read_release(named_release(release, folders.workspace), folders.trust)
    click.echo(f"Attacking {chosen.path} …", err=True)
    before = beside(chosen)
    if before:
        click.echo(f"… together with {before.path}", err=True)
    found = attacked(chosen, before)
    click.echo(assurance(chosen, found))
    ctx.exit(1 if is_weak(found) else 0)
