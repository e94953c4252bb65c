"""Which contributions are further copies in a campaign: all but the first to send its text."""

import polars as pl

from wellbeing.release.count.true_tables import TrueTables


def further_copies(true: TrueTables) -> pl.DataFrame:
    """``contribution_id`` of every contribution with a comment that copies one sent before.

    The first of a campaign, by the day it was received and then by id, is no copy of it. Which comments are
    near-copies is a part of what was judged of them (``opinion.campaigns``).
    """
    sent = true.judged.comments.select("contribution_id", "campaign").drop_nulls().unique()
    dated = true.contributions.select("contribution_id", "received_on").join(
        sent.lazy(), on="contribution_id"
    )
    first = pl.col("contribution_id").first().over("campaign")
    copies = dated.sort("received_on", "contribution_id").filter(pl.col("contribution_id") != first)
    return copies.select("contribution_id").unique().sort("contribution_id").collect()
