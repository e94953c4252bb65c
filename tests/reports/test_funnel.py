"""What a funnel says: which areas stand outside, without ranking the others."""

import msgspec
import polars as pl

from wellbeing.reports.funnel import FunnelReport
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice


def groups(figures):
    return [group.id for group in figures.engagement.region_groups]


def positions(figures, stakeholder=""):
    return Answer(figures, Choice(show="position", stakeholder=stakeholder))


def standing(figures, area, where):
    """The answer as if one area stood elsewhere."""
    answer = positions(figures)
    funnel = answer.positions.funnel
    moved = pl.when(pl.col("area") == area).then(pl.lit(where)).otherwise(pl.lit("level")).alias("standing")
    other = msgspec.structs.replace(funnel, cells=funnel.cells.with_columns(moved))
    answer.positions = msgspec.structs.replace(answer.positions, funnel=other)
    return answer


def test_its_areas_do_not_overlap_and_stand_in_the_declared_order(figures):
    rows = FunnelReport(positions(figures)).rows(groups(figures))
    declared = [area for area in groups(figures) if area in {row["area"] for row in rows}]
    assert [row["area"] for row in rows] == declared
    assert len(rows) >= 5


def test_every_area_has_a_dot_or_is_named_as_having_none(figures):
    order = groups(figures)
    for type_ in ("", "providers", "others", "academic"):
        report = FunnelReport(positions(figures, type_))
        shown = {row["area"] for row in report.rows(order)}
        for area in order:
            assert (figures.names.area(area) in report.undrawn(order)) != (area in shown)


def test_the_title_says_who_stands_apart(figures):
    nobody = standing(figures, "nowhere", "above")
    assert FunnelReport(nobody).title() == "no area is told apart from everyone heard"
    for where, words in (
        ("above", "stands above everyone heard"),
        ("looks_above", "looks above, not certain"),
        ("below", "stands below everyone heard"),
    ):
        one = standing(figures, "wellington", where)
        assert FunnelReport(one).title() == f"Wellington {words}"


def test_a_type_that_too_few_are_of_is_not_compared(figures):
    report = FunnelReport(positions(figures, "philanthropy"))
    assert report.title() == "Philanthropists: too few answered in every area to compare them"
    assert report.rows(groups(figures)) == []


def test_the_line_in_the_middle_is_the_whole_s_share_whatever_is_chosen(figures):
    whole = positions(figures).positions
    share = whole.whole.filter(pl.col("position").cast(pl.String) == "support")["share"].item()
    assert whole.funnel.centre == share
    assert positions(figures, "providers").positions.funnel.centre == share


def test_a_type_whose_kaitiaki_keep_what_it_says_has_no_dot_and_the_title_says_so(figures, allowed):
    report = FunnelReport(positions(figures, "iwi_maori_organisation"))
    assert report.title().endswith("what was said in an area is kept by its kaitiaki")
    assert (report.rows(groups(figures)), report.undrawn(groups(figures))) == ([], "")
    assert "kaitiaki" not in FunnelReport(positions(allowed, "iwi_maori_organisation")).title()
