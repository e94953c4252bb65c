"""Files carry their own notes, and nothing in them runs."""

import dataclasses
import io

import polars as pl
import pytest

from wellbeing.reports.table import as_csv, as_workbook, file_rows
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures


@pytest.fixture(scope="module")
def answer(figures):
    return Answer(figures, Choice(area="04", cut="channel:hui"))


@pytest.mark.slow
def test_every_row_says_that_it_is_synthetic(answer):
    assert file_rows(answer)["provenance"].unique().to_list() == ["synthetic below published totals"]


def test_the_csv_begins_with_its_notes(answer, release):
    text = as_csv(answer).decode("utf-8-sig")
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


def test_the_csv_can_be_read_back_with_the_figures_of_the_page(answer):
    found = pl.read_csv(io.BytesIO(as_csv(answer)), comment_prefix="#", infer_schema=False)
    assert found.height == sum(frame.height for frame in answer.coverage.frames)
    assert found["stakeholder_kind"].unique().sort().to_list() == ["all", "group", "type"]
    assert found.filter(area_kind="all", stakeholder_kind="all")["heard"].item() == "1,047"
    assert found["heard"].to_list() == file_rows(answer)["heard"].to_list()


def test_the_workbook_has_figures_and_notes(answer):
    made = io.BytesIO(as_workbook(answer))
    sheets = pl.read_excel(made, sheet_id=0, infer_schema_length=0, has_header=False)
    assert list(sheets) == ["Figures", "Where next", "Communities", "Notes"]
    assert "Provenance" in sheets["Notes"].to_series(0).to_list()


def test_no_count_under_the_threshold_is_in_a_file_but_what_is_public(answer):
    told = file_rows(answer).with_columns(
        heard=pl.col("heard").str.replace(",", "").cast(pl.Int64, strict=False)
    )
    assert told.filter(pl.col("low") < pl.col("high"))["heard"].drop_nulls().min() >= 6


@pytest.mark.slow
@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_name_that_begins_like_a_formula_is_made_harmless(release, name):
    areas = release.table("areas").with_columns(name_en=pl.lit(name))
    renamed = dataclasses.replace(release, _frames=release._frames | {"areas": areas})
    text = as_csv(Answer(Figures(renamed), Choice())).decode()
    assert f"'{name}" in text
    assert f",{name}" not in text
