"""A chart is drawn by the reader's own browser: as the page looks, of what was chosen last; and a dot can be tapped."""

import math

import pytest
from playwright.sync_api import expect

from wellbeing.reports.progress import Progress
from wellbeing.state.answer import answer_to
from wellbeing.state.choice import Choice
from wellbeing.views.files.dots import chosen_areas, funnel_areas, funnel_dots

SHOWN_MS = 30_000
#: What Bokeh has drawn that has a layer of that name: `read` is told its view and the layer's columns.
OF_LAYER = """([layer, read]) => {
  const found = (one) => [...one.model.references()].find((of) => of.type === "ColumnDataSource" && of.name === layer)
  const view = [...Bokeh.index].find((one) => one.model.type === "Figure" && found(one))
  return view ? READ(view, found(view).data) : null
}"""
COLUMNS = OF_LAYER.replace(
    "READ", "((_, data) => Object.fromEntries(Object.entries(data).map(([name, of]) => [name, [...of]])))"
)
PLACE = OF_LAYER.replace(
    "READ",
    """((view, {n, share}) => {
      const box = view.el.getBoundingClientRect(), {x_scale, y_scale} = view.frame
      return [box.x + x_scale.compute(n[read]), box.y + y_scale.compute(share[read])]
    })""",
)
INK = OF_LAYER.replace(
    "READ",
    """((view) => [
      view.model.below[0].axis_label_text_color,
      getComputedStyle(view.el.getRootNode().host ?? view.el).getPropertyValue("--ink").trim(),
    ])""",
)


@pytest.fixture
def opinion(visit):
    page = visit("/?show=position")
    expect(page.locator(".chart .bk-Figure >> visible=true").first).to_be_visible(timeout=SHOWN_MS)
    return page


def dots(page):
    return page.evaluate(COLUMNS, ["areas", None])


def test_a_dot_is_tapped_to_choose_its_area_and_again_to_let_go(opinion, figures):
    opinion.locator("#funnel").scroll_into_view_if_needed()
    opinion.mouse.wheel(0, 250)
    row = funnel_areas(figures).index("auckland")
    for pressed in ("true", "false"):
        opinion.wait_for_timeout(300)
        opinion.mouse.click(*opinion.evaluate(PLACE, ["areas", row]))
        expect(opinion.locator("#cell-auckland-")).to_have_attribute(
            "aria-pressed", pressed, timeout=SHOWN_MS
        )


def test_its_dots_are_those_of_what_was_chosen_last(opinion, figures):
    for area, type_ in (("auckland", "government"), ("wellington", "")):
        cell = opinion.locator(f"#cell-{area}-{type_}")
        cell.click()
        expect(cell).to_have_attribute("aria-pressed", "true", timeout=SHOWN_MS)
        answer = answer_to(figures, Choice(show="position", area=area, stakeholder=type_))
        told, drawn = funnel_dots(answer, chosen_areas(answer)), dots(opinion)
        assert {name: drawn[name] for name in ("words", "fill", "size")} == {
            name: told[name] for name in ("words", "fill", "size")
        }
        places = [math.nan if share is None else share for share in drawn["share"]]
        assert places == pytest.approx(told["share"], nan_ok=True)


def test_it_is_in_the_colours_of_the_page(opinion):
    first = opinion.evaluate(INK, ["areas", None])
    opinion.get_by_label("Toggle theme").click()
    opinion.wait_for_timeout(500)
    second = opinion.evaluate(INK, ["areas", None])
    assert first != second
    assert [ink for ink, _ in (first, second)] == [own for _, own in (first, second)]


def test_who_does_not_see_it_is_told_what_it_shows(opinion):
    opinion.locator("#cell-auckland-government").click()
    title = opinion.locator("#funnel")
    expect(title).to_contain_text("Government", timeout=SHOWN_MS)
    label = opinion.locator(".chart [role=group] >> visible=true").first.get_attribute("aria-label")
    assert label
    assert label in title.inner_text()


def test_weeks_are_drawn_when_they_are_asked_for_and_are_those_of_the_chosen_area(visit, figures):
    page, progress = visit("/"), Progress(figures)
    page.locator("#weeks summary").first.click()
    for area in ("", "wellington"):
        if area:
            page.locator(f"#cell-{area}-").click()
        expect(page.locator("#weeks")).to_contain_text(progress.title(area, 6), timeout=SHOWN_MS)
        expect(page.locator(".chart .bk-Figure >> visible=true").first).to_be_visible(timeout=SHOWN_MS)
        page.wait_for_timeout(500)
        for name, steps in progress.steps(area).items():
            drawn = page.evaluate(COLUMNS, [name, None])["heard"]
            assert [math.nan if one is None else one for one in drawn] == pytest.approx(steps, nan_ok=True)
