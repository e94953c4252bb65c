"""The paper as a Word document: real styles, headings and tables, so that it can be pasted into another."""

import datetime as dt
import io
from typing import Final

from docx import Document
from docx.document import Document as Written
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.styles.style import BaseStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

from wellbeing.language import say
from wellbeing.reports.briefing.content import Briefing, Outline
from wellbeing.reports.formats.drawing import as_png, map_words
from wellbeing.reports.formats.paper.content import paper_of
from wellbeing.reports.formats.paper.sections import Paper, Section
from wellbeing.reports.formats.properties import as_property, forget_template
from wellbeing.reports.formats.words import PaperTable

#: Points of text that a paper of two pages holds.
_TEXT, _SMALL = 8.5, 7.5
_FONT: Final = "Arial"
#: Of a document that says nothing of whoever made it, or when: the same briefing makes the same bytes.
_MADE: Final = dt.datetime(2000, 1, 1)
_PICTURE: Final = 5.2
#: Rows of a table that stands whole on one page; of a longer one those that stay with the caption.
_TOGETHER, _FIRST = 14, 4
#: A picture at the right margin, below the top of its paragraph, which python-docx does not make.
_ANCHOR: Final = (
    f'<wp:anchor {nsdecls("wp", "a", "pic", "r")} distT="0" distB="0" distL="114300" distR="0" simplePos="0" '
    'relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0">'
    '<wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV></wp:anchor>'
)
#: Between the margins.
_ACROSS: Final = 17.2


def word_document(briefing: Briefing) -> bytes:
    """The paper as ``.docx``."""
    paper, document = paper_of(briefing), Document()
    _prepare(document, paper, briefing)
    document.add_heading(paper.title, 0)
    document.add_paragraph(paper.under, "Subtitle")
    if paper.badge:
        document.add_paragraph().add_run(paper.badge).bold = True
    for section in paper.sections:
        _write(document, section)
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    for section in paper.appendix:
        _write(document, section)
    document.add_heading(say("About these figures"), 1)
    for name, text in paper.about:
        small = document.add_paragraph(style="Small print")
        small.add_run(f"{name}: ").bold = True
        small.add_run(text)
    forget_template(document.part.package.rels)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _prepare(document: Written, paper: Paper, briefing: Briefing) -> None:
    """Page, styles and properties; nothing in them but what is said of every file."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(1.9)
    page.top_margin = page.bottom_margin = Cm(1.5)
    small = document.styles.add_style("Small print", 1)
    small.base_style = document.styles["Normal"]
    sizes = {
        "Normal": _TEXT,
        "Title": 18,
        "Subtitle": 10,
        "Heading 1": 12,
        "Small print": _SMALL,
        "List Bullet": _TEXT,
    }
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.size, style.font.name = Pt(size), _FONT
        _forget_theme(style)
        style.paragraph_format.space_after = Pt(1.5)
        style.paragraph_format.space_before = Pt(6 if name == "Heading 1" else 0)
    foot = page.footer.paragraphs[0]
    foot.text, foot.style = f"{paper.under}{f' · {paper.badge}' if paper.badge else ''}\t", small
    foot.paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(_ACROSS), WD_TAB_ALIGNMENT.RIGHT)
    _number(foot)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), briefing.language)
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    own = document.core_properties
    agency = as_property(briefing.agency)
    own.title, own.subject = as_property(paper.title), as_property(paper.under)
    own.author = own.last_modified_by = agency
    own.comments, own.keywords = as_property(paper.badge), say("release {release}", release=briefing.release)
    own.language, own.created, own.modified, own.revision = briefing.language, _MADE, _MADE, 1


def _number(foot: Paragraph) -> None:
    """The number of the page, which Word counts."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(foot.add_run("1")._r)  # noqa: SLF001 - python-docx makes no fields
    foot._p.append(field)  # noqa: SLF001 - as above


def _forget_theme(style: BaseStyle) -> None:
    """The template's theme would set headings in a font of its own, whatever the style says."""
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]


def _write(document: Written, section: Section) -> None:
    heading = document.add_heading(section.title, 1)
    if section.picture:
        _picture(heading, section.picture)
    for text in section.texts:
        document.add_paragraph(text, "List Bullet")
    if section.table:
        _table(document, section.table)
    for basis in section.leads:
        document.add_paragraph().add_run(f"{basis.what}.").bold = True
        for words, address in basis.figures:
            _lead(document.add_paragraph(style="List Bullet"), words, address)


def _lead(line: Paragraph, words: str, address: str) -> None:
    """What something rests on, as a link where the page that shows it is known."""
    run = line.add_run(words)
    run.font.underline = bool(address)
    if address:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.append(run._r)  # noqa: SLF001 - python-docx reads links and makes none
        line._p.append(link)  # noqa: SLF001 - as above


def _picture(beside: Paragraph, outline: Outline) -> None:
    """The map at the right margin, text beside it; with what it shows in words for whoever does not see it."""
    run = beside.add_run()
    inline = run.add_picture(io.BytesIO(as_png(outline)), height=Cm(_PICTURE))._inline  # noqa: SLF001
    inline.docPr.set("name", outline.title)
    inline.docPr.set("descr", map_words(outline))
    anchor = parse_xml(_ANCHOR)
    anchor[3:3] = [one for one in inline if one.tag != qn("a:graphic")]
    anchor.insert(4, OxmlElement("wp:wrapSquare"))
    anchor[4].set("wrapText", "left")
    anchor.append(inline.graphic)
    inline.getparent().replace(inline, anchor)


def _table(document: Written, told: PaperTable) -> None:
    caption = document.add_paragraph(style="Small print")
    caption.add_run(told.caption).bold = True
    caption.paragraph_format.keep_with_next = True
    table = document.add_table(1 + len(told.rows), len(told.heads), "Light Grid Accent 1")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    for column, width in zip(table.columns, told.widths, strict=True):
        column.width = Cm(_ACROSS * width / sum(told.widths))
        for cell in column.cells:
            cell.width = column.width
    for at, row in enumerate((told.heads, *told.rows)):
        for cell, text in zip(table.rows[at].cells, row, strict=True):
            cell.paragraphs[0].text = text
            cell.paragraphs[0].style = document.styles["Small print"]
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    _head(table)
    _keep_together(table)
    if told.note:
        document.add_paragraph(told.note, "Small print")


def _keep_together(table: Table) -> None:
    """No row is parted by the end of a page, and the first ones stay with the caption; the last with nothing below."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - python-docx has no other way
    together = table.rows[:-1] if len(table.rows) <= _TOGETHER else table.rows[:_FIRST]
    for cell in (one for row in together for one in row.cells):
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _head(table: Table) -> None:
    """The first row is repeated on every page, and read as what heads the columns."""
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)  # noqa: SLF001 - as above
