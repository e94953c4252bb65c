import polars as pl
from wellbeing.measures.coverage.robustness import changes, robustness


def states(*said: str) -> pl.DataFrame:
    areas = [f"{number:02}" for number in range(len(said))]
    return pl.DataFrame({"area": areas, "area_kind": "region", "state": said, "expected": 1.0})


THREE = {
    "population": states("gap", "gap", "enough", "over", "cannot_tell", "gap", "no_benchmark"),
    "plan": states("thin", "enough", "enough", "enough", "cannot_tell", "no_benchmark", "no_benchmark"),
    "equal": states("gap", "gap", "enough", "over", "cannot_tell", "no_benchmark", "gap"),
}


def test_states_stand_side_by_side() -> None:
    found = robustness(THREE)
    assert found.columns == ["area", "area_kind", "population", "plan", "equal", "robust"]
    assert found.row(0) == ("00", "region", "gap", "thin", "gap", True)


def test_gap_and_thin_say_the_same_and_everything_else_differs() -> None:
    assert robustness(THREE)["robust"].to_list() == [True, False, True, False, True, None, None]


def test_an_empty_benchmark_tests_nothing() -> None:
    need = states("no_benchmark", "no_benchmark")
    found = robustness({"population": states("gap", "enough"), "need": need})
    assert found["robust"].to_list() == [None, None]


def test_changes_count_cells_that_both_benchmarks_cover() -> None:
    assert changes(robustness(THREE), "population").rows() == [("plan", 5, 2), ("equal", 5, 0)]


def test_cells_are_matched_by_their_keys() -> None:
    shuffled = THREE["plan"].reverse()
    assert robustness(THREE | {"plan": shuffled}).equals(robustness(THREE))
