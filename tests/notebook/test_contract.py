"""Rows of every call may be added up: groups do not stand among their members unless they are asked for."""

import polars as pl
import pytest

import wellbeing as wb
from wellbeing.notebook.opened import OpenedRelease, _opened
from wellbeing.reports.own.measure import forget_measure


@pytest.fixture(scope="module")
def asked(release) -> OpenedRelease:
    return _opened(release)


@pytest.fixture
def told(asked):
    """Every call that gives rows of cells; its measure tells of groups and members, of margins and of everyone."""

    def everything(*cells):
        columns = [{"area", "stakeholder"} & {*frame.columns} for frame in cells]
        rows = [
            frame.select(*sorted(names), value="count") for frame, names in zip(cells, columns, strict=True)
        ]
        named = pl.concat(rows, how="diagonal").with_columns(pl.col("area", "stakeholder").fill_null(""))
        return named.filter(~pl.any_horizontal(pl.col("area", "stakeholder") == "not stated"))

    needs = ("region", "stakeholder", "region_stakeholder", "total")
    wb.measure(title="Heard", unit="contributions", needs=needs, name="tried")(everything)
    yield {
        "coverage": asked.coverage,
        "compare": lambda *rows, **named: asked.compare(asked, *rows, **named),
        "measured": lambda *rows, **named: asked.measured("tried", *rows, **named),
        "what_if": lambda *rows, **named: asked.what_if(**({"rows": rows[0]} if rows else {}), **named).rows,
    }
    forget_measure("tried")


@pytest.mark.parametrize("name", ["coverage", "compare", "measured", "what_if"])
def test_rows_are_of_one_kind_and_of_no_group_unless_asked(asked, told, name):
    ask, figures = told[name], asked._figures
    regions, types = set(figures.regions), set(figures.types)
    assert set(ask()["area"]) == set(ask("region")["area"]) == regions
    assert set(ask("region")["stakeholder"]) == set(ask("stakeholder")["area"]) == {""}
    assert set(ask("stakeholder")["stakeholder"]) == types
    crossed = ask("region", by="stakeholder")
    assert (set(crossed["area"]), set(crossed["stakeholder"])) == (regions, types)
    assert ask("total")["owner"].to_list() == ["Everyone heard"]
    groups = ask("region", groups=True)
    assert set(groups["area"]) == regions | set(figures.region_groups.ids)
    for rows in (ask(), ask("stakeholder"), crossed):
        assert not rows["owner"].is_duplicated().any()


@pytest.mark.parametrize("name", ["coverage", "compare", "measured", "what_if"])
def test_whose_a_figure_is_and_what_it_says_come_before_all_else(told, name):
    columns = told[name]().columns
    first = {"owner", "state_before", "state_now", "state", "changed", "count_before", "count", "value"}
    known = [one for one in columns if one in first]
    assert columns[0] == "owner"
    assert columns[: len(known)] == known
    assert "position: sticky; left: 0" in told[name]()._repr_html_()


def test_a_measure_s_rows_are_the_first_kind_that_it_tells_of(asked):
    wb.measure(title="Heard", unit="contributions", needs="stakeholder", name="tried")(
        lambda cells: cells.filter(pl.col("stakeholder") != "not stated").select("stakeholder", value="count")
    )
    assert set(asked.measured("tried")["stakeholder"]) == set(asked._figures.types)
    with pytest.raises(wb.DataError, match=r'Ask with `rows="stakeholder"`.'):
        asked.measured("tried", "region")
    forget_measure("tried")


def test_a_release_beside_itself_says_that_it_is_the_same(asked):
    assert "it is the same one" in asked.compare(asked)._repr_html_()
