"""That protection leaves the truth: ranges that hold what they say, nobody told as somebody, cells that are shown."""

from collections import defaultdict

import numpy as np
import pytest
from making import Press
from people import is_of_hui

#: Of cells that hold as many as the threshold, by class: the share that is shown.
SHOWN = {"margin": 0.95, "crossed": 0.95, "sliced": 0.95, "opinion": 0.93, "theme": 0.8}


def class_of(cell):
    names = set(dict(cell))
    if "theme" in names:
        return "theme"
    if names & {"position", "tone"}:
        return "opinion"
    if names & {"channel", "topic", "period", "week", "figure"}:
        return "sliced"
    return "crossed" if len(names) > 1 else "margin"


class Tally:
    """Counts over many releases of one engagement."""

    def __init__(self, press, keys):
        said, self.true = press.first.said, press.first.true
        cells = [cell in said.rows and not is_of_hui(cell) for cell in said.cells]
        self.open = np.array(cells) & (np.nan_to_num(said.sd) > 0)
        self.kinds = np.array([class_of(cell) for cell in said.cells])
        self.enough = self.open & (self.true >= said.threshold)
        self.within, self.told, self.nobody = [], defaultdict(list), []
        for number in range(keys):
            self._add(press.release(number.to_bytes(32, "big")).rows)

    def _add(self, rows):
        low, high = rows["low"].to_numpy(), rows["high"].to_numpy()
        shown = (rows["status"] == "shown").to_numpy()
        self.within.append(((low <= self.true) & (self.true <= high))[self.open & shown].mean())
        self.nobody.append(shown[self.open & (self.true == 0)].mean())
        for kind in np.unique(self.kinds[self.enough]):
            self.told[kind].append(shown[self.enough & (self.kinds == kind)].mean())

    def __str__(self):
        told = ", ".join(f"{kind} {np.mean(shares):.3f}" for kind, shares in self.told.items())
        return f"within {np.mean(self.within):.4f}, nobody shown {np.mean(self.nobody):.5f}, shown: {told}"


@pytest.fixture(scope="session")
def small(press):
    return Tally(press, 100)


def test_nineteen_of_twenty_ranges_of_shown_cells_hold_the_true_count(small):
    assert 0.94 <= np.mean(small.within) <= 0.96


def test_two_of_a_thousand_cells_of_nobody_are_shown_in_a_small_engagement_at_most(small):
    assert np.mean(small.nobody) <= 0.002


@pytest.mark.parametrize("kind", list(SHOWN))
def test_cells_of_enough_are_shown(small, kind):
    assert np.mean(small.told[kind]) >= SHOWN[kind]


@pytest.mark.prove
@pytest.mark.timeout(7200)
def test_ranges_and_shown_cells_of_the_shipped_engagement(shipped):
    first, folder, true = shipped
    found = Tally(Press(folder, true, first), 100)
    print(f"shipped engagement, 100 keys: {found}")  # noqa: T201
    # Just above the threshold a cell is shown because its noise was upward: 92 % there, 95 % elsewhere.
    assert 0.935 <= np.mean(found.within) <= 0.96
    assert np.mean(found.nobody) <= 0.001
    for kind, least in SHOWN.items():
        assert np.mean(found.told[kind]) >= least


@pytest.mark.prove
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("seed", range(0, 12, 2))
def test_ranges_and_shown_cells_of_other_shapes(shaped, seed):
    first, folder, true = shaped(seed)
    found = Tally(Press(folder, true, first), 100)
    print(f"shape {seed}, 100 keys: {found}")  # noqa: T201
    assert 0.925 <= np.mean(found.within) <= 0.97
    assert np.mean(found.nobody) <= 0.004
