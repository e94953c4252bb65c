"""Whatever holds among published counts is declared: an equation that is missing would be an outsider's alone.

Counts are sums of people. What holds whoever was heard is what every person obeys: as many independent equations
as there are counts, less the number of independent kinds of people.
"""

import numpy as np
import pytest
from generated import twisted
from making import Press, made, really
from outsider import Best, equations, matrix
from people import People, anybody, is_of_hui
from scipy.sparse import csr_array, vstack

KINDS = (
    *(
        "groups of area",
        "members of groups of area",
        "groups of stakeholder",
        "members of groups of stakeholder",
    ),
    *("channel", "topic", "period", "campaign", "tone of why", "responses"),
    *("position of content", "position of tap", "position_by_channel of content"),
    *(
        "responses by topic",
        "comments on why",
        "weeks",
        "weeks in periods",
        "hui of a region",
        "hui of a week",
    ),
)
#: A seed whose engagement has a period that begins on a Monday: weeks add up to periods.
PARTED = 1


class Held:
    """Equations of a release, and the people that obey them."""

    def __init__(self, press):
        self.press, self.said = press, press.first.said
        self.batches = press.design.batches
        self._rows = {batch.kind: self._of(batch) for batch in self.batches}

    def missing(self):
        """How many independent equations hold for everybody and are not declared."""
        people = People(self.said)
        drawn = people.cells_of(anybody(people, 2500, np.random.default_rng(3)))
        members = np.zeros((len(drawn), len(self.said.cells) + 1))
        members[np.arange(len(drawn))[:, None], drawn] = 1
        # Where nobody can be, a count is zero, and says nothing of the others.
        counted = np.array([not is_of_hui(cell) for cell in self.said.cells])
        some = np.flatnonzero(counted & (members[:, :-1].sum(axis=0) > 0))
        members, declared = members[:, some], self._matrix().toarray()[:, some]
        assert np.abs(declared @ members.T).max() == 0
        return some.size - rank(members) - rank(declared)

    def touched(self, kind):
        """Some of the counts that a kind of equation is about."""
        cells = np.flatnonzero(np.diff(self._rows[kind].tocsc().indptr))
        return cells[:: max(len(cells) // 20, 1)]

    def deviations(self, kind):
        """What least squares leave of these counts without a kind of equation, and with it; 0 for others."""
        cells = self.touched(kind)
        for left in (kind, ""):
            sd = np.zeros(len(self.said.cells))
            sd[cells] = Best(self._matrix(left), self.said.sigma).sd(cells)
            yield sd

    def _matrix(self, left=""):
        return vstack([rows for kind, rows in self._rows.items() if kind != left]).tocsr()

    def _of(self, batch):
        number = batch.terms["equation"].rank("dense").to_numpy().astype(int) - 1
        entries = (
            batch.terms["sign"].to_numpy().astype(float),
            (number, self.press.order[batch.terms["cell"].to_numpy()]),
        )
        return csr_array(entries, shape=(number.max() + 1, len(self.said.cells)))


def rank(rows):
    """Rank by eigenvalues of the smaller Gram matrix of whole numbers."""
    gram = rows.T @ rows if rows.shape[0] > rows.shape[1] else rows @ rows.T
    return int((np.linalg.eigvalsh(gram) > 1e-7).sum())


@pytest.fixture(scope="session")
def holding(shaped):
    """The least of the shapes in which a month begins with a week."""
    first, folder, true = shaped(PARTED)
    return Held(Press(folder, true, first))


@pytest.fixture(scope="session")
def in_rounds(islands):
    """The small engagement in two rounds, with a slice of them: 600 contributions, ten of neither."""
    folder, true = twisted(islands, "rounds")
    return made(folder, true), folder, true


def test_all_that_holds_whoever_was_heard_is_declared(holding):
    assert holding.missing() == 0


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_equation_can_be_left_out(holding, kind):
    """Without it more would be claimed than adding up leaves: the outsider's own sums would show it."""
    cells, (short, whole) = holding.touched(kind), holding.deviations(kind)
    assert (short[cells] - whole[cells]).max() > 2e-3


def test_every_kind_of_equation_is_looked_at(holding):
    assert {batch.kind for batch in holding.batches} == set(KINDS)


def test_rounds_come_into_tables_and_equations(in_rounds):
    first, _, true = in_rounds
    said = first.said
    told = said.tables["region_stakeholder_by_round"]["round"].unique()
    assert set(told) == {"engage", "draft", "not stated"}
    assert set(said.tables["stakeholder_by_position_by_round"]["round"]) == set(told)
    assert any(("round", "draft") in cell for parts, _ in equations(said) for cell in parts)
    people = People(said)
    persons = really(people, true)
    counted = np.array([not is_of_hui(cell) for cell in said.cells])
    assert np.array_equal(people.count(persons)[counted], first.true[counted])


def test_adding_up_rounds_says_no_more_than_is_claimed(in_rounds):
    said = in_rounds[0].said
    cells = np.array([number for number, cell in enumerate(said.cells) if "round" in dict(cell)])
    assert cells.size >= 150
    assert (Best(matrix(said), said.sigma).sd(cells) - said.sd[cells]).min() >= -1e-3


def test_whoever_knows_when_rounds_were_learns_no_more_than_is_promised(in_rounds):
    """A round is its months, nearly: the outsider adds that up too, and hui of one round alone."""
    first, folder, true = in_rounds
    design = Press(folder, true, first).design
    assert {batch.kind for batch in design.ties} == {"attendances on a topic", "periods of a round"}
    assert all(least >= design.policy.least[kind] for kind, least in design.least.items())


def test_equations_of_rounds_are_all_declared(in_rounds):
    first, folder, true = in_rounds
    assert Held(Press(folder, true, first)).missing() == 0
