"""All together, in sentences: what each figure is of, and how it stands to the list of gaps."""

import re

import pytest

from wellbeing.reports.representative import representative
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice

#: What each of two similarities says: the figure (a range), what a fair draw would reach, whether that is further off.
SAID = re.compile(r"(\d+)\s%(?: to (\d+)\s%)? of contributions come .* less than (\d+)\s%")
FURTHER = "further off than chance"


def similarities(answer):
    return [one for one in representative(answer) if "of contributions come from where" in one]


def gaps_of(cells):
    gaps = [row for row in cells.iter_rows(named=True) if row["state"] == "gap"]
    return len(gaps), sum(row["share"] for row in gaps) / cells["share"].sum()


@pytest.mark.parametrize("benchmark", ["", "equal_roles", "need"])
def test_it_says_of_what_each_figure_is_and_how_many_of_these_are_gaps_all_the_same(figures, benchmark):
    answer = Answer(figures, Choice(benchmark=benchmark))
    groups = answer.coverage.cells.filter(family=True)
    regions = answer.coverage.areas.filter(area_kind="region")
    for text in similarities(answer):
        cells = groups if text.startswith("By groups of") else regions
        number, part = gaps_of(cells)
        told = (
            f"{number} of them are gaps" if number > 1 else "1 of them is a gap" if number else "None of them"
        )
        assert told in text
        assert not number or f"from which {100 * part:.0f}\N{NO-BREAK SPACE}% of all" in text
        low, high, fair = SAID.search(text).groups()
        if int(low) > int(fair):
            assert f"no {FURTHER}" in text
            assert ("Yet" in text) == (number > 0)
        elif int(high or low) < int(fair):
            assert f"are {FURTHER}" in text
            assert "Yet" not in text


def test_it_begins_with_how_all_together_stand_to_the_list_and_ends_with_other_yardsticks(figures):
    first, *_, last = representative(Answer(figures, Choice(cut="channel:paper")))
    assert "of “Paper survey” alone" in first
    assert "The list of gaps judges each by itself" in first
    assert "“Plan”" in last
    assert "“Equal roles”" in last


def test_against_targets_no_other_yardstick_is_compared(figures):
    sentences = representative(Answer(figures, Choice(benchmark="targets")))
    assert sentences[0].startswith("“The plan’s own targets” are no shares")
    assert sentences[-1].startswith("There is only one thing to compare with")
