"""Text from files is text on a page, whatever it holds."""

import pytest

from wellbeing.charts.outline import Drawing, Shape, Spot
from wellbeing.model.engagement import Nouns
from wellbeing.reports.shows.listing import Listing, ListRow
from wellbeing.reports.words.picture import Picture
from wellbeing.views.shell.markup import HERE, Markup, render

HOSTILE = """<img src=x onerror="alert(1)">'"&</button><script>1</script>"""


@pytest.mark.parametrize(
    ("template", "values"),
    [
        ("header", dict.fromkeys(("title", "dates", "badge", "release", "assurance", "leave"), HOSTILE)),
        ("point", dict.fromkeys(("heading", "lead", "source", "subject", "choices", "note"), HOSTILE)
            | {"more": [HOSTILE], "downloads": {}, "apart": HOSTILE, "lenses": {HOSTILE: HOSTILE}, "region": HOSTILE,
            "copied": HOSTILE, "marks": [{"release": HOSTILE, "sentence": HOSTILE, "why": HOSTILE}]}),
        ("reply", {"title": HOSTILE, "lines": [(HOSTILE, HOSTILE)], "points": [], "columns": [], "waiting": HOSTILE,
            "difference": HOSTILE, "compare": HOSTILE, "as_kept": HOSTILE, "is_chosen": True}),
        ("reply", {"title": HOSTILE, "lines": [], "points": [], "columns": [(HOSTILE, [(HOSTILE, HOSTILE)])] * 2,
            "waiting": "", "difference": HOSTILE, "compare": HOSTILE, "as_kept": HOSTILE, "is_chosen": True}),
        ("listing", {"listing": Listing(title=HOSTILE, left=HOSTILE, right=HOSTILE, note=HOSTILE,
            ticks=((0, HOSTILE),), rows=((HOSTILE, (ListRow(id=HOSTILE, name=HOSTILE, choice={"area": HOSTILE},
            key="gap", glyph=HOSTILE, words=HOSTILE, left=HOSTILE, right=HOSTILE),)),)),
            "words": Nouns(), "longest": 9}),
        ("map", {"map": Drawing(1, 1, (Shape(HOSTILE, "M0 0Z", 0, 0),), (), (Spot(0, 0, 1, HOSTILE, HOSTILE),),
            {HOSTILE: "0 0 1 1"}), "tiles": Drawing(1, 1, (Shape(HOSTILE, "M0 0Z", 0, 0),)),
            "names": {HOSTILE: HOSTILE}, "shorts": {HOSTILE: HOSTILE}, "spots": HOSTILE, "hatch": 1, "title": HOSTILE,
            "words": None}),
        (
            "regions",
            {
                "summary": HOSTILE,
                "is_open": False,
                "caption": HOSTILE,
                "heads": [HOSTILE],
                "rows": [dict.fromkeys(("area", "name", "name_mi", "chosen"), HOSTILE) | {"cells": [""]}],
            },
        ),
    ],
)  # fmt: skip
def test_a_hostile_name_stays_a_name(template, values):
    html = render(template, **values)
    assert "<img" not in html
    assert "<script>" not in html
    assert 'onerror="' not in html
    assert "&lt;img src=x" in html


def test_every_template_is_escaped_and_none_says_safe():
    templates = list((HERE / "templates").glob("*.html"))
    assert len(templates) >= 10
    assert not [path.name for path in templates if "|safe" in path.read_text().replace(" ", "")]


def test_a_picture_of_a_cell_cannot_be_changed():
    with pytest.raises(AttributeError):
        Picture("gap", "●", "6", "6 heard").text = "7"


SECTIONS = (
    '<p>1</p><details id="a"><summary>A</summary><b>2</b></details>'
    '<details id="b" open><summary>B</summary>3</details>'
)


def test_what_is_in_a_closed_section_is_sent_when_it_is_opened():
    part = Markup(html=SECTIONS)
    assert "<b>2</b>" not in part.shown
    assert "<summary>A</summary>" in part.shown
    assert "3</details>" in part.shown
    part.hear({"unfold": "a"})
    assert part.shown == SECTIONS
    part.html = SECTIONS.replace("2", "4")
    assert "<b>4</b>" in part.shown


def test_what_is_asked_to_be_opened_is_kept_in_few_letters():
    part = Markup(html=SECTIONS)
    for number in range(80):
        part.hear({"unfold": f"{number}{'x' * 60_000}"})
    assert len("".join(part.opened)) <= 5_000
