"""Files open, are described for whoever does not see them, and nothing that a name says runs in them."""

import io
import json
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pikepdf
import polars as pl
import pytest
from docx import Document
from frictionless import Package
from pptx import Presentation

from wellbeing.charts.outline import Drawing, Shape
from wellbeing.reports.briefing.content import Outline
from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.formats.drawing import as_svg
from wellbeing.reports.formats.every import ONE_FILE
from wellbeing.reports.formats.paper.document import word_document
from wellbeing.reports.formats.sheets import sheets_of
from wellbeing.reports.formats.web_page import web_page
from wellbeing.reports.words.picture import nothing

#: What no file may hold of a hostile name.
UNPRINTABLE = re.compile("[\x07\x0b\u202e\ufffe]")
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
POLICY = "default-src 'none'; style-src 'sha256-"


class Elements(HTMLParser):
    """The elements of a page, and what is written in scripts."""

    def __init__(self, page):
        super().__init__()
        self.ids, self.names = [], set()
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.names.add(tag)
        self.ids += [value for name, value in attributes if name == "id"]


def kinds(element):
    """Kinds of structure elements of a PDF, with their descriptions, in reading order."""
    for one in element.get("/K", []) if isinstance(element.get("/K"), pikepdf.Array) else [element.get("/K")]:
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield str(one.S), str(one.get("/Alt", ""))
            yield from kinds(one)


def test_the_pdf_is_tagged_named_and_in_a_language(shipped):
    _, _, files = shipped
    with pikepdf.open(io.BytesIO(files["pdf"])) as printed:
        root = printed.Root
        assert root.MarkInfo.Marked
        assert str(root.Lang) == "en-NZ"
        assert root.ViewerPreferences.DisplayDocTitle
        found = list(kinds(root.StructTreeRoot))
        with printed.open_metadata() as properties:
            assert properties["pdfuaid:part"] == "1"
    names = [name for name, _ in found]
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/LI", "/Figure"} <= set(names)
    assert names.count("/H1") == 1
    assert names.index("/H1") < names.index("/H2") < names.index("/Table")
    assert all(alt for name, alt in found if name == "/Figure")


def test_the_document_has_real_headings_tables_and_a_described_picture(shipped):
    _, made, files = shipped
    document = Document(io.BytesIO(files["docx"]))
    styles = [one.style.name for one in document.paragraphs]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == 12
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)
    (picture,) = document.element.body.xpath(".//wp:anchor/wp:docPr")
    assert "Who was heard" in picture.get("descr")
    own = document.core_properties
    assert (own.title, own.author, own.last_modified_by) == (made.subject, made.agency, made.agency)


def test_slides_have_titles_descriptions_and_no_notes(shipped):
    _, made, files = shipped
    deck = Presentation(io.BytesIO(files["pptx"]))
    titles = [re.sub(r" \(\d+ of \d+\)$", "", slide.shapes.title.text) for slide in deck.slides]
    scenes = [one.title for one in made.scenes]
    assert list(dict.fromkeys(titles)) == [*scenes, "Whom this briefing speaks for", "About these figures"]
    shown = {
        line.text
        for slide in deck.slides
        for one in slide.shapes
        if one.has_text_frame
        for line in one.text_frame.paragraphs
    }
    unknown = next(one for one in made.scenes if one.kind == "unknown")
    assert set(unknown.statements) <= shown
    assert not any(slide.has_notes_slide for slide in deck.slides)
    for kind in ("pptx", "docx"):
        with zipfile.ZipFile(io.BytesIO(files[kind])) as package:
            assert [name for name in package.namelist() if "docProps" in name] == ["docProps/core.xml"]
    drawn = [one for slide in deck.slides for one in slide.shapes if one.has_chart or one.shape_type == 13]
    assert len(drawn) >= 4
    axes = [one.chart.value_axis for one in drawn if one.has_chart]
    assert {axis.minimum_scale for axis in axes} == {0}
    assert {axis.maximum_scale for axis in axes} == {None, 1}  # of counts, of shares
    assert all(len(one._element.xpath(".//p:cNvPr")[0].get("descr")) > 20 for one in drawn)


@pytest.mark.slow
def test_the_folder_of_tables_is_a_valid_data_package(shipped, tmp_path):
    _, _, files = shipped
    for name, content in files["csv"].items():
        (tmp_path / name).write_bytes(content)
    package = Package(str(tmp_path / "datapackage.json"))
    assert package.validate().flatten(["type", "message"]) == []
    assert all(field.description for resource in package.resources for field in resource.schema.fields)


def test_every_slide_says_which_release_and_that_it_is_synthetic(shipped):
    _, made, files = shipped
    for slide in Presentation(io.BytesIO(files["pptx"])).slides:
        said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert made.badge in said
        assert made.release in said


def test_the_workbook_has_numbers_as_numbers(shipped):
    _, _, files = shipped
    rows = pl.read_excel(io.BytesIO(files["xlsx"]), sheet_name="map")
    assert rows.schema["heard"] == pl.Int64
    assert rows.schema["expected"] == pl.Float64


def test_no_two_names_on_a_map_meet():
    """Four squares beside each other: two long names would meet, so both are short; that in the open is whole."""
    picture = nothing("")
    names = {"a": "Libertador General", "b": "Los Ríos", "c": "Ñuble"}
    shapes = [
        Shape(
            area=area, path="M0 0h200v200h-200z", x=100 + 200 * at, y=100, side="east" if area == "c" else ""
        )
        for at, area in enumerate(names)
    ]
    areas = {area: (name, picture, f"{name}\n3 of 9") for area, name in names.items()}
    drawn = as_svg(Outline("Map", Drawing(width=800, height=200, shapes=tuple(shapes)), areas, ()))
    assert re.findall(r"<tspan[^>]*>([^<]+)</tspan>", drawn) == [
        "LIB",
        "3 of 9",
        "LOS",
        "3 of 9",
        "Ñuble",
        "3 of 9",
    ]


def test_every_sheet_opens_and_prints_across_one_page_with_its_head_on_each(shipped):
    _, made, files = shipped
    sheets = pl.read_excel(io.BytesIO(files["xlsx"]), sheet_id=0, raise_if_empty=False)
    assert list(sheets)[1:] == list(sheets_of(made))
    with zipfile.ZipFile(io.BytesIO(files["xlsx"])) as package:
        parts = [package.read(f"xl/worksheets/sheet{at + 1}.xml") for at in range(len(sheets))]
        heads = package.read("xl/workbook.xml").decode()
    for sheet in map(ET.fromstring, parts):
        page, foot = sheet.find(f"{SHEET}pageSetup"), sheet.find(f"{SHEET}headerFooter/{SHEET}oddFooter").text
        assert (page.get("orientation"), page.get("paperSize"), page.get("fitToHeight")) == (
            "landscape",
            "9",
            "0",
        )
        assert sheet.find(f"{SHEET}sheetPr/{SHEET}pageSetUpPr").get("fitToPage") == "1"
        assert made.release in foot
        assert made.badge in foot
    assert heads.count('name="_xlnm.Print_Titles"') == len(sheets) - 1


def test_the_page_asks_nobody_and_is_small(shipped):
    _, _, files = shipped
    page = files["html"].decode()
    assert POLICY in page
    assert len(files["html"]) < 2_000_000
    assert re.findall(r"(?:src|href)=\"(?!#)[^\"]*\"|url\((?!#hatch)", page) == []


def embedded(slides):
    """How many workbooks lie in slides, none of which would compute anything."""
    with zipfile.ZipFile(io.BytesIO(slides)) as package:
        books = [package.read(name) for name in package.namelist() if name.endswith(".xlsx")]
    for book in books:
        with zipfile.ZipFile(io.BytesIO(book)) as sheets:
            assert not any(b"<f>" in sheets.read(name) for name in sheets.namelist())
    return len(books)


def test_hostile_names_are_text_in_every_file(strange):
    _, made, files = strange
    page = files["html"].decode()
    elements = Elements(page)
    assert "ran" not in elements.ids
    assert "b" not in elements.names
    assert json.loads(re.search(r'id="asked">(.*?)</script>', page, re.DOTALL)[1])["cells"]
    assert "{{ 7 * 7 }}" in page
    for kind in ("docx", "pptx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(files[kind])) as package:
            parts = {
                name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))
            }
        assert all(ET.fromstring(part) is not None for part in parts.values())  # noqa: S314
        assert not any(b"<f>" in part for part in parts.values())
        assert kind != "pptx" or embedded(files[kind])
        assert not any(UNPRINTABLE.search(part.decode()) for part in parts.values())
    assert files["pdf"].startswith(b"%PDF")  # had typst read a name as markup, it would have panicked
    for name, content in files["csv"].items():
        if name.endswith(".csv"):
            cells = pl.read_csv(io.BytesIO(content), infer_schema=False).unpivot()["value"].drop_nulls()
            assert cells.filter(cells.str.contains(r"^[=+@\t\r]")).is_empty()
    assert not UNPRINTABLE.search(page)
    assert not UNPRINTABLE.search(made.subject)


@pytest.mark.parametrize("kind", ["html", "docx", "pdf", "xlsx"])
def test_the_same_briefing_makes_the_same_bytes(shipped, kind):
    _, made, files = shipped
    if kind in {"docx", "xlsx"}:  # a package says when each of its parts was packed
        one, other = (zipfile.ZipFile(io.BytesIO(each)) for each in (files[kind], ONE_FILE[kind](made)))
        assert {n: one.read(n) for n in one.namelist()} == {n: other.read(n) for n in other.namelist()}
    else:
        assert ONE_FILE[kind](made) == files[kind]


def test_what_a_decision_rests_on_is_linked_to_the_page_where_that_is_known_and_within_the_file_else(figures):
    known = briefing(figures, page="http://localhost:5006/?region=02")
    page, alone = web_page(known).decode(), web_page(briefing(figures)).decode()
    link = "http://localhost:5006/?type=service_user&amp;show=position&amp;question=trust"
    assert f'href="{link}"' in page
    assert link not in alone
    assert 'href="#scene-trust">Service users' in alone
    assert 'href="#ask" data-ask="02|"' in alone
    parts = Document(io.BytesIO(word_document(known))).part.rels.values()
    assert any(one.is_external and one.target_ref == link.replace("&amp;", "&") for one in parts)


def test_the_paper_says_who_decided_what_its_heads_mean_and_nothing_twice(shipped):
    _, made, files = shipped
    document = Document(io.BytesIO(files["docx"]))
    text = "\n".join(one.text for one in document.paragraphs)
    assert text.count("contributions state no region") == 1
    assert "More, from: how many more would reach its share" in text
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["Option", "Round", "By", "On"] in rows
    assert any(row[2:] == ["the steering group (made up)", "5 November 2018"] for row in rows)
    assert "PAGE" in document.sections[0].footer._element.xml
    for table in document.tables:
        *_, last = table.rows
        assert not any(one.paragraph_format.keep_with_next for cell in last.cells for one in cell.paragraphs)
    assert made.badge in document.sections[0].footer.paragraphs[0].text
