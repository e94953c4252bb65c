"""What cannot be released, and why."""

import dataclasses

import msgspec
import polars as pl
import pytest

from wellbeing.model.errors import DataError
from wellbeing.release.building import boundaries_of, content


def refusal(islands, true, secret):
    with pytest.raises(DataError) as refused:
        content(islands, true, "adviser", secret)
    return str(refused.value)


def only(true, *wanted):
    return dataclasses.replace(true, contributions=true.contributions.filter(*wanted))


def test_an_empty_record_is_not_released(islands, islands_true, secret):
    assert "holds no contributions" in refusal(islands, only(islands_true, False), secret)


def test_the_record_of_one_hui_is_not_released(islands, islands_true, secret):
    one = only(islands_true, pl.col("event_id") == "hui-01")
    assert "come from one hui or organisation" in refusal(islands, one, secret)


def test_fewer_contributions_than_the_threshold_are_released_as_few(islands, islands_true, secret):
    three = dataclasses.replace(islands_true, contributions=islands_true.contributions.tail(3))
    tables = content(islands, three, "adviser", secret).tables
    assert tables["total"].select("status", "count", "low", "high").rows() == [("few", None, 0, 5)]


def test_an_engagement_whose_regions_have_no_boundary_is_refused(islands):
    settings = msgspec.structs.replace(islands.engagement, boundaries="nz-regions-2018.parquet")
    with pytest.raises(DataError, match=r"4 regions have no boundary in .*: 'N1', 'N2', 'S1', 'S2'"):
        boundaries_of(dataclasses.replace(islands, engagement=settings))
