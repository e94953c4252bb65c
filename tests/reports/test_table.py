"""Files carry their own notes, and nothing in them runs."""

import io

import polars as pl
import pytest

from wellbeing.reports.names import Names
from wellbeing.reports.table import as_csv, as_workbook, rows
from wellbeing.state.answer import answer
from wellbeing.state.choice import Choice


@pytest.fixture(scope="module")
def shown(figures):
    return answer(figures, Choice(area="04", cut="channel:hui"))


@pytest.fixture(scope="module")
def names(release):
    return Names(release.engagement, release.table("areas"))


def test_every_row_says_that_it_is_synthetic(shown, figures, names):
    assert rows(shown, figures, names)["provenance"].unique().to_list() == [
        "synthetic below published totals"
    ]


def test_the_csv_begins_with_its_notes(shown, figures, names, release):
    text = as_csv(shown, figures, names).decode("utf-8-sig")
    head = text.split("area,area_kind")[0]
    for said in (
        "Synthetic demonstration data",
        "Bay of Plenty · Hui",
        release.id,
        "a deliberate error of about ±2 (95\N{NO-BREAK SPACE}%)",
        "tables add up",
        "CC BY 4.0",
    ):
        assert said in head


def test_the_csv_can_be_read_back_with_the_figures_of_the_page(shown, figures, names):
    found = pl.read_csv(io.BytesIO(as_csv(shown, figures, names)), comment_prefix="#", infer_schema=False)
    assert found.height == shown.covered.cells.height
    assert found["heard"].to_list() == rows(shown, figures, names)["heard"].to_list()


def test_the_workbook_has_figures_and_notes(shown, figures, names):
    made = io.BytesIO(as_workbook(shown, figures, names))
    sheets = pl.read_excel(made, sheet_id=0, infer_schema_length=0, has_header=False)
    assert list(sheets) == ["Figures", "Notes"]
    assert "Provenance" in sheets["Notes"].to_series(0).to_list()


def test_no_count_under_the_threshold_is_in_a_file_but_what_is_public(shown, figures, names):
    told = rows(shown, figures, names).with_columns(
        heard=pl.col("heard").str.replace(",", "").cast(pl.Int64, strict=False)
    )
    assert told.filter(pl.col("low") < pl.col("high"))["heard"].drop_nulls().min() >= 6


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_name_that_begins_like_a_formula_is_made_harmless(shown, figures, release, name):
    areas = release.table("areas").with_columns(name_en=pl.lit(name))
    text = as_csv(shown, figures, Names(release.engagement, areas)).decode()
    assert f"'{name}" in text
    assert f",{name}" not in text
