"""What is found of a measure is true of what it tells: however few cells that is, and under however many names."""

import itertools
import re

import polars as pl
import pytest

import wellbeing as wb
from wellbeing.notebook.measuring import measured_rows
from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.own.measure import forget_measure, own_shows
from wellbeing.reports.shows.own.working_out import member_cell
from wellbeing.state.answer import answer_to
from wellbeing.state.choice import Choice

#: Cells of which a measure tells, of figures.
KINDS = {
    "regions": lambda figures: [(one, "") for one in figures.regions],
    "groups of regions": lambda figures: [(one, "") for one in figures.region_groups.ids],
    "types": lambda figures: [("", one) for one in figures.types],
    "groups of types": lambda figures: [("", one) for one in figures.type_groups.ids],
    "regions by types": lambda figures: list(itertools.product(figures.regions[:1], figures.types)),
    "groups of regions by groups of types": lambda figures: list(
        itertools.product(figures.region_groups.ids, figures.type_groups.ids)
    ),
}
CROSSED = [one for one in KINDS if " by " in one]


@pytest.fixture(autouse=True)
def forgotten():
    """No measure outlives its test."""
    yield
    for show in own_shows():
        forget_measure(show.id)


def told(cells, values):
    """The show of a measure that tells cells."""
    areas, types = zip(*cells, strict=True) if cells else ((), ())
    columns = {"area": areas, "stakeholder": types, "value": values}
    rows = pl.DataFrame(columns, schema={"area": pl.String, "stakeholder": pl.String, "value": pl.Float64})
    wb.measure(title="Balance", unit="points", needs=(), name="tried")(lambda: rows)
    return own_shows()[-1]


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize("kind", KINDS)
def test_however_few_cells_are_told_the_most_and_the_least_of_them_are_named(kind, number, figures):
    cells = KINDS[kind](figures)[:number]
    show = told(cells, [float(one) for one in range(1, len(cells) + 1)])
    answer = answer_to(figures, Choice(show="tried"))
    finding, names = show.finding(answer), [answer.names.cell(*cell) for cell in cells]
    assert ("not told" in finding) == (not cells)
    if len(cells) == 1:
        assert finding == f"1 points in {names[0]}"
    if len(cells) > 1:
        most, least = re.fullmatch(r"(?:among .*, )?most in (.*), least in (.*)", finding).groups()
        assert most.startswith(f"{names[-1]} ({len(cells)} points)")
        assert least.startswith(f"{names[0]} (1)")
        assert finding.startswith(f"among {kind}, ") == (kind in CROSSED)
        assert show.listing(answer).title == f"Balance: {kind}, most first"


def test_of_everyone_alone_the_number_is_told_and_where_all_are_alike_none_is_most(figures):
    answer = answer_to(figures, Choice(show=told([("", "")], [4.0]).id))
    assert own_shows()[-1].finding(answer) == "4 points of everyone heard"
    alike = told([(one, "") for one in figures.regions], [4.0] * len(figures.regions))
    assert alike.finding(answer) == "the same wherever it is told: 4 points"


@pytest.fixture
def twins(figures):
    """A measure that gives every cell a number of its own, a group of one another than its member."""
    areas = ["", *figures.regions, *figures.region_groups.ids]
    types = ["", *figures.types, *figures.type_groups.ids]
    cells = list(itertools.product(areas, types))
    assert any(member_cell(cell, figures) != cell for cell in cells)
    return told(cells, [float(place) for place in range(len(cells))])


def test_no_cell_has_two_numbers_under_one_name(twins, figures):
    answer = answer_to(figures, Choice(show="tried"))
    texts = {}
    for cell, picture in twins.cell_pictures(answer).items():
        texts.setdefault(answer.names.cell(*cell), set()).add(picture.text)
    assert [name for name, some in texts.items() if len(some) > 1] == []
    frame = measured_rows(figures, "tried", "region", "stakeholder", groups=True)
    assert frame.group_by("owner").agg(pl.col("value").n_unique())["value"].max() == 1


def test_a_group_of_one_that_alone_is_told_is_told_of_its_member_too(figures):
    group, type_ = next(iter(figures.type_groups.only_member.items()))
    answer = answer_to(figures, Choice(show=told([("", group), ("", "")], [7.0, 9.0]).id, stakeholder=type_))
    assert "7" in own_shows()[-1].sentences(answer)[0]


def test_every_table_of_a_measure_has_each_cell_once_and_tells_its_groups_apart(twins, figures):
    (scene,) = [one for one in briefing(figures).scenes if one.id == "measure-tried"]
    page = pl.DataFrame(twins.rows(answer_to(figures, Choice(show="tried"))), infer_schema_length=None)
    for rows in (scene.table.rows, page):
        names = rows.select("area_name", "stakeholder_name", "area_kind", "stakeholder_kind")
        assert not names.is_duplicated().any()
        assert (
            not rows.filter(area_kind="region").select("area_name", "stakeholder_name").is_duplicated().any()
        )
        assert set(rows["area_kind"]) == {"region", "group", "all"}
        assert set(rows["stakeholder_kind"]) == {"type", "group", "all"}
        added = {kind: {*rows.filter(area_kind=kind)["area"]} for kind in ("region", "group")}
        assert added["region"] == {*figures.regions}
        assert added["group"] == {*figures.region_groups.ids} - {*figures.region_groups.only_member}


def test_the_file_of_a_page_has_a_small_number_with_all_its_digits(figures):
    show = told([(one, "") for one in figures.regions], [1.23e-5] * len(figures.regions))
    rows = show.rows(answer_to(figures, Choice(show="tried")))
    assert {row["figure"] for row in rows if row["area_kind"] == "region" and not row["stakeholder"]} == {
        1.23e-5
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_sentence_of_a_cell_names_it_whether_it_is_told_or_not(kind, figures):
    told_cell, other = KINDS[kind](figures)[:2]
    show = told([told_cell], [-11.3])
    for cell in (told_cell, other):
        answer = answer_to(figures, Choice(show="tried", area=cell[0], stakeholder=cell[1]))
        assert answer.names.cell(*cell) in show.sentences(answer)[0]
