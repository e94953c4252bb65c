"""How many were coded, with noise, and how far coders agree, to one decimal."""

import dataclasses
import datetime as dt

import msgspec
import polars as pl
import pytest

from wellbeing.model.policy import NOISE, Policy, Refresh
from wellbeing.model.tables import Codes
from wellbeing.opinion.coding.agreement import theme_agreement, tone_agreement
from wellbeing.opinion.coding.weights import coded_weights
from wellbeing.release.estimate.scoring import _COLUMNS, scoring
from wellbeing.release.estimate.sums import weighted_comments
from wellbeing.release.protect.refresh import MEASUREMENT_COLUMNS, Occasion

EXACT = Policy(tier="analyst", threshold=0, noise=dict.fromkeys(NOISE, 0.0))
NOTHING = pl.DataFrame(schema=MEASUREMENT_COLUMNS)


def coded(islands_true, number, twice, purpose="measure", provenance="tests"):
    """Codes of so many comments, some read twice, half of them otherwise."""
    ids = islands_true.judged.comments["contribution_id"].head(number).to_list()
    readings = [(one, 1, "negative") for one in ids]
    readings += [(one, 2, "negative" if place % 2 else "neutral") for place, one in enumerate(ids[:twice])]
    rows = [
        {
            "contribution_id": one,
            "question_id": "why",
            "reading": reading,
            "coder": f"coder {reading}",
            "tone": tone,
            "themes": ["taste"] if reading == 1 else [],
            "coded_on": dt.date(2020, 7, 1),
            "purpose": purpose,
            "codebook_version": "1",
            "provenance": provenance,
        }
        for one, reading, tone in readings
    ]
    codes = Codes.validate(pl.DataFrame(rows, Codes.create_empty().schema), cast=True)
    return dataclasses.replace(islands_true, codes=codes)


def occasion(since="first", before=NOTHING):
    return Occasion(b"k" * 32, since, before, Refresh())


def row(islands, true, policy=EXACT, **more):
    table, _ = scoring(true, islands.engagement, occasion(**more), policy)
    assert table.schema == _COLUMNS
    return table.row(0, named=True)


def test_each_open_question_has_a_row(islands, islands_true):
    table, _ = scoring(islands_true, islands.engagement, occasion(), EXACT)
    assert table["question"].to_list() == ["why"]
    assert table.select("source", "scorer").row(0) == ("model", "drawn")


def test_comments_that_were_coded_are_counted_and_those_coded_twice(islands, islands_true):
    told = row(islands, coded(islands_true, 60, 25))
    assert (told["codes"], told["twice"]) == (60, 25)


def test_codes_that_teach_are_not_counted(islands, islands_true):
    assert row(islands, coded(islands_true, 60, 25, purpose="teach"))["codes"] == 0


@pytest.mark.slow
def test_numbers_of_codes_have_noise(islands, islands_true, adviser):
    true = coded(islands_true, 60, 25)
    drawn = [row(islands, true, adviser, since=f"series {number}")["codes"] for number in range(60)]
    mean, sd = pl.Series(drawn).mean(), pl.Series(drawn).std()
    assert mean == pytest.approx(60, abs=4 * 2 / 60**0.5)
    assert 1.2 < sd < 2.8  # 2, of 60 draws


@pytest.mark.slow
def test_they_are_never_below_nothing(islands, islands_true, adviser):
    drawn = {row(islands, islands_true, adviser, since=f"{number}")["codes"] for number in range(40)}
    assert min(drawn) == 0
    assert max(drawn) > 0


def test_what_was_measured_is_kept_for_the_next(islands, islands_true, adviser):
    true = coded(islands_true, 60, 25)
    first, kept = scoring(true, islands.engagement, occasion(), adviser)
    assert kept["label"].to_list() == ["scoring codes|why", "scoring twice|why"]
    assert kept["n"].to_list() == [60, 25]
    stays = Occasion(b"k" * 32, "second", kept, None)
    assert scoring(true, islands.engagement, stays, adviser)[0].equals(first)


def test_agreement_is_told_to_one_decimal_and_its_interval_outwards(islands, islands_true):
    true = coded(islands_true, 60, 25)
    opened = [one for one in islands.engagement.questions if not one.closed]
    told, weights = row(islands, true), coded_weights(weighted_comments(true, opened), true.codes)
    for name, alpha in (("alpha_tone", tone_agreement), ("alpha_themes", theme_agreement)):
        figure = alpha(true.codes, weights)
        assert told[name] == round(figure.value, 1)
        assert 0 <= figure.lower - told[f"{name}_lower"] < 0.1
        assert 0 <= told[f"{name}_upper"] - figure.upper < 0.1


def test_so_is_how_well_the_scorer_reads(islands, islands_true):
    told = row(islands, islands_true)
    for name in ("r", "f1"):
        assert told[f"{name}_lower"] <= told[name] <= told[f"{name}_upper"] <= 1
        assert told[name] == round(told[name], 1) > 0.5


def test_that_is_not_told_of_fewer_codes_than_a_hundred(islands, islands_true):
    codes = pl.when(pl.int_range(pl.len()) < 99).then("code")
    few = dataclasses.replace(islands_true.judged, comments=islands_true.judged.comments.with_columns(codes))
    told = row(islands, dataclasses.replace(islands_true, judged=few))
    assert {told[f"{name}{end}"] for name in ("r", "f1") for end in ("", "_lower", "_upper")} == {None}


@pytest.mark.parametrize(("twice", "is_told"), [(19, False), (20, True)])
def test_it_is_not_told_of_fewer_than_twenty(islands, islands_true, twice, is_told):
    told = row(islands, coded(islands_true, 60, twice))
    assert (told["alpha_tone"] is not None) == (told["alpha_themes"] is not None) == is_told


def test_codes_that_are_not_real_say_so(islands, islands_true):
    assert (
        row(islands, coded(islands_true, 30, 0, provenance="synthetic codes"))["label"] == "synthetic codes"
    )


def test_an_engagement_without_open_questions_has_no_row(islands, islands_true):
    closed = tuple(one for one in islands.engagement.questions if one.closed)
    settings = msgspec.structs.replace(islands.engagement, questions=closed)
    table, kept = scoring(islands_true, settings, occasion(), EXACT)
    assert table.is_empty()
    assert kept.is_empty()
