"""How a figure is made, as its evidence says: on the demonstration's release."""

import polars as pl

from wellbeing.reports.evidence.figure import FigureEvidence
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice


def evidence(figures, **choice):
    return FigureEvidence(Answer(figures, Choice(**choice)))


def test_it_names_benchmark_basis_and_release(figures, release):
    facts = dict(evidence(figures, area="04").facts())
    assert facts["Benchmark"] == "Population: published figures"
    assert facts["Release"] == release.id


def test_the_whole_is_not_compared_with_itself(figures):
    assert "Expected" not in dict(evidence(figures).facts())


def test_why_a_count_is_not_told_is_said(figures):
    cells = Answer(figures, Choice()).coverage.cells
    few = cells.filter(pl.col("status").cast(pl.String) == "few").row(0, named=True)
    facts = dict(evidence(figures, area=few["area"], stakeholder=few["stakeholder"]).facts())
    assert facts["Heard"] == f"fewer than 6 heard (0–{few['high']})"
    assert "figures below 6 are not told, so that nobody can be recognised" in facts["In brackets"]


def test_a_region_that_is_few_has_its_group_beside_it(figures):
    cells = Answer(figures, Choice()).coverage.cells
    few = cells.filter(pl.col("status").cast(pl.String) == "few", area_kind="region").row(0, named=True)
    group = figures.region_groups.group_of(few["area"])
    facts = dict(evidence(figures, area=few["area"], stakeholder=few["stakeholder"]).facts())
    assert facts["Its group"].startswith(figures.names.area(group))
    assert "Its group" not in dict(evidence(figures, area=group, stakeholder=few["stakeholder"]).facts())


def test_a_count_has_the_range_of_the_true_number_beside_it(figures):
    row = Answer(figures, Choice()).coverage.areas.filter(area="02").row(0, named=True)
    facts = dict(evidence(figures, area="02").facts())
    assert facts["Heard"] == f"{row['count']} heard ({row['low']}–{row['high']})"
    assert "the true number" in facts["In brackets"]
    whole = dict(evidence(figures).facts())
    assert (whole["Heard"], "In brackets" in whole) == ("1,848 heard", False)


def test_it_has_every_slice_of_the_release(figures):
    slices = dict(evidence(figures, area="02").slices())
    assert list(slices) == ["Channel", "Topic", "Period", "Campaigns"]
    assert [name for name, _ in slices["Channel"]] == ["Hui", "Online survey", "Paper survey"]


def test_communities_stand_apart(figures):
    communities = dict(evidence(figures, area="01").communities())
    assert list(communities) == ["Māori", "Pacific peoples", "Disabled people"]
