"""What closed answers say: of whom, through which channel, and weighted to whom."""

import re

import pytest

from wellbeing.reports.evidence.headline import Headline
from wellbeing.reports.evidence.positions import NOT_BY_CHANNEL, PositionEvidence
from wellbeing.reports.words.cells import band
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.state.headline import unheard_bounds


def evidence(figures, **choice):
    return PositionEvidence(Answer(figures, Choice(show="position", **choice)))


def test_bars_have_the_interval_that_is_drawn_everywhere(figures):
    rows = [row for row in evidence(figures, stakeholder="provider").positions() if row["bar"]]
    cells = figures.positions.beside_whole("stakeholder", "trust").filter(stakeholder="provider")
    own = [band(*ends) for ends in cells.select("lower", "upper").iter_rows()]
    assert len(rows) >= 3
    assert {row["words"] for row in rows} <= set(own)


def test_channels_are_hui_each_survey_and_all_surveys(figures):
    rows = evidence(figures).channels()
    assert [row["name"] for row in rows] == ["Hui", "Online survey", "Paper survey", "All surveys"]
    shares = [row["share"] for row in rows if row["name"] in {"Hui", "All surveys"}]
    told = re.compile(r"\d+\s% \(\d+–\d+\s%\)")
    assert all(told.fullmatch(share) for share in shares)


def test_whether_hui_and_surveys_differ_is_said_or_that_it_cannot_be_told(figures):
    said = re.compile(
        r"(At hui (more|fewer) agree|Hui and surveys are not told apart|Whether hui and surveys differ cannot)"
    )
    for stakeholder in ["", *figures.types, *figures.type_groups.ids]:
        assert said.match(evidence(figures, stakeholder=stakeholder).channels_sentence())


def test_by_channel_a_region_is_told_of_nobody_else_without_a_name(figures):
    sentence = evidence(figures, area="04", stakeholder="provider").channels_sentence()
    assert sentence.endswith("these are of Providers.")


def test_a_release_without_the_tables_says_that_it_cannot_be_said(figures, monkeypatch):
    monkeypatch.setattr(figures.positions, "by_channel", lambda *_: None)
    assert evidence(figures).channels_sentence() == NOT_BY_CHANNEL.format(events="hui")
    assert evidence(figures).channels() == []


@pytest.mark.parametrize("benchmark", ["population", "plan"])
def test_the_headline_stands_beside_itself_weighted_to_the_benchmark(figures, benchmark):
    answer = Answer(figures, Choice(show="position", benchmark=benchmark))
    headline = Headline(answer, "support")
    assert re.search(r"[Oo]f about 1,\d{3} answers, \d+\s% disagree and \d+\s% agree", headline.share())
    assert answer.benchmark.en in headline.weighted()
    counted = re.search(r"counts ([\d,]+) of the ([\d,]+) answers", headline.weighted())
    counts, answered = (int(one.replace(",", "")) for one in counted.groups())
    assert counts < answered == answer.positions.whole["answered"].max()


def test_hidden_is_not_called_absent(figures):
    text = Headline(Answer(figures, Choice(show="position")), "support").unheard()
    assert "too few answered to tell whether any did" in text
    assert "not heard" not in text


def test_a_type_whose_opinion_is_not_told_by_area_is_not_called_without_an_answer(figures):
    assert figures.engagement.kept_by_kaitiaki & set(figures.type_groups.ids)
    bounds = unheard_bounds(figures, "trust", "population", "support")
    assert bounds.unheard == pytest.approx(bounds.hidden, abs=1e-6)
