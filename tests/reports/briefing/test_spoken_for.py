"""For whom a briefing stands is told by published cells, and who differs and is left out is named."""

import polars as pl

from wellbeing.model.scene import Scene
from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.briefing.spoken_for import NONE_LEFT_OUT


def by_group(made, kind):
    return {
        row["group"]: row for row in made.spoken_for.table.rows.filter(group_kind=kind).iter_rows(named=True)
    }


def test_shares_are_those_of_published_cells(figures):
    found = by_group(briefing(figures, [Scene(id="g", shows="gaps")]), "Type")
    cells = figures.release.table("stakeholder").filter(pl.col("stakeholder").is_in(figures.types))
    heard = dict(cells.select("stakeholder", "count").iter_rows())
    assert {name: round(row["share_heard"] * sum(heard.values())) for name, row in found.items()} == {
        figures.names.stakeholder_short(one): number for one, number in heard.items()
    }


def test_no_share_is_made_up_where_a_number_is_not_published(figures):
    made = briefing(figures, [Scene(id="g", shows="gaps")])
    cells = figures.release.table("region").filter(pl.col("area").is_in(figures.regions))
    hidden = {figures.names.area(one) for one in cells.filter(pl.col("count").is_null())["area"]}
    found = by_group(made, "Region")
    assert hidden
    assert {name for name, row in found.items() if row["share_heard"] is None} == hidden


def test_answers_that_no_sentence_tells_are_named_and_told_ones_are_not(figures):
    """Its one question is told by who agrees and who disagrees; of the other it says nothing."""
    made = briefing(figures, [Scene(id="t", shows="said", question="trust"), Scene(id="g", shows="gaps")])
    told, untold = by_group(made, "Answer (Trust in use)"), by_group(made, "Answer (Clarity)")
    assert told["Trust in use: agree"]["mentions"] >= 5
    assert all(row["share_told"] is None for row in untold.values())
    (left_out,) = [text for text in made.spoken_for.sentences if text.startswith("Left out")]
    assert "Clarity: disagree" in left_out
    assert "Trust in use: agree" not in left_out
    assert NONE_LEFT_OUT not in made.spoken_for.sentences
