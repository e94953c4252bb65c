"""Complementary hiding: cells hidden so that others stay hidden, until an outsider learns too little.

Two stages, over and over: what follows from one relation after the other (cheap), then what follows from
all of them at once (linear programmes). A cell that is known too well is mended by hiding the cheapest of the
cells that press on it; hiding only ever widens what is possible, so what was proved stays proved.
"""

from typing import Final

import numpy as np

from wellbeing.model.errors import DataError
from wellbeing.release.giving_way import may_be_hidden, pressing
from wellbeing.release.knowledge import Bounds, Knowledge, with_withheld
from wellbeing.release.price import Prices
from wellbeing.release.programme import Programme
from wellbeing.release.proof import Proof
from wellbeing.release.requirements import Published
from wellbeing.release.showing import shown_again
from wellbeing.release.sweep import Sweep
from wellbeing.release.universe import DIMENSIONS

#: Rounds of both stages after which nothing is released (method.md, section 3.4).
ROUNDS: Final = 12


def hidden(known: Knowledge, told: Published, costs: Prices) -> tuple[Published, Bounds, Proof]:
    """What may be published, the bounds that an outsider can infer, and the proof that they are wide enough.

    Raises:
        DataError: a cell stays too well known whatever is hidden beside it.
    """
    proof, first = Proof(known), told
    for _ in range(ROUNDS):
        proof.rounds += 1
        told, _ = by_relations(known, told, costs)
        if proof.rounds == 1:  # later rounds only hide what the programmes asked for
            told = shown_again(known, first, told, costs)
        before, bounds = told, known.inferred(told)
        told = _by_programmes(known, told, costs, proof)
        if told is before:
            return told, bounds, proof
    msg = f"After {ROUNDS} rounds of hiding, an outsider could still infer too much: nothing is released."
    raise DataError(msg)


def by_relations(known: Knowledge, told: Published, costs: Prices) -> tuple[Published, Bounds]:
    """Mends what follows from one relation after the other; what it cannot mend is left to the programmes."""
    stuck: set[int] = set()
    while True:
        bounds = known.inferred(told)
        weak = np.flatnonzero(known.weak(told, bounds)).tolist()
        failing = [cell for cell in weak if cell not in stuck]
        for cell in failing:
            candidates = pressing(known, told, bounds, cell)
            if candidates.size:
                told = with_withheld(told, costs.cheapest(candidates, told))
                break
            stuck.add(cell)
        else:
            return told, bounds


def _by_programmes(known: Knowledge, told: Published, costs: Prices, proof: Proof) -> Published:
    programme = Programme(known.relations, *known.stated(told))
    Sweep(known, told, proof).run(programme)
    for cell in np.flatnonzero(proof.open(told)):
        told = _mended(known, told, int(cell), (programme, costs, proof))
    proof.solved += programme.solved
    return told


def _mended(
    known: Knowledge, told: Published, cell: int, tools: tuple[Programme, Prices, Proof]
) -> Published:
    """Hides cells until one cell can be proved wide enough."""
    programme, costs, proof = tools
    while proof.open(told)[cell]:
        stopped_by = proof.attempt(programme, told, cell)
        if not proof.open(told)[cell]:
            break
        # A shown cell that is known exactly may be hidden itself.
        candidates = np.append(stopped_by, cell)[may_be_hidden(known, told)[np.append(stopped_by, cell)]]
        if not candidates.size:
            raise DataError(_too_well_known(known, cell))
        chosen = costs.cheapest(candidates, told)
        told = with_withheld(told, chosen)
        low, high = known.stated(told)
        programme.widen(chosen, float(low[chosen]), float(high[chosen]))
    return told


def _too_well_known(known: Knowledge, cell: int) -> str:
    where = known.cells.row(cell, named=True)
    named = ", ".join(f"{name} {where[name]}" for name in DIMENSIONS if where[name])
    way = "Merge regions, types or answers of the engagement into larger ones, or gather more contributions."
    return f"1 cell would give too much away, whatever is hidden beside it ({where['table']}: {named}). {way}"
