import polars as pl
import pytest

from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.state.coverage import gap_list
from wellbeing.state.explorer import Explorer, choice_values


def test_an_empty_benchmark_slot_is_not_among_those_at_hand(figures, with_empty_slot):
    assert with_empty_slot.engagement.benchmarks[-1].id == "work"
    assert with_empty_slot.benchmarks == figures.benchmarks == figures.engagement.benchmarks


def test_a_group_of_one_is_the_same_cell_as_its_member(figures):
    assert figures.parts("auckland", "service_users") == figures.parts("02", "service_user")


def test_everything_is_every_region_and_every_type(figures):
    assert len(figures.parts("", "")) == 17 * 8


def test_a_cell_has_one_state_whatever_it_is_called(figures):
    for cut in ("", "channel:hui"):
        states = {}
        for row in figures.coverage(cut).iter_rows(named=True):
            states.setdefault(figures.parts(row["area"], row["stakeholder"]), set()).add(row["state"])
        assert [parts for parts, found in states.items() if len(found) > 1] == []


@pytest.mark.slow
def test_the_list_is_every_cell_of_the_family_that_lacks_voices_gaps_first(figures):
    coverage = figures.coverage()
    gaps = gap_list(coverage, figures.yardsticks("", ""))
    states = gaps["state"].cast(pl.String)
    lacking = coverage.filter("family", pl.col("state").cast(pl.String).is_in(["gap", "thin"]))
    assert states.to_list() == sorted(states)
    assert gaps.height == lacking.height
    assert not gaps.select("area", "stakeholder").is_duplicated().any()


def test_looking_at_a_cell_does_not_change_the_list(figures):
    lists = [
        Answer(figures, Choice(area=area, stakeholder=type_, opened=opened)).coverage.gaps
        for area, type_, opened in (("", "", ""), ("02", "dhb", "government"), ("12", "", "top_of_the_south"))
    ]
    assert all(one.equals(lists[0]) for one in lists)


def test_against_the_plan_its_own_numbers_are_expected(figures):
    coverage = figures.coverage("", "targets")
    planned = figures.release.table("plan").group_by("region").agg(pl.col("target").sum())
    expected = coverage.filter(area_kind="region", stakeholder="").drop_nulls("expected")
    assert dict(expected.select("area", "expected").rows()) == dict(planned.rows())
    assert (
        coverage.filter(pl.col("stakeholder") != "")["expected"].null_count()
        == coverage.filter(pl.col("stakeholder") != "").height
    )
    assert coverage.filter(area="", stakeholder="")["expected"].item() == planned["target"].sum()


def test_an_unknown_benchmark_is_the_default(figures):
    assert figures.benchmark("no such").id == "population"


def test_the_matrix_has_a_row_for_every_region_and_type_even_where_nobody_was_heard(figures):
    cells = Answer(figures, Choice()).coverage.cells
    assert cells.height == (17 + 9) * (8 + 5)


def test_a_slice_counts_its_own_contributions(figures):
    counted = {cut: figures.contributions(f"channel:{cut}") for cut in ("hui", "online", "paper")}
    assert counted["hui"] == pytest.approx(1047, abs=2)
    assert sum(counted.values()) == pytest.approx(1848, abs=6)


def test_one_choice_is_one_answer(figures):
    explorer = Explorer(figures)
    heard = []
    explorer.param.watch(heard.append, "answer")
    explorer.filters.choose({"area": "04", "stakeholder": "government", "cut": "channel:hui"})
    assert len(heard) == 1
    assert explorer.answer.choice == Choice(area="04", stakeholder="government", cut="channel:hui")


@pytest.mark.slow
def test_every_choice_that_exists_has_an_answer(figures):
    fields = choice_values(figures, [])
    for area in sorted(fields["area"]):
        assert Answer(figures, Choice(area=area)).coverage.finest.height == 1
    for cut in sorted(fields["cut"]):
        assert Answer(figures, Choice(area="04", stakeholder="dhb", cut=cut)).coverage.finest.height == 1


def test_a_position_that_a_question_does_not_offer_is_not_said(figures):
    said = figures.positions.beside_whole("total", "trust")["position"].cast(pl.String).to_list()
    assert sorted(said) == ["mixed", "oppose", "support", "unclear"]


def test_states_are_those_of_the_cells_of_the_matrix(figures):
    cells = figures.of_members(Answer(figures, Choice()).coverage.cells)
    assert cells.height == 17 * 8 == sum(figures.states.values())
    assert figures.states["gap"] == int((cells["state"].cast(pl.String) == "gap").sum())


def test_what_may_be_shown_is_said_by_whoever_makes_the_page(figures):
    explorer = Explorer(figures, {"coverage": ("cut", "benchmark"), "another": ()})
    explorer.filters.choose({"show": "another"})
    assert explorer.filters.choice.show == "another"
    explorer.filters.choose({"show": "tone"})
    assert explorer.filters.note == "Not in this release, so left out: show “tone”."
    assert explorer.filters.choice.show == "another"


def test_a_show_is_not_told_under_a_slice_or_benchmark_that_it_does_not_follow(figures):
    explorer = Explorer(figures, {"coverage": ("cut", "benchmark"), "another": ()})
    explorer.filters.choose({"cut": "channel:paper", "benchmark": "need"})
    assert explorer.answer.choice.cut == "channel:paper"
    explorer.filters.choose({"show": "another"})
    assert (explorer.answer.choice.cut, explorer.answer.choice.benchmark) == ("", "")
    explorer.filters.choose({"show": "coverage"})
    assert (explorer.answer.choice.cut, explorer.answer.choice.benchmark) == ("channel:paper", "need")


@pytest.mark.slow
def test_no_more_are_expected_than_were_heard(figures):
    for cut in ["", *(cut for cut, _ in figures.slices)]:
        rows = figures.coverage(cut)
        heard = rows.filter(area="", stakeholder="")["count"].item()
        crossed = figures.of_groups(rows)["expected"].sum()
        by_region = rows.filter(area_kind="region", stakeholder="")["expected"].sum()
        by_type = rows.filter(pl.col("stakeholder").is_in(figures.types), area="")["expected"].sum()
        assert max(crossed, by_region, by_type) <= 1.01 * heard, cut


def test_comments_of_a_cell_that_is_told_no_finer_are_its_groups(figures):
    comments = Answer(figures, Choice(area="04", stakeholder="dhb")).comments
    assert comments.owner == ("bay_of_plenty_gisborne", "government")
    assert Answer(figures, Choice(area="04")).comments.owner == ("04", "")


@pytest.mark.parametrize("margin", ["total", "region", "stakeholder", "region_stakeholder"])
def test_no_range_of_who_answered_or_commented_goes_beyond_who_was_heard(figures, margin):
    keys = [name for name in ("area", "stakeholder") if name in figures.release.table(margin).columns]
    keyed = [pl.lit(0).alias("all"), *(pl.col(name).cast(pl.String) for name in keys)]
    heard = figures.release.table(margin).select(*keyed, most="high")
    told = [
        *(figures.comments.tone(margin, one.id, "with") for one in figures.comments.questions),
        *(
            figures.positions.shares(margin, one.id).rename(
                lambda name: name.replace("answered", "commented")
            )
            for one in figures.positions.questions
        ),
    ]
    for rows in told:
        beside = rows.select(*keyed, "commented", "commented_low", "commented_high").join(
            heard, on=["all", *keys]
        )
        assert beside.height == rows.height > 0
        assert beside.filter(pl.col("commented_high") > pl.col("most")).rows() == []
        assert beside.filter(pl.col("commented_low") > pl.col("commented_high")).rows() == []
