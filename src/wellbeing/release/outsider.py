"""Attack a release as somebody would who has nothing but its folder and knows every rule."""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from wellbeing.release.knowledge import Bounds, Knowledge, knowledge
from wellbeing.release.opening import Release, read_release
from wellbeing.release.programme import Programme
from wellbeing.release.proof import Proof
from wellbeing.release.requirements import Mask, Published, published
from wellbeing.release.siblings import Key
from wellbeing.release.sweep import Sweep
from wellbeing.release.tone import unfounded
from wellbeing.release.universe import cell_names


@dataclass(frozen=True)
class Findings:
    """What can be inferred."""

    known: Knowledge
    told: Published
    #: The least and the most that each true count can be.
    bounds: Bounds
    #: Cells of which too much can be inferred.
    weak: Mask
    #: Published cells whose ``low`` … ``high`` is not what was inferred here.
    otherwise: int
    #: Linear programmes that were solved.
    programmes: int
    #: Cells whose tone is told although too few are known to stand behind it, or behind what it leaves over.
    unfounded: tuple[Key, ...] = ()

    @property
    def impossible(self) -> Mask:
        """Cells that no count can fill: the tables contradict each other."""
        low, high = self.bounds
        return np.asarray(low > high)

    @property
    def hidden(self) -> Mask:
        """Hidden cells that no public fact gives away."""
        low, high = self.known.beforehand
        return np.asarray((self.told.few | self.told.withheld) & (high - low > 3))

    @property
    def worst(self) -> int:
        """The hidden cell of which most can be inferred; -1 if nothing is hidden."""
        low, high = self.bounds
        width = np.where(self.hidden, high - low, np.inf)
        return int(np.argmin(width)) if self.hidden.any() else -1


def attacked(release: Release, before: Release | None = None) -> Findings:
    """Everything that follows from a release's tables, and from the release before if it is at hand too."""
    tables = {name: release.table(name) for name in release.tables}
    assumed = (release.manifest.audit or {}).get("assumed", [])
    known = knowledge(tables, release.engagement, release.disclosure, assumed, before)
    told = published(known.cells, release.disclosure)
    if before is None and names_before(release):
        known = _as_said_before(known, told)
    low, high = known.inferred(told)
    if (low > high).any():
        return Findings(known, told, (low, high), np.asarray(low > high), known.rows.height, 0)
    proof = Proof(known)
    programme = Programme(known.relations, *known.stated(told))
    Sweep(known, told, proof).run(programme)
    low, high = _one_by_one(told, (programme, proof), (low, high))
    return Findings(
        known=known,
        told=told,
        bounds=(low, high),
        weak=proof.open(told) | known.weak(told, (low, high)),
        otherwise=_otherwise(known, low, high),
        programmes=programme.solved + proof.solved,
        unfounded=tuple(unfounded(tables, release.engagement, assumed)),
    )


def names_before(release: Release) -> str | None:
    """The id of the release that this one holds values from."""
    return (release.manifest.audit or {}).get("before")


def beside(release: Release) -> Release | None:
    """The release that this one holds values from, if it lies in the same folder."""
    before = names_before(release)
    folder = release.path.parent / f"{before}"
    return read_release(folder) if before and folder.is_dir() else None


def _as_said_before(known: Knowledge, told: Published) -> Knowledge:
    """Without the release before, what its statuses said of few cells is taken from this one's own bounds."""
    said = known.cells["low"].fill_null(0).to_numpy().astype(float)
    return replace(known, least=np.where(told.few, np.maximum(known.least, said), known.least))


def _one_by_one(told: Published, tools: tuple[Programme, Proof], bounds: Bounds) -> Bounds:
    """The cells that no mixed push proved wide enough: each to both its ends."""
    programme, proof = tools
    low, high = (side.copy() for side in bounds)
    for cell in np.flatnonzero(proof.open(told)).tolist():
        proof.attempt(programme, told, cell)
        if proof.open(told)[cell]:
            low[cell] = np.maximum(low[cell], proof.reached[0][cell])
            high[cell] = np.minimum(high[cell], proof.reached[1][cell])
    return low, high


def _otherwise(known: Knowledge, low: np.ndarray, high: np.ndarray) -> int:
    inferred = pl.DataFrame({"cell": known.cells["cell"], "least": low, "most": high})
    beside = known.rows.filter(pl.col("table").is_in(cell_names())).join(inferred, on="cell")
    return beside.filter((pl.col("low") != pl.col("least")) | (pl.col("high") != pl.col("most"))).height
