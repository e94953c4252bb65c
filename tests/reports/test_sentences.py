"""What a reader is told, on the demonstration's release: true of its figures, and in plain words."""

import dataclasses
import re

import polars as pl
import pytest

from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.reports.evidence import Evidence
from wellbeing.reports.gatherings import Gatherings
from wellbeing.reports.limits import unknowns
from wellbeing.reports.names import Names, period_words
from wellbeing.reports.point import point
from wellbeing.reports.progress import Progress
from wellbeing.reports.protection import error, protection
from wellbeing.reports.representative import representative
from wellbeing.reports.table import rows
from wellbeing.state.answer import answer
from wellbeing.state.choice import Choice
from wellbeing.state.explorer import known

#: Words of the trade that no page may say.
JARGON = re.compile(r"\b(tier|lattice|deff|posterior|null|None(?! of its)|nan|people heard|public opinion)\b")


@pytest.fixture(scope="module")
def names(release):
    return Names(release.engagement, release.table("areas"))


def test_the_point_begins_with_what_is_public(figures, names):
    first, _, last = point(answer(figures, Choice()), figures, names)
    assert first.startswith("1,047 attendances at 83 hui in 27 places, and 801 survey responses")
    assert "not of everyone" in last


def test_the_point_counts_the_gaps_that_the_matrix_shows(figures, names):
    shown = answer(figures, Choice())
    states = figures.grouped(shown.covered.cells)["state"].cast(pl.String)
    gaps, thin = (int((states == state).sum()) for state in ("gap", "thin"))
    second = point(shown, figures, names)[1]
    assert second.startswith(f"{gaps} of the groups of regions and types are gaps and {thin} look")


def test_every_choice_has_a_point_in_plain_words(figures, names):
    fields = known(figures)
    choices = [Choice(area=area) for area in fields["area"]]
    choices += [
        Choice(stakeholder=type_, show=show) for type_ in fields["stakeholder"] for show in fields["show"]
    ]
    choices += [
        Choice(area=area, stakeholder="dhb", show=show) for area in fields["area"] for show in fields["show"]
    ]
    for choice in choices:
        said = " ".join(point(answer(figures, choice), figures, names))
        assert not JARGON.search(said.replace("not public opinion", "")), said


def test_a_region_too_small_alone_is_answered_one_level_up(figures, names):
    cells = answer(figures, Choice()).covered.cells
    small = cells.filter(pl.col("small"), pl.col("area") == "12").row(0, named=True)
    first = point(answer(figures, Choice(area="12", stakeholder=small["stakeholder"])), figures, names)[0]
    assert "West Coast" in first
    assert "cannot be judged" in first or "too few expected to judge, alone or grouped" in first


def test_evidence_names_benchmark_basis_and_release(figures, names, release):
    facts = dict(Evidence(answer(figures, Choice(area="04")), figures, names).facts())
    assert facts["Benchmark"] == "Population: published figures"
    assert facts["Release"] == release.id


def test_the_whole_is_not_compared_with_itself(figures, names):
    assert "Expected" not in dict(Evidence(answer(figures, Choice()), figures, names).facts())


def test_why_a_count_is_not_told_is_said(figures, names):
    cells = answer(figures, Choice()).covered.cells
    few = cells.filter(pl.col("status").cast(pl.String) == "few").row(0, named=True)
    choice = Choice(area=few["area"], stakeholder=few["stakeholder"])
    facts = dict(Evidence(answer(figures, choice), figures, names).facts())
    assert facts["Heard"] == f"fewer than 6 heard (0–{few['high']})"
    assert "figures below 6 are not told, so that nobody can be recognised" in facts["In brackets"]


def test_a_count_has_the_range_of_the_true_number_beside_it(figures, names):
    row = answer(figures, Choice()).covered.areas.filter(area="02").row(0, named=True)
    facts = dict(Evidence(answer(figures, Choice(area="02")), figures, names).facts())
    assert facts["Heard"] == f"{row['count']} heard ({row['low']}–{row['high']})"
    assert "the true number" in facts["In brackets"]
    whole = dict(Evidence(answer(figures, Choice()), figures, names).facts())
    assert (whole["Heard"], "In brackets" in whole) == ("1,848 heard", False)


def test_evidence_has_every_slice_of_the_release(figures, names):
    told = dict(Evidence(answer(figures, Choice(area="02")), figures, names).slices())
    assert list(told) == ["Channel", "Topic", "Period"]
    assert [name for name, _ in told["Channel"]] == ["Hui", "Online survey", "Paper survey"]


def test_who_states_no_region_and_no_type_is_told_and_is_nowhere_else(figures, names):
    said = " ".join(unknowns(answer(figures, Choice()), figures, names))
    area, type_ = (figures.unstated[column]["count"] for column in ("area", "stakeholder"))
    assert f"{area} contributions state no region and {type_} contributions state no type" in said
    for show in ("coverage", "position", "tone", "theme"):
        told = rows(answer(figures, Choice(show=show)), figures, names)
        assert NOT_STATED not in told["area"].to_list() + told["stakeholder"].to_list()


def test_the_error_of_counts_is_worked_out_from_the_release(release):
    shown = release.table("region_stakeholder").filter(pl.col("status").cast(pl.String) == "shown")
    assert error(release) == round(1.96 * shown["sd"].median()) == 2
    assert "about ±2 (95\N{NO-BREAK SPACE}%)" in protection(release)
    assert protection(exact(release)) == "Counts are exact."


def exact(release):
    """The release as if it had no error."""
    frames = {
        name: table.with_columns(sd=0.0) for name, table in release._frames.items() if "sd" in table.columns
    }
    return dataclasses.replace(release, _frames=release._frames | frames)


def test_hui_are_listed_with_a_band_not_a_number(figures, names):
    hui = Gatherings(Choice(area="02"), figures, names).hui()
    assert hui[0]["place"] == "Manukau"
    assert all("(synthetic)" in row["place"] for row in hui[1:])
    assert {row["came"] for row in hui} <= {"0–9", "10–19", "20–39", "40 or more", ""}


def test_a_roster_is_listed_by_name_and_nobody_is_on_both_lists(figures, names):
    told = Gatherings(Choice(stakeholder="providers"), figures, names).organisations()
    assert told["heard"]
    assert told["invited and not heard"]
    assert not set(told["heard"]) & set(told["invited and not heard"])


def test_communities_stand_apart(figures, names):
    told = dict(Evidence(answer(figures, Choice(area="01")), figures, names).communities())
    assert list(told) == ["Māori", "Pacific peoples", "Disabled people"]


def test_what_is_not_known_names_the_empty_slot_and_the_assumed_types(figures, names):
    said = " ".join(unknowns(answer(figures, Choice()), figures, names))
    assert "No figures yet for the benchmark “Need”" in said
    assert "8 of 8 types have only an assumed benchmark" in said
    assert "Chatham Islands" in said


def test_how_representative_stands_beside_a_fair_draw(figures):
    regions, groups, dependence = representative(answer(figures, Choice()), figures)
    assert "A fair draw of the same size" in regions
    assert "A fair draw of the same size" in groups
    assert "“Plan”" in dependence
    assert "“Equal roles”" in dependence


def test_the_last_week_has_heard_all(figures):
    heard = Progress(figures).lines("")["heard"][-1]
    planned = Progress(figures).lines("")["planned (assumed)"][-1]
    assert planned == 2000
    assert heard == pytest.approx(1848)


def test_the_last_week_of_every_area_is_its_title(figures):
    for area, count in (
        figures.counted("region").filter(area_kind="group").select("area", "count").iter_rows()
    ):
        assert Progress(figures).lines(area)["heard"][-1] == pytest.approx(count)


def test_a_region_s_weeks_are_those_of_its_group(figures):
    progress = Progress(figures)
    assert progress.lines("12") == progress.lines("top_of_the_south")


def test_periods_are_read_as_months():
    assert period_words("2018-05/2018-06") == "May–June 2018"
    assert period_words("2018-07") == "July 2018"
    assert period_words("anything") == "anything"
