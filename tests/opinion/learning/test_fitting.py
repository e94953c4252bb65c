"""What a refit says of itself: how many codes, and how well codes are met that a head has not seen."""

import polars as pl
import pytest

from wellbeing.opinion.learning.fitting import fit_head, training_rows
from wellbeing.opinion.learning.head import LocalHead

TAUGHT = {
    "negative": "the portal timed out",
    "neutral": "the portal opened in May",
    "positive": "the portal remembered me",
}


def comments(number=120):
    tones = list(TAUGHT)
    rows = [
        {"contribution_id": f"{place:03}", "question_id": "why", "asked": None, "tone": tones[place % 3]}
        | {"text": f"{TAUGHT[tones[place % 3]]} on day {place}"}
        for place in range(number)
    ]
    return pl.DataFrame(rows, dict.fromkeys(rows[0], pl.String))


def codes(rows, **other):
    return rows.select("contribution_id", "question_id", "tone").with_columns(
        reading=pl.lit(other.get("reading", 1)), purpose=pl.lit(other.get("purpose", "measure"))
    )


def test_only_first_readings_with_a_tone_of_readable_comments_teach():
    rows = comments(6).with_columns(
        text=pl.when(contribution_id="000")
        .then(pl.lit("Kia kaha te reo o ngā tūpuna, kei te pai"))
        .otherwise("text"),
        tone=pl.when(contribution_id="001").then(None).otherwise("tone"),
    )
    second = codes(rows.filter(contribution_id="002"), reading=2)
    coded = pl.concat([codes(rows.filter(pl.col("contribution_id") != "002")), second])
    assert training_rows(rows.drop("tone"), coded)["contribution_id"].to_list() == ["003", "004", "005"]


def test_what_can_be_learnt_is_found_again_in_codes_that_were_not_seen():
    rows = comments()
    found = fit_head(training_rows(rows.drop("tone"), codes(rows)))
    assert (found.codes, found.measured) == (120, 120)
    assert (found.macro_f1, found.r > 0.95) == (1.0, True)
    assert found.head.id == LocalHead().fit(rows["text"].to_list(), rows["tone"].to_list()).id


def test_codes_that_teach_are_learnt_from_and_measure_nothing():
    rows = comments(150)
    coded = pl.concat([codes(rows.head(110)), codes(rows.tail(40), purpose="teach")])
    found = fit_head(training_rows(rows.drop("tone"), coded))
    assert (found.codes, found.measured) == (150, 110)


@pytest.mark.parametrize("rows", [comments(99), comments().with_columns(tone=pl.lit("neutral"))])
def test_too_few_codes_or_codes_of_one_kind_fit_nothing(rows):
    assert fit_head(training_rows(rows.drop("tone"), codes(rows))) is None
