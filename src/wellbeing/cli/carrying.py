"""Sentences that readers took, carried between a workspace and a server that has no path to it."""

import contextlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from wellbeing.cli.folders import Folders
from wellbeing.model.errors import DataError
from wellbeing.release.store.catalogue import later_than
from wellbeing.release.store.opening import Release, read_release
from wellbeing.reports.claims.content import Claim
from wellbeing.reports.claims.keeping import (
    CLAIMS,
    MOST_COPIED,
    claim_names,
    drop_claims,
    keep,
    kept_claims,
)
from wellbeing.sources.private import private_folder

if TYPE_CHECKING:
    from wellbeing.state.figures import Figures

#: Claims each way at one look: whoever looks has to see within a minute that a release is retired.
AT_ONE_LOOK: Final = 20
_FULL: Final = (
    f"{MOST_COPIED:,} sentences are kept: what readers copy from now on is not, what reports say is. "
    "Delete files of {} that are not needed."
)


@contextlib.contextmanager
def tried_again() -> Iterator[None]:
    """Say what could not be carried, and go on: it ends no page of anybody, and waits for the next look.

    Raises:
        DataError: which releases are retired cannot be read.
    """
    try:
        yield
    except DataError:
        raise
    except Exception as error:
        click.echo(f"Sentences that readers took wait to be carried: {type(error).__name__}.", err=True)


class Carried:
    """Claims of one release and those after it, taken from the server; claims of its kind, given to it.

    The server has those of the same engagement and tier alone, and none of a retired release. What it writes is
    believed where the release says just that, once more, here.
    """

    def __init__(self, served: Release, folders: Folders, private: Path) -> None:
        """Take what is served, and where its copy lies."""
        self._served, self._folders = served, folders
        self._private, self._theirs = private, private / CLAIMS
        self._looked, self._was_full = set[str](), False
        self._figures: dict[str, Figures] = {}

    def carry(self, gone: Collection[str], most: int = AT_ONE_LOOK) -> None:
        """Give what is new in the workspace, and take what readers took since; what cannot be written is not.

        Args:
            gone: ids of releases that are retired.
            most: claims each way that are looked at.
        """
        if not self._folders.workspace.is_dir():
            return
        with contextlib.suppress(OSError):
            ours = private_folder(self._folders.workspace / CLAIMS)
            theirs = private_folder(self._theirs)
            here, there = claim_names(ours), claim_names(theirs)
            for claim in self._new(ours, here, most):
                if self._is_of_kind(claim) and claim.release not in gone:
                    keep(claim, theirs, there)
            for claim in self._new(theirs, there, most):
                if claim.release not in gone and self._is_said(claim):
                    keep(claim, ours, here)
            self._say_if_full(max(len(here), len(there)), ours)

    def take_back(self, gone: Collection[str]) -> bool:
        """Delete what was taken from releases that are retired; whether the server had any."""
        self._figures = {name: one for name, one in self._figures.items() if name not in gone}
        return bool(gone) and drop_claims(self._theirs, gone)

    def _new(self, folder: Path, names: set[str], most: int) -> list[Claim]:
        """Those that were not looked at yet, each looked at once."""
        new = sorted(names - self._looked)[:most]
        self._looked.update(new)
        return list(kept_claims(folder, new))

    def _is_of_kind(self, claim: Claim) -> bool:
        made = self._served.manifest
        return (claim.engagement, claim.tier) == (made.engagement, made.tier)

    def _is_said(self, claim: Claim) -> bool:
        """Whether the server was given the release, and it says that."""
        from wellbeing.reports.claims.taking import is_said  # noqa: PLC0415

        figures = self.figures_of(claim.release) if claim.taken == "copied" else None
        return figures is not None and is_said(claim, figures)

    def figures_of(self, name: str) -> "Figures | None":
        """Of what is served, or may be in its place; None of anything else."""
        from wellbeing.state.figures import Figures  # noqa: PLC0415

        if name not in self._figures and (release := self._release(name)):
            self._figures[name] = Figures(release)
        return self._figures.get(name)

    def _release(self, name: str) -> Release | None:
        if name == self._served.id:
            return self._served
        if "/" in name or not (self._private / name).is_dir():
            return None
        with contextlib.suppress(DataError):  # changed since it was handed over: nothing is taken of it
            later = [path for path in later_than(self._served.path.resolve()) if path.name == name]
            return read_release(later[0], self._folders.trust) if later else None
        return None

    def _say_if_full(self, number: int, folder: Path) -> None:
        if number >= MOST_COPIED and not self._was_full:
            self._was_full = True
            click.echo(_FULL.format(folder), err=True)
