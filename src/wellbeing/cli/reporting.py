"""Write the briefing of a release in one format or in all, and tell its author for whom it stands."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from wellbeing.cli.claims import keep_reported
from wellbeing.cli.folders import Folders
from wellbeing.cli.jobs.audit import release_as_claimed
from wellbeing.cli.jobs.retiring import check_in_service
from wellbeing.cli.own_measures import run_measures
from wellbeing.cli.progress import progress
from wellbeing.reports.briefing.content import Briefing
from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.formats.every import FOLDER, ONE_FILE
from wellbeing.reports.naming import slug
from wellbeing.sources.private import private_folder, write_private
from wellbeing.state.figures import Figures


def write_report(
    path: Path, folders: Folders, kinds: Sequence[str], out: Path, page: str = ""
) -> Iterator[Path]:
    """Each file or folder that was written.

    Args:
        path: of the release.
        folders: whose keys are believed.
        kinds: formats; of several, ``out`` is the folder that they are put into.
        out: where to.
        page: where the pages of the release are served, for links; "" where that is not known.

    Raises:
        DataError: the release is changed, not whole, not signed by a key that is believed, not protected as it
            claims, or retired.
    """
    with progress("Reports") as done:
        release = release_as_claimed(path, folders)
        check_in_service(release, folders.workspace)
        run_measures(folders, release)
        done(1 / (len(kinds) + 2))
        figures = Figures(release)
        told = briefing(figures, page=page)
        for number, kind in enumerate(kinds, start=2):
            done(number / (len(kinds) + 2))
            name = private_folder(out) / report_name(told, kind) if len(kinds) > 1 else out
            _write(told, kind, name)
            yield name
    keep_reported(told, figures, folders.workspace)
    for sentence in told.spoken_for.sentences:
        click.echo(sentence, err=True)


def _write(told: Briefing, kind: str, path: Path) -> None:
    if kind in ONE_FILE:
        if not path.parent.exists():
            private_folder(path.parent)
        write_private(path, ONE_FILE[kind](told))
        return
    for name, content in FOLDER[kind](told).items():
        write_private(private_folder(path) / name, content)


def report_name(told: Briefing, kind: str) -> str:
    """``your-voice-your-data_2018-08-31.01.html``; of a folder, with its kind after a hyphen."""
    return f"{slug(told.subject)}_{told.release}{f'.{kind}' if kind in ONE_FILE else f'-{kind}'}"
