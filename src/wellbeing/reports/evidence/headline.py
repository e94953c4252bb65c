"""The headline share of a question: raw, weighted to a benchmark, and what those not heard could make of it."""

from typing import Final

import polars as pl

from wellbeing.language import in_digits, join_words, say
from wellbeing.measures.opinion.majority import MAJORITY
from wellbeing.measures.opinion.raking import Raked
from wellbeing.measures.opinion.unheard import Unheard
from wellbeing.reports.words.agreement import Agreement
from wellbeing.reports.words.cells import CellRow, about_words, band, percent, upper_first
from wellbeing.reports.words.protection import why_no_share
from wellbeing.state.answer import Answer
from wellbeing.state.headline import raked_share, unheard_bounds

#: Smaller parts would be told as 0 %.
LEAST_TOLD: Final = 0.005


class Headline:
    """One position of the whole engagement, in sentences."""

    def __init__(self, answer: Answer, position: str) -> None:
        """Take the answer whose question is told."""
        self._answer, self._position = answer, position
        self._question = answer.positions.question
        self._about = (answer.figures, self._question.id, answer.benchmark.id, position)
        said = pl.col("position").cast(pl.String) == position
        self._row = answer.positions.whole.filter(said).row(0, named=True)

    def share(self) -> str:
        """What most said, and the shares of those who agree and who do not."""
        row = self._row
        if row["share"] is None:
            return say("“{question}”: no share ({why}).", question=self._question.en, why=why_no_share(row))
        said = Agreement(self._question, self._answer.names, self._answer.threshold).sentence(row, "", "")
        return f"“{self._question.en}”: {said}"

    def firm(self, row: CellRow) -> str:
        """How far chance may move the share of a cell, and how cautiously its place beside everyone is judged."""
        if Agreement.amount(row) != percent(row["share"]):
            return say(
                "Few answered, so the share is told by its interval alone (95\N{NO-BREAK SPACE}%){alike}.",
                alike=self._alike(),
            )
        told = say(
            "By chance alone {share} may be anything from {lower} to {upper} (95\N{NO-BREAK SPACE}%){alike}.",
            share=percent(row["share"]),
            lower=percent(row["lower"]),
            upper=percent(row["upper"]),
            alike=self._alike(),
        )
        share, taken, whole = (row[name] and percent(row[name]) for name in ("share", "shrunken", "whole"))
        if taken in {None, share}:
            return told
        counts = say(
            "Shares of fewer answers vary more by chance, so beside everyone heard {share} counts as {taken}, "
            "nearer to their {whole}.",
            share=share,
            taken=taken,
            whole=whole,
        )
        return f"{told} {counts}"

    def short(self) -> str:
        """``Trust in use: 51 % disagree (perhaps a majority), 31 % agree``, or why there is no share."""
        agreement = Agreement(self._question, self._answer.names, self._answer.threshold)
        told = why_no_share(self._row) if self._row["share"] is None else agreement.shares(self._row)
        return f"{self._question.label}: {told}"

    def answered(self) -> str:
        """``About 1,269 answers``: how many answered; that it is not told where they are from too few sources."""
        is_told = not self._row["one_source"]
        if not is_told:
            return say("Too few answers")
        number = about_words(self._row, "answered", self._answer.threshold)
        return upper_first(say("{number} answers", number=number))

    def _alike(self) -> str:
        """What the interval allows for, where people came together."""
        settings = self._answer.figures.engagement
        return (
            say(", with those at one {event} answering alike allowed for", event=settings.words.event)
            if settings.has_events
            else ""
        )

    def weighted(self) -> str:
        """The share weighted to the benchmark, and what that costs; empty where it cannot be worked out."""
        found, words = raked_share(*self._about), self._answer.names.words
        if found is None or self._row["share"] is None:
            return ""
        told = say(
            "Weighted to {regions} and {types} as in “{benchmark}”, channels as they are: {share} ({interval}).",
            regions=words.regions,
            types=words.types,
            benchmark=self._answer.benchmark.en,
            share=percent(found.share),
            interval=band(found.lower, found.upper),
        )
        fragile = say(
            "That hangs on few answers: one may count {largest} times.", largest=in_digits(found.largest, 1)
        )
        return " ".join((told, self._counted(found), fragile if found.is_fragile else "")).strip()

    def _counted(self, found: Raked) -> str:
        """How many of those who answered the weights count, and which part of the benchmark they stand for."""
        every = self._row["answered"]
        number = in_digits(found.answers)
        answers = (
            say("It counts {number} of the {every} answers", number=number, every=in_digits(every))
            if every and found.answers < every
            else say("It counts {number} answers", number=number)
        )
        return say(
            "{answers}: those from groups where enough answered to give a share, which are {covered} of that "
            "yardstick. Weighted so, they say as much as {worth} answers would without weights.",
            answers=answers,
            covered=percent(found.covered),
            worth=in_digits(found.answers / found.deff),
        )

    def unheard(self) -> str:
        """The range that the share could take if those without an answer differed; empty without a benchmark."""
        if self._answer.benchmark not in self._answer.figures.benchmarks:
            return ""
        bounds = unheard_bounds(*self._about)
        told = say(
            "Of “{benchmark}”, {without}. Whatever these hold, the share is from {low} to {high}, if "
            "in every other group those who did not answer hold what those who did do.",
            benchmark=self._answer.benchmark.en,
            without=_without_answer(bounds),
            low=percent(bounds.low),
            high=percent(bounds.high),
        )
        return f"{told} {_majority(bounds)}".strip()


def _without_answer(bounds: Unheard) -> str:
    """Which part has no answer, and of which that is not told: hidden is not absent."""
    absent = max(0.0, bounds.unheard - bounds.hidden)
    none = (
        say("{absent} is in groups without any answer", absent=percent(absent))
        if absent >= LEAST_TOLD
        else ""
    )
    few = say(
        "{hidden} is in groups where too few answered to tell whether any did", hidden=percent(bounds.hidden)
    )
    told = [text for text in (none, few if bounds.hidden >= LEAST_TOLD else "") if text]
    return join_words(told) if told else say("every part is in groups that answered")


def _majority(bounds: Unheard) -> str:
    if bounds.share is None or bounds.share <= MAJORITY:
        return ""
    if bounds.shift is None:
        return say("It stays above half whatever they hold.")
    return say(
        "More than half holds unless their share is {points} points lower.",
        points=in_digits(100 * bounds.shift),
    )
