import datetime as dt

import msgspec
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.measures.coverage.benchmarks import margins_of, shares, targets
from wellbeing.model.engagement import Benchmark, Engagement, Group, Term

CODES = ["01", "02", "03"]
MARGINS = Benchmark(id="margins", en="Margins", regions="census", stakeholders="intent", note="")
CROSSED = Benchmark(id="crossed", en="Crossed", regions="counted", stakeholders="counted", note="")
NEED = Benchmark(id="need", en="Need", regions="benefits", stakeholders="intent", note="")


@pytest.fixture(scope="module")
def small(engagement: Engagement) -> Engagement:
    """Three regions in two groups, three types in two groups."""
    return msgspec.structs.replace(
        engagement,
        stakeholders=tuple(Term(id=name, en=name) for name in "abc"),
        region_groups=(
            Group(id="north", en="", members=("01", "02")),
            Group(id="south", en="", members=("03",)),
        ),
        stakeholder_groups=(
            Group(id="ab", en="", members=("a", "b")),
            Group(id="only_c", en="", members=("c",)),
        ),
    )


def rows(name: str, weights: dict[tuple[str, str], float], basis: str = "published") -> pl.DataFrame:
    return pl.DataFrame(
        [(name, *key, weight, basis, "a source", dt.date(2018, 3, 6)) for key, weight in weights.items()],
        schema=["set", "region", "stakeholder", "weight", "basis", "source", "as_of"],
        orient="row",
    )


CENSUS = rows("census", {("01", ""): 100, ("02", ""): 300, ("03", ""): 600})
INTENT = rows("intent", {("", "a"): 5, ("", "b"): 3, ("", "c"): 2}, "assumed")


def at(found: pl.DataFrame, area: str, stakeholder: str) -> tuple[float | None, str | None]:
    return found.filter(area=area, stakeholder=stakeholder).select("share", "basis").row(0)


def test_two_margins_are_multiplied_and_members_added(small: Engagement) -> None:
    found = shares(pl.concat([CENSUS, INTENT]), MARGINS, small, CODES)
    assert at(found, "01", "a")[0] == pytest.approx(0.1 * 0.5)
    assert at(found, "north", "ab")[0] == pytest.approx(0.4 * 0.8)
    assert at(found, "south", "")[0] == pytest.approx(0.6)
    assert at(found, "", "only_c")[0] == pytest.approx(0.2)
    assert at(found, "", "")[0] == pytest.approx(1)


def test_the_grid_is_full_and_in_order(small: Engagement) -> None:
    found = shares(pl.concat([CENSUS, INTENT]), MARGINS, small, CODES)
    assert found["area"].unique(maintain_order=True).to_list() == ["01", "02", "03", "north", "south", ""]
    assert found["stakeholder"].unique(maintain_order=True).to_list() == ["a", "b", "c", "ab", "only_c", ""]
    assert found.height == 6 * 6
    kinds = found.unique("area", maintain_order=True)["area_kind"].to_list()
    assert kinds == ["region"] * 3 + ["group"] * 2 + [""]


def test_basis_is_the_weakest_that_the_share_rests_on(small: Engagement) -> None:
    found = shares(pl.concat([CENSUS, INTENT]), MARGINS, small, CODES)
    assert [at(found, *key)[1] for key in [("01", "a"), ("01", ""), ("", "a"), ("", "")]] == [
        "assumed",
        "published",
        "assumed",
        "assumed",
    ]


def test_a_product_of_published_margins_is_derived(small: Engagement) -> None:
    intent = INTENT.with_columns(pl.lit("published").alias("basis"))
    found = shares(pl.concat([CENSUS, intent]), MARGINS, small, CODES)
    assert at(found, "01", "a")[1] == "derived"
    assert at(found, "north", "")[1] == "published"


def test_a_group_is_as_weak_as_its_weakest_member(small: Engagement) -> None:
    census = CENSUS.with_columns(
        pl.when(pl.col("region") == "02").then(pl.lit("derived")).otherwise("basis").alias("basis")
    )
    found = shares(pl.concat([census, INTENT]), MARGINS, small, CODES)
    assert (at(found, "north", "")[1], at(found, "south", "")[1]) == ("derived", "published")


def test_a_region_that_the_set_misses_has_no_benchmark_and_neither_has_its_group(small: Engagement) -> None:
    found = shares(pl.concat([CENSUS.filter(pl.col("region") != "01"), INTENT]), MARGINS, small, CODES)
    assert at(found, "01", "a") == (None, None)
    assert at(found, "north", "") == (None, None)
    assert at(found, "02", "")[0] == pytest.approx(300 / 900)
    assert at(found, "", "a")[0] == pytest.approx(0.5)


def test_an_empty_slot_gives_no_share_anywhere(small: Engagement) -> None:
    found = shares(pl.concat([CENSUS, INTENT]), NEED, small, CODES)
    assert found.height == 6 * 6
    assert found["share"].null_count() == found["basis"].null_count() == 6 * 6


def test_a_set_of_zeros_gives_no_share_anywhere(small: Engagement) -> None:
    found = shares(
        pl.concat([CENSUS.with_columns(weight=pl.col("weight") * 0), INTENT]), MARGINS, small, CODES
    )
    assert found["share"].null_count() == found.height


def test_a_crossed_set_is_taken_as_it_is(small: Engagement) -> None:
    counted = {("01", "a"): 1, ("01", "b"): 1, ("01", "c"): 2, ("03", "a"): 3, ("03", "b"): 0, ("03", "c"): 3}
    found = shares(rows("counted", counted), CROSSED, small, CODES)
    assert at(found, "01", "c") == (pytest.approx(2 / 10), "published")
    assert at(found, "south", "ab")[0] == pytest.approx((3 + 0) / 10)
    assert at(found, "03", "")[0] == pytest.approx((3 + 0 + 3) / 10)
    assert at(found, "", "ab")[0] == pytest.approx((1 + 1 + 3 + 0) / 10)
    assert at(found, "02", "a") == (None, None)
    assert at(found, "north", "ab") == (None, None)


#: Fishers' own coast: type a lives in 01 and 03 as 1 : 3, and in 02 not at all.
COAST = rows("coast", {("01", ""): 10, ("02", ""): 0, ("03", ""): 30})
WITHIN = Benchmark(
    id="within", en="Within", regions="census", stakeholders="intent", within={"a": "coast"}, note=""
)


def test_a_type_with_a_pattern_of_its_own_is_spread_by_it_and_the_others_as_before(small: Engagement) -> None:
    found = shares(pl.concat([CENSUS, INTENT, COAST]), WITHIN, small, CODES)
    assert at(found, "01", "a") == (pytest.approx(0.5 * 10 / 40), "assumed")
    assert at(found, "02", "a")[0] == 0
    assert at(found, "01", "b")[0] == pytest.approx(0.3 * 100 / 1000)
    assert at(found, "north", "ab")[0] == pytest.approx(0.5 * 10 / 40 + 0.3 * 400 / 1000)


def test_the_share_of_a_region_is_then_the_sum_of_its_cells_and_that_of_a_type_its_own(
    small: Engagement,
) -> None:
    found = shares(pl.concat([CENSUS, INTENT, COAST]), WITHIN, small, CODES)
    assert at(found, "01", "")[0] == pytest.approx(0.5 * 10 / 40 + 0.5 * 100 / 1000)
    assert at(found, "north", "")[0] == pytest.approx(0.5 * 10 / 40 + 0.5 * 400 / 1000)
    assert at(found, "", "a") == (pytest.approx(0.5), "assumed")
    assert at(found, "", "")[0] == pytest.approx(1)


def test_a_pattern_within_makes_cells_and_regions_derived_at_best(small: Engagement) -> None:
    intent = INTENT.with_columns(basis=pl.lit("published"))
    found = shares(pl.concat([CENSUS, intent, COAST]), WITHIN, small, CODES)
    told = [at(found, *one)[1] for one in [("01", "a"), ("01", ""), ("north", "ab"), ("", "a")]]
    assert told == ["derived", "derived", "derived", "published"]
    assumed = COAST.with_columns(basis=pl.lit("assumed"))
    found = shares(pl.concat([CENSUS, intent, assumed]), WITHIN, small, CODES)
    assert [at(found, "01", name)[1] for name in ("a", "b", "")] == ["assumed", "derived", "assumed"]


def test_a_region_that_a_pattern_misses_has_no_share_for_that_type_nor_for_all(small: Engagement) -> None:
    coast = COAST.filter(pl.col("region") != "01")
    found = shares(pl.concat([CENSUS, INTENT, coast]), WITHIN, small, CODES)
    unknown = [("01", "a"), ("01", ""), ("north", "a"), ("north", ""), ("01", "ab")]
    assert [at(found, *one) for one in unknown] == [(None, None)] * 5
    assert at(found, "01", "b")[0] == pytest.approx(0.3 * 100 / 1000)
    assert (at(found, "03", "a")[0], at(found, "", "a")[0]) == (pytest.approx(0.5), pytest.approx(0.5))


def test_a_type_that_the_benchmark_does_not_cover_leaves_the_share_of_all_types(small: Engagement) -> None:
    intent = INTENT.filter(pl.col("stakeholder") != "c")
    found = shares(pl.concat([CENSUS, intent, COAST]), WITHIN, small, CODES)
    assert at(found, "01", "c") == (None, None)
    assert at(found, "01", "")[0] == pytest.approx(5 / 8 * 10 / 40 + 3 / 8 * 100 / 1000)


def test_two_benchmarks_that_share_a_margin_say_which() -> None:
    within, margins = margins_of(WITHIN), margins_of(MARGINS)
    assert within == ({"census", "coast"}, {"intent"})
    assert margins.shared(within) == ({"census"}, {"intent"})
    assert margins.shared(margins_of(NEED)) == (frozenset(), {"intent"})
    assert margins_of(CROSSED) == ({"counted"}, {"counted"})


PLAN = pl.DataFrame(
    {"region": ["01", "01", "02"], "target": [20, 15, 40], "basis": ["published", "assumed", "derived"]}
)


def test_the_plans_targets_are_numbers_that_add_up_over_its_places(small: Engagement) -> None:
    found = targets(PLAN, small, CODES)
    assert found.rows() == [
        ("01", "region", 20 + 15, "assumed"),
        ("02", "region", 40, "derived"),
        ("03", "region", None, None),
        ("north", "group", 20 + 15 + 40, "assumed"),
        ("south", "group", None, None),
        ("", "", 75, "assumed"),
    ]


weights = st.floats(0.001, 1e6)
three = st.lists(weights, min_size=3, max_size=3)


@pytest.mark.slow
@given(three, three, three, st.sampled_from([(), ("a",), ("a", "b", "c")]))
def test_every_level_of_cells_adds_up_to_one_and_to_its_margins(
    small: Engagement, regions: list[float], types: list[float], coast: list[float], own: tuple[str, ...]
) -> None:
    census = rows("census", {(code, ""): weight for code, weight in zip(CODES, regions, strict=True)})
    intent = rows("intent", {("", name): weight for name, weight in zip("abc", types, strict=True)})
    pattern = rows("coast", {(code, ""): weight for code, weight in zip(CODES, coast, strict=True)})
    choice = msgspec.structs.replace(MARGINS, within=dict.fromkeys(own, "coast"))
    found = shares(pl.concat([census, intent, pattern]), choice, small, CODES)
    for area_kind in ("region", "group", ""):
        for names in (["a", "b", "c"], ["ab", "only_c"], [""]):
            level = found.filter(pl.col("stakeholder").is_in(names), area_kind=area_kind)
            assert level["share"].sum() == pytest.approx(1)
    for area in [*CODES, "north", "south", ""]:
        cells = [at(found, area, name)[0] for name in "abc"]
        assert at(found, area, "")[0] == pytest.approx(sum(cells))
        assert at(found, area, "ab")[0] == pytest.approx(sum(cells[:2]))
    for name in ["a", "b", "c", "ab", "only_c", ""]:
        assert at(found, "north", name)[0] == pytest.approx(
            at(found, "01", name)[0] + at(found, "02", name)[0]
        )
        assert at(found, "", name)[0] == pytest.approx(sum(at(found, code, name)[0] for code in CODES))
