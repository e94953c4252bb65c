"""A map of any frame: drawn as it is, or in words why not."""

import io

import polars as pl
import pytest

import wellbeing as wb
from wellbeing.notebook.mapping import pictured
from wellbeing.notebook.opened import OpenedRelease, _opened
from wellbeing.reports.own.measure import forget_measure


@pytest.fixture(scope="module")
def asked(release) -> OpenedRelease:
    return _opened(release)


@pytest.fixture
def read_again(asked):
    """Coverage as it comes back from a file of commas: codes are numbers, states are words."""
    return pl.read_csv(io.StringIO(asked.coverage().write_csv()))


def test_codes_that_a_file_s_reader_took_for_numbers_have_their_zeros_again(asked, read_again):
    assert read_again["area"].dtype == pl.Int64
    drawn = pictured(asked._figures, read_again, "")
    assert drawn.looks == pictured(asked._figures, asked.coverage(), "").looks
    assert asked.to_geopandas(read_again).geometry.notna().all()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: rows.with_columns(pl.col("area") + 50), "of which '51', '52'"),
        (lambda rows: rows.with_columns(pl.col("area").cast(pl.Float64)), "'area' holds Float64"),
        (lambda rows: rows.with_columns(area=pl.date(2018, 5, 1)), "'area' holds Date"),
        (lambda rows: rows.clear(), "No row is of an area of the map: its areas are none"),
        (lambda rows: rows.with_columns(area=pl.lit("nowhere")), "its areas are 'nowhere'"),
        (lambda rows: rows.with_columns(area=pl.lit("")), "Ask for rows by region"),
        (lambda rows: rows.with_columns(state=pl.lit("odd")), "'state' holds 'odd'"),
        (lambda rows: rows.with_columns(state=pl.lit(3)), "'state' holds '3'"),
        (lambda rows: rows.select("area", standing=pl.lit("high")), "'standing' holds 'high'"),
    ],
)
def test_a_frame_that_no_map_can_tell_of_is_refused_in_words(asked, read_again, change, said):
    with pytest.raises(wb.DataError) as refused:
        asked.map(change(read_again))
    assert said in str(refused.value)


def test_rows_of_types_alone_have_no_place_on_a_map(asked):
    with pytest.raises(wb.DataError, match="Ask for rows by region"):
        asked.map(asked.coverage("stakeholder"))


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_or_has_no_end_is_counted_and_null_is_drawn(asked, odd):
    rows = asked.coverage().with_columns(value=pl.when(area="02").then(odd).otherwise(1.0))
    with pytest.raises(wb.DataError, match="1 row of 'value' is no number or has no end"):
        asked.map(rows, value="value")
    drawn = pictured(
        asked._figures, rows.with_columns(value=pl.when(pl.col("area") != "02").then(1.0)), "value"
    )
    assert drawn.looks["02"].words == "Auckland: not told"


def test_a_map_and_a_table_say_by_what_and_of_whom(asked):
    rows = asked.coverage(compared_with="need", where={"channel": "paper"})
    said = "Compared with: Need (need). Of those heard: Paper survey."
    assert said.rstrip(".") in pictured(asked._figures, rows, "").note
    assert said in rows.filter(pl.col("count").is_not_null()).head(3)._repr_html_()
    assert "(trust)." in asked.positions().filter(position="support")._repr_html_()
    assert "Compared with: Population (population)." in asked.what_if()._repr_html_()
    theme = asked.known().filter(kind="theme")["word"][0]
    assert f"({theme})." in asked.themes(theme).about


def test_a_measure_s_map_has_its_title_and_unit(asked):
    wb.measure(title="Heard", unit="contributions", needs="region", name="tried")(
        lambda region: region.select("area", value="count")
    )
    try:
        rows = asked.measured("tried")
        assert pictured(asked._figures, rows, "value").title.startswith("Heard (contributions) by region")
        assert "Heard (contributions)" in rows._repr_html_()
    finally:
        forget_measure("tried")


def test_a_step_that_cannot_be_drawn_says_why_above_what_it_is(asked):
    shown = asked.page()._in_cell(asked.coverage(), "nope")
    assert "nope&#39; is no column of this release" in shown[0]
    assert shown[1].equals(asked.coverage())
    assert "Only a frame with areas" in asked.page()._in_cell(asked, "state")[0]
    assert len(asked.page()._in_cell(asked.coverage(), "state")) == 1
