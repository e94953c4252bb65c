"""What a reader is told first, on the demonstration's release: true of its figures, and in plain words."""

import re

import polars as pl

from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.reports.shows.registry import available_shows, show_of
from wellbeing.reports.table import file_rows
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice

#: Words of the trade that no page may say.
JARGON = re.compile(r"\b(tier|lattice|deff|posterior|null|None(?! of its)|nan|people heard|public opinion)\b")


def sentences(figures, **choice):
    answer = Answer(figures, Choice(**choice))
    return show_of(answer).sentences(answer)


def test_the_point_begins_with_what_is_public(figures):
    first, _, last = sentences(figures)
    assert first.startswith("1,047 attendances at 83 hui in 27 places, and 801 survey responses")
    assert "not of everyone" in last


def test_the_point_counts_the_gaps_that_the_matrix_shows(figures):
    groups = figures.of_groups(Answer(figures, Choice()).coverage.cells)
    gaps, thin = (int((groups["state"].cast(pl.String) == state).sum()) for state in ("gap", "thin"))
    second = sentences(figures)[1]
    assert second.startswith(f"{gaps} of the groups of regions and types are gaps and {thin} look")


def test_every_choice_has_a_point_in_plain_words(figures):
    areas = figures.release.table("areas")["area"]
    types = [*figures.types, *figures.type_groups.ids]
    shows = [show.id for show in available_shows(figures)]
    choices = [{"area": area} for area in areas]
    choices += [{"stakeholder": type_, "show": show} for type_ in types for show in shows]
    choices += [{"area": area, "stakeholder": "dhb", "show": show} for area in areas for show in shows]
    for choice in choices:
        said = " ".join(sentences(figures, **choice))
        assert not JARGON.search(said.replace("not public opinion", "")), said


def test_a_region_too_small_alone_is_answered_one_level_up(figures):
    cells = Answer(figures, Choice()).coverage.cells
    small = cells.filter(pl.col("small"), pl.col("area") == "12").row(0, named=True)
    first = sentences(figures, area="12", stakeholder=small["stakeholder"])[0]
    assert "West Coast" in first
    assert "cannot be judged" in first or "too few expected to judge, alone or grouped" in first


def test_who_states_no_region_and_no_type_is_in_no_file(figures):
    for show in available_shows(figures):
        rows = file_rows(Answer(figures, Choice(show=show.id)))
        assert NOT_STATED not in rows["area"].to_list() + rows["stakeholder"].to_list()


def test_the_legend_counts_the_regions_in_each_state(figures):
    answer = Answer(figures, Choice())
    legend = show_of(answer).legend(answer)
    assert sum(entry.number for entry in legend) == len(figures.regions)
    assert [entry.words for entry in legend if entry.key == "no_benchmark"] == []
