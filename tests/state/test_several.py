"""Several regions or types at once are the sums of published cells, by name."""

from itertools import product

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellbeing.measures.cells import middle
from wellbeing.measures.coverage.states import METHOD
from wellbeing.measures.opinion.comparing import added_up
from wellbeing.model.grouping import AND, each_of
from wellbeing.reports.naming import chosen_title, file_name, slug
from wellbeing.reports.reply import CellReply
from wellbeing.reports.shows.registry import available_shows, show_of
from wellbeing.reports.words.cells import heard_words, state_words
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.state.explorer import choice_values
from wellbeing.state.filters import Filters


@pytest.fixture(scope="module")
def choosing(figures):
    """Choices of this release, each made afresh."""
    values = choice_values(figures, [show.id for show in available_shows(figures)])
    together = {"area": figures.region_groups, "stakeholder": figures.type_groups}
    return lambda: Filters(values, together)


def cells_of(figures, choice):
    """The published cells that a choice of several is made of, each once."""
    areas = figures.region_groups.cover(choice.area) if choice.area else [""]
    types = figures.type_groups.cover(choice.stakeholder) if choice.stakeholder else [""]
    wanted = pl.DataFrame(list(product(areas, types)), schema=["area", "stakeholder"], orient="row")
    published = figures.coverage().with_columns(pl.col("area", "stakeholder").cast(pl.String))
    found = wanted.join(published, on=["area", "stakeholder"])
    assert found.height == wanted.height
    return found


@settings(max_examples=10, deadline=None, derandomize=True)
@given(data=st.data())
def test_the_figure_of_several_is_the_sum_of_published_cells_and_names_them_all(figures, choosing, data):
    some = {
        "area": st.lists(st.sampled_from([*figures.regions, *figures.region_groups.ids]), max_size=5),
        "stakeholder": st.lists(st.sampled_from([*figures.types, *figures.type_groups.ids]), max_size=3),
    }
    filters = choosing()
    filters.choose({name: AND.join(data.draw(each)) for name, each in some.items()})
    choice = filters.choice
    if not choice.is_several:
        return
    answer, cells = Answer(figures, choice), cells_of(figures, choice)
    row = answer.coverage.at(choice.area, choice.stakeholder).row(0, named=True)
    assert row["count"] == cells.select(middle().sum().round()).item()
    assert (row["low"], row["high"]) == (cells["low"].sum(), cells["high"].sum())
    assert row["low"] <= row["count"] <= row["high"]
    assert (row["cells"], row["few"]) == (cells.height, cells["count"].null_count())
    if cells["expected"].null_count():
        assert row["state"] == "no_benchmark"
    else:
        assert row["expected"] == pytest.approx(cells["expected"].sum())
    told = heard_words(row, answer.threshold)
    assert told.startswith(("about", "at most") if row["few"] else f"{row['count']:,}")
    names = [figures.names.area(one) for one in each_of(choice.area)]
    names += [figures.names.stakeholder_short(one) for one in each_of(choice.stakeholder)]
    lead = show_of(answer).point(answer)[0]
    for name in names:
        assert name in lead
        assert name in chosen_title(answer)
        assert name in CellReply(answer).title()
    assert told in lead
    assert CellReply(answer).title().endswith(state_words(row))
    assert slug(figures.names.area(choice.area)) in file_name(answer, "csv") or not choice.area


def test_a_share_of_several_is_of_the_sums_of_what_is_published(figures):
    types = ["provider", "service_user"]
    answer = Answer(figures, Choice(stakeholder=AND.join(types), show="position"))
    said = figures.positions.answers("stakeholder", answer.positions.question.id)
    agree = said.filter(
        pl.col("stakeholder").cast(pl.String).is_in(types), pl.col("position").cast(pl.String) == "support"
    )
    row = answer.positions.chosen.filter(position="support").row(0, named=True)
    assert row["count"] == agree["count"].sum()
    assert row["share"] == pytest.approx(row["count"] / row["answered"])
    assert added_up(agree)["sd"].item() == pytest.approx(agree["sd"].sum())


@pytest.mark.parametrize("show", ["tone", "theme"])
def test_what_is_estimated_for_each_is_not_added_up_and_says_so(figures, show):
    answer = Answer(figures, Choice(area="02,13", show=show))
    assert "not told of several together" in show_of(answer).point(answer)[0]


def test_what_kaitiaki_keep_by_area_is_kept_among_several_too(figures):
    kept = Answer(figures, Choice(area="02,13", stakeholder="iwi_maori,provider", show="position"))
    assert kept.is_kept
    assert kept.positions.chosen.is_empty()
    everywhere = Answer(figures, Choice(stakeholder="iwi_maori,provider", show="position"))
    assert not everywhere.is_kept
    assert "iwi_maori,provider" not in set(everywhere.positions.cells["stakeholder"])


def test_several_come_in_one_order_each_once_and_alone(choosing):
    filters = choosing()
    filters.choose({"area": "13,02,zz", "compare": "03:"})
    assert filters.choice == Choice(area="02,13")
    assert "“zz”" in filters.note
    assert "the comparison was let go" in filters.note
    filters.choose({"area": "bay_of_plenty_gisborne,05"})
    assert filters.choice == Choice(area="bay_of_plenty_gisborne")
    assert "counted once: “05”" in filters.note
    filters.choose({"area": "04,05"})  # all of a group is the group, whose figure carries one error
    assert filters.choice == Choice(area="bay_of_plenty_gisborne")


def test_what_is_added_again_is_let_go_of(choosing):
    filters = choosing()
    for area, chosen in (("02", "02"), ("13", "02,13"), ("02", "13"), ("13", "13")):
        filters.add({"area": area, "stakeholder": ""})
        assert filters.choice == Choice(area=chosen)
    filters.add({"area": "02", "stakeholder": "provider"})
    assert filters.choice == Choice(area="02,13", stakeholder="provider")
    filters.choose({"community": "maori"})
    assert filters.choice == Choice(area="02,13", stakeholder="provider")
    assert "the community was let go" in filters.note


def test_enough_is_said_of_several_only_where_the_least_that_was_heard_is_enough(figures):
    pairs = [AND.join(pair) for pair in product(figures.types, repeat=2) if pair[0] < pair[1]]
    seen = 0
    for types in pairs:
        told = Answer(figures, Choice(stakeholder=types)).coverage
        rows = [(area, one) for area in figures.regions for one in told.at(area, types).to_dicts()]
        assert len(rows) == len(figures.regions)
        for area, one in rows:
            if one["few"] and one["expected"] is not None and one["low"] < METHOD.under * one["expected"]:
                seen += 1
                assert one["state"] not in {"enough", "over"}, (area, types, one)
    assert seen
