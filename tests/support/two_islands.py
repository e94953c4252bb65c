"""Contributions to the small engagement of ``tests/engagement``: seeded, as many as it publishes."""

import datetime as dt
import shutil
from functools import cache
from pathlib import Path
from random import Random

import polars as pl

from wellbeing.model.tables import Answers, Contributions, Events, Organisations
from wellbeing.opinion.comments import JUDGED, Judgement
from wellbeing.record.store.tables import RecordTables
from wellbeing.release.count.true_tables import TrueTables

FOLDER = Path(__file__).resolve().parents[1] / "engagement"
HUI, PER_HUI = 12, 20
RESPONSES = {"water": 200, "roads": 160}
PLACES = {"Nia": "N1", "Nub": "N2", "Sol": "S1"}
REGIONS = ("N1", "N2", "S1", "S2")
TYPES = ("farmer", "fisher", "teacher")
OPTIONS = {"content": ("support", "mixed", "oppose"), "tap": ("support", "support_with_conditions", "oppose")}
#: In every comment: it must be found nowhere beyond the record.
CANARY = "kererū-in-the-kōwhai"


@cache
def record_tables(seed: int = 1) -> RecordTables:
    """12 hui of 20 attendances, 200 + 160 responses, answers to most questions, 9 organisations; drawn once."""
    chance = Random(seed)  # noqa: S311
    contributions = [*attendances(chance), *responses(chance)]
    return RecordTables(
        events=Events.validate(pl.DataFrame(hui(), Events.create_empty().schema), cast=True),
        organisations=Organisations.validate(pl.DataFrame(roster()), cast=True),
        contributions=Contributions.validate(
            pl.DataFrame(contributions, Contributions.create_empty().schema), cast=True
        ),
        answers=Answers.validate(
            pl.DataFrame(answers(chance, contributions), Answers.create_empty().schema), cast=True
        ),
    )


def true_tables(seed: int = 1) -> TrueTables:
    """The same, as a release is made from, its comments judged."""
    rows = record_tables(seed)
    heard = judgement(rows.answers, seed)
    return TrueTables(
        rows.events, rows.organisations, rows.contributions.lazy(), rows.answers.lazy(), judged=heard
    )


def judgement(comments: pl.DataFrame, seed: int) -> Judgement:
    """A tone and themes for every comment, drawn: as if most of them had been coded."""
    chance = Random(seed + 1_000)  # noqa: S311
    made = comments.drop_nulls("text").sort("contribution_id")
    rows = [_heard(chance, *ids) for ids in made.select("contribution_id", "question_id").iter_rows()]
    return Judgement(pl.DataFrame(rows, JUDGED, orient="row"), "drawn", "model")


def _heard(chance: Random, contribution: str, question: str) -> dict[str, object]:
    tone = chance.choices(("negative", "neutral", "positive", "not_scored", "no_answer"), (5, 3, 3, 1, 1))[0]
    value = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}.get(tone)
    coded = value is not None and chance.random() < 0.75
    score = None if value is None else value * chance.random()
    themes = ["taste"] if value is not None and chance.random() < 0.4 else []
    return {
        "contribution_id": contribution,
        "question_id": question,
        "tone": tone,
        "source": ("human" if coded else "model") if value is not None else None,
        "score": score,
        "code": value if coded else None,
        "themes": themes,
        "assigned": themes,
        "theme_codes": themes if coded else None,
        "campaign": chance.choice((None, None, None, 1)),
    }


def shipped(folder: Path, seed: int = 1) -> Path:
    """The engagement's folder with a demonstration in ``synthetic/``, as a person would keep it."""
    shutil.copytree(FOLDER, folder)
    rows = record_tables(seed)
    (folder / "synthetic").mkdir()
    flat = rows.events.with_columns(pl.col("audience").list.join("|"))
    flat.write_csv(folder / "synthetic/events.csv")
    rows.organisations.write_csv(folder / "synthetic/organisations.csv")
    rows.contributions.write_parquet(folder / "synthetic/contributions.parquet")
    rows.answers.write_parquet(folder / "synthetic/answers.parquet")
    return folder


def hui() -> list[dict[str, object]]:
    places = [(place, PLACES[place]) for place in (list(PLACES) * HUI)[:HUI]]
    held = [
        {
            "event_id": f"hui-{number:02}",
            "held_on": dt.date(2020, 3, 3) + dt.timedelta(days=7 * number),
            "place": place,
            "region": region,
            "audience": ["farmer", "teacher"] if number % 2 else [],
            "status": "held",
            "attendees": PER_HUI,
            "notes": CANARY,
            "provenance": "tests",
        }
        for number, (place, region) in enumerate(places)
    ]
    planned = {**held[0], "event_id": "hui-99", "place": "Sol", "region": "S1", "status": "planned"}
    return [*held, {**planned, "attendees": None, "held_on": dt.date(2020, 6, 29)}]


def roster() -> list[dict[str, object]]:
    return [
        {
            "organisation_id": f"org-{number}",
            "name": f"Organisation {number}",
            "type": TYPES[number % 3],
            "region": REGIONS[number % 4],
            "invited_on": dt.date(2020, 2, 1) if number < 6 else None,
            "may_be_named": number != 8,
            "provenance": "tests",
        }
        for number in range(9)
    ]


def attendances(chance: Random) -> list[dict[str, object]]:
    at_hui = [event for event in hui() if event["status"] == "held"]
    return [
        contribution(
            chance,
            f"att-{event['event_id']}-{ordinal}",
            channel="hui",
            event_id=event["event_id"],
            region=event["region"],
            topic="both",
            received_on=event["held_on"],
        )
        for event in at_hui
        for ordinal in range(PER_HUI)
    ]


def responses(chance: Random) -> list[dict[str, object]]:
    return [
        contribution(
            chance,
            f"res-{topic}-{ordinal}",
            channel=chance.choices(("online", "paper"), (4, 1))[0],
            region=chance.choices((*REGIONS, None), (8, 6, 5, 1, 1))[0],
            topic=topic,
            received_on=dt.date(2020, 3, 2) + dt.timedelta(days=chance.randrange(100)),
        )
        for topic, number in RESPONSES.items()
        for ordinal in range(number)
    ]


def contribution(chance: Random, name: str, **known: object) -> dict[str, object]:
    communities = [each for each in ("old", "young") if chance.random() < 0.3]
    from_body = chance.random() < 0.1
    return {
        "contribution_id": name,
        "round": "engage",
        "event_id": None,
        "organisation_id": f"org-{chance.randrange(5)}" if from_body else None,
        "place": None,
        "stakeholder": chance.choices((*TYPES, None), (6, 4, 2, 1))[0],
        "communities": communities,
        "language": "en",
        "source_file": "made.csv",
        "source_row": 1,
        "provenance": "tests",
        **known,
    }


def answers(chance: Random, contributions: list[dict[str, object]]) -> list[dict[str, object]]:
    closed = [
        answer(row, question, position=chance.choice(OPTIONS[question]), value="said")
        for row in contributions
        for question in OPTIONS
        if chance.random() < 0.8 and (question == "content" or row["topic"] != "roads")
    ]
    return closed + [answer(row, "why", text=f"{CANARY}, because") for row in contributions[::3]]


def answer(row: dict[str, object], question: str, **said: object) -> dict[str, object]:
    empty = {"value": None, "text": None, "position": None}
    return {
        "contribution_id": row["contribution_id"],
        "question_id": question,
        **empty,
        **said,
    }
