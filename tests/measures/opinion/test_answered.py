"""Who was asked and who answered, worked out of tables that add up."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.measures.cells import parted
from wellbeing.measures.opinion.answered import answered, asked


def cells(by: str, **counts: int | None) -> pl.DataFrame:
    """Published cells of a column; None is few."""
    rows = [(name, *measured(count)) for name, count in counts.items()]
    columns = [by, "status", "count", "low", "high", "sd"]
    return pl.DataFrame(rows, columns, orient="row", schema_overrides={"count": pl.Int64})


def measured(count: int | None) -> tuple[str, int | None, int, int, float]:
    return ("few", None, 0, 7, 1.2) if count is None else ("shown", count, max(0, count - 2), count + 2, 1.2)


def whole(count: int) -> pl.DataFrame:
    return cells("all", whole=count).drop("all")


def about(parts: pl.DataFrame, of: pl.DataFrame) -> list[float]:
    return parted(parts, of, [])["about"].to_list()


def test_a_part_that_is_few_is_what_the_others_leave() -> None:
    assert about(cells("channel", hui=30, online=12, paper=None), whole(46)) == [30, 12, 46 - 42]


def test_several_that_are_few_share_alike() -> None:
    assert about(cells("channel", hui=30, online=None, paper=None), whole(36)) == [30, 3, 3]


def test_none_holds_more_than_its_own_range_or_less_than_nobody() -> None:
    assert about(cells("channel", hui=30, paper=None), whole(60)) == [30, 7]
    assert about(cells("channel", hui=30, paper=None), whole(29)) == [30, 0]


def test_without_a_whole_a_part_has_the_middle_of_its_range() -> None:
    assert about(cells("channel", hui=30, paper=None), whole(40).clear()) == [30, 3.5]


def test_parts_go_with_the_whole_of_the_same_keys() -> None:
    areas = [cells("channel", hui=30, paper=None).with_columns(area=pl.lit(area)) for area in ("01", "02")]
    wholes = pl.concat(
        [whole(count).with_columns(area=pl.lit(area)) for area, count in (("01", 33), ("02", 36))]
    )
    assert parted(pl.concat(areas), wholes, ["area"])["about"].to_list() == [30, 3, 30, 6]


def test_asked_are_all_who_spoke_on_the_topic_or_on_both() -> None:
    topics = cells("topic", both=900, data=260, investing=None)
    (row,) = asked(topics, whole(1163), {"data", "both"}).to_dicts()
    assert (row["status"], row["count"], row["low"], row["high"]) == ("shown", 900 + 260, 1156, 1164)
    assert row["sd"] == pytest.approx((2 * 1.2**2) ** 0.5)


def test_where_there_is_one_topic_everybody_was_asked() -> None:
    topics = cells("topic", lane=110, both=None)
    (row,) = asked(topics, whole(114), {"lane", "both"}).to_dicts()
    assert (row["status"], row["count"], row["low"], row["high"]) == ("shown", 114, 112, 116)


def test_how_many_were_asked_is_not_guessed_from_topics_that_are_not_shown() -> None:
    topics = cells("topic", both=900, data=260, investing=None)
    (row,) = asked(topics, whole(1163), {"investing", "both"}).to_dicts()
    assert (row["status"], row["count"], row["low"], row["high"]) == ("few", None, 1161 - 262, 902 + 7)


def test_no_more_were_asked_than_were_heard() -> None:
    topics = cells("topic", both=None, data=None, investing=None)
    (row,) = asked(topics, whole(9), {"data", "both"}).to_dicts()
    assert (row["status"], row["low"], row["high"]) == ("few", 7 - 7, 11)
    (row,) = asked(topics.clear(), whole(9), {"data", "both"}).to_dicts()
    assert (row["status"], row["count"], row["low"], row["high"]) == ("few", None, 0, 11)


def test_who_answered_is_the_sum_where_the_silent_are_not_shown() -> None:
    (row,) = answered(cells("said", yes=30, no=12, no_answer=None), whole(46), "said").to_dicts()
    assert row["answered"] == 30 + 12
    assert (row["answered_low"], row["answered_high"]) == (28 + 10, min(32 + 14, 48))
    assert row["answered_variance"] == pytest.approx(2 * (1.2**2 + 1 / 12))


def test_who_answered_is_not_guessed_from_counts_that_are_not_shown() -> None:
    (row,) = answered(cells("said", yes=30, no=None, no_answer=None), whole(40), "said").to_dicts()
    assert row["answered"] is None
    assert (row["answered_low"], row["answered_high"]) == (max(28, 38 - 7), min(32 + 7, 42))


def test_who_answered_is_everyone_but_the_silent() -> None:
    (row,) = answered(cells("said", yes=30, no=None, no_answer=40), whole(74), "said").to_dicts()
    assert row["answered"] == 30 + (74 - 70)
    assert (row["answered_low"], row["answered_high"]) == (max(28, 72 - 42), min(32 + 7, 76 - 38))
    assert row["answered_variance"] == pytest.approx(2 * (1.2**2 + 1 / 12))
    assert row["one_source"] is False


@given(
    st.lists(st.one_of(st.none(), st.integers(6, 90)), min_size=2, max_size=6),
    st.integers(0, 400),
    st.booleans(),
)
def test_never_more_answered_than_were_asked(counts: list[int | None], everyone: int, known: bool) -> None:
    parts = cells("said", **{f"p{number}": count for number, count in enumerate(counts)}, no_answer=None)
    (row,) = answered(parts, whole(everyone) if known else whole(everyone).clear(), "said").to_dicts()
    is_near = known and 0.05 * everyone >= 7  # as many as may be silent
    assert (row["answered"] is None) == (None in counts and not is_near)
    assert row["answered_low"] <= row["answered_high"] or known  # a whole may contradict its parts
    if known:
        assert (row["answered"] or 0) <= everyone
        assert row["answered_high"] <= everyone + 2
