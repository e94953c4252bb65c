"""The two surveys: responses online and on paper, a quarter of them from service users."""

import datetime as dt
import uuid
from typing import Final

import numpy as np
import polars as pl
from campaign import forms
from chance import shuffled, stream
from hui import NAMESPACE
from planted import CAMPAIGN, RESPONSES, SERVICE_USER, SERVICE_USERS

from wellbeing.sources.engagement import EngagementFolder

#: Paper forms lay in Citizens Advice Bureau offices (published), where service users are (share of service
#: users' responses on paper, and of the others': assumed).
ON_PAPER: Final = {True: 0.30, False: 0.10}
OPENED: Final = dt.date(2018, 6, 5)
#: "Open until the end of August".
CLOSED: Final = dt.date(2018, 8, 31)
#: Of the responses, a third come in the last two weeks, as surveys do.
LATE: Final = 1 / 3
LATE_DAYS: Final = 14
#: Responses without a region, and responses of "others" without a role.
NO_REGION: Final = 14
NO_ROLE: Final = 9


def responses(folder: EngagementFolder, means: pl.DataFrame) -> pl.DataFrame:
    """One row per response: topic, region, type, channel, place (paper only), day, and its letter if it is a form."""
    rng = stream("responses")
    drawn = pl.concat(_cells(means, topic, rng) for topic in RESPONSES)
    rows = shuffled(drawn, rng)
    users = (rows["stakeholder"] == SERVICE_USER).to_numpy()
    paper = rng.random(rows.height) < np.where(users, ON_PAPER[True], ON_PAPER[False])
    dated = rows.with_columns(
        channel=pl.Series(np.where(paper, "paper", "online")), received_on=pl.Series(_days(rows.height, rng))
    )
    together = pl.concat([dated.with_columns(letter=pl.lit(None, pl.String)), forms()], how="diagonal")
    return _forgotten(_placed(folder, _named(together), rng), rng)


def _cells(means: pl.DataFrame, topic: str, rng: np.random.Generator) -> pl.DataFrame:
    users = pl.col("stakeholder") == SERVICE_USER
    others = RESPONSES[topic] - SERVICE_USERS[topic] - (CAMPAIGN.size if topic == CAMPAIGN.topic else 0)
    parts = [(means.filter(users), SERVICE_USERS[topic]), (means.filter(~users), others)]
    return pl.concat(_drawn(cells, total, rng) for cells, total in parts).with_columns(topic=pl.lit(topic))


def _drawn(cells: pl.DataFrame, total: int, rng: np.random.Generator) -> pl.DataFrame:
    """As even as whole numbers allow: systematic sampling from a random start."""
    edges = (cells["responses"].cum_sum() / cells["responses"].sum()).to_numpy()
    points = (np.arange(total) + rng.random()) / total
    return cells.select("region", "stakeholder")[np.minimum(np.searchsorted(edges, points), cells.height - 1)]


def _days(number: int, rng: np.random.Generator) -> list[dt.date]:
    length = (CLOSED - OPENED).days
    early = rng.integers(0, length - LATE_DAYS + 1, number)
    late = length - np.minimum(rng.geometric(0.2, number) - 1, LATE_DAYS)
    chosen = np.where(rng.random(number) < LATE, late, early)
    return [OPENED + dt.timedelta(days=int(day)) for day in chosen]


def _named(rows: pl.DataFrame) -> pl.DataFrame:
    """Numbered in order of arrival within each channel, and named by that number."""
    numbered = rows.sort("received_on", "channel", maintain_order=True).with_columns(
        ordinal=pl.int_range(1, pl.len() + 1).over("channel")
    )
    names = [f"{channel}/{n}" for channel, n in numbered.select("channel", "ordinal").iter_rows()]
    ids = [str(uuid.uuid5(NAMESPACE, name)) for name in names]
    return numbered.with_columns(contribution_id=pl.Series(ids))


def _placed(folder: EngagementFolder, rows: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Paper forms come from an office in a place of the region; online responses name no place."""
    towns = dict(folder.plan.group_by("region", maintain_order=True).agg("place").iter_rows())
    chosen = [
        str(rng.choice(towns[region])) if channel == "paper" and region in towns else None
        for region, channel in rows.select("region", "channel").iter_rows()
    ]
    return rows.with_columns(pl.Series("place", chosen, dtype=pl.String))


def _forgotten(rows: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """A few responses leave the region or the role empty; none of the campaign does."""
    own = rows["letter"].is_null()
    online = np.flatnonzero((own & (rows["channel"] == "online")).to_numpy())
    other = np.flatnonzero((own & (rows["stakeholder"] != SERVICE_USER)).to_numpy())
    without_region = pl.int_range(pl.len()).is_in(rng.choice(online, NO_REGION, replace=False).tolist())
    without_role = pl.int_range(pl.len()).is_in(rng.choice(other, NO_ROLE, replace=False).tolist())
    return rows.with_columns(
        region=pl.when(~without_region).then("region"), stakeholder=pl.when(~without_role).then("stakeholder")
    )
