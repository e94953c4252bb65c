"""Closed answers: what each contribution says, how hui, regions and types differ."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from chance import stream

from wellbeing.model.engagement import Engagement

#: How many answer: nearly all responses, and the exit cards of a hui.
ANSWERED: Final = {"trust": 0.97, "clarity": 0.96, "approach": 0.95, "policy": 0.95}
EXIT_CARDS: Final = 0.45
#: "Don't know" and "not sure".
UNSURE: Final = {"trust": 0.05, "clarity": 0.05, "approach": 0.08, "policy": 0.08}
#: Where the scale is cut, from most to least in favour (log odds).
CUTS: Final = {
    "trust": (1.9, 0.3, -0.5, -1.8),
    "clarity": (1.9, 0.3, -0.5, -1.8),
    "approach": (0.7, -0.6, -1.6),
    "policy": (0.6, -0.8, -1.8),
}
#: Hui differ: standard deviation 0.55 on a scale whose own is π/√3, so that with the spread below
#: ρ = 0.55² / (0.55² + 0.6² + π²/3) = 0.08.
HUI_SPREAD: Final = 0.55
#: One contribution's answers go together.
OWN_SPREAD: Final = 0.6


@dataclass(frozen=True)
class Difference:
    """A planted difference of opinion: log odds added for a type, a region or a channel."""

    question: str
    kind: str
    id: str
    log_odds: float


DIFFERENCES: Final = (
    Difference("trust", "stakeholder", "service_user", -0.8),
    Difference("trust", "stakeholder", "iwi_maori_organisation", -1.1),
    Difference("trust", "stakeholder", "government_agency", 0.9),
    Difference("trust", "stakeholder", "dhb", 0.4),
    # The mode: what is said in a room, on paper and online differs, and not only because others say it.
    Difference("trust", "channel", "hui", -0.7),
    Difference("trust", "channel", "paper", -0.4),
    Difference("clarity", "channel", "online", 0.5),
    Difference("clarity", "stakeholder", "service_user", -0.5),
    Difference("clarity", "stakeholder", "government_agency", 0.6),
    Difference("clarity", "region", "04", -1.0),
    Difference("clarity", "region", "08", -0.9),
    Difference("clarity", "region", "09", 0.5),
    Difference("approach", "stakeholder", "iwi_maori_organisation", -0.6),
    Difference("approach", "stakeholder", "provider", -0.3),
    Difference("approach", "stakeholder", "government_agency", 0.7),
    Difference("policy", "stakeholder", "service_user", 0.2),
    Difference("policy", "stakeholder", "iwi_maori_organisation", -0.4),
    Difference("policy", "stakeholder", "provider", 0.4),
)


def closed_answers(contributions: pl.DataFrame, engagement: Engagement) -> pl.DataFrame:
    """One row per closed answer: contribution, question, value and position."""
    own = stream("own opinion").normal(0, OWN_SPREAD, contributions.height)
    asked = [question for question in engagement.questions if question.closed]
    return pl.concat(
        _answers(contributions, question.id, own, question.topic).join(
            pl.DataFrame(
                {
                    "place_on_scale": range(len(question.options)),
                    "value": [option.value for option in question.options],
                    "position": [option.position for option in question.options],
                }
            ),
            on="place_on_scale",
        )
        for question in asked
    ).select("contribution_id", "question_id", "value", "position")


def _answers(contributions: pl.DataFrame, question: str, own: np.ndarray, topic: str) -> pl.DataFrame:
    rng = stream(f"answers to {question}")
    leaning = own + _leaning(contributions, question) + _of_the_hui(contributions, rng)
    leaning += rng.logistic(size=contributions.height)
    place = (leaning[:, None] < np.array(CUTS[question])).sum(axis=1)
    unsure = rng.random(contributions.height) < UNSURE[question]
    place = np.where(unsure, len(CUTS[question]) + 1, place)
    answered = rng.random(contributions.height) < _chance_to_answer(contributions, question, topic)
    rows = contributions.select("contribution_id", question_id=pl.lit(question))
    return rows.with_columns(place_on_scale=pl.Series(place, dtype=pl.Int64)).filter(pl.Series(answered))


def _leaning(contributions: pl.DataFrame, question: str) -> np.ndarray:
    leaning = pl.lit(0.0)
    for planted in DIFFERENCES:
        if planted.question == question:
            here = (pl.col(planted.kind) == planted.id).fill_null(value=False)
            leaning += pl.when(here).then(planted.log_odds).otherwise(0.0)
    return contributions.select(leaning.alias("leaning"))["leaning"].to_numpy()


def _of_the_hui(contributions: pl.DataFrame, rng: np.random.Generator) -> np.ndarray:
    names = contributions["event_id"].drop_nulls().unique().sort()
    mood = pl.DataFrame({"event_id": names, "mood": rng.normal(0, HUI_SPREAD, len(names))})
    joined = contributions.select("event_id").join(mood, on="event_id", how="left", maintain_order="left")
    return joined["mood"].fill_null(0.0).to_numpy()


def _chance_to_answer(contributions: pl.DataFrame, question: str, topic: str) -> np.ndarray:
    at_hui = (contributions["channel"] == "hui").to_numpy()
    if topic == "both":
        return np.where(at_hui, EXIT_CARDS, ANSWERED[question])
    mine = (contributions["topic"] == topic).to_numpy()
    return np.where(mine & ~at_hui, ANSWERED[question], 0.0)
