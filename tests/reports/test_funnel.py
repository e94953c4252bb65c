"""What a funnel says: which areas stand outside, without ranking the others."""

import msgspec
import polars as pl
import pytest

from wellbeing.reports.funnel import Funnel
from wellbeing.reports.names import Names
from wellbeing.state.answer import answer
from wellbeing.state.choice import Choice


@pytest.fixture(scope="module")
def names(release):
    return Names(release.engagement, release.table("areas"))


def groups(figures):
    return [group.id for group in figures.engagement.region_groups]


def standing(answered, area, where):
    """The answer as if one area stood elsewhere."""
    told = answered.said.funnel
    moved = pl.when(pl.col("area") == area).then(pl.lit(where)).otherwise(pl.lit("within")).alias("standing")
    said = msgspec.structs.replace(
        answered.said, funnel=msgspec.structs.replace(told, cells=told.cells.with_columns(moved))
    )
    return msgspec.structs.replace(answered, said=said)


def test_its_areas_do_not_overlap_and_stand_in_the_declared_order(figures, names):
    answered = answer(figures, Choice(show="position"))
    rows = Funnel(answered, names).rows(groups(figures))
    declared = [area for area in groups(figures) if area in {row["area"] for row in rows}]
    assert [row["area"] for row in rows] == declared
    assert len(rows) >= 5


def test_every_area_has_a_dot_or_is_named_as_having_none(figures, names):
    order = groups(figures)
    for type_ in ("", "providers", "others", "academic"):
        told = Funnel(answer(figures, Choice(show="position", stakeholder=type_)), names)
        shown = {row["area"] for row in told.rows(order)}
        for area in order:
            assert (names.area(area) in told.hidden(order)) != (area in shown)


def test_the_title_says_who_stands_outside(figures, names):
    answered = answer(figures, Choice(show="position"))
    nobody = standing(answered, "nowhere", "above")
    assert Funnel(nobody, names).title() == "no area is surely further from the whole than chance explains"
    for where in ("above", "far_above"):
        one = standing(answered, "wellington", where)
        assert Funnel(one, names).title() == "Wellington is above what chance explains"


def test_a_type_that_too_few_are_of_is_not_compared(figures, names):
    told = Funnel(answer(figures, Choice(show="position", stakeholder="philanthropy")), names)
    assert told.title() == "Philanthropists: too few answered in every area to compare them"
    assert told.rows(groups(figures)) == []


def test_the_line_in_the_middle_is_the_whole_s_share_whatever_is_chosen(figures):
    whole = answer(figures, Choice(show="position")).said
    share = whole.whole.filter(pl.col("position").cast(pl.String) == "support")["share"].item()
    assert whole.funnel.centre == share
    assert answer(figures, Choice(show="position", stakeholder="providers")).said.funnel.centre == share
