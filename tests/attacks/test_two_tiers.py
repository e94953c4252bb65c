"""An adviser's and a public release of one record: the public one is made from the same figures and adds nothing."""

import numpy as np
import pytest
from making import said_of
from naive import thresholded

TRIES = 10


@pytest.fixture(scope="session")
def tiers(first, islands):
    """What both say of the small engagement."""
    return first.said, said_of(islands, first.figures, "public")


def test_the_public_release_is_a_function_of_the_advisers(tiers):
    """Of every cell of both: what is shown is the same, what is not is fewer than 10."""
    adviser, public = tiers
    both = [cell for cell in public.rows if cell in adviser.rows]
    assert len(both) == len(public.rows) > 1100
    for cell in both:
        ours, theirs = adviser.rows[cell], public.rows[cell]
        assert theirs["sd"] == ours["sd"]
        if theirs["status"] == "shown":
            assert [theirs[name] for name in ("count", "low", "high")] == [
                ours[name] for name in ("count", "low", "high")
            ]
        elif ours["status"] == "shown":
            # What "few" says of it follows from the figure that the adviser has.
            assert ours["count"] < public.threshold


def middle(printed):
    """What a reader takes a shown count for; NaN where it is not shown."""
    rows = printed.rows
    count = rows["count"].cast(float).fill_null(np.nan).to_numpy()
    return np.where(rows["sd"].to_numpy() > 0, count, np.nan)


def errors(press, pairs):
    """Of the mean of what two releases say of a cell: the error in parts of the published sd, rounding included."""
    sd = np.sqrt(press.release(bytes(32)).rows["sd"].to_numpy() ** 2 + 1 / 12)
    found = [((middle(one) + middle(other)) / 2 - press.first.true) / sd for one, other in pairs]
    return float(np.sqrt(np.nanmean(np.square(found))))


def test_averaging_both_tiers_gains_nothing(press):
    keys = [number.to_bytes(32, "big") for number in range(TRIES)]
    pairs = [(press.release(one), press.release(one, tier="public")) for one in keys]
    assert errors(press, pairs) >= 0.95


def test_averaging_breaks_tiers_that_are_measured_each_by_itself(press):
    """The control."""
    keys = [number.to_bytes(32, "big") for number in range(2 * TRIES)]
    pairs = [
        (press.release(one), press.release(other, tier="public"))
        for one, other in zip(keys[::2], keys[1::2], strict=True)
    ]
    assert errors(press, pairs) <= 0.8


def test_exact_counts_of_both_tiers_show_who_came_between(people, press, islands_true):
    """The control for one response between two tiers: thresholded counts differ in that person's cells alone."""
    before = press.first.true
    later = before + people.count(np.array([someone(people)]))
    seen = [thresholded(before, 6), thresholded(later, 10)]
    differ = ~np.isnan(seen[0] + seen[1]) & (seen[0] != seen[1])
    theirs = people.count(np.array([someone(people)])) > 0
    assert differ.sum() >= 10
    assert theirs[differ].all()


def someone(people):
    """A teacher of S1 who responds online in April on water, content and silent otherwise."""
    wanted = {
        "region": "S1",
        "type": "teacher",
        "topic": "water",
        "says content": "support",
        "says why": "no_answer",
    }
    arrival = next(
        number for number, one in enumerate(people.arrivals) if (one[0], one[2]) == ("online", "2020-04")
    )
    return [
        arrival if name == "arrival" else values.index(wanted.get(name, values[0]))
        for name, values in people.attributes.items()
    ]
