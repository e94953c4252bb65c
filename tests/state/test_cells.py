"""Which slices say something: where nobody copied anything, all is in everybody's own words."""

import dataclasses

import polars as pl

from wellbeing.state.cells import slices_offered
from wellbeing.state.figures import Figures


def test_campaigns_are_offered_where_copies_are_shown(figures, release):
    assert [cut.name for cut in slices_offered(release)] == ["channel", "topic", "period", "campaign"]
    offered = [cut for cut, label in figures.slices if label == "Campaigns"]
    assert offered == ["campaign:own"]


def test_where_copies_are_too_few_to_tell_no_page_offers_them(release):
    hardly = release.table("total_by_campaign").with_columns(
        status=pl.when(pl.col("campaign") == "copy").then(pl.lit("few")).otherwise("status")
    )
    frames = {name: release.table(name) for name in release.tables} | {"total_by_campaign": hardly}
    without = dataclasses.replace(release, _frames=frames)
    assert [cut.name for cut in slices_offered(without)] == ["channel", "topic", "period"]
    assert "Campaigns" not in {label for _, label in Figures(without).slices}
