import polars as pl
import pytest

from wellbeing.measures.weighting import weighting, weights


def compared(*rows: tuple[float | None, int | None]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"share": pl.Float64, "count": pl.Int64}, orient="row")


def test_a_weight_is_the_share_that_should_be_over_the_share_that_is() -> None:
    assert weights(compared((0.5, 80), (0.5, 20)))["weight"].to_list() == [0.5 / 0.8, 0.5 / 0.2]


def test_deff_is_kishs() -> None:
    found = weighting(compared((0.5, 80), (0.5, 20)))
    assert found is not None
    squares = 80 * (0.5 / 0.8) ** 2 + 20 * (0.5 / 0.2) ** 2
    assert found.deff == pytest.approx(100 * squares / 100**2)
    assert found.effective == pytest.approx(100 / found.deff)
    assert (found.largest, found.warns) == (2.5, False)


def test_equal_weights_cost_nothing() -> None:
    found = weighting(compared((0.3, 30), (0.7, 70)))
    assert found is not None
    assert (found.deff, found.effective) == (pytest.approx(1), pytest.approx(100))


def test_it_warns_of_a_design_effect_over_two() -> None:
    found = weighting(compared((0.5, 90), (0.5, 10)))
    assert found is not None
    assert found.deff == pytest.approx(0.5**2 / 0.9 + 0.5**2 / 0.1)
    assert found.warns


def test_it_warns_of_a_contribution_that_speaks_for_more_than_five() -> None:
    found = weighting(compared((0.948, 990), (0.052, 10)))
    assert found is not None
    assert found.largest == pytest.approx(5.2)
    assert found.deff < 2
    assert found.warns


def test_cells_that_are_hidden_or_unheard_are_out_of_reach() -> None:
    found = weighting(compared((0.5, 50), (0.3, 30), (0.15, None), (0.05, 0)))
    assert found is not None
    assert found.out_of_reach == pytest.approx(0.15 + 0.05)
    assert found.deff == pytest.approx(1)


def test_without_a_count_there_is_nothing_to_weight() -> None:
    assert weighting(compared((1.0, None))) is None
    assert weighting(compared((None, 20))) is None
