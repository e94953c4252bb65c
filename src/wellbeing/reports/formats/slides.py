"""The briefing as slides: native charts whose workbooks hold what the slide shows and nothing else, no notes."""

import datetime as dt
import io
from typing import Any, Final

from pptx import Presentation
from pptx.chart.axis import CategoryAxis
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches, Length, Pt

from wellbeing.charts.palette import LIGHT
from wellbeing.language import message, say
from wellbeing.reports.briefing.content import Briefing, Outline, SceneContent, SceneTable
from wellbeing.reports.formats.chart import NativeChart, chart_of
from wellbeing.reports.formats.drawing import as_png, map_words
from wellbeing.reports.formats.properties import as_property, forget_template
from wellbeing.reports.formats.slide_pages import SlidePage, pages_of
from wellbeing.reports.formats.words import leading, printed_heads
from wellbeing.reports.formats.workbook import chart_workbook

_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_MARGIN, _TOP = Inches(0.5), Inches(1.45)
_ALL_BELOW: Final = (_MARGIN, _TOP, Length(_WIDTH - 2 * _MARGIN), Inches(5.2))
_TEXT_WIDTH, _BODY = Inches(5.2), Inches(5.1)
#: Letters of sentences beside a picture.
_BESIDE: Final = 420
_TITLE_ONLY: Final = 5
#: Letters that two lines of a title hold → their size; of a longer one the smallest, over three lines.
_TITLES: Final = ((84, 32), (150, 24))
_SMALLEST: Final = 16
#: Of a slide that has no room for all that its scene says.
MORE: Final = message("more of this is in the paper")
#: Bars beside whose names there is room.
_ROOMY: Final = 10
#: Of the first series, and of what it stands beside.
_COLOURS: Final = (LIGHT.above, LIGHT.below_pale)
#: The same briefing makes the same bytes.
_MADE: Final = dt.datetime(2000, 1, 1)


def slides(briefing: Briefing) -> bytes:
    """The scenes as ``.pptx``, and a last slide of what goes with every file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
    own = deck.core_properties
    agency = as_property(briefing.agency)
    own.title, own.author, own.last_modified_by = as_property(briefing.subject), agency, agency
    own.subject, own.comments, own.keywords = (
        say("release {release}", release=briefing.release),
        as_property(briefing.badge),
        "",
    )
    own.language, own.created, own.modified = briefing.language, _MADE, _MADE
    for scene in briefing.scenes:
        _scene(deck, scene, briefing.badge)
    _in_words(deck, briefing.spoken_for.table.caption, briefing.spoken_for.sentences, 16, briefing)
    about = tuple(f"{name}: {text}" for name, text in briefing.about)
    _in_words(deck, say("About these figures"), about, 12, briefing)
    forget_template(deck.part.package._rels)  # noqa: SLF001 - it has no other way
    content = io.BytesIO()
    deck.save(content)
    return content.getvalue()


def _scene(deck: Deck, scene: SceneContent, badge: str) -> None:
    """A slide with a picture, or as many as its sentences and rows need."""
    chart = chart_of(scene)
    if isinstance(scene.picture, Outline) or chart is not None:
        number = leading(scene.statements, _BESIDE)
        slide = _titled(deck, scene.title)
        _text(slide, scene.statements[:number], (_MARGIN, _TOP, _TEXT_WIDTH, _BODY), 20)
        if isinstance(scene.picture, Outline):
            _map(slide, scene.picture)
        elif chart is not None:
            _chart(slide, chart)
        _foot(slide, scene.evidence, badge, say(MORE) if number < len(scene.statements) else "")
        return
    pages = pages_of(scene)
    for at, page in enumerate(pages, start=1):
        slide = _titled(
            deck,
            say("{title} ({at} of {pages})", title=scene.title, at=at, pages=len(pages))
            if at > 1
            else scene.title,
        )
        _text(slide, page.texts, (_MARGIN, _TOP, Length(_WIDTH - 2 * _MARGIN), _BODY), 20)
        if page.rows and scene.table is not None:
            _table(slide, scene.table, page, Inches(3) if page.texts else _TOP)
        _foot(slide, scene.evidence, badge)


def _foot(slide: Slide, *said: str) -> None:
    foot = " · ".join(filter(None, said))
    _text(slide, (foot,), (_MARGIN, Inches(6.75), Length(_WIDTH - 2 * _MARGIN), Inches(0.5)), 12)


def _in_words(deck: Deck, title: str, texts: tuple[str, ...], points: int, briefing: Briefing) -> None:
    """A slide of what goes with every file."""
    slide = _titled(deck, title)
    _text(slide, texts, _ALL_BELOW, points)
    _foot(slide, say("release {release}", release=briefing.release), briefing.badge)


def _titled(deck: Deck, title: str) -> Slide:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = (
        _MARGIN,
        Inches(0.35),
        Length(_WIDTH - 2 * _MARGIN),
        Inches(1),
    )
    shape.text_frame.text = title
    shape.text_frame.word_wrap = True
    line = shape.text_frame.paragraphs[0]
    points = next((size for letters, size in _TITLES if len(title) <= letters), _SMALLEST)
    line.font.size, line.font.bold, line.alignment = Pt(points), True, PP_ALIGN.LEFT
    return slide


def _text(
    slide: Slide, texts: tuple[str, ...], box: tuple[Length, Length, Length, Length], points: int
) -> None:
    frame = slide.shapes.add_textbox(*box).text_frame
    frame.word_wrap = True
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        paragraph.text = text
        paragraph.font.size, paragraph.space_after = Pt(points), Pt(points / 3)


def _map(slide: Slide, outline: Outline) -> None:
    picture = slide.shapes.add_picture(io.BytesIO(as_png(outline)), Inches(6.6), _TOP, height=_BODY)
    _describe(picture, outline.title, map_words(outline))


def _chart(slide: Slide, chart: NativeChart) -> None:
    """A native chart: whoever has the slides can change how it looks, and finds no other figure behind it."""
    data = CategoryChartData()
    data.categories = chart.categories
    for name, values in chart.series.items():
        data.add_series(name, values, chart.number_format)
    box = (Inches(6), _TOP, Inches(6.9), _BODY)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, data)
    drawn = frame.chart
    # The library's own workbook would run a name that begins like a formula.
    drawn.part.chart_workbook.update_from_xlsx_blob(chart_workbook(chart))
    drawn.font.size = Pt(12)
    drawn.has_title, drawn.has_legend = False, True
    drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    drawn.category_axis.reverse_order = True
    drawn.value_axis.has_major_gridlines = drawn.value_axis.visible = False
    # A program would begin the axis near the least bar, and make much of a small difference.
    drawn.value_axis.minimum_scale = None if chart.has_negative else 0
    drawn.value_axis.maximum_scale = 1 if chart.is_of_shares else None
    _label_every(drawn.category_axis, len(chart.categories))
    plot = drawn.plots[0]
    for series, colour in zip(plot.series, _COLOURS, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())
    plot.gap_width, plot.has_data_labels = 60, True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = chart.number_format, False
    plot.data_labels.font.size = Pt(11)
    _describe(frame, chart.title, chart.in_words)


def _label_every(axis: CategoryAxis, number: int) -> None:
    """Programs would leave out every other name where there are many."""
    axis.tick_labels.font.size = Pt(11 if number <= _ROOMY else 9)
    skip = OxmlElement("c:tickLblSkip")
    skip.set("val", "1")
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)  # noqa: SLF001 - it has no other way


def _table(slide: Slide, told: SceneTable, page: SlidePage, top: Length) -> None:
    """Some rows as a native table."""
    heads = printed_heads(told)
    box = (_MARGIN, top, Length(_WIDTH - 2 * _MARGIN), Inches(0.5))
    frame = slide.shapes.add_table(1 + len(page.rows), len(heads), *box)
    for at, row in enumerate((heads, *page.rows)):
        for number, text in enumerate(row):
            cell = frame.table.cell(at, number)
            cell.text = text
            cell.text_frame.paragraphs[0].font.size = Pt(page.points)
    _describe(
        frame,
        told.caption,
        say("{caption}: a table of {rows} rows.", caption=told.caption, rows=len(page.rows)),
    )


def _describe(shape: Any, name: str, words: str) -> None:  # noqa: ANN401 - python-pptx says nothing of it
    told = shape._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001 - it has no other way to describe a shape
    told.set("name", name)
    told.set("descr", words)
