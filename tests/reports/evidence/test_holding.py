"""What a state rests on, on the demonstration's release."""

import re

import polars as pl

from wellbeing.reports.evidence.holding import RULE_WORDS, Holding
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice


def of(figures, **choice):
    return Holding(Answer(figures, Choice(**choice)))


def resolved(figures):
    cells = figures.coverage()
    says = pl.col("state").cast(pl.String).is_in(["gap", "thin", "enough", "over"])
    return cells.filter(says).select("area", "stakeholder").rows()


def test_the_sentence_counts_the_rows_beneath_it(figures):
    cells = resolved(figures)
    assert len(cells) > 20
    for area, stakeholder in cells[:40]:
        holding = of(figures, area=area, stakeholder=stakeholder)
        verdicts = [verdict for _, _, verdict in holding.rows()]
        said = holding.sentence()
        held, number = verdicts.count("holds"), len(verdicts)
        told = "none" if not held else f"all {number}" if held == number > 1 else f"{held}"
        assert said.startswith(f"Of {number} other way")
        assert re.search(rf"it holds in {told}\b", said)
        assert ("cannot be told in" in said) == ("cannot be told" in verdicts)
        assert [
            rule for rule, _, verdict in holding.rows() if verdict == "does not hold" and rule not in said
        ] == []


def test_a_cell_that_says_nothing_rests_on_nothing(figures):
    unclear = figures.coverage().filter(pl.col("state").cast(pl.String) == "unclear").row(0, named=True)
    holding = of(figures, area=unclear["area"], stakeholder=unclear["stakeholder"])
    assert (holding.rows(), holding.sentence()) == ([], "")


def test_of_a_slice_nothing_is_counted_otherwise(figures):
    area, stakeholder = resolved(figures)[0]
    assert of(figures, area=area, stakeholder=stakeholder, cut="channel:hui").rows() == []


def test_every_way_of_counting_has_words(figures):
    rules = figures.holding("population")["rule"].unique().to_list()
    assert {rule for rule in rules if not rule.startswith("benchmark:")} <= set(RULE_WORDS)
    assert {"hui", "surveys", "double_10", "double_30"} <= set(rules)
    assert "benchmark:targets" in rules
