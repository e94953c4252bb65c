"""``wellbeing report``, ``publish``: a briefing as files; ``wellbeing claims``: sentences that no longer hold."""

import sys
from pathlib import Path

import click

from wellbeing.cli.folders import Folders
from wellbeing.cli.own_measures import measures_option

#: As ``reports.formats.every`` has them: what makes them takes long to import.
REPORT_FORMATS = ("html", "pdf", "pptx", "docx", "xlsx", "csv")
#: All of them, into one folder.
EVERY = "all"


@click.command()
@click.argument("release", metavar="RELEASE")
@click.option(
    "--format", "kind", type=click.Choice([*REPORT_FORMATS, EVERY]), required=True, help="Of the report."
)
@click.option("--page", metavar="ADDRESS", default="", help="Where its pages are served: files link to them.")
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@measures_option
@click.pass_obj
def report(folders: Folders, release: str, kind: str, page: str, out: Path) -> None:
    """Write the briefing of RELEASE (an id or a folder) to OUT; a file that is there is written anew.

    OUT is a file; of `csv` and of `all` it is a folder. A release that was changed, that is not signed by a key that is
    believed, or that is not protected as it claims, is refused.
    """
    from wellbeing.cli.reporting import write_report  # noqa: PLC0415
    from wellbeing.release.store.catalogue import named_release  # noqa: PLC0415

    if page and not page.startswith(("http://", "https://")):
        msg = f"--page {page} is no address of a page: it begins with http:// or https://."
        raise click.UsageError(msg)
    _check_out(out, kind)
    kinds = REPORT_FORMATS if kind == EVERY else (kind,)
    for path in write_report(named_release(release, folders.workspace), folders, kinds, out, page):
        click.echo(path)


def _check_out(out: Path, kind: str) -> None:
    """A name that says another format, a file where a folder is made, or the other way round, is wrong usage."""
    is_folder = kind in {EVERY, "csv"}
    if is_folder and out.is_file():
        msg = f"{out} is a file, and a folder is made of `--format {kind}`: name another."
        raise click.UsageError(msg)
    if not is_folder and out.is_dir():
        msg = f"{out} is a folder, and one file is written: name it, such as {out / f'briefing.{kind}'}."
        raise click.UsageError(msg)
    other = out.suffix.lower().removeprefix(".")
    if not is_folder and other in REPORT_FORMATS and other != kind:
        msg = f"{out.name} is called as a {other}, and a {kind} is written: call it {out.with_suffix(f'.{kind}').name}."
        raise click.UsageError(msg)


@click.command()
@click.argument("release", metavar="RELEASE")
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
def publish(folders: Folders, release: str, out: Path) -> None:
    """Write the public tier's RELEASE (an id or a folder) into the folder OUT, as plain files for any web server.

    The page with its map and tables, the paper, the tables as a data package, how they are protected, the signed
    release, and the SHA-256 of each file. An earlier publication in OUT is replaced as a whole; nothing else is.
    """
    from wellbeing.cli.publishing import publish_release  # noqa: PLC0415
    from wellbeing.release.store.catalogue import named_release  # noqa: PLC0415

    written = publish_release(named_release(release, folders.workspace), folders, out)
    click.echo(
        f"{out}: {len(written)} files. Serve the folder as it is; `sha256sum -c SHA256SUMS` in it checks them."
    )


@click.command()
@click.argument("release", metavar="RELEASE")
@click.pass_obj
def claims(folders: Folders, release: str) -> None:
    """Say which sentences, taken from other releases, no longer hold under RELEASE (an id or a folder).

    Kept are sentences that readers copied from the page and those of reports, with no word of who took them. Why
    one no longer holds is told in words, without the count that did it. Exits with 1 where one no longer holds.
    """
    from wellbeing.cli.claims import account  # noqa: PLC0415
    from wellbeing.release.store.catalogue import named_release  # noqa: PLC0415

    lines, holds = account(named_release(release, folders.workspace), folders)
    for line in lines:
        click.echo(line)
    sys.exit(0 if holds else 1)
