"""What those who wrote a comment allowed: whether it may be published, or is for the agency's eyes only."""

from typing import Final

import polars as pl
from chance import stream

from wellbeing.model.consent import NO, YES, Consents

#: Assumed: most agree, some do not, the rest leave the question empty.
AGREE: Final = 0.6
REFUSE: Final = 0.15
#: Assumed, of people who speak for no organisation: so that the roster names whom it named.
ONLY_FOR_AGENCY: Final = 0.03


def consents(contributions: pl.DataFrame, comments: pl.DataFrame) -> pl.DataFrame:
    """A row for each contribution with a comment that answered either question."""
    wrote = contributions.join(comments, on="contribution_id", how="semi").sort("contribution_id")
    rng = stream("consents")
    publish, only = pl.Series(rng.random(wrote.height)), pl.Series(rng.random(wrote.height))
    is_alone = pl.col("organisation_id").is_null() & (only < ONLY_FOR_AGENCY)
    said = wrote.select(
        "contribution_id",
        may_publish=pl.when(publish < AGREE)
        .then(pl.lit(YES))
        .when(publish < AGREE + REFUSE)
        .then(pl.lit(NO)),
        may_be_named=pl.lit(None, pl.String),
        only_for_agency=pl.when(is_alone).then(pl.lit(YES)),
    )
    stated = said.filter(pl.any_horizontal(pl.exclude("contribution_id").is_not_null()))
    return Consents.validate(stated, cast=True)
