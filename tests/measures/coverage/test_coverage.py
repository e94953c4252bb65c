import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.measures.coverage.coverage import COVERAGE, coverage
from wellbeing.measures.coverage.states import Rule
from wellbeing.model.engagement import Group
from wellbeing.model.grouping import Grouping

ADVISER = 6
NO_GROUPS = Grouping([])
KEYS = ["area", "area_kind", "stakeholder"]


def noisy(count, sd=1.0):
    """A shown figure with its 95 % range."""
    return "shown", count, max(0, math.ceil(count - 1.96 * sd)), math.floor(count + 1.96 * sd), sd


def exact(count):
    return "shown", count, count, count, 0.0


#: Fewer than 6, with an error of 1: as many as 5.5 + 1.645 may be behind it.
FEW = ("few", None, 0, 7, 1.0)


def cells(phi=1.0, **published):
    """Cells of regions over all types."""
    rows = [(area, "region", "", *cell) for area, cell in published.items()]
    names = [*KEYS, "status", "count", "low", "high", "sd"]
    table = pl.DataFrame(rows, names, orient="row", schema_overrides={"count": pl.Int64})
    return table.with_columns(phi=pl.lit(phi))


def shares(basis="published", **share):
    """Regions with their shares over all types, and everybody."""
    rows = [*((area, "region", "", one) for area, one in share.items()), ("", "", "", 1.0)]
    table = pl.DataFrame(rows, [*KEYS, "share"], orient="row", schema_overrides={"share": pl.Float64})
    return table.with_columns(basis=pl.lit(basis))


def judged(published, share, phi=1.0, basis="published", **rest):
    table = cells(phi, **published)
    return coverage(table, shares(basis, **share), NO_GROUPS, NO_GROUPS, ADVISER, **rest)


def many(fair=20, each=50, **published):
    """``fair`` regions that were heard as expected, and others, each of an equal share."""
    regions = {f"fair{i}": noisy(each) for i in range(fair)} | published
    return regions, dict.fromkeys(regions, 1 / len(regions))


def states(found):
    return dict(found.select("area", pl.col("state").cast(pl.String)).rows())


def test_expected_is_the_share_of_the_baseline_and_the_ratio_arithmetic():
    # Nobody is louder than 1.25 times their share and chance, so that all 100 are the baseline.
    found = judged({"x": exact(38), "y": exact(62)}, {"x": 0.4, "y": 0.6})
    assert found["expected"].to_list()[:2] == [pytest.approx(40), pytest.approx(60)]
    assert found["ratio"].to_list()[:2] == [pytest.approx(38 / 40), pytest.approx(62 / 60)]


def test_everybody_is_their_own_measure_and_compared_with_nothing():
    found = judged({"x": exact(38), "y": exact(62)}, {"x": 0.4, "y": 0.6}).filter(area="")
    assert found.select("state", "expected").row(0) == ("no_benchmark", None)


def test_against_targets_what_was_planned_is_expected():
    planned = shares(x=0.4, y=0.6).with_columns(target=pl.Series([100.0, 60.0, 160.0]))
    table = cells(x=noisy(38), y=noisy(62))
    found = coverage(table, planned, NO_GROUPS, NO_GROUPS, ADVISER)
    assert found["expected"].to_list() == [100, 60, 160]
    assert found["state"].cast(pl.String).to_list()[:2] == ["gap", "enough"]
    assert found["needed_high"][0] == 100 - 37  # a target does not grow with who is added


def test_a_gap_among_fair_cells_is_a_gap_and_nothing_else_is():
    regions, share = many(x=noisy(12))
    found = states(judged(regions, share))
    assert found.pop("x") == "gap"
    assert found.pop("") == "no_benchmark"
    assert set(found.values()) == {"enough"}


def test_more_than_its_share_is_said_and_makes_nobody_a_gap():
    regions, share = many(x=noisy(800))
    found = states(judged(regions, share))
    assert found.pop("x") == "over"
    assert "gap" not in found.values()


def test_fewer_than_three_expected_are_too_few():
    regions, share = many(x=FEW, y=FEW)
    total = sum(cell[1] or 3.5 for cell in regions.values())
    share = dict.fromkeys(regions, (1 - 14.9 / total) / 20) | {"x": 2.9 / total, "y": 12 / total}
    found = judged(regions, share)
    assert states(found)["x"] == "too_few"
    assert states(found)["y"] != "too_few"


def test_what_others_say_is_not_enough_for_enough():
    # 15 of 20 is under 0.8, and among fair cells hardly a gap: not clear yet. 16 of 20 reaches the line.
    regions, share = many(x=noisy(15), each=20)
    found = judged(regions, share)
    assert (found.filter(area="x")["p_under"][0] < 0.1, states(found)["x"]) == (True, "unclear")
    regions["x"] = noisy(17)
    assert states(judged(regions, share))["x"] == "enough"


def test_who_came_together_is_weaker_evidence():
    regions, share = many(x=noisy(12), each=40)
    alone, together = judged(regions, share), judged(regions, share, phi=12.0)
    assert (states(alone)["x"], states(together)["x"]) == ("gap", "unclear")
    of = {"area": "x"}
    assert alone.filter(**of)["upper"][0] < together.filter(**of)["upper"][0]


def test_how_many_more_counts_that_they_add_to_the_total():
    regions, share = many(fair=3, x=noisy(20), each=100)
    row = judged(regions, share).filter(area="x").row(0, named=True)
    assert row["state"] == "gap"
    assert row["needed_high"] == round((row["expected"] - row["low"]) / (1 - 0.25))
    assert row["needed_low"] == round((row["expected"] - row["high"]) / (1 - 0.25))


def test_how_firm_a_gap_is_depends_on_its_benchmark():
    regions, share = many(x=noisy(20), y=noisy(10))
    sure, unsure = (judged(regions, share, basis=basis) for basis in ("published", "assumed"))
    x, y = (sure.filter(area=area).row(0, named=True) for area in "xy")
    assert y["tipping"] < x["tipping"] <= x["expected"]
    assert (x["holds"], y["holds"]) == (1, 1)
    assert unsure.filter(area="x")["holds"][0] < unsure.filter(area="y")["holds"][0] < 1
    assert sure.filter(area="fair1").select("tipping", "holds", "needed_low").row(0) == (None,) * 3


def test_an_area_without_a_share_has_no_benchmark_and_no_figures():
    found = judged({"x": exact(30), "y": exact(5)}, {"x": None, "y": 0.0})
    assert found["state"].cast(pl.String).to_list() == ["no_benchmark"] * 3
    assert found.select("expected", "ratio", "lower", "p_under").null_count().row(0) == (3,) * 4
    assert found["count"].to_list()[:2] == [30, 5]


def test_a_cell_that_the_tables_lack_is_a_row_that_is_not_clear():
    regions, share = many(y=noisy(50))
    regions.pop("y")
    found = judged(regions, share).filter(area="y").row(0, named=True)
    assert (found["status"], found["state"], found["p_under"]) == (None, "unclear", None)


def test_a_cell_beyond_the_benchmark_is_kept():
    found = judged({"x": exact(30), "elsewhere": exact(4)}, {"x": 1.0})
    assert found.select("area", "count", "state").rows()[-1] == ("elsewhere", 4, "no_benchmark")


def test_opinions_of_too_few_sources_say_nothing_of_how_many_were_heard():
    found = judged({"x": ("one_source", None, 0, 20, 1.0)}, {"x": 1.0}).row(0, named=True)
    assert (found["state"], found["p_under"], found["ratio"]) == ("unclear", None, None)


def test_two_rows_of_one_cell_are_refused():
    twice = pl.concat([cells(x=exact(3)), cells(x=exact(4))])
    with pytest.raises(pl.exceptions.ComputeError):
        coverage(twice, shares(x=1.0), NO_GROUPS, NO_GROUPS)


def test_an_analyst_may_move_the_rule():
    regions, share = many(x=noisy(24))
    assert states(judged(regions, share))["x"] == "gap"
    assert states(judged(regions, share, rule=Rule(under=0.4)))["x"] != "gap"


# Two regions in a group, one in a group of its own; two types in a group, one alone.
AREAS = Grouping([Group(id="ab", en="AB", members=("a", "b")), Group(id="cc", en="C", members=("c",))], "abc")
TYPES = Grouping([Group(id="tu", en="TU", members=("t", "u")), Group(id="vv", en="V", members=("v",))], "tuv")


def crossed(counts):
    """Every cell and margin of 3 regions × 3 types and their groups; equal shares."""
    areas = {"a": "a", "b": "b", "c": "c", "ab": "ab", "cc": "c", "": "abc"}
    types = {"t": "t", "u": "u", "v": "v", "tu": "tu", "vv": "v", "": "tuv"}
    rows = []
    for area, regions in areas.items():
        kind = "" if not area else "group" if len(area) > 1 else "region"
        for type_, members in types.items():
            heard = sum(counts.get(one + other, 50) for one in regions for other in members)
            share = len(regions) * len(members) / 9
            rows.append((area, kind, type_, *noisy(heard), 1.0, share))
    names = [*KEYS, "status", "count", "low", "high", "sd", "phi", "share"]
    table = pl.DataFrame(rows, names, orient="row")
    return table.drop("share"), table.select(*KEYS, "share", basis=pl.lit("published"))


def test_a_group_of_one_is_its_member_under_another_name():
    found = coverage(*crossed({"cv": 9}), AREAS, TYPES, ADVISER)
    state = {(row["area"], row["stakeholder"]): row for row in found.iter_rows(named=True)}
    names = [("cc", "vv"), ("c", "vv"), ("cc", "v"), ("c", "v")]
    assert [state[name]["family"] for name in names] == [True, False, False, False]
    for name in names:
        assert state[name]["state"] == "gap"
        assert state[name]["p_under"] == state["cc", "vv"]["p_under"]
        assert state[name]["tipping"] == state["cc", "vv"]["tipping"]
    assert state["c", ""]["state"] == state["cc", ""]["state"]
    assert state["", "v"]["state"] == state["", "vv"]["state"]


def test_the_family_is_groups_by_groups_regions_and_types():
    found = coverage(*crossed({}), AREAS, TYPES, ADVISER).filter("family")
    assert set(found.select("area", "stakeholder").rows()) == {
        *((area, type_) for area in ("ab", "cc") for type_ in ("tu", "vv")),
        *(("a", ""), ("b", ""), ("c", "")),
        *(("", "t"), ("", "u"), ("", "v")),
    }


def test_without_groups_the_family_crosses_regions_and_types():
    table, share = crossed({})
    single = pl.col("area").str.len_chars() < 2, pl.col("stakeholder").str.len_chars() < 2
    found = coverage(table.filter(*single), share.filter(*single), NO_GROUPS, NO_GROUPS, ADVISER)
    assert found.filter("family").height == 9 + 3 + 3


published_cells = st.one_of(
    st.integers(0, 300).map(exact),
    st.tuples(st.integers(6, 300), st.floats(0.5, 3)).map(lambda both: noisy(*both)),
    st.just(FEW),
)


@pytest.mark.slow
@given(st.lists(published_cells, min_size=1, max_size=15), st.floats(1, 15))
def test_cells_and_counts_are_kept_and_probabilities_are_such(given_cells, phi):
    regions = {f"r{i}": cell for i, cell in enumerate(given_cells)}
    found = judged(regions, dict.fromkeys(regions, 1 / len(regions)), phi=phi)
    assert found.columns == [*KEYS, *COVERAGE]
    assert found["area"].to_list() == [*regions, ""]
    assert found["count"].to_list()[:-1] == [cell[1] for cell in given_cells]
    known = found.drop_nulls("p_under")
    assert known.select(pl.col("p_under", "p_over").is_between(-1e-9, 1 + 1e-9).all()).row(0) == (True, True)
    assert known.filter(pl.col("count") > 0, ~pl.col("ratio").is_between("lower", "upper")).is_empty()
    assert known.filter(pl.col("tipping") > pl.col("expected") * (1 + 1e-9)).is_empty()
    gaps = found.filter(pl.col("state").cast(pl.String) == "gap")
    assert gaps.is_empty() or (1 - gaps["p_under"]).mean() <= 0.1 + 1e-9


@pytest.mark.slow
@given(st.integers(0, 9), st.integers(0, 20_000), st.integers(0, 1_000), st.floats(1, 12))
def test_however_loud_one_cell_is_others_are_expected_hardly_more_of(loud, more, seed, phi):
    # A quarter of the loud cell's share, and one standard deviation of chance.
    heard = np.random.default_rng(seed).poisson(60, 10)
    before = {f"r{i}": noisy(int(n)) for i, n in enumerate(heard)}
    after = before | {f"r{loud}": noisy(int(heard[loud]) + more)}
    share = dict.fromkeys(before, 0.1)
    was, now = (float(judged(one, share, phi)["expected"][0]) for one in (before, after))
    heard_loud = min(heard[loud], was)
    assert was * (1 - 1e-9) <= now
    assert 0.9 * now - 0.9 * was <= 0.125 * now + (phi * 0.1 * 10 * now) ** 0.5 / 1 + 60 - heard_loud
