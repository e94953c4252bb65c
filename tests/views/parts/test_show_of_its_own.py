"""A show is one class: registered, it is in every part of the page and in its files, and no part knows of it."""

import csv
import io

import polars as pl
import pytest

from wellbeing.model.errors import DataError
from wellbeing.reports.shows.listing import HEARD
from wellbeing.reports.shows.registry import available_shows, explorer_of, register, unregister
from wellbeing.reports.shows.show import Show
from wellbeing.reports.words.lending import pictures_of
from wellbeing.reports.words.picture import UNSAID, Amounts, LegendEntry, Picture, nothing
from wellbeing.views.brief import Brief
from wellbeing.views.files.downloads import DOWNLOADS
from wellbeing.views.parts.controls import Controls
from wellbeing.views.parts.funnel import FunnelChart
from wellbeing.views.parts.legend import Legend
from wellbeing.views.parts.listing import RowList
from wellbeing.views.parts.map import Map
from wellbeing.views.parts.matrix import Matrix
from wellbeing.views.parts.point import Point
from wellbeing.views.parts.regions import RegionList


def times_its_share(coverage: pl.DataFrame) -> pl.DataFrame:
    """The measure: contributions for each one expected; null where too few were counted or expected."""
    return coverage.with_columns(times=pl.col("ratio").round(1))


class Intensity(Show):
    """How fully each was heard, as a number."""

    id, label, column = "intensity", "Times its share", "Times"

    def title(self, answer):
        return "Contributions for each one expected"

    def legend(self, answer):
        return [LegendEntry("level", "=", "as a number"), LegendEntry("unsaid", UNSAID, "not known")]

    def pictures(self, answer):
        return pictures_of([times_its_share(frame) for frame in answer.coverage.frames], self.picture)

    def picture(self, row):
        times = row["times"]
        if times is None:
            return nothing("not known")
        return Picture("level", "=", f"×{times}", f"{times} times", numbers=Amounts(times))


def mapped(explorer):
    """What the map says of its areas, without their names."""
    return {words.partition(": ")[2] for *_, words in Map(explorer).piece.looks.values()}


@pytest.fixture
def explorer(release, figures):
    register(Intensity())
    yield explorer_of(release, figures)
    unregister("intensity")


@pytest.fixture
def chosen(explorer):
    explorer.filters.choose({"show": "intensity"})
    assert explorer.filters.note == ""
    return explorer


@pytest.mark.slow
def test_it_stands_on_the_switch_and_can_be_chosen(explorer):
    controls = Controls(explorer)
    explorer.filters.choose({"show": "position"})
    assert ">Times its share</button>" in controls.markup.html
    controls.press({"set": {"show": "intensity"}})
    assert explorer.answer.choice.show == "intensity"
    assert '<button id="said-intensity" aria-pressed="true"' in controls.markup.html
    assert 'id="question"' not in controls.markup.html


@pytest.mark.slow
def test_the_switch_of_its_family_is_named_aloud(release, figures):
    class AmongHeard(Intensity):
        family = HEARD

    register(AmongHeard())
    html = Controls(explorer_of(release, figures)).markup.html
    unregister("intensity")
    assert 'aria-label="Of who was heard"' in html
    assert 'id="coverage-intensity"' in html


@pytest.mark.slow
def test_the_map_and_its_list_have_its_pictures(chosen, figures):
    ratio = chosen.answer.coverage.at("02", "")["ratio"].item()
    _key, _glyph, text, _label, words = Map(chosen).piece.looks["02"]
    assert (text, words) == (f"×{round(ratio, 1)}", f"Auckland: {round(ratio, 1)} times")
    html = RegionList(chosen).markup.html
    assert '<th scope="col" class="number">Times</th>' in html
    assert f'<td class="number">×{round(ratio, 1)}</td>' in html
    assert html.count("<tr><th scope") == len(figures.regions) + 1


def test_the_legend_and_the_matrix_have_its_words(chosen):
    legend, matrix = Legend(chosen).markup.html, Matrix(chosen).markup.html
    assert "Contributions for each one expected, all types by region" in legend
    assert "as a number" in legend
    assert "Contributions for each one expected: by region and type" in matrix
    ratio = chosen.answer.coverage.at("auckland", "providers")["ratio"].item()
    assert f"<span>×{round(ratio, 1)}</span>" in matrix


def test_the_point_says_it_of_what_is_chosen(chosen):
    point = Point(chosen, DOWNLOADS)
    assert "Contributions for each one expected: " in point.markup.html
    chosen.filters.choose({"area": "02"})
    ratio = chosen.answer.coverage.at("02", "")["ratio"].item()
    assert f"{round(ratio, 1)} times." in point.markup.html


def test_types_stand_beside_its_map_and_nothing_of_another_show(chosen):
    listed = RowList(chosen).markup.html
    ratio = chosen.answer.coverage.at("", "providers")["ratio"].item()
    assert f"Providers: {round(ratio, 1)} times" in listed
    assert "gaps" not in listed
    assert not FunnelChart(chosen).piece.visible


@pytest.mark.slow
def test_its_files_carry_its_figures(chosen):
    files = {kind: one.file(chosen.answer, kind)[2] for kind, one in DOWNLOADS.items() if kind != "png"}
    lines = files["csv"].decode("utf-8-sig").splitlines()
    rows = {(row["area"], row["stakeholder"]): row for row in csv.DictReader(lines)}
    ratio = chosen.answer.coverage.at("auckland", "providers")["ratio"].item()
    assert rows["auckland", "providers"]["figure"] == f"{round(ratio, 1)}"
    assert rows["", ""]["shown"] == "All types · Contributions for each one expected"
    workbook = pl.read_excel(io.BytesIO(files["xlsx"]), sheet_name="Figures", read_options={"header_row": 3})
    assert workbook.height == len(rows)
    assert b"Contributions for each one expected" in files["svg"]


def test_it_keeps_opinion_in_the_care_of_kaitiaki_off_the_map_unless_it_tells_none(chosen):
    chosen.filters.choose({"stakeholder": "iwi_maori"})
    assert mapped(chosen) == {"kept by its kaitiaki, so not told by region"}
    assert "is not mapped. Kaitiaki:" in Controls(chosen).markup.html

    class TellsNoOpinion(Intensity):
        is_opinion = False

    register(TellsNoOpinion())
    assert "kept by its kaitiaki, so not told by region" not in mapped(chosen)


def test_a_page_that_is_open_goes_on_where_a_show_is_taken_away(chosen):
    matrix = Matrix(chosen)
    unregister("intensity")
    chosen.filters.choose({"area": "02"})
    assert "Who was heard: by region and type" in matrix.markup.html


def test_an_id_that_is_taken_is_refused(figures):
    class Another(Intensity):
        id = "tone"

    with pytest.raises(DataError, match="There is a show 'tone' already"):
        register(Another())
    assert [show.id for show in available_shows(figures)] == ["coverage", "position", "tone", "theme"]


@pytest.mark.slow
def test_the_presenter_s_page_is_as_it_was(explorer, release):
    assert '<section class="scene' in Brief(release).deck.html
