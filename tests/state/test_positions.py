"""Lent figures cannot be had without their owner's name: over all cells of the demonstration's release."""

from itertools import product

import polars as pl
import pytest

from wellbeing.reports.evidence.positions import PositionEvidence
from wellbeing.reports.files.rows import file_rows
from wellbeing.reports.files.table import as_csv
from wellbeing.reports.funnel import FunnelReport
from wellbeing.reports.shows.registry import available_shows
from wellbeing.reports.words.picture import DRAWN
from wellbeing.state.answer import Answer
from wellbeing.state.cells import published_cells
from wellbeing.state.choice import Choice

OPINIONS = ("position", "tone", "theme")


def answers(figures, show="position"):
    """Every cell and margin."""
    areas = ["", *figures.regions, *figures.region_groups.ids]
    types = ["", *figures.types, *figures.type_groups.ids]
    for area in areas:
        for stakeholder in types:
            yield Answer(figures, Choice(show=show, area=area, stakeholder=stakeholder))


def owners(figures):
    """Names that are not of the cell's own."""
    return {figures.names.area(group) for group in figures.region_groups.ids}


@pytest.mark.parametrize("id_", OPINIONS)
def test_what_stands_in_brackets_says_whose_it_is(figures, id_):
    show = next(one for one in available_shows(figures) if one.id == id_)
    for stakeholder in ["", *figures.type_groups.ids, *figures.types]:
        answer = Answer(figures, Choice(show=id_, stakeholder=stakeholder))
        for pictures in (show.cell_pictures(answer), show.map_pictures(answer)):
            for key, picture in pictures.items():
                assert picture.text.startswith("(") <= bool(picture.owner), (key, picture)
                assert picture.owner in picture.words, (key, picture)
                assert not picture.owner or any(picture.owner.startswith(name) for name in owners(figures))


def test_a_file_says_whose_each_figure_is(figures):
    answer = Answer(figures, Choice(show="position"))
    lent = file_rows(answer).filter(status="told of its group")
    assert lent.height >= 5
    assert lent.select("figure", "lower", "upper", "number").null_count().row(0) == (lent.height,) * 4
    for row in lent.iter_rows(named=True):
        assert row["figure_of"] != row["area_name"]
        assert row["figure_of"] in row["in_words"]
    assert b"figure_of" in as_csv(answer)


def test_evidence_and_point_of_a_cell_name_the_owner_of_a_lent_figure(figures):
    lent = 0
    for answer in answers(figures):
        evidence, bars = PositionEvidence(answer), answer.positions.bars
        owner, _ = bars.named(figures.names.cell)
        own = figures.names.cell(answer.choice.area, answer.choice.stakeholder)
        assert bars.is_lent == (owner != own)
        if bars.is_lent:
            lent += 1
            assert owner in evidence.base_sentence()
            assert all(owner in row["words"] for row in evidence.positions())
    assert lent >= 5


def test_answered_is_never_more_than_heard_and_lies_in_the_range_that_is_published(figures):
    for margin in ("total", "region", "stakeholder", "region_stakeholder"):
        for question in figures.positions.questions:
            cells = figures.positions.beside_whole(margin, question.id)
            by = [name for name in ("area", "area_kind", "stakeholder") if name in cells.columns]
            heard = published_cells(figures.release, margin).select(
                *(pl.col(name).cast(pl.String) for name in by), heard="count", heard_high="high"
            )
            cells = cells.with_columns(*(pl.col(name).cast(pl.String) for name in by))
            both = cells.join(heard, on=by) if by else cells.join(heard, how="cross")
            assert both.filter(pl.col("answered") > pl.coalesce("heard", "heard_high")).is_empty()
            assert both.filter(pl.col("answered_high") > pl.col("heard_high")).is_empty()
            assert both.filter(pl.col("one_source") & pl.col("share").is_not_null()).is_empty()


def test_nobody_speaks_where_too_few_sources_stand_behind_an_answer(figures):
    show = next(one for one in available_shows(figures) if one.id == "position")
    answer = Answer(figures, Choice(show="position"))
    pictures = show.cell_pictures(answer)
    rows = pl.concat([answer.positions.cells, answer.positions.areas], how="diagonal").filter("one_source")
    for row in rows.iter_rows(named=True):
        picture = pictures[row["area"], row["stakeholder"] or ""]
        assert (picture.text, picture.owner) == ("", "")


@pytest.mark.slow
def test_a_cell_has_one_standing_on_map_matrix_funnel_and_in_words(figures):
    show = next(one for one in available_shows(figures) if one.id == "position")
    agrees = pl.col("position").cast(pl.String) == "support"
    for stakeholder in ["", *figures.type_groups.ids, *figures.types]:
        for area in ["", *figures.region_groups.ids]:
            answer = Answer(figures, Choice(show="position", area=area, stakeholder=stakeholder))
            matrix, mapped = show.cell_pictures(answer), show.map_pictures(answer)
            rows = answer.positions.by_area(stakeholder).filter(agrees).iter_rows(named=True)
            standings = {row["area"]: row["standing"] for row in rows}
            for region, picture in mapped.items():
                if picture.glyph not in {glyph for _, glyph in DRAWN.values()}:
                    continue
                owner = region if not picture.owner else figures.region_groups.group_of(region)
                assert (picture.key, picture.glyph) == DRAWN[standings[owner]]
                assert picture.key == matrix[owner, stakeholder].key
                assert picture.words.endswith(matrix[owner, stakeholder].words)
            dots = answer.positions.funnel.cells.iter_rows(named=True)
            assert all(row["standing"] == standings[row["area"]] for row in dots)
            for row in FunnelReport(answer).rows(figures.region_groups.ids):
                picture = matrix[row["area"], stakeholder]
                assert picture.key == "unsaid" or picture.words.endswith(row["cells"][-1])


def test_a_group_of_one_and_its_member_say_the_same(figures):
    """A property of every table, question and pair of names: the same answers stand on one side."""
    compared = 0
    for question, table in product(
        figures.positions.questions, ("region", "stakeholder", "region_stakeholder")
    ):
        rows = figures.positions.beside_whole(table, question.id)
        keys = [name for name in ("area", "stakeholder") if name in rows.columns]
        said = {
            (*(f"{row[name]}" for name in keys), f"{row['position']}"): {
                name: value for name, value in row.items() if name not in (*keys, "area_kind", "others")
            }
            for row in rows.iter_rows(named=True)
        }
        for cell, figure in said.items():
            pair = dict(zip(keys, cell, strict=False))
            for same in figures.same_cell(pair.get("area", ""), pair.get("stakeholder", "")):
                other = (
                    *(one for one, name in zip(same, ("area", "stakeholder"), strict=True) if name in keys),
                    cell[-1],
                )
                if other in said:
                    compared += other != cell
                    assert said[other] == figure, (table, cell, other)
    assert compared
