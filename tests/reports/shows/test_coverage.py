"""What a reader is told first, on the demonstration's release: true of its figures, and in plain words."""

import re
from collections import Counter

import polars as pl

from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.reports.files.notes import file_notes
from wellbeing.reports.files.rows import file_rows
from wellbeing.reports.shows.coverage import CoverageShow
from wellbeing.reports.shows.registry import available_shows, show_of
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice

#: Words of the trade that no page may say.
JARGON = re.compile(r"\b(tier|lattice|deff|posterior|null|None(?! of its)|nan|people heard|public opinion)\b")


def sentences(figures, **choice):
    answer = Answer(figures, Choice(**choice))
    return show_of(answer).sentences(answer)


def test_the_point_says_what_is_public(figures):
    _, heard, *_, last = sentences(figures)
    assert heard.startswith("1,047 attendances at 83 hui in 27 places, and 801 survey responses")
    assert "not public opinion" in last


def test_the_point_counts_the_list_and_what_cannot_be_told(figures):
    family = Answer(figures, Choice()).coverage.family
    times = Counter(family["state"].cast(pl.String))
    (account,) = [one for one in sentences(figures) if one.startswith("Of ")]
    assert f"Of {family.height} regions, types and groups of them" in account
    assert f"{times['gap']} gaps" in account
    assert f"{times['unclear']} not clear yet" in account
    assert f"{times['too_few']} with too few expected to say" in account


def test_the_two_kinds_of_cannot_tell_are_never_one(figures):
    for choice in ({}, {"area": "12"}, {"stakeholder": "dhb"}):
        assert "cannot_tell" not in " ".join(sentences(figures, **choice))


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


def test_a_cell_too_small_alone_says_so_or_whose_answer_it_is(figures):
    cells = Answer(figures, Choice()).coverage.cells
    small = cells.filter(pl.col("state").cast(pl.String) == "too_few", pl.col("area_kind") == "region")
    for row in small.iter_rows(named=True):
        first = sentences(figures, area=row["area"], stakeholder=row["stakeholder"])[0]
        assert figures.names.area(row["area"]) in first
        assert "cannot be judged. " in first or "too few expected to say" in first


def test_who_states_no_region_and_no_type_is_a_line_of_who_was_heard_and_a_note_of_every_file(figures):
    for show in available_shows(figures):
        answer = Answer(figures, Choice(show=show.id))
        rows = file_rows(answer)
        lines = [*rows["area"], *rows["stakeholder"]].count(NOT_STATED)
        assert lines == (2 if show.id == "coverage" else 0)
        assert "state no region" in dict(file_notes(answer))["Not stated"]


def test_the_legend_counts_the_regions_in_each_state(figures):
    answer = Answer(figures, Choice())
    legend = show_of(answer).legend(answer)
    assert sum(entry.number for entry in legend) == len(figures.regions)
    assert [entry.words for entry in legend if entry.key == "no_benchmark"] == []


def test_nothing_to_compare_with_is_said_once_of_a_cell(figures):
    for choice in ({}, {"benchmark": "targets"}, {"cut": "channel:hui"}):
        pictures = CoverageShow().pictures(Answer(figures, Choice(**choice)))
        untold = [one.words for one in pictures.values() if one.key == "no_benchmark"]
        assert untold
        assert {words.lower().count("nothing to compare with") for words in untold} == {1}
