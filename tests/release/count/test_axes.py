"""The members of each dimension: regions, types and slices, their groups, and who states none."""

import dataclasses
import datetime as dt

import polars as pl
import pytest

from wellbeing.model.engagement import Group
from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.release.count.axes import axes, head


def test_a_region_counts_towards_itself_and_its_group(along):
    counted = along.areas.filter(region="N1").select("area", "area_kind").rows()
    assert counted == [("N1", "region"), ("north_island", "group")]


def test_who_states_no_region_or_type_is_a_member_of_neither(along):
    assert along.areas.filter(region=NOT_STATED).rows() == [(NOT_STATED, NOT_STATED, "not_stated")]
    assert along.headings.filter(type=NOT_STATED).rows() == [(NOT_STATED, NOT_STATED)]


def test_a_type_counts_towards_itself_and_its_group(along):
    assert along.headings.filter(type="teacher")["stakeholder"].to_list() == ["teacher", "public_service"]


@pytest.mark.parametrize(("members", "counted_as"), [(("a",), "a"), (("a", "b"), "g")])
def test_a_group_of_one_is_counted_as_its_member(members, counted_as):
    assert head(Group(id="g", en="A group", members=members)) == counted_as


def test_slices_have_the_engagements_own_members(along):
    assert along.members["channel"] == ("hui", "online", "paper")
    assert along.members["topic"] == ("water", "roads", "both")
    assert along.members["period"] == ("2020-03", "2020-04", "2020-05/2020-06")


def test_weeks_reach_from_the_start_to_the_last_contribution(along, islands_record):
    assert along.weeks[0] == dt.date(2020, 3, 2) == along.settings.starts_on
    last = islands_record.contributions["received_on"].max()
    assert along.weeks[-1] <= last < along.weeks[-1] + dt.timedelta(7)


def test_what_was_received_early_is_within_it_too(islands, islands_true):
    early = islands_true.contributions.with_columns(received_on=pl.lit(dt.date(2020, 2, 27)))
    along = axes(islands, dataclasses.replace(islands_true, contributions=early))
    assert along.weeks == (dt.date(2020, 2, 24),)
    assert along.members["period"] == ("2020-02",)


def test_only_positions_of_the_vocabulary_may_be_answered(along):
    cut = along.lattice.named("position")
    asked = along.answers(cut)
    assert set(asked["question"]) == {"content", "tap"}
    assert asked.filter(question="tap")["position"].to_list()[-1] == "no_answer"
    assert dict(asked.select("question", "headline").unique().iter_rows()) == {"content": True, "tap": False}
