"""What is measured of those who gave an opinion: on the full grid, each with its own noise."""

import numpy as np
import polars as pl
import pytest

from wellbeing.release.build.opinions import parents
from wellbeing.release.count.grain import grain
from wellbeing.release.count.sources import PARENT, parent_keys, sources
from wellbeing.release.estimate.sums import sums
from wellbeing.release.protect.design import design
from wellbeing.release.protect.facts import total
from wellbeing.release.protect.refresh import MEASUREMENT_COLUMNS, Occasion, Refresh


@pytest.fixture(scope="module")
def planned(grid, along, held, adviser):
    return design(grid, [total(grid.cells, along, 600)], adviser, held)


@pytest.fixture(scope="module")
def asked(planned, islands_true, along):
    return parents(planned, sources(grain(islands_true, along), along), sums(islands_true, along))


@pytest.fixture(scope="module")
def found(asked, planned, truth):
    occasion = Occasion(b"k" * 32, "first", pl.DataFrame(schema=MEASUREMENT_COLUMNS), Refresh())
    return asked.measure(occasion, planned, truth)


def test_every_parent_cell_has_its_sources_whether_anybody_answered_or_not(asked, grid):
    keys = parent_keys(grid.axes.lattice)
    told = grid.cells.filter(pl.col("question") != "").select(keys).unique()
    assert asked.sources.select(keys).equals(told.sort(keys))
    assert asked.sources.select("sources", "largest").null_count().row(0) == (0, 0)
    assert asked.sources.filter(sources=0).height > 0


def test_sums_are_of_open_questions_and_of_nobody_nothing(asked):
    assert set(asked.sums["question"]) == {"why"}
    assert asked.sums.filter(codes=0.0, area="not stated", stakeholder="not stated")["tone"].to_list() == [0]
    assert asked.sums["level"].null_count() == 0
    assert asked.themes.height == asked.sums.height * asked.themes["theme"].n_unique()
    assert asked.themes["raised"].null_count() == 0


@pytest.mark.parametrize(
    ("what", "noise"),
    [
        *(("sources sources", 1.0), ("sources largest", 2.0), ("sums codes", 2.0)),
        *(("sums tone", 2.0), ("sums neutral", 2.0), ("themes raised", 2.0)),
    ],
)
def test_each_is_measured_with_the_noise_of_its_class(found, what, noise):
    rows = found.kept.filter(pl.col("label").str.starts_with(f"{what}|"))
    strays = (rows["measured"] - rows["n"]).to_numpy()
    assert rows.height > 20
    assert set(rows["sigma"]) == {noise}
    assert strays.std() == pytest.approx(noise, abs=4 * noise / np.sqrt(2 * rows.height))


def test_labels_tell_all_of_them_apart(found, grid):
    assert found.kept["label"].is_unique().all()
    assert not set(found.kept["label"]) & set(grid.labels)


def test_whole_numbers_stay_whole_and_sums_do_not(found):
    is_sum = pl.col("label").str.contains(r"^(sums tone|sums neutral|themes raised)\|")
    strays = pl.col("measured") - pl.col("n")
    assert found.kept.filter(~is_sum).select((strays % 1 == 0).all()).item()
    assert found.kept.filter(is_sum).select((strays % 1 != 0).all()).item()


def test_only_answers_are_marked_as_of_too_few_sources(found, grid):
    marked = grid.cells.filter(pl.Series(found.one_source))
    assert marked.height > 0
    assert (marked["question"] != "").all()
    assert "no_answer" not in {*marked["position"], *marked["tone"]}


def test_where_many_answered_nothing_is_marked(found, grid):
    everybody = (pl.col("area") == "") & (pl.col("stakeholder") == "") & (pl.col("community") == "")
    assert grid.cells.filter(pl.Series(found.one_source), everybody).is_empty()


def test_what_is_marked_are_cells_of_few_sources_as_measured(found, asked, grid):
    marked = grid.cells.filter(pl.Series(found.one_source)).select(PARENT).unique()
    known = asked.sources.join(marked, on=PARENT)
    assert known["sources"].max() <= 5 + 3  # five as measured, three deviations
    tones, mentions = found.estimates["tones"], found.estimates["mentions"]
    assert tones.select(*PARENT, "tone").is_unique().all()
    assert mentions.select(*PARENT, "theme").is_unique().all()
    assert "ok" not in set(tones.join(marked, on=PARENT)["validation"])
    assert "ok" not in set(mentions.join(marked, on=PARENT)["validation"])
