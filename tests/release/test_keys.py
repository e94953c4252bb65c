"""The same contributions get the same draw in every table, tier and release; nobody else can repeat it."""

import hashlib
import hmac

import polars as pl
import pytest
from scipy.stats import kstest

from wellbeing.release.building import content
from wellbeing.release.keys import draws, record_keys


def test_a_record_key_is_the_hash_modulo_two_to_the_32(secret):
    whole = int.from_bytes(hmac.new(secret, b"an id", hashlib.sha256).digest(), "big")
    assert record_keys(pl.Series(["an id"]), secret).to_list() == [whole % 2**32]


def test_a_draw_is_the_first_64_bits_of_the_hash_of_the_cell_key(secret):
    whole = hmac.new(secret, (7).to_bytes(4, "big"), hashlib.sha256).digest()
    drawn = draws(pl.Series([7, 7], dtype=pl.UInt64), secret)
    assert drawn.to_list() == [int.from_bytes(whole[:8], "big") / 2**64] * 2


def test_draws_are_spread_evenly(secret):
    drawn = draws(pl.Series(range(20_000), dtype=pl.UInt64), secret)
    assert kstest(drawn, "uniform").pvalue > 0.01


def test_another_secret_draws_otherwise(secret):
    keys = pl.Series(range(1000), dtype=pl.UInt64)
    assert (draws(keys, secret) - draws(keys, b"another")).abs().mean() == pytest.approx(1 / 3, abs=0.05)


@pytest.mark.parametrize("seed", range(5))
def test_attendances_are_the_same_figure_in_each_table_that_holds_them(islands, islands_true, seed):
    tables = content(islands, islands_true, "adviser", bytes([seed])).tables
    headline = tables["figures"].filter(pl.col("figure") == "attendances")["count"].item()
    channel = tables["total_by_channel"].filter(pl.col("channel") == "hui")["count"].item()
    assert headline == channel


def test_both_tiers_round_a_cell_alike(published):
    adviser, public = (published[tier].tables["region_stakeholder"] for tier in ("adviser", "public"))
    both = adviser["count"].is_not_null() & (public["count"] > 12)
    assert both.sum() > 10
    assert adviser.filter(both)["count"].equals(public.filter(both)["count"])
