"""Facilitators' notes: for each hui a few texts of hui_notes.toml that fit its topic and who came."""

import tomllib
import uuid
from collections import Counter
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl
from chance import stream
from hui import NAMESPACE

from wellbeing.model.vocabulary import BOTH

FILE: Final = Path(__file__).with_name("hui_notes.toml")
#: Nobody took notes at one hui in so many.
WITHOUT: Final = 10
MOST: Final = 4
#: Of the notes, how many carry a theme that their writer did not mean (as of the codes of comments).
NOISE: Final = 0.15
#: What is raised more often than the rest. Assumed: trust and safety are what the policy is about.
PULL: Final = {"partnerships_and_trust": 2.5, "safety_and_security": 2.5}
PROVENANCE: Final = "synthetic"
Text = dict[str, Any]


def texts() -> list[Text]:
    """The texts as written by hand: id, topic, voice, tone, themes, language, text."""
    return tomllib.loads(FILE.read_text(encoding="utf8"))["note"]


def notes(contributions: pl.DataFrame, codebook: list[str]) -> pl.DataFrame:
    """One row per note, by hui; themes of the codebook parted by ``|``, 15 % of notes with one not meant."""
    rng = stream("notes of hui")
    used = Counter[str]()
    rows = [
        _row(event, text, _read(text["themes"], codebook, rng))
        for event, topic, roles in _hui(contributions, rng)
        for text in _raised(topic, set(roles), used, rng)
    ]
    return pl.DataFrame(rows, schema_overrides={"stakeholder": pl.String})


def _hui(contributions: pl.DataFrame, rng: np.random.Generator) -> list[tuple[str, str, list[str]]]:
    """The hui where somebody took notes, in order: id, topic, who came."""
    came = contributions.filter(pl.col("channel") == "hui")
    hui = came.group_by("event_id", "topic").agg(pl.col("stakeholder").unique()).sort("event_id")
    silent = rng.choice(hui.height, hui.height // WITHOUT, replace=False)
    return hui.with_row_index().filter(~pl.col("index").is_in(silent.tolist())).drop("index").rows()


def _raised(topic: str, roles: set[str], used: Counter[str], rng: np.random.Generator) -> list[Text]:
    """1 to 4 texts that fit, each once; the less often a text was used at other hui, the likelier."""
    fitting = [text for text in texts() if _fits(text, topic, roles)]
    weights = np.array([_pull(text) / (1 + used[text["id"]]) for text in fitting])
    number = int(rng.integers(1, MOST + 1))
    chosen = rng.choice(len(fitting), number, replace=False, p=weights / weights.sum())
    raised = [fitting[index] for index in chosen]
    used.update(text["id"] for text in raised)
    return raised


def _fits(text: Text, topic: str, roles: set[str]) -> bool:
    return topic in (BOTH, text["topic"]) and (not text["voice"] or not roles.isdisjoint(text["voice"]))


def _pull(text: Text) -> float:
    return max(PULL.get(theme, 1.0) for theme in text["themes"])


def _read(meant: list[str], codebook: list[str], rng: np.random.Generator) -> list[str]:
    """The themes that a coder gives: as meant, or one of them taken for another."""
    if rng.random() >= NOISE:
        return meant
    others = [theme for theme in codebook if theme not in meant]
    mistaken = rng.choice(meant)
    return [*(theme for theme in meant if theme != mistaken), str(rng.choice(others))]


def _row(event: str, text: Text, themes: list[str]) -> dict[str, str | None]:
    return {
        "note_id": str(uuid.uuid5(NAMESPACE, f"note {event} {text['id']}")),
        "event_id": event,
        "topic": text["topic"],
        "stakeholder": None,
        "text": text["text"],
        "themes": "|".join(themes),
        "provenance": PROVENANCE,
    }
