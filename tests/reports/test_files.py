"""Files are read by default readers, add up, carry whose figures they hold, and nothing in them runs."""

import dataclasses
import io
import re
import zipfile

import pandas as pd  # noqa: TID251 - a reader of files as others have it
import polars as pl
import pytest

from wellbeing.reports.files.notes import constants
from wellbeing.reports.files.rows import ROW_KINDS, file_rows
from wellbeing.reports.files.table import as_csv
from wellbeing.reports.files.workbook import as_workbook
from wellbeing.reports.shows.gap_list import AXIS
from wellbeing.reports.shows.registry import available_shows, show_of
from wellbeing.reports.words.cells import STATE_WORDS
from wellbeing.reports.words.heard_rows import TIMES_EXPECTED
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures

LINK = "http://here/explore?region=04"
#: Columns of numbers, and of truth.
NUMBERS = {"heard", "low", "high", "expected", "figure", "lower", "upper", "number"} | {
    "more_needed_low",
    "more_needed_high",
    *TIMES_EXPECTED,
}


@pytest.fixture(scope="module")
def answer(figures):
    return Answer(figures, Choice(area="04", cut="channel:hui"))


def test_default_readers_read_numbers_as_numbers(figures):
    for show in available_shows(figures):
        made = as_csv(Answer(figures, Choice(show=show.id)), LINK)
        for read in (pl.from_pandas(pd.read_csv(io.BytesIO(made))), pl.read_csv(made)):
            assert read.columns[:2] == ["row_kind", "chosen"]
            numbers = [read[name].dtype for name in NUMBERS & {*read.columns}]
            assert len(numbers) >= 4
            assert all(dtype.is_numeric() for dtype in numbers)
            assert read["chosen"].dtype == pl.Boolean
            assert read["status"].null_count() == 0


def test_rows_of_a_kind_add_up_to_everyone_and_none_counts_twice(figures):
    rows = pl.read_csv(as_csv(Answer(figures, Choice())))
    assert rows["row_kind"].unique(maintain_order=True).to_list() == [*ROW_KINDS[:-1]]
    everyone = rows.filter(row_kind="everyone").row(0, named=True)
    for kind in ROW_KINDS[:-1]:
        own = rows.filter(row_kind=kind)
        assert own["low"].sum() - 3 <= everyone["heard"], kind
        assert own["heard"].null_count() == (own["status"] != "shown").sum()
        none = [f"no {one} stated" for one in ("region", "type") if one in kind and "stated" not in kind]
        parts = rows.filter(pl.col("row_kind").is_in([kind, *none]))
        if none:  # who states neither is in both of those that state none
            assert everyone["heard"] <= parts["high"].sum() + 3, kind


@pytest.mark.parametrize("choice", [{}, {"cut": "channel:hui"}, {"benchmark": "plan"}, {"area": "02,01"}])
def test_a_file_marks_the_list_that_the_page_counts(figures, choice):
    answer = Answer(figures, Choice(**choice))
    listed = file_rows(answer).filter("on_the_list").select("area", "stakeholder", "state").rows()
    gaps = answer.coverage.gaps.with_columns(pl.col("state").cast(pl.String).replace(STATE_WORDS))
    assert sorted(listed) == sorted(gaps.select("area", "stakeholder", "state").rows())


def test_a_figure_that_is_not_shown_is_empty_and_says_why(answer):
    rows = pl.read_csv(as_csv(answer))
    assert set(rows["status"]) == {"shown", "fewer than 6"}
    assert rows.filter(pl.col("heard").is_null())["status"].unique().to_list() == ["fewer than 6"]
    hidden = rows.filter(pl.col("low") < pl.col("high"))["heard"].drop_nulls()
    assert hidden.min() >= 6


def test_a_file_has_the_range_of_the_number_and_that_which_the_page_draws(figures):
    answer = Answer(figures, Choice())
    rows = file_rows(answer).filter(pl.col("heard") > 0, pl.col("expected") > 0)
    drawn = {row.name: row.bar for row in show_of(answer).listing(answer).rows[0][1]}
    found = 0
    for row in rows.iter_rows(named=True):
        times = [row[name] for name in TIMES_EXPECTED]
        assert times[1] * row["expected"] <= row["low"] + 0.5
        assert row["high"] - 0.5 <= times[2] * row["expected"]
        bar = drawn.get(answer.names.cell(row["area"], row["stakeholder"]))
        if bar and bar.at is not None and bar.at < 100:
            assert bar.at == pytest.approx(100 * times[0] / AXIS, abs=0.1)
            assert bar.lower == pytest.approx(100 * times[1] / AXIS, abs=0.1)
            found += 1
    assert found
    assert all(name in constants(answer)["ranges"] for name in ("low", "high", *[*TIMES_EXPECTED][1:]))


@pytest.mark.parametrize("compare", ["", ":government"])
def test_what_is_chosen_is_marked(figures, compare):
    rows = file_rows(Answer(figures, Choice(area="04", stakeholder="service_user", compare=compare)))
    chosen = rows.filter("chosen").select("area", "stakeholder").rows()
    assert set(chosen) == {("04", "service_user"), *([("", "government")] if compare else [])}


def test_every_row_says_whose_it_is(answer, release):
    rows, told = pl.read_csv(as_csv(answer, LINK)), constants(answer, LINK)
    assert {name: rows[name].unique().to_list() for name in told} == {
        name: [text] for name, text in told.items()
    }
    assert told["shown"].startswith("Bay of Plenty · Hui")
    assert told["provenance"] == "Synthetic demonstration data: synthetic below published totals"
    assert (told["release"], told["link"]) == (release.id, LINK)
    assert "CC BY 4.0" in told["licence"]


def test_a_workbook_is_typed_has_margins_and_says_what_it_holds(answer):
    made = io.BytesIO(as_workbook(answer, LINK))
    sheets = pl.read_excel(made, sheet_id=0, read_options={"header_row": 3})
    assert list(sheets) == ["Figures", "Crossed", "Where next", "Communities", "Notes"]
    figures, crossed = sheets["Figures"], sheets["Crossed"]
    filled = [name for name in NUMBERS & {*figures.columns} if figures[name].null_count() < figures.height]
    assert len(filled) > 3
    assert all(figures[name].dtype.is_numeric() for name in filled)
    assert figures.filter(row_kind="everyone")["heard"].item() == 1047
    assert crossed.columns[1] == "All types"
    assert crossed[0, 1] in {1047, "1047"}
    for sheet in ("Figures", "Crossed"):
        titles = pl.read_excel(made, sheet_name=sheet, has_header=False, infer_schema_length=0)
        assert titles[0, 0].startswith("Bay of Plenty · Hui")
        assert "Synthetic demonstration data" in titles[1, 0]
    notes = dict(sheets["Notes"].rows())
    assert notes["Link"] == LINK
    assert "Stats NZ" in notes["Source"]


def test_columns_of_a_workbook_are_as_wide_as_their_cells_and_not_as_the_title_above(answer):
    with zipfile.ZipFile(io.BytesIO(as_workbook(answer, LINK))) as parts:
        sheets = [parts.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 3, 4)]
    for sheet in sheets:
        widths = [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', sheet)]
        assert 4 < min(widths) <= max(widths) < 60


@pytest.mark.slow
@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_name_that_begins_like_a_formula_is_made_harmless(release, name):
    areas = release.table("areas").with_columns(name_en=pl.lit(name))
    renamed = dataclasses.replace(release, _frames=release._frames | {"areas": areas})
    text = as_csv(Answer(Figures(renamed), Choice())).decode()
    assert f"'{name}" in text
    assert f",{name}" not in text
