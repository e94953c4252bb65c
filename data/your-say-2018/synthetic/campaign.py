"""A campaign: copies of one letter, some of them edited, that many send within a few days."""

import datetime as dt
from typing import Final

import numpy as np
import polars as pl
from chance import stream
from comments import texts
from planted import CAMPAIGN

from wellbeing.model.engagement import Engagement

FIRST_DAY: Final = dt.date(2018, 8, 6)
DAYS: Final = 8
#: Of the copies, how many are as the letter was circulated; the others are edited by their sender.
UNCHANGED: Final = 0.6
#: The closed question that the letter answers too.
TICKED: Final = "approach"


def forms() -> pl.DataFrame:
    """One row per form: topic, region, type, channel, day and letter."""
    rng = stream("campaign")
    days = [FIRST_DAY + dt.timedelta(days=int(day)) for day in rng.integers(0, DAYS, CAMPAIGN.size)]
    regions = [region for region, number in CAMPAIGN.responses.items() for _ in range(number)]
    return pl.DataFrame({"region": regions, "received_on": days}).with_columns(
        topic=pl.lit(CAMPAIGN.topic),
        stakeholder=pl.lit(CAMPAIGN.stakeholder),
        channel=pl.lit("online"),
        letter=pl.lit(CAMPAIGN.letter),
    )


def letters_sent(responses: pl.DataFrame) -> pl.DataFrame:
    """Which text each sender sends: ``contribution_id``, ``comment_id``; every text of the letter at least once."""
    rng = stream("letters sent")
    letter, *edited = _letters()["id"].to_list()
    senders = responses.filter(pl.col("letter").is_not_null()).sort("ordinal")["contribution_id"]
    left = len(senders) - 1 - len(edited)
    more = np.where(rng.random(left) < UNCHANGED, letter, rng.choice(edited, left))
    sent = rng.permutation([*edited, *more.tolist()]).tolist()
    return pl.DataFrame({"contribution_id": senders, "comment_id": [letter, *sent]})


def _letters() -> pl.DataFrame:
    """The letter as it was circulated, then its edited copies."""
    return texts().filter(pl.col("campaign") == CAMPAIGN.letter)


def as_ticked(closed: pl.DataFrame, sent: pl.DataFrame, engagement: Engagement) -> pl.DataFrame:
    """Closed answers, those of the senders to the letter's question as the form has them ticked."""
    position = _letters()["position"][0]
    asked = next(question for question in engagement.questions if question.id == TICKED)
    value = next(option.value for option in asked.options if option.position == position)
    ticked = sent.select(
        "contribution_id",
        question_id=pl.lit(TICKED),
        value=pl.lit(value),
        position=pl.lit(position).cast(closed.schema["position"]),
    )
    others = closed.join(ticked, on=["contribution_id", "question_id"], how="anti")
    return pl.concat([others, ticked])


def campaigns(sent: pl.DataFrame) -> list[dict[str, object]]:
    """The campaign as truth.json tells it."""
    return [
        {
            "letter": CAMPAIGN.letter,
            "topic": CAMPAIGN.topic,
            "question": CAMPAIGN.question,
            "regions": list(CAMPAIGN.responses),
            "stakeholder": CAMPAIGN.stakeholder,
            "channel": "online",
            "contributions": sent["contribution_id"].to_list(),
        }
    ]
