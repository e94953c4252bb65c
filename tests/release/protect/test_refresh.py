"""A figure stays until enough has changed, and nobody can tell which change was enough."""

import math

import numpy as np
import polars as pl
import pytest

from wellbeing.model.policy import Refresh
from wellbeing.release.protect.refresh import MEASUREMENT_COLUMNS, Occasion, Quantities, chance, measure

REFRESH, KEY = Refresh(), b"k" * 32
NOTHING = pl.DataFrame(schema=MEASUREMENT_COLUMNS)
NUMBER = 4_000


def quantities(n, sigma=2.0, number=NUMBER):
    labels = pl.Series([f"cell {place}" for place in range(number)])
    return Quantities(labels, np.full(number, float(n)), np.full(number, float(sigma)))


def occasion(since, before=NOTHING, refresh=REFRESH):
    return Occasion(KEY, since, before, refresh)


@pytest.fixture(scope="module")
def first():
    """Everything measured once, at 20."""
    return measure(quantities(20), occasion("first"))


@pytest.mark.parametrize(
    ("moved", "expected"),
    [(0, 0.02), (1, 0.02 * math.e), (3, 0.02 * math.e**3), (6, 1 - (1 - 0.02 * math.e**3) * math.e**-2.49)],
)
def test_the_chance_rises_by_a_factor_e_and_then_levels_off(moved, expected):
    assert chance(np.array([float(moved)]), REFRESH) == pytest.approx(expected)


def test_it_is_about_a_fiftieth_two_fifths_and_nineteen_twentieths():
    assert chance(np.array([0.0, 3.0, 6.0]), REFRESH).round(2).tolist() == [0.02, 0.40, 0.95]


def test_one_contribution_changes_the_chance_and_its_complement_by_a_factor_e_at_most():
    anew = chance(np.arange(51.0), REFRESH)
    for odds in (anew, 1 - anew):
        assert (odds[1:] <= math.e * odds[:-1] + 1e-15).all()
        assert (odds[:-1] <= math.e * odds[1:] + 1e-15).all()


def test_a_first_measurement_is_the_count_and_its_noise(first):
    noise = first["measured"] - first["n"]
    assert first.columns == list(MEASUREMENT_COLUMNS)
    assert set(first["since"]) == {"first"}
    assert noise.std() == pytest.approx(2, abs=4 * 2 / math.sqrt(2 * NUMBER))
    assert (noise == noise.round()).all()


@pytest.mark.parametrize(("moved", "share"), [(0, 0.02), (3, 0.40), (6, 0.95)])
def test_as_many_are_measured_anew_as_the_chance_says(first, moved, share):
    again = measure(quantities(20 + moved), occasion("second", first))
    anew = (again["since"] == "second").mean()
    assert anew == pytest.approx(share, abs=4 * math.sqrt(share * (1 - share) / NUMBER) + 0.005)


def test_what_is_not_measured_anew_stays_as_it_was_measured(first):
    again = measure(quantities(22), occasion("second", first))
    stays = again["since"] == "first"
    assert 0 < stays.sum() < NUMBER
    assert again.filter(stays).equals(first.filter(stays))
    assert set(again.filter(~stays)["n"]) == {22}


def test_whether_it_is_measured_anew_has_nothing_to_do_with_its_noise(first):
    again = measure(quantities(23), occasion("second", first))
    anew = (again["since"] == "second").to_numpy()
    noise = (first["measured"] - first["n"]).to_numpy()
    fresh = (again["measured"] - again["n"]).to_numpy()
    assert abs(np.corrcoef(anew, noise)[0, 1]) < 4 / math.sqrt(NUMBER)
    assert abs(np.corrcoef(noise[anew], fresh[anew])[0, 1]) < 4 / math.sqrt(anew.sum())


def test_other_data_draw_other_noise_and_equal_data_the_same(first):
    assert measure(quantities(20), occasion("first")).equals(first)
    other = measure(quantities(20), occasion("other"))
    assert abs(np.corrcoef(first["measured"], other["measured"])[0, 1]) < 4 / math.sqrt(NUMBER)


def test_where_no_contribution_has_changed_nothing_is_measured_anew(first):
    again = measure(quantities(20), occasion("second", first, None))
    assert again.equals(first)


def test_what_is_another_quantity_under_its_old_name_is_measured_anew(first):
    """No contribution has changed, and yet its value has: it is a group with other members."""
    again = measure(quantities(21), occasion("second", first, None))
    assert set(again["since"]) == {"second"}


def test_what_was_never_measured_is_measured_all_the_same(first):
    known = first.head(10)
    again = measure(quantities(20, number=12), occasion("second", known, None))
    assert again["since"].to_list() == ["first"] * 10 + ["second"] * 2


def test_where_more_noise_is_called_for_the_rest_is_added(first):
    again = measure(quantities(20, sigma=4.0), occasion("second", first, None))
    added = (again["measured"] - first["measured"]).to_numpy()
    assert set(again["sigma"]) == {4.0}
    # 4² = 2² + 12.
    assert added.std() == pytest.approx(math.sqrt(12), abs=4 * math.sqrt(12 / (2 * NUMBER)))
    assert abs(np.corrcoef(added, first["measured"])[0, 1]) < 4 / math.sqrt(NUMBER)
    assert measure(quantities(20, sigma=4.0), occasion("third", again, None))["measured"].equals(
        again["measured"]
    )


def test_where_less_noise_is_called_for_a_kept_measurement_stays(first):
    again = measure(quantities(20, sigma=1.0), occasion("second", first, None))
    assert again.equals(first)


def test_a_public_fact_is_always_current_and_exact(first):
    known = first.with_columns(sigma=pl.lit(0.0), measured=pl.lit(20.0))
    again = measure(quantities(23, sigma=0.0), occasion("second", known, None))
    assert set(again["measured"]) == {23.0}


def test_what_was_a_fact_and_is_none_any_more_is_measured_with_noise(first):
    known = first.with_columns(sigma=pl.lit(0.0), measured=pl.lit(20.0))
    again = measure(quantities(23), occasion("second", known, None))
    assert (again["measured"] - 23).std() == pytest.approx(2, abs=0.1)


def test_what_becomes_a_fact_is_told_exactly(first):
    again = measure(quantities(23, sigma=0.0), occasion("second", first))
    assert set(again["measured"]) == {23.0}


def test_sums_have_noise_that_is_no_whole_number():
    rows = quantities(0.5, number=100)
    made = measure(Quantities(rows.label, rows.n, rows.sigma, whole=False), occasion("first"))
    assert ((made["measured"] - 0.5) % 1 != 0).all()
