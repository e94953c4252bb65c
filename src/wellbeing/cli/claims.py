"""Claims of a workspace: those of reports kept, all of them held against a release."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from wellbeing.cli.folders import Folders
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.scene import OWN_KIND
from wellbeing.release.store.catalogue import releases_folder, retired_releases
from wellbeing.release.store.opening import read_release
from wellbeing.reports.briefing.content import Briefing
from wellbeing.reports.claims.content import Claim
from wellbeing.reports.claims.holding import is_judged, no_longer
from wellbeing.reports.claims.keeping import (
    CLAIMS,
    MOST_CLAIMS,
    claim_names,
    keep,
    kept_claims,
    unread_claims,
)
from wellbeing.reports.claims.taking import claim_of
from wellbeing.reports.shows.registry import explorer_of
from wellbeing.sources.private import private_folder
from wellbeing.state.choice import from_address
from wellbeing.state.figures import Figures


def keep_reported(told: Briefing, figures: Figures, workspace: Path) -> None:
    """Keep the sentences of a report that a page says too; none of an analyst's own measure, which no release has."""
    folder = private_folder(_folder(workspace))
    names = claim_names(folder)
    for scene in told.scenes:
        if scene.address is not None and scene.statements and scene.kind != OWN_KIND:
            explorer = explorer_of(figures.release, figures)
            explorer.filters.choose(from_address(scene.address))
            keep(claim_of(explorer.answer, "reported"), folder, names)
    if len(names) >= MOST_CLAIMS:
        kept = f"{MOST_CLAIMS:,} sentences are kept in {folder}: what this report says is not."
        click.echo(f"{kept} Delete files there that are not needed.", err=True)


def account(release: Path, folders: Folders) -> tuple[list[str], bool]:
    """What of the sentences that were taken no longer holds under a release, a line each; whether all hold.

    Raises:
        DataError: where claims are kept is no folder.
    """
    figures = Figures(read_release(release, folders.trust))
    places = release.parent, releases_folder(folders.workspace)
    gone = {name for place in places for name in retired_releases(place)}
    kept = _folder(folders.workspace)
    claims = [one for one in kept_claims(kept) if one.release not in gone]
    judged = [claim for claim in claims if is_judged(claim, figures)]
    found = [(claim, why) for claim in judged if (why := no_longer(claim, figures))]
    unread = [_unread(names, kept)] if (names := unread_claims(kept)) else []
    told = [*_heads(claims, judged, len(found), figures.release.id), *_lines(found), *unread]
    return told, not (found or unread)


def _folder(workspace: Path) -> Path:
    folder = workspace / CLAIMS
    if folder.exists() and not folder.is_dir():
        msg = f"{folder} is a file, where sentences that were taken are kept in a folder. Move it away."
        raise DataError(msg)
    return folder


def _unread(names: list[str], folder: Path) -> str:
    """That files were changed or cut: the sentences in them were not held against anything."""
    named = f"{counted(len(names), 'file')} in {folder} {'is' if len(names) == 1 else 'are'} not as kept"
    return f"{named}, so not judged: {quoted(names)}. Bring them back from a backup, or delete them."


def _heads(claims: list[Claim], judged: list[Claim], broken: int, name: str) -> Iterator[str]:
    if not claims:
        yield "No sentence was taken yet: those that are copied from the page or written into a report are kept."
        return
    number = counted(len(judged), "sentence")
    was = "was" if len(judged) == 1 else "were"
    if not judged:
        yield f"No sentence was taken from another release than {name}."
    else:
        yield f"{number} {was} taken from other releases: under {name} {len(judged) - broken} hold, {broken} no longer."


def _lines(found: Iterable[tuple[Claim, list[str]]]) -> Iterator[str]:
    for claim, why in found:
        yield f"  “{claim.sentence}”"
        yield f"    {claim.taken} from release {claim.release}, ?{claim.address}: {'; '.join(why)}."
