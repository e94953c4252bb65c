"""What a measure of an analyst's own says stands in every file, as it says it, with its intervals, in its unit."""

import io
import re

import polars as pl
import pytest
from docx import Document
from pptx import Presentation

import wellbeing as wb
from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.formats.every import ONE_FILE
from wellbeing.reports.own.measure import forget_measure, own_shows

#: Numbers of a unit of their own, some above 1, with intervals: none of them is a share; as files write them.
WRITTEN = {12.3456: "12.3", 0.24681: "0.247", 1_234_567.0: "1,234,567", 3.5: "3.50"}


@pytest.fixture
def made(figures):
    """A briefing with a measure by region, with intervals, and one by region and type, some below nothing."""
    regions, types = figures.regions[: len(WRITTEN)], figures.types[:2]
    values = list(WRITTEN)

    @wb.measure(title="Visits", unit="a day", needs="region", name="by_region")
    def by_region(region):
        """How often somebody came."""
        ends = {"lower": [one / 2 for one in values], "upper": [2.0 * one for one in values]}
        return pl.DataFrame({"area": regions, "value": values} | ends)

    @wb.measure(title="Change", unit="points", needs="region", name="by_both")
    def by_both(region):
        """What changed."""
        cells = [(area, type_) for area in regions for type_ in types]
        whole = {"area": [area for area, _ in cells], "stakeholder": [type_ for _, type_ in cells]}
        return pl.DataFrame(whole | {"value": [float(at) - 3 for at in range(len(cells))]})

    yield briefing(figures)
    for show in own_shows():
        forget_measure(show.id)


def test_the_document_has_every_region_in_the_unit_of_the_measure(made):
    read = Document(io.BytesIO(ONE_FILE["docx"](made)))
    tables = [[[cell.text for cell in row.cells] for row in one.rows] for one in read.tables]
    ((_, *rows),) = [one for one in tables if one[0] == ["Where", "Value", "From", "To"]]
    assert [row[1] for row in rows] == sorted(WRITTEN.values(), key=written, reverse=True)
    assert [f"{float(written(lower)):.3g}" for _, _, lower, _ in rows] == [
        f"{value / 2:.3g}" for value in sorted(WRITTEN, reverse=True)
    ]
    assert "Visits (a day)" in [one.text for one in read.paragraphs]
    assert "%" not in "".join(text for row in rows for text in row)
    (crossed,) = [rows for heads, *rows in tables if heads == ["Where", "Who", "Value"]]
    assert [row[-1].replace("\N{MINUS SIGN}", "-") for row in crossed] == [f"{4 - at}" for at in range(8)]


def test_the_web_page_has_them_as_they_are_and_no_percentage(made):
    page = ONE_FILE["html"](made).decode()
    (scene,) = re.findall(r'<section[^>]*id="scene-measure-by-region".*?</section>', page, re.DOTALL)
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", scene)
    assert set(WRITTEN.values()) <= set(cells)
    assert [cell for cell in cells if "%" in cell] == []


def test_slides_have_a_bar_of_each_cell_of_which_no_map_tells(made):
    charts = [
        shape.chart
        for slide in Presentation(io.BytesIO(ONE_FILE["pptx"](made))).slides
        for shape in slide.shapes
        if shape.has_chart and "points" in shape.chart.plots[0].series[0].name
    ]
    (chart,) = charts
    assert list(chart.plots[0].series[0].values) == [4, 3, 2, 1, 0, -1, -2, -3]
    assert chart.value_axis.minimum_scale is None


def test_the_workbook_has_the_numbers_and_writes_none_as_a_share(made):
    workbook = ONE_FILE["xlsx"](made)
    rows = pl.read_excel(io.BytesIO(workbook), sheet_name="measure-by-region")
    assert set(rows["own_value"]) == set(WRITTEN)
    assert rows["own_upper"].to_list() == [2 * value for value in rows["own_value"]]


def test_the_paper_says_what_each_finds_and_is_no_longer_for_it(made):
    document = Document(io.BytesIO(ONE_FILE["docx"](made)))
    texts = [one.text for one in document.paragraphs]
    at = texts.index("Measures of an analyst’s own")
    assert texts[at + 1].startswith("Visits: most in ")
    assert texts[at + 2].startswith("Change: among regions by types, most in ")
    assert texts[at + 3] == "Assumptions and limits"


def written(text):
    return float(text.replace(",", ""))
