"""A cell has one state and one count wherever it is told: sentence, list, map, legend, matrix, table, file, command."""

import re
from collections import Counter
from itertools import product

import polars as pl
import pytest

from wellbeing.charts.palette import GLYPHS
from wellbeing.cli.jobs.status import headlines
from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.reports.evidence.figure import FigureEvidence
from wellbeing.reports.files.rows import file_rows
from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.words.cells import STATE_WORDS, count_text, heard_words
from wellbeing.reports.words.judging import firmness_sentence
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice

pytestmark = pytest.mark.slow

UNDER = ("gap", "thin")


def answers(figures, **choice):
    answer = Answer(figures, Choice(**choice))
    return answer, show_of(answer)


def states_of(figures, answer):
    """(area, stakeholder) → the row of coverage, the one place where a state is worked out."""
    rows = figures.coverage(answer.choice.cut, answer.benchmark.id)
    return {(row["area"], row["stakeholder"]): row for row in rows.iter_rows(named=True)}


@pytest.fixture(scope="module", params=["", pytest.param("need", marks=pytest.mark.prove), "targets"])
def benchmark(request):
    return request.param


@pytest.fixture(scope="module")
def cuts(figures):
    return ["", *(cut for cut, _ in figures.slices)]


def test_matrix_file_map_and_legend_have_the_state_and_count_of_the_cell(figures, benchmark, cuts):
    for cut in cuts:
        answer, show = answers(figures, cut=cut, benchmark=benchmark)
        rows, few = states_of(figures, answer), answer.threshold
        pictures = show.cell_pictures(answer)
        assert pictures.keys() == rows.keys()
        groups = (figures.region_groups, figures.type_groups)
        for cell, picture in pictures.items():
            state = rows[cell]["state"]
            assert (picture.key, picture.glyph) == (state, GLYPHS[state])
            assert picture.text == count_text(rows[cell], few)
            assert STATE_WORDS[state] in picture.words.lower()
            names = product(*(group.same(one) or [one] for group, one in zip(groups, cell, strict=True)))
            is_listed = any(rows[name]["family"] for name in {cell, *names} if name in rows)
            assert ("apart from the list of gaps" in picture.words) == (state in UNDER and not is_listed)
        named = pl.all_horizontal(pl.col("area", "stakeholder") != NOT_STATED)
        assert file_rows(answer).filter(~named).height == (0 if cut else len(figures.not_stated))
        for row in file_rows(answer).filter(named).iter_rows(named=True):
            cell = rows[row["area"], row["stakeholder"]]
            assert (row["state"], row["heard"]) == (STATE_WORDS[cell["state"]], cell["count"])
        for type_ in ["", *figures.types, *figures.type_groups.ids]:
            chosen, _ = answers(figures, cut=cut, benchmark=benchmark, stakeholder=type_)
            drawn = show.map_pictures(chosen)
            judged = {area: figures.region_groups.group_of(area) if type_ else area for area in drawn}
            states = {area: rows[judged[area], type_]["state"] for area in drawn}
            assert {area: one.key for area, one in drawn.items()} == states
            legend = {entry.key: entry.number for entry in show.legend(chosen) if entry.number}
            counted = figures.region_groups.ids if type_ else figures.regions
            assert legend == Counter(rows[area, type_]["state"] for area in counted)
            _, table = show.map_table(chosen)
            for area, (_count, words) in table.items():
                assert STATE_WORDS[states[area]] in words.lower()
                owner = figures.names.cell(judged[area], type_)
                assert (owner in words) == (
                    judged[area] != area
                    and states[area] is not None
                    and bool(type_)
                    and len(figures.region_groups.members_of(judged[area])) > 1
                )


def test_the_list_and_the_point_count_the_same_family(figures, benchmark, cuts):
    for cut in cuts:
        answer, show = answers(figures, cut=cut, benchmark=benchmark)
        times = Counter(row["state"] for row in states_of(figures, answer).values() if row["family"])
        listed = Counter(answer.coverage.gaps["state"].cast(pl.String))
        assert {state: listed[state] for state in UNDER} == {state: times[state] for state in UNDER}
        lead, *rest = show.sentences(answer)
        account = next(one for one in rest if one.startswith("Of "))
        assert lead.startswith(("No gap stands out", "No gap can be seen")) == (times["gap"] == 0)
        said = [int(number) for number in re.findall(r"(\d+) ", account.removeprefix("Of "))]
        assert said[0] == sum(said[1:]) == times.total()
        counts = {"gap": times["gap"], "look": times["thin"], "not clear yet": times["unclear"],
                  "with too few": times["too_few"], "enough or more": times["enough"] + times["over"]}  # fmt: skip
        for words, number in counts.items():
            assert (f"{number} {words}" in account) == bool(number)
        listing = show.listing(answer)
        assert Counter(row.key for _, rows in listing.rows for row in rows) == listed
        assert listing.title.startswith(f"{times['gap'] or 'No'} gap")
        thin = f"{times['thin'] or 'none'} look" if times["gap"] or times["thin"] else "nothing looks thin"
        assert thin in listing.title


def test_the_sentence_of_every_cell_says_its_own_figure_or_whose_it_is(figures, benchmark):
    areas = ["", *figures.regions, *figures.region_groups.ids]
    types = ["", *figures.types, *figures.type_groups.ids]
    told = 0
    for area, type_ in product(areas, types):
        if not (area or type_):
            continue
        answer, show = answers(figures, area=area, stakeholder=type_, benchmark=benchmark)
        rows, few = states_of(figures, answer), answer.threshold
        found = answer.coverage.finest.row(0, named=True)
        owner = rows[found["answer_area"], found["answer_stakeholder"]]
        first = show.sentences(answer)[0]
        assert FigureEvidence(answer).sentence().startswith(first)
        name = figures.names.cell(area, type_)
        lender = figures.names.cell(found["answer_area"], found["answer_stakeholder"])
        said = first.removeprefix(f"{name}: ").removeprefix(f"{name} alone cannot be judged. {lender}: ")
        assert said != first
        assert said.startswith(heard_words(owner, few))
        assert said.endswith(f"{'a ' * (owner['state'] == 'gap')}{STATE_WORDS[owner['state']]}.")
        firm = FigureEvidence(answer).sentence().removeprefix(first)
        assert firmness_sentence(owner) in firm
        assert (found["level"] in {"cell", "none"}) == (
            (area, type_) == (owner["area"], owner["stakeholder"])
        )
        told += 1
    assert told == 27 * 14 - 1


def test_nothing_that_is_lacking_is_told_enough_by_a_larger_cell(figures, benchmark):
    rows = figures.finest("", figures.benchmark(benchmark).id)
    own = states_of(figures, Answer(figures, Choice(benchmark=benchmark)))
    for row in rows.filter(~pl.col("level").cast(pl.String).is_in(["cell", "none"])).iter_rows(named=True):
        if row["state"] in {"enough", "over"}:
            assert own[row["area"], row["stakeholder"]]["expected"] >= row["expected"] / 2


def test_the_command_counts_the_opened_matrix(figures):
    answer, _ = answers(figures)
    rows = file_rows(answer).filter(
        pl.col("area").is_in(figures.regions), pl.col("stakeholder").is_in(figures.types)
    )
    words = Counter(rows["state"])
    said = headlines(figures.release)["states"]
    assert {state: said[state] for state in STATE_WORDS} == {
        state: words[STATE_WORDS[state]] for state in STATE_WORDS
    }
    assert said["cannot_tell"] == said["unclear"] + said["too_few"]
