"""An analyst asks an opened release: figures with whose they are, maps, other rules, two releases, explanations."""

import doctest
import inspect
from dataclasses import replace
from decimal import Decimal

import holoviews as hv
import msgspec
import numpy as np
import polars as pl
import pytest
from bokeh.models.annotations import Title
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nbinom

import wellbeing as wb
from wellbeing.measures.coverage.states import METHOD
from wellbeing.model.engagement import Term
from wellbeing.notebook import figures as figures_module
from wellbeing.notebook import opened as opened_module
from wellbeing.notebook import shown as shown_module
from wellbeing.notebook.frames import FigureFrame
from wellbeing.notebook.opened import OpenedRelease, _opened
from wellbeing.reports.display.frame import frame_html
from wellbeing.state.answer import answer_to
from wellbeing.state.choice import Choice
from wellbeing.state.rows.supposed import supposed
from wellbeing.views.parts.evidence import evidence_html
from wellbeing.views.shell.notebook import _with_its_styles

HOSTILE = '<img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def asked(release) -> OpenedRelease:
    return _opened(release)


@pytest.fixture(scope="module")
def frames(asked):
    """One of each figure, crossed and not, with groups."""
    theme = asked.known().filter(kind="theme")["word"][0]
    crossed = {"rows": "region", "by": "stakeholder", "groups": True}
    return [
        *(asked.coverage(rows, groups=True) for rows in ("region", "stakeholder", "total")),
        asked.coverage(**crossed),
        *(ask(**crossed) for ask in (asked.positions, asked.tone)),
        asked.themes(theme, **crossed),
        asked.positions("total"),
    ]


class _Unwrapping(doctest.DocTestFinder):
    """Finds the examples of a call whose arguments are looked at first."""

    def _from_module(self, module, found):
        return super()._from_module(module, inspect.unwrap(found))


@pytest.mark.parametrize("module", [figures_module, opened_module, shown_module])
def test_the_example_of_each_docstring_runs(module, asked):
    found = _Unwrapping().find(module, extraglobs={"release": asked, "wb": wb})
    with_examples = [test for test in found if test.examples]
    assert with_examples
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    said = list[str]()
    for test in with_examples:
        runner.run(test, out=said.append)
    assert "".join(said) == ""


def test_every_frame_says_whose_each_figure_is_and_its_interval(frames, asked):
    for frame in frames:
        assert {"owner", "lower", "upper", "interval"} <= set(frame.columns)
        assert frame["owner"].null_count() == 0
        told = frame.filter(pl.col("lower").is_not_null() & pl.col("upper").is_not_null())
        assert told["interval"].null_count() == 0
        assert isinstance(frame.filter(pl.lit(value=True)).head(2), FigureFrame)
    assert asked.coverage("total")["owner"].to_list() == ["Everyone heard"]
    cell = asked.coverage(by="stakeholder").filter(area="02", stakeholder="provider")
    assert cell["owner"].item() == "Auckland · Providers"


def test_who_answers_for_a_cell_that_cannot_is_named_beside_its_own_figures(asked):
    rows = asked.coverage(by="stakeholder")
    finest = asked._figures.finest("", "population").filter(pl.col("level") == "region_group")
    area, type_, answering = finest.select("area", "stakeholder", "answer_area").row(0)
    row = rows.filter(area=area, stakeholder=type_).row(0, named=True)
    assert row["answered_by"] == asked._figures.names.cell(answering, type_) != row["owner"]


def test_frames_are_shown_with_signs_and_words_and_nothing_of_a_text_is_markup(asked):
    html = asked.coverage()._repr_html_()
    assert "● gap" in html
    assert HOSTILE not in frame_html(pl.DataFrame({HOSTILE: [HOSTILE], "state": ["gap"]}))
    settings = msgspec.structs.replace(
        asked.engagement, en=HOSTILE, agency=HOSTILE, badge=HOSTILE, stakeholders=(Term(id="a", en=HOSTILE),)
    )
    shown = _opened(replace(asked, engagement=settings))
    assert HOSTILE not in shown._repr_html_()
    assert HOSTILE not in shown.engagement._repr_html_()


@given(st.text(alphabet="<>&\"'abc"))
def test_no_text_in_a_frame_is_markup(text):
    html = frame_html(pl.DataFrame({"owner": [text], text or "x": [1]}))
    assert html.count("<td") == len({"owner", text or "x"})


def test_the_method_s_own_rule_supposes_what_pages_say(asked):
    same = asked.what_if(rule=METHOD, by="stakeholder", groups=True)
    assert not same.rows["changed"].any()
    assert same.list == same.list_now
    listed = asked._figures.coverage().filter("family", pl.col("state").cast(pl.String) == "gap")
    assert same.list.gaps == listed.height
    assert same.list.false_gaps == pytest.approx((1 - listed["p_under"]).sum())


def test_a_target_is_what_is_expected_and_touches_no_other_cell_s_number(asked):
    rows = asked.what_if(targets={"Auckland": 5_000.0}).rows
    now = asked.coverage()
    assert rows.filter(area="02").select("expected", "basis", "state").row(0) == (5_000, "assumed", "gap")
    assert rows.filter(pl.col("area") != "02")["expected"].equals(
        now.filter(pl.col("area") != "02")["expected"]
    )


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (
            lambda one: one.explain("Gisborn"),
            "'Gisborn' is no area of this release. Did you mean 'Gisborne'?",
        ),
        (lambda one: one.explain("02", "iwi"), "'iwi' is no type of this release"),
        (lambda one: one.explain("02", show="tones"), "Did you mean 'tone'?"),
        (lambda one: one.what_if(rule={"undr": 0.7}), "Did you mean 'under'?"),
        (lambda one: one.what_if(rule={"under": 1.7}), "'under' of the rule cannot be '1.7'"),
        (lambda one: one.what_if(rule={"false_thin": 0.01}), "it is at least `false_gaps`"),
        (lambda one: one.what_if(targets={"02": 0}), "a number of contributions from 0.001 to"),
        (lambda one: one.explain("Providers", "Agencies"), "'Providers' is a type: give it second"),
        (lambda one: one.explain("02", "Auckland"), "'Auckland' is an area: give it first"),
        (
            lambda one: one.what_if(targets={("Providers", "Auckland"): 5}),
            "'Providers' is a type: give it second",
        ),
        (lambda one: one.map(one.positions()), "17 areas have several rows"),
        (lambda one: one.map(value="rato"), "Did you mean 'ratio'?"),
        (lambda one: one.map(one.coverage("stakeholder").drop("area")), "Only rows with the column 'area'"),
        (lambda one: one["regon"], "Did you mean 'region'"),
        (lambda one: one.to_geopandas(one.coverage().drop("area")), "Only a table with the column 'area'"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is(asked, ask, said):
    with pytest.raises(wb.DataError) as refused:
        ask(asked)
    assert said in str(refused.value)


NO_NUMBERS = (
    *(
        float("nan"),
        float("inf"),
        -1,
        0,
        True,
        np.bool_(True),
        "800",
        None,
        [1],
        1e300,
        1e19,
        5e-324,
        10**400,
    ),
    Decimal(5),
)


@pytest.mark.parametrize("number", NO_NUMBERS, ids=range(len(NO_NUMBERS)))
def test_what_is_no_number_of_people_is_refused_as_a_target(number, asked):
    with pytest.raises(wb.DataError, match="a target is a number of contributions from"):
        asked.what_if(targets={"02": number})
    if not isinstance(number, float | int) or isinstance(number, bool) or not 0 < number < 1e12:
        with pytest.raises(wb.DataError, match=r"`over`|'over' of the rule cannot be"):
            asked.what_if(rule={"over": number})


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("number", [800, 0.001, 1e12, np.int64(800), np.float32(3.5)])
def test_any_number_of_people_is_taken_whichever_library_it_is_of(number, asked):
    assert float(number) in asked.what_if(targets={"02": number}).rows["expected"]
    assert asked.what_if(rule={"over": np.float64(1.5)}).rule.over == 1.5


def test_releases_of_two_engagements_are_not_compared(asked):
    other = replace(asked, manifest=msgspec.structs.replace(asked.manifest, engagement="another"))
    with pytest.raises(wb.DataError, match="Take two of one kind"):
        asked.compare(other)
    assert asked.compare(asked)["changed"].sum() == 0


@pytest.mark.slow
def test_an_explanation_has_all_that_the_page_s_evidence_says(asked):
    found = asked.explain("02", "provider")
    page = evidence_html(answer_to(asked._figures, Choice(area="02", stakeholder="provider")))
    assert "<button" not in found.html
    assert found.html.count("<td") == page.count("<td")
    assert "Auckland · Providers" in str(found)
    assert "<" not in str(found).replace("<6", "")


@pytest.mark.slow
def test_a_map_has_each_region_its_sign_and_whose_figures_they_are(asked):
    for picture in (asked.map(), asked.map(value="ratio"), asked.map(asked.tone())):
        shapes = [shape for layer in picture if layer.group == "Polygons" for shape in layer.split()]
        assert len(shapes) == asked.boundaries.height
        below = hv.renderer("bokeh").get_plot(picture).state.below
        (said,) = [one.text for one in below if isinstance(one, Title)]
        assert asked.engagement.badge in said
        assert asked.id in said


def test_names_that_a_notebook_offers_are_those_that_may_be_used(asked):
    assert {"coverage", "explain", "map", "what_if", "compare", "known"} <= set(dir(asked))
    assert [name for name in dir(asked) if name.startswith("_")] == []
    assert set(dir(wb)) == set(wb.__all__)
    assert asked._ipython_key_completions_() == list(asked.tables)
    with pytest.raises(AttributeError, match="It has: "):
        _ = wb.open_relese


def test_a_release_carries_what_each_of_its_columns_means(asked):
    told = asked.columns()
    found = {(name, column) for name in asked.tables for column in asked.table(name).columns}
    assert set(told.select("table", "column").iter_rows()) == found
    assert told.filter(pl.col("meaning").str.ends_with(" of this table.")).rows() == []
    frames = {name: frame for name, frame in asked._frames.items() if name != "columns"}
    older = _opened(replace(asked, _frames=frames))
    assert older.columns("region").equals(asked.columns("region"))
    with pytest.raises(wb.DataError, match="Did you mean 'region'"):
        asked.columns("regon")


@pytest.mark.slow
def test_sliders_of_the_rule_tell_the_list_that_it_gives_and_what_may_be_chance(asked):
    sliders = asked.rule_sliders()
    assert "No state changes." in sliders.told.html
    sliders.move({"set": {"false_gaps": "0.02", "anything": "1"}})
    assert f"Supposed: {asked.what_if(rule={'false_gaps': 0.02}).list.gaps} gap" in sliders.told.html
    for odd in (10**400, "nan", "inf", [], {}, None, "x" * 5_000):
        sliders.move({"set": {"under": odd}})
    sliders.move({"set": {"under": 0.8}})
    assert f"Supposed: {asked.what_if(rule={'false_gaps': 0.02}).list.gaps} gap" in sliders.told.html
    sliders.move({"set": {"false_thin": "0.01"}})
    assert "it is at least “Chance among gaps, at most”" in sliders.told.html
    assert "false_" not in sliders.told.html


def test_a_target_typed_far_too_large_makes_a_gap(asked):
    for target in (1_000, 100_000, 300_000, 10_000_000):
        rows = asked.what_if(targets={"Auckland": target}).rows
        assert rows.filter(area="02")["state"].to_list() == ["gap"]


@pytest.mark.parametrize(("area", "code"), [("Auckland", "02"), ("Wellington", "09"), ("Gisborne", "05")])
@pytest.mark.parametrize("target", [20_000, 100_000, 1e6, 1e9])
def test_a_tipping_point_is_of_what_was_heard_however_far_the_target_lies(asked, area, code, target):
    judged = supposed(asked._figures, "", "population", {area: target}, METHOD)
    gaps = judged.filter("family", pl.col("state").cast(pl.String) == "gap")
    row = judged.filter(area=code, stakeholder="").row(0, named=True)
    # P(x | μ), x being known but for a small error: negative binomial with variance φ·μ, summed over every μ.
    size = np.arange(1, 8 * row["high"] + 200) / (row["phi"] - 1)
    told = np.cumsum(nbinom.pmf(row["count"], size, 1 / row["phi"]))
    likely = np.searchsorted(told, gaps["p_under"].min() * told[-1]) + 1
    assert row["tipping"] == pytest.approx(likely / 0.8, rel=0.03)


def test_a_question_that_is_not_of_what_is_shown_is_refused_with_those_that_are(asked):
    with pytest.raises(wb.DataError, match="trust"):
        asked.explain("Gisborne", show="position", question="data_comment")
    assert "trust" in str(asked.explain("Gisborne", show="position", question="trust")).lower()


@pytest.mark.slow
def test_no_text_of_a_map_ends_the_script_that_it_is_written_in(asked):
    hostile = "</script><img src=x onerror=alert(1)><!--<script>"
    wb.setup()
    rows = asked.coverage().with_columns(pl.col("ratio").alias(hostile))
    for picture in (asked.map(title=hostile), asked.map(rows, value=hostile)):
        written = "".join(map(str, _with_its_styles(picture)[0].values()))
        assert "alert(1)" in written
        assert "<img" not in written
        assert written.count("</script") == written.count("<script")
