"""Where next, against what would be done without it: on values that the release protects, the last weeks planned."""

import numpy as np
import pytest
from ahead import Engagement, biggest_gap_first, by_population, events_of
from drawn import country, shipped
from works import Works

from wellbeing.measures.planning.where_next import MET, is_firm, is_out_of_reach

SHAPES = {
    "9 × 6": lambda: country(9, 6, 5, 4),
    "17 × 8": shipped,
    "5 × 3": lambda: country(5, 3),
    "40 × 12": lambda: country(40, 12, 9, 4),
}


def left_open(shape, n, events, trials):
    """Means over trials of how many cells are open: as planned, by population, biggest gap first."""
    works = Works(SHAPES[shape](), n)
    found = []
    for seed in range(trials):
        drawn = Engagement(works, n, np.random.default_rng(seed))
        plans = (
            events_of(drawn.where_next(events)),
            by_population(works.place, events),
            biggest_gap_first(works.place, drawn.coverage, events),
        )
        found.append([drawn.after(plan).number for plan in plans])
    return np.mean(found, axis=0)


def claims(shape, n, events, trials):
    """How often it is said that more would change nothing, and how often that is so."""
    works = Works(SHAPES[shape](), n)
    said, right = 0, 0
    for seed in range(trials):
        drawn = Engagement(works, n, np.random.default_rng(seed))
        told = drawn.where_next(events)
        states = drawn.after(events_of(told)).states
        firm = told.met.filter(is_firm()).select("area", "stakeholder").rows()
        right += sum(states[cell] in MET for cell in firm)
        far = told.open.filter(is_out_of_reach()).select("area", "stakeholder", "place", "audience").rows()
        for area, who, place, audience in far:
            right += drawn.after([(place, audience)] * events).states[area, who] not in MET
        said += len(firm) + len(far)
    return said, right


@pytest.mark.slow
@pytest.mark.simulation
def test_the_plan_leaves_a_fifth_less_open_than_either_baseline():
    planned, by_share, by_gap = left_open("9 × 6", 1_320, 24, 4)
    assert planned <= 0.8 * min(by_share, by_gap)


@pytest.mark.slow
@pytest.mark.simulation
def test_where_more_is_said_to_change_nothing_it_does_not():
    said, right = claims("9 × 6", 1_320, 6, 3)
    assert said > 20
    assert right >= 0.95 * said


@pytest.mark.prove
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("shape", SHAPES)
def test_it_holds_in_every_shape(shape, capsys):
    planned, by_share, by_gap = left_open(shape, 1_320, 24, 24)
    said, right = np.sum([claims(shape, n, 6, 12) for n in (400, 1_320, 13_200)], axis=0)
    figures = (
        f"{shape}: {planned:.1f}, by population {by_share:.1f}, by gap {by_gap:.1f}; {right} of {said} right"
    )
    with capsys.disabled():
        print(f"\n{figures}", flush=True)  # noqa: T201
    assert planned <= 0.8 * min(by_share, by_gap)
    assert right >= 0.95 * said
