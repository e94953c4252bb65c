"""What an outsider infers from a release is what it says can be known; a weak one is found out."""

import polars as pl
import pytest

from wellbeing.release.assurance import assurance, is_weak
from wellbeing.release.building import Content
from wellbeing.release.opening import read_release
from wellbeing.release.outsider import attacked
from wellbeing.release.writing import Approval, write_release


@pytest.fixture
def found(release):
    return attacked(release)


def with_table(tmp_path, islands, made, **tables):
    """A release of the same, with some tables as a careless hand would have left them."""
    careless = Content({**made.tables, **tables}, made.boundaries, made.last, made.audit)
    return read_release(write_release(tmp_path, careless, islands, Approval("A. Tester", "adviser"), ""))


def test_a_release_withstands_the_attack(release, found):
    assert not is_weak(found)
    page = assurance(release, found)
    assert "NOT SAFE" not in page
    told = [release.table(name) for name in release.tables if name.endswith("_by_tone")]
    cells = sum(table.filter(validation="ok", tone="negative").height for table in told)
    assert cells > 3
    assert f"The tone of {cells} cells, to one decimal, each of 20 comments or more" in page


def test_its_bounds_are_what_an_outsider_finds(found):
    assert found.otherwise == 0


def test_a_table_that_contradicts_the_others_is_not_safe(tmp_path, islands, published):
    made = published["adviser"]
    doubled = made.tables["region"].with_columns(pl.col("count") * 3)
    release = with_table(tmp_path, islands, made, region=doubled)
    found = attacked(release)
    assert is_weak(found)
    assert "contradict each other" in assurance(release, found)


def test_a_cell_shown_again_beside_what_it_protected_is_found(tmp_path, islands, published, cells):
    """Undoes complementary hiding: each cell that was withheld for others gets its count back."""
    made = published["adviser"]
    shown = {name: unhidden(made.tables[name], cells[name]) for name in made.tables if name in cells}
    release = with_table(tmp_path, islands, made, **shown)
    found = attacked(release)
    assert found.weak.sum() > 3
    assert "Withdraw this release" in assurance(release, found)


def test_a_tone_of_a_few_is_found(tmp_path, islands, published):
    made = published["adviser"]
    careless = made.tables["region_by_tone"].with_columns(
        estimate=pl.lit(-0.4), lower=pl.lit(-0.8), upper=pl.lit(0.1), validation=pl.lit("ok")
    )
    release = with_table(tmp_path, islands, made, region_by_tone=careless)
    found = attacked(release)
    assert not found.weak.any()
    assert is_weak(found)
    assert ("S2", "", "", "why") in found.unfounded
    assert "is that of fewer than 20 comments" in assurance(release, found)


def unhidden(published, exact):
    keys = [name for name in published.columns if name in exact.columns]
    count = exact.select(*keys, count="n") if keys else None
    if count is None:
        return published
    told = published.drop("count").join(count, on=keys, maintain_order="left")
    hidden = pl.col("status") == "withheld"
    shown = pl.lit("shown", published.schema["status"])
    return told.with_columns(
        status=pl.when(hidden).then(shown).otherwise("status"),
        count=pl.when(pl.col("status") != "few").then("count"),
    ).select(published.columns)


def test_the_page_names_the_worst_cell_and_what_presses_on_it(release, found):
    page = assurance(release, found)
    assert "the one best known is" in page
    assert "The closest that its neighbours come to it" in page
    assert "at least 20 together do" in page
    assert len(page.splitlines()) < 60
