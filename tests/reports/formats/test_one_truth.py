"""Every count of every format is the release's published cell, to the last digit, under the release's id."""

import io
import json
import re
import zipfile

import polars as pl
import pytest
from docx import Document
from figures_read import READ, numbers, texts_in
from polars.testing import assert_frame_equal
from pptx import Presentation
from redrawn import redrawn

from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.briefing.printable import printable
from wellbeing.reports.formats.chart import chart_of
from wellbeing.reports.formats.every import FOLDER, ONE_FILE
from wellbeing.reports.formats.paper.content import MOST_ROWS, paper_of
from wellbeing.reports.formats.sheets import sheets_of
from wellbeing.reports.formats.words import printed_rows
from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.words.cells import count_text
from wellbeing.state.answer import answer_to
from wellbeing.state.choice import Choice, from_address
from wellbeing.state.figures import Figures
from wellbeing.state.names import curly

FEW = "<6"


def published(figures):
    """A cell's name, and those of its area and type → its count as text, from published tables alone."""
    names, found = figures.names, {}
    for table in ("total", "region", "stakeholder", "region_stakeholder"):
        for row in figures.release.table(table).iter_rows(named=True):
            area, type_ = row.get("area", ""), row.get("stakeholder", "")
            if "not stated" not in {area, type_}:
                text = count_text(row, figures.release.policy.threshold)
                short, full = names.cell(area, type_), (names.area(area), names.stakeholder_short(type_))
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
    """The table of gaps, whose heads say what stands in it; one of regions alone names no type."""
    tables = [
        [[cell.text for cell in row.cells] for row in one.rows]
        for one in Document(io.BytesIO(content)).tables
    ]
    heads, *rows = next(one for one in tables if "Heard" in one[0])
    whose = [heads.index(name) for name in ("Where", "Who") if name in heads]
    names = [tuple(row[at] for at in whose) for row in rows]
    heard = [row[heads.index("Heard")] for row in rows]
    return [(name if len(name) > 1 else name[0], text) for name, text in zip(names, heard, strict=True)]


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
                called = [named_and_instead(name) for name in plot.categories]
                values = [whole(value) for value in plot.series[0].values]
                found += [(name, text_of(value)) for (name, _), value in zip(called, values, strict=True)]
                assert [value is None for value in values] == [f"{FEW} heard" in said for _, said in called]
            else:
                missing = [None in each for each in zip(*(one.values for one in plot.series), strict=True)]
                assert missing == [name.endswith(")") for name in plot.categories]
    return found


def named_and_instead(category):
    """A name, and what is told instead of its bar."""
    name, _, said = category.rpartition(" (")
    return (name, said) if said.endswith(("heard)", "expected)")) else (category, "")


def whole(value):
    return None if value is None else int(value)


FORMATS = {"html": of_html, "csv": of_csv, "xlsx": of_xlsx, "docx": of_docx, "pptx": of_pptx}


@pytest.mark.parametrize("kind", FORMATS)
def test_counts_are_those_that_the_release_published(told, kind):
    figures, _, files = told
    counts, cells = published(figures), FORMATS[kind](files[kind])
    assert len(cells) >= 5
    assert [(name, text) for name, text in cells if counts[name] != text] == []


#: Of a page's keys, of a paper's own pages, and of a standard's name.
OWN = {"1", "9", *(f"{page}" for page in range(1, 12))}


def allowed(made):
    """Every number of the description, as it is and as it is printed."""
    tables = [scene.table for scene in made.scenes if scene.table is not None]
    printed = [printed_rows(table, made.threshold) for table in (*tables, made.spoken_for.table)]
    rest = [f"{table.rows.height - MOST_ROWS}" for table in tables]
    charts = [chart.in_words for scene in made.scenes if (chart := chart_of(scene))]
    return numbers([*texts_in(made), *texts_in(printed), *rest, *charts]) | OWN


@pytest.mark.parametrize("kind", READ)
def test_no_file_tells_a_number_that_the_description_does_not(told, kind):
    _, made, files = told
    read = numbers(READ[kind](files[kind]))
    assert len(read) > 30
    assert read - allowed(made) == set()


def test_tables_in_files_are_those_of_the_description_to_the_last_digit(told):
    _, made, files = told
    for at, (name, table) in enumerate(sheets_of(made).items()):
        rows = table.rows
        csv = pl.read_csv(io.BytesIO(files["csv"][f"{name}.csv"]), schema_overrides=rows.schema)
        assert_frame_equal(bare(csv), bare(rows))
        if rows.height:
            sheet = pl.read_excel(io.BytesIO(files["xlsx"]), sheet_id=at + 2, schema_overrides=rows.schema)
            assert_frame_equal(filled(sheet), filled(rows), rel_tol=0, abs_tol=1e-12)


def filled(rows):
    """An empty cell of a workbook is no text."""
    return rows.with_columns(pl.col(pl.String).fill_null(""))


def bare(rows):
    """Without an apostrophe that a text begins with itself: a file has one there, as before a formula."""
    return rows.with_columns(pl.col(pl.String).str.strip_prefix("'"))


def test_what_a_scene_says_is_what_the_page_at_its_address_says(told):
    figures, made, _ = told
    for scene in made.scenes:
        if scene.address is not None:
            answer = answer_to(figures, Choice(**from_address(scene.address)))
            page = [printable(curly(one)) for one in show_of(answer).point(answer)]
            assert set(page) & set(scene.statements), scene.id
            assert made.release in scene.evidence


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(20))
def test_random_releases_and_selections_tell_one_truth(release, seed):
    """Other counts in every cell, and another benchmark: in all files, tables, charts and on the page."""
    figures = Figures(redrawn(release, seed))
    benchmark = figures.readings[seed % len(figures.readings)].id
    made = briefing(figures, benchmark=benchmark)
    files = {kind: make(made) for kind, make in (*ONE_FILE.items(), *FOLDER.items())}
    told = figures, made, files
    for kind in FORMATS:
        test_counts_are_those_that_the_release_published(told, kind)
    for kind in READ:
        test_no_file_tells_a_number_that_the_description_does_not(told, kind)
    test_tables_in_files_are_those_of_the_description_to_the_last_digit(told)
    test_what_a_scene_says_is_what_the_page_at_its_address_says(told)
    test_what_a_paper_says_is_what_the_scenes_say(told)
    assert all(made.release in written(kind, files[kind]) for kind in files if kind != "pdf")


def test_what_a_paper_says_is_what_the_scenes_say(told):
    _, made, _ = told
    said = {text for scene in made.scenes for text in (*scene.statements, f"{scene.title}.")}
    said |= set(made.spoken_for.sentences)
    papers = [
        text for section in (*paper_of(made).sections, *paper_of(made).appendix) for text in section.texts
    ]
    about = {f"{name}: {text}" for name, text in made.about}
    assert {text.removeprefix("Not heard enough: ") for text in papers} <= said | about


def test_a_paper_holds_every_row_of_the_list_of_gaps(told):
    _, made, _ = told
    gaps = next(scene.table for scene in made.scenes if scene.kind == "gaps")
    paper = paper_of(made)
    held = {
        row for one in (*paper.sections, *paper.appendix) if one.table is not None for row in one.table.rows
    }
    assert gaps.rows.height > MOST_ROWS
    assert {tuple(row) for row in printed_rows(gaps, made.threshold)} <= held


def test_a_document_calls_a_type_by_one_name_and_says_it_in_full_once(shipped):
    figures, made, _ = shipped
    engagement = figures.engagement
    full = {
        term.en
        for term in (*engagement.stakeholder_groups, *engagement.stakeholders)
        if term.short and term.short != term.en
    }
    names = dict(made.about)["Names"]
    assert all(one in names for one in full)
    tables = [made.spoken_for.table, *(scene.table for scene in made.scenes if scene.table is not None)]
    cells = {cell for table in tables for row in printed_rows(table, made.threshold) for cell in row}
    said = " ".join(text for scene in made.scenes for text in (scene.title, *scene.statements))
    assert not cells & full
    assert [one for one in full if one in said] == []


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


def test_bars_of_shares_are_named_as_the_picture_of_their_scene_names_them(told):
    _, made, _ = told
    said = [scene for scene in made.scenes if scene.kind == "said" and scene.picture]
    charts = [(scene.picture.left, chart) for scene in said if (chart := chart_of(scene))]
    assert charts
    assert [[*chart.series] for _, chart in charts] == [[head] for head, _ in charts]
    assert {"Share"}.isdisjoint(head for head, _ in charts)
