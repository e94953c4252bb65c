"""Why a measure failed is told once, on one line, in the language of the engagement; elsewhere that it did."""

import polars as pl
import pytest

import wellbeing as wb
from wellbeing.language import speaking
from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.own.apart import load_apart
from wellbeing.reports.own.loading import load_measures
from wellbeing.reports.own.measure import forget_measure, own_shows
from wellbeing.reports.shows.own.working_out import worked_out
from wellbeing.state.answer import answer_to
from wellbeing.state.choice import Choice

#: Words of our own English that no error in another language has.
ENGLISH = {
    *("its", "rows", "row", "have", "has", "columns", "column", "cells", "gave", "line", "that", "takes"),
    *("longer", "measure", "known", "needs", "title", "letters", "the", "in", "interval", "make"),
}
AREA = {"area": ["01", "02"]}
#: What is no measure → what its function gives.
WRONG = {
    "no frame": lambda _: 1,
    "a lazy frame": lambda region: region.lazy(),
    "a frame of pandas": lambda region: region.to_pandas(),
    "no value": lambda region: region,
    "a strange area": lambda _: pl.DataFrame({"area": ["nowhere"], "value": [1.0]}),
    "strange types": lambda _: pl.DataFrame({"stakeholder": ["a", "b"], "value": [1.0, 2]}),
    "a cell twice": lambda _: pl.DataFrame({"area": ["02"] * 2, "value": [1.0, 2]}),
    "nobody's row": lambda _: pl.DataFrame({"area": [None, "01"], "value": [1.0, 2]}),
    "more columns": lambda region: region.select("area", value="count", other="low"),
    "turned": lambda _: pl.DataFrame(AREA | {"value": [1.0, 1], "lower": [2.0, 2], "upper": [0.0, 0]}),
    "no number": lambda _: pl.DataFrame(AREA | {"value": [float("nan"), float("inf")]}),
    "words": lambda _: pl.DataFrame(AREA | {"value": [1.0, 2], "lower": ["few", "no"], "upper": ["a", "b"]}),
}


def marked(function):
    wb.measure(title="A measure", unit="times", needs="region", name="tried")(function)
    return own_shows()[-1]


@pytest.fixture(autouse=True)
def forgotten():
    """No measure outlives its test."""
    yield
    for show in own_shows():
        forget_measure(show.id)


def words_of(text):
    """The words of a text but for what is written as code, or quoted."""
    parts = text.replace("`", "'").split("'")
    return {word.strip(".,:;()").lower() for part in parts[::2] for word in part.split()}


@pytest.mark.parametrize("wrong", WRONG)
def test_in_spanish_nothing_of_ours_is_english(wrong, figures):
    show = marked(WRONG[wrong])
    worked = worked_out(show.measure, figures)
    with speaking("es-CL"):
        assert words_of(worked.error) & ENGLISH == set()
    assert words_of(worked.error) & ENGLISH


FILES = {
    "z.py": "1 / 0\n",
    "long.py": "while True: pass\n",
    "needs.py": "import wellbeing as wb\n@wb.measure(title='T', unit='u', needs='regon')\ndef t(r): return r\n",
    "title.py": f"import wellbeing as wb\n@wb.measure(title='{'T' * 61}', unit='u', needs='region')\ndef t(r): r\n",
    "takes.py": "import wellbeing as wb\n@wb.measure(title='T', unit='u', needs='region')\ndef t(): return 1\n",
}


def test_a_file_that_fails_apart_is_told_in_the_language_of_who_reads(tmp_path, release, figures):
    for name, code in FILES.items():
        (tmp_path / name).write_text(code)
    load_apart(tmp_path, release, 2)
    failed = {show.measure.title: worked_out(show.measure, figures) for show in own_shows()}
    assert {*failed} == {f"Measure of {name}" for name in FILES}
    with speaking("es-CL"):
        assert failed["Measure of z.py"].error == "ZeroDivisionError: division by zero (línea 1)"
        assert failed["Measure of long.py"].error == "Tarda más de 2 segundos y se interrumpió."
        for file in ("needs", "title"):
            assert words_of(failed[f"Measure of {file}.py"].error) & ENGLISH == set()


def test_a_file_that_fails_is_titled_in_the_language_that_is_spoken(tmp_path):
    (tmp_path / "z.py").write_text("1 / 0\n")
    with speaking("es-CL"):
        assert load_measures(tmp_path) == ["Medida de z.py"]


def framed(region):
    """It shows a frame."""
    raise ValueError(f"no good at {region.head(9)}" + "x" * 400)


def test_an_error_of_many_lines_is_told_by_its_first_once_and_elsewhere_is_short(figures):
    show = marked(framed)
    answer = answer_to(figures, Choice(show="tried"))
    error = worked_out(show.measure, figures).error
    assert error.startswith("ValueError: no good at shape: ")
    assert "│" not in error
    assert len(error) < 260
    assert [error in one for one in show.sentences(answer)] == [True]
    (scene,) = [one for one in briefing(figures).scenes if one.id == "measure-tried"]
    assert f"{scene.statements}".count("ValueError") == 1
    listing = show.listing(answer)
    elsewhere = [
        show.remark(answer),
        listing.title,
        listing.empty,
        listing.note,
        scene.title,
        show.caption(answer),
    ]
    elsewhere += [one.words for one in show.legend(answer)]
    elsewhere += [one.words for one in show.cell_pictures(answer).values()]
    assert [one for one in elsewhere if "ValueError" in one or "most first" in one] == []
    assert {one.words for one in show.cell_pictures(answer).values()} == {"could not be worked out"}


def test_cells_that_have_several_rows_are_named(figures):
    area, name = figures.regions[0], figures.names.cell(figures.regions[0], "")
    show = marked(lambda _: pl.DataFrame({"area": [area, area, "", ""], "value": [1.0, 2, 3, 4]}))
    error = worked_out(show.measure, figures).error
    assert error == f"2 cells have several rows: '{name}', 'Everyone heard'. Give one of each."
