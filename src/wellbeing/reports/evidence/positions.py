"""What those chosen said to a closed question: position by position, and channel by channel."""

from typing import Any, Final

import polars as pl

from wellbeing.language import in_digits, message, say
from wellbeing.measures.opinion.channels import SURVEYS, hui_beside_surveys
from wellbeing.measures.opinion.positions import SHARED
from wellbeing.model.engagement import Nouns
from wellbeing.model.grouping import AND
from wellbeing.reports.words.agreement import AGREEING
from wellbeing.reports.words.care import kept_sentence
from wellbeing.reports.words.cells import (
    CellRow,
    about_number,
    about_words,
    band,
    count_text,
    told_share,
    upper_first,
)
from wellbeing.reports.words.lending import not_alone
from wellbeing.reports.words.protection import few_answered, why_no_share
from wellbeing.state.answer import Answer

NO_SHARES: Final = message("{number} answered{not_alone}: too few for shares.")
SHARES_ARE: Final = message(
    "{number} answered{not_alone}. Shares are of those who answered, not of everyone; each "
    "interval is of its own share alone."
)
#: Who comes through a channel is part of what is said there.
MORE_AGREE: Final = message(
    "At {events} more {agree} than in surveys: by {points} points ({lower} to {upper}), which allows for answers at "
    "one {event} being alike."
)
FEWER_AGREE: Final = message(
    "At {events} fewer {agree} than in surveys: by {points} points ({lower} to {upper}), which allows for answers at "
    "one {event} being alike."
)
OTHERS_CAME: Final = message("{events} and surveys reached different people too.")
NOT_BY_CHANNEL: Final = message(
    "Answers by channel are not in this release: whether {events} and surveys differ cannot be said."
)
NOT_BY_AREA: Final = message(
    "By channel, answers are told of {types} and of everything, not of {regions}; these are of {owner}."
)


class PositionEvidence:
    """Closed answers of one selection, as plain rows of text."""

    def __init__(self, answer: Answer) -> None:
        """Take the answer that is questioned."""
        self._answer, self._names, self._threshold = answer, answer.names, answer.threshold
        self._question = answer.positions.question
        self._words = answer.figures.engagement.words
        self._owner, rows = answer.positions.bars.named(answer.names.cell)
        said = {row["position"]: row for row in rows.iter_rows(named=True) if row["high"] > 0}
        self._rows = {} if answer.is_kept else said
        self._is_lent = answer.positions.bars.is_lent

    @property
    def question(self) -> str:
        """How it was put."""
        return self._question.en

    @property
    def agree(self) -> str:
        """What those do whose share is told by channel."""
        return self._names.does(self._question, AGREEING)

    def positions(self) -> list[dict[str, Any]]:
        """Positions in the order in which they were offered, with a bar where the numbers allow one."""
        offered = dict.fromkeys(option.position for option in self._question.options)
        return [self._position(self._rows[name]) for name in offered if name in self._rows]

    def base_sentence(self) -> str:
        """How many answered the question, and whose answers these are where they are not of those chosen alone."""
        row = next(iter(self._rows.values()), None)
        if row is None:
            return (
                kept_sentence(self._answer) if self._answer.is_kept else say("Not published for this cell.")
            )
        if row["one_source"]:
            return say("No shares: from fewer than three sources, or mostly from one.")
        answered = about_words(row, "answered", self._threshold)
        whose = (
            say("too few answered here. {owner}: {answered}", owner=self._owner, answered=answered)
            if self._is_lent
            else answered
        )
        is_shared = any(one["tier"] in SHARED for one in self._rows.values())
        told = {"number": whose, "not_alone": not_alone(self._answer)}
        return upper_first(say(SHARES_ARE if is_shared else NO_SHARES, **told))

    def channels(self) -> list[dict[str, str]]:
        """Per channel: ``name``, ``answered``, ``share`` that agrees with its interval."""
        found = self._by_channel()
        if found is None:
            return []
        rows = found.filter(pl.col("position") == AGREEING).iter_rows(named=True)
        return [self._channel(row) for row in rows]

    def channels_sentence(self) -> str:
        """Whether hui and surveys differ in who agrees, or that it cannot be told; empty where one is not."""
        settings = self._answer.figures.engagement
        if not (settings.has_events and settings.has_surveys):
            return ""
        found = self._by_channel()
        if found is None:
            return say(NOT_BY_CHANNEL, events=self._words.events)
        owner = self._names.cell("", self._by_channel_of)
        is_coarser = self._answer.choice.area or self._answer.choice.is_several
        words = self._words
        by_type = say(NOT_BY_AREA, owner=owner, types=words.types, regions=words.regions)
        whose = f" {by_type}" if is_coarser else ""
        rows = hui_beside_surveys(found).filter(pl.col("position") == AGREEING).to_dicts()
        return f"{_difference(rows[0] if rows else None, self._words, self.agree)}{whose}"

    def channels_differ(self) -> bool:
        """Whether events and surveys are told apart."""
        found = self._by_channel()
        rows = (
            []
            if found is None
            else hui_beside_surveys(found).filter(pl.col("position") == AGREEING).to_dicts()
        )
        if not rows or rows[0]["apart"] is None:
            return False
        lower, upper = (round(100 * rows[0][name]) for name in ("apart_lower", "apart_upper"))
        return not lower <= 0 <= upper

    @property
    def _by_channel_of(self) -> str:
        """The type whose answers are told by channel: of several at once it is everybody."""
        return "" if AND in self._answer.choice.stakeholder else self._answer.choice.stakeholder

    def _by_channel(self) -> pl.DataFrame | None:
        stakeholder = self._by_channel_of
        margin = "stakeholder" if stakeholder else "total"
        found = self._answer.figures.positions.by_channel(margin, self._question.id)
        return found.filter(stakeholder=stakeholder) if found is not None and stakeholder else found

    def _channel(self, row: CellRow) -> dict[str, str]:
        is_all = row["channel"] == SURVEYS
        name = say("All surveys") if is_all else upper_first(self._names.cut(f"channel:{row['channel']}"))
        share = told_share(row) if row["tier"] in SHARED else ""
        answered = about_number(row, "answered", self._threshold)
        return {"name": name, "answered": answered, "share": share or why_no_share(row)}

    def _position(self, row: CellRow) -> dict[str, Any]:
        name = self._names.position(self._question, row["position"])
        owner = f"{self._owner}: " if self._is_lent else ""
        if row["tier"] not in SHARED:
            share = self._count(row)
            return {"name": name, "share": share, "bar": False, "words": owner.removesuffix(": ")}
        share, is_full = told_share(row).partition(" (")[0], row["tier"] == "full"
        few = "" if is_full else few_answered(row)
        return {
            "name": name,
            "share": f"({share})" if owner else share,
            "bar": True,
            "words": f"{owner}{band(row['lower'], row['upper'])}{few}",
            "at": round(100 * row["share"], 1) if is_full else 0,
            "lower": round(100 * row["lower"], 1),
            "width": round(100 * (row["upper"] - row["lower"]), 1),
        }

    def _count(self, row: CellRow) -> str:
        """How many said so; of several at once, of which not each count is told, from how many to how many."""
        if row["status"] == "few" and self._answer.choice.is_several:
            return f"{in_digits(row['low'])}–{in_digits(row['high'])}"
        return count_text(row, self._threshold)


def _difference(row: CellRow | None, words: Nouns, agree: str) -> str:
    events = upper_first(words.events)
    if row is None or row["apart"] is None:
        return say(
            "Whether {events} and surveys differ cannot be told: too few answered through one of them.",
            events=words.events,
        )
    apart, lower, upper = (round(100 * row[name]) for name in ("apart", "apart_lower", "apart_upper"))
    told = {"points": points(apart), "lower": points(lower), "upper": points(upper)}
    if lower <= 0 <= upper:
        return say(
            "{events} and surveys are not told apart: the share who {agree} differs by {points} ({lower} to {upper} "
            "points).",
            events=events,
            agree=agree,
            **told,
        )
    more, ends = (MORE_AGREE, (lower, upper)) if apart > 0 else (FEWER_AGREE, (-upper, -lower))
    said = {"events": words.events, "agree": agree, "points": abs(apart), "lower": ends[0], "upper": ends[1]}
    return f"{say(more, event=words.event, **said)} {say(OTHERS_CAME, events=events)}"


def points(number: int) -> str:
    """``+3``, ``−3``, ``0``."""
    return f"{number:+d}".replace("-", "\N{MINUS SIGN}") if number else "0"
