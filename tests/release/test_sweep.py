"""Counts that prove cells wide obey everything that is known; nothing else would be a proof."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from wellbeing.release.building import boundaries_of
from wellbeing.release.hiding import by_relations
from wellbeing.release.knowledge import knowledge
from wellbeing.release.lifting import Lifts, supporting
from wellbeing.release.price import prices
from wellbeing.release.programme import Programme
from wellbeing.release.proof import Proof
from wellbeing.release.protection import protect
from wellbeing.release.registers import registers
from wellbeing.release.relations import Relations
from wellbeing.release.requirements import published
from wellbeing.release.sweep import Sweep

NEARLY = 1e-5
# Comments in one region, in the other and in both; a theme raised in each.
NORTH, SOUTH, BOTH, THEME_NORTH, THEME_SOUTH, THEME_BOTH = range(6)


class Kept(Proof):
    """A proof that keeps all counts that it was shown."""

    def __init__(self, known):
        super().__init__(known)
        self.noted = []

    def note(self, counts):
        self.noted.append(counts)
        super().note(counts)


@pytest.fixture(scope="module")
def swept(islands, islands_true, cells, secret):
    """What is known, the bounds that the statuses state, and the proof."""
    disclosure = islands.engagement.disclosure["adviser"]
    tables = protect(cells, disclosure, secret) | registers(islands, islands_true, boundaries_of(islands))
    known = knowledge(tables, islands.engagement, disclosure)
    first, proof = published(known.cells, disclosure), Kept(known)
    told, _ = by_relations(known, first, prices(known.cells, islands.engagement))
    Sweep(known, told, proof).run(Programme(known.relations, *known.stated(told)))
    return known, known.stated(told), proof, told


def test_all_counts_that_are_noted_obey_every_relation_and_every_status(swept):
    known, (low, high), proof, _ = swept
    made = known.relations
    assert len(proof.noted) > 10
    for counts in proof.noted:
        sums = made.matrix @ counts
        assert np.all((sums >= made.lower - NEARLY) & (sums <= made.upper + NEARLY))
        assert np.all((counts >= low - NEARLY) & (counts <= high + NEARLY))


def test_few_cells_that_are_wide_are_left_to_be_looked_at_one_by_one(swept):
    known, _, proof, told = swept
    left = np.flatnonzero(proof.open(told))
    programme = Programme(known.relations, *known.stated(told))
    for cell in left.tolist():
        proof.attempt(programme, told, cell)
    assert (~proof.open(told))[left].sum() <= 0.01 * known.cells.height


@pytest.fixture
def themes():
    """Each region's parts add up to both; a theme is at most the comments of its cell."""
    rows = [
        (0, 0, {NORTH: 1, SOUTH: 1, BOTH: -1}),
        (0, 0, {THEME_NORTH: 1, THEME_SOUTH: 1, THEME_BOTH: -1}),
        (-np.inf, 0, {THEME_NORTH: 1, NORTH: -1}),
        (-np.inf, 0, {THEME_SOUTH: 1, SOUTH: -1}),
        (-np.inf, 0, {THEME_BOTH: 1, BOTH: -1}),
    ]
    matrix = np.zeros((len(rows), 6))
    for number, (_, _, terms) in enumerate(rows):
        matrix[number, list(terms)] = list(terms.values())
    lower, upper = (np.array([row[side] for row in rows], float) for side in (0, 1))
    return Relations(csr_array(matrix), lower, upper, np.array(["any"] * len(rows)))


FREE = np.array([False, False, False, True, True, True])


@pytest.mark.parametrize(
    ("counts", "most", "expected"),
    [
        ([3, 2, 5, 0, 0, 0], 5, [THEME_NORTH]),  # 0 + 3 of 3 commented in the north, only 2 in the south
        ([3, 4, 7, 0, 0, 0], 5, [THEME_NORTH, THEME_SOUTH]),
        ([3, 4, 7, 1, 0, 1], 5, [THEME_SOUTH]),  # 1 + 3 > 3 in the north
        ([3, 4, 7, 0, 0, 0], 2, []),  # 0 + 3 > 2, whatever was said
    ],
)
def test_a_theme_rises_with_all_that_it_is_part_of_where_enough_commented(themes, counts, most, expected):
    high = np.array([9, 9, 9, 9, 9, most], float)
    lifts = Lifts(themes, (np.zeros(6), high), FREE)
    assert lifts.possible(np.array(counts, float)).tolist() == expected


def test_comments_support_the_themes_that_are_raised_in_them(themes):
    above, theme = supporting(themes, FREE).nonzero()
    assert set(zip(above.tolist(), theme.tolist(), strict=True)) == {
        (NORTH, THEME_NORTH),
        (SOUTH, THEME_SOUTH),
        (BOTH, THEME_BOTH),
    }
