"""Every count of every format is the release's published cell, to the last digit, under the release's id."""

import io
import json
import re
import zipfile

import polars as pl
import pytest
from docx import Document
from pptx import Presentation

from wellbeing.reports.briefing.printable import printable
from wellbeing.reports.formats.paper import paper_of
from wellbeing.reports.words.cells import count_text

FEW = "<6"


def published(figures):
    """A cell's short name, and its area and type in full → its count as text, from published tables alone."""
    names, found = figures.names, {}
    for table in ("total", "region", "stakeholder", "region_stakeholder"):
        for row in figures.release.table(table).iter_rows(named=True):
            area, type_ = row.get("area", ""), row.get("stakeholder", "")
            if "not stated" not in {area, type_}:
                text = count_text(row, figures.release.policy.threshold)
                short, full = names.cell(area, type_), (names.area(area), names.stakeholder(type_))
                found[printable(short)] = found[printable(full)] = text
    return found


def text_of(value):
    return FEW if value is None else f"{value:,}"


def of_html(content):
    page = content.decode()
    cells = json.loads(re.search(r'id="asked">(.*?)</script>', page)[1])["cells"].values()
    assert all(cell["text"] == text_of(cell["heard"]) for cell in cells)
    return [(cell["name"], text_of(cell["heard"])) for cell in cells]


def of_csv(files):
    rows, gaps = (
        pl.read_csv(io.BytesIO(files[f"{name}.csv"]), schema_overrides={"area": pl.String})
        for name in ("every-cell", "gaps")
    )
    whose = gaps.select("area_name", "stakeholder_name", "heard").iter_rows()
    return [
        *((shown(name), text_of(heard)) for name, heard in rows.select("name", "heard").iter_rows()),
        *(((shown(where), shown(who)), text_of(heard)) for where, who, heard in whose),
    ]


def shown(text):
    """Without the mark that keeps a spreadsheet from running it."""
    return text.removeprefix("'")


def of_xlsx(content):
    rows = pl.read_excel(io.BytesIO(content), sheet_name="every-cell", schema_overrides={"area": pl.String})
    return [(name, text_of(heard)) for name, heard in rows.select("name", "heard").iter_rows()]


def of_docx(content):
    """The table of gaps, whose heads say what stands in it."""
    table = next(one for one in Document(io.BytesIO(content)).tables if one.cell(0, 2).text == "Heard")
    return [((row.cells[0].text, row.cells[1].text), row.cells[2].text) for row in table.rows[1:]]


def of_pptx(content):
    """Charts as they are drawn, and the workbooks behind them: which hold as much, and no more."""
    found = []
    for slide in Presentation(io.BytesIO(content)).slides:
        for chart in (shape.chart for shape in slide.shapes if shape.has_chart):
            plot = chart.plots[0]
            names, *rows = pl.read_excel(
                io.BytesIO(chart.part.chart_workbook.xlsx_part.blob), has_header=False, infer_schema_length=0
            ).rows()
            assert list(names[1:]) == [series.name for series in plot.series]
            assert [row[0] for row in rows] == list(plot.categories)
            for at, series in enumerate(plot.series, start=1):
                assert [row[at] and float(row[at]) for row in rows] == pytest.approx(list(series.values))
            if "Heard" in names:
                found += zip(plot.categories, map(text_of, map(whole, plot.series[0].values)), strict=True)
    return found


def whole(value):
    return None if value is None else int(value)


FORMATS = {"html": of_html, "csv": of_csv, "xlsx": of_xlsx, "docx": of_docx, "pptx": of_pptx}


@pytest.mark.parametrize("kind", FORMATS)
def test_counts_are_those_that_the_release_published(told, kind):
    figures, _, files = told
    counts, cells = published(figures), FORMATS[kind](files[kind])
    assert len(cells) > 5
    assert [(name, text) for name, text in cells if counts[name] != text] == []


def test_what_a_paper_says_is_what_the_scenes_say(told):
    _, made, _ = told
    said = {text for scene in made.scenes for text in (*scene.statements, f"{scene.title}.")}
    said |= set(made.spoken_for.sentences)
    papers = [
        text for section in (*paper_of(made).sections, *paper_of(made).appendix) for text in section.texts
    ]
    about = {f"{name}: {text}" for name, text in made.about}
    assert {text.removeprefix("Not heard enough: ") for text in papers} <= said | about


def test_shares_are_of_published_answers(shipped):
    figures, _, files = shipped
    rows = (
        pl.read_csv(io.BytesIO(files["csv"]["trust.csv"]))
        .drop_nulls("share")
        .filter(pl.col("stakeholder") != "")
    )
    answers = figures.release.table("stakeholder_by_position").filter(question="trust", position="support")
    counts = dict(answers.filter(status="shown").select("stakeholder", "count").iter_rows())
    assert rows["agree"].to_list() == [counts[one] for one in rows["stakeholder"]]
    assert (rows["share"] - rows["agree"] / rows["answered"]).abs().max() < 1e-12


def written(kind, content):
    """The text of a file, in whatever it is packed."""
    if isinstance(content, dict):
        return " ".join(part.decode() for part in content.values())
    if kind in {"docx", "pptx", "xlsx"}:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return " ".join(package.read(name).decode("utf8", "ignore") for name in package.namelist())
    return content.decode("utf8", "ignore")


@pytest.mark.parametrize("kind", ["html", "pdf", "pptx", "docx", "xlsx", "csv"])
def test_every_file_says_which_release_whose_and_that_it_is_synthetic(shipped, kind):
    _, made, files = shipped
    text = written(kind, files[kind])
    said = (made.badge, made.agency, "31 May to 31 August 2018", "CC BY 4.0")
    assert made.release in text
    assert kind == "pdf" or all(one in text for one in said)  # its pages are packed, its properties are not
