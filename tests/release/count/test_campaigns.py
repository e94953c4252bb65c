"""The first to send a text says it; whoever sends it after is a copy."""

import dataclasses
import datetime as dt

import polars as pl
import pytest

from wellbeing.model.tables import Contributions
from wellbeing.opinion.comments import JUDGED
from wellbeing.release.count.campaigns import further_copies

DAYS = {"a": 3, "b": 2, "c": 2, "d": 9}


@pytest.fixture
def sent(islands_true):
    """A function of who said what, and of which campaign it was: true tables of contributions a to d."""

    def made(*comments):
        rows = [dict.fromkeys(JUDGED) | dict(zip(JUDGED, row[:2], strict=False)) for row in comments]
        judged = pl.DataFrame(rows, JUDGED).with_columns(campaign=pl.Series([row[2] for row in comments]))
        people = islands_true.contributions.head(len(DAYS)).collect()
        people = people.with_columns(
            contribution_id=pl.Series(list(DAYS)),
            received_on=pl.Series([dt.date(2020, 3, day) for day in DAYS.values()]),
        )
        Contributions.validate(people)
        heard = dataclasses.replace(islands_true.judged, comments=judged)
        return dataclasses.replace(islands_true, contributions=people.lazy(), judged=heard)

    return made


def test_the_first_by_day_and_then_by_id_says_it_in_its_own_words(sent):
    true = sent(("a", "why", 1), ("b", "why", 1), ("c", "why", 1), ("d", "why", None))
    assert further_copies(true)["contribution_id"].to_list() == ["a", "c"]  # b came on the 2nd, as c did


def test_whoever_sends_a_text_to_two_questions_copies_nobody_by_that(sent):
    true = sent(("b", "how", 1), ("b", "why", 1), ("a", "why", 1))
    assert further_copies(true)["contribution_id"].to_list() == ["a"]


def test_one_copy_among_several_comments_makes_a_copy(sent):
    true = sent(("a", "how", 2), ("a", "why", 1), ("b", "how", None), ("b", "why", 1), ("d", "how", 2))
    assert further_copies(true)["contribution_id"].to_list() == ["a", "d"]  # a was first with 2, not with 1


def test_where_nothing_was_judged_nobody_is_a_copy(sent):
    assert further_copies(sent(("a", "why", None))).is_empty()
