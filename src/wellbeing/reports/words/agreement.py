"""What was said to a closed question: how many agree, how many do not, what most hold, of how many answers."""

from collections.abc import Sequence
from typing import Final

from wellbeing.language import join_words, message, say
from wellbeing.measures.opinion.majority import MAJORITY
from wellbeing.measures.opinion.standing import LEVEL
from wellbeing.model.engagement import Question
from wellbeing.reports.words.cells import (
    CellRow,
    about_words,
    band,
    lower_first,
    percent,
    upper_first,
)
from wellbeing.state.names import Names

#: The position whose share is drawn and compared.
AGREEING: Final = "support"
#: The tier of a share that is told as a number; any other is told by its interval alone.
_NUMBER: Final = "full"
_INTERVAL: Final = "pale"
#: Standing → where the share who agree lies.
_STANDS: Final = {
    "below": message("The share who {agree} is below that of everyone heard ({whole})."),
    "looks_below": message(
        "The share who {agree} looks below that of everyone heard ({whole}), not certain."
    ),
    LEVEL: message("The share who {agree} is not told apart from that of everyone heard ({whole})."),
    "looks_above": message(
        "The share who {agree} looks above that of everyone heard ({whole}), not certain."
    ),
    "above": message("The share who {agree} is above that of everyone heard ({whole})."),
}


class Agreement:
    """What was said to one question, of any cell, in its own words."""

    def __init__(self, question: Question, names: Names, threshold: int) -> None:
        """Take the question, and what areas, types and positions are called."""
        self._question, self._names, self._threshold = question, names, threshold

    @property
    def agree(self) -> str:
        """``agree``, ``support``: as the question has it."""
        return self._names.does(self._question, AGREEING)

    def beside(self, row: CellRow) -> str:
        """What else was said, behind the share who agree: ``, 58 % disagree (a majority)``; empty of nothing."""
        own = f", {_majority(row)}" if _is_most(row) else ""
        *others, _ = told_alike([*_others(row), row])
        return own + "".join(f", {self._answered(one)}" for one in others)

    def shares(self, row: CellRow) -> str:
        """What was said, the most first: ``51 % disagree (perhaps a majority), 31 % agree``."""
        told = told_alike(sorted((row, *_others(row)), key=lambda one: -(one["share"] or 0.0)))
        return ", ".join(map(self._answered, told))

    def sentence(self, row: CellRow, area: str, stakeholder: str) -> str:
        """How many agree and how many do not, as the end of a sentence about the question.

        ``most disagree. Of about 385 answers from service users, 58 % disagree and 21 % agree (17–25 %).``

        Args:
            row: of the position that agrees, with a share.
            area: whose answers these are; "" is all areas.
            stakeholder: of which type or group; "" is all.
        """
        *others, own = told_alike([*sorted(_others(row), key=lambda one: -(one["share"] or 0.0)), row])
        said = [f"{self.amount(one)} {self._do(one)}" for one in others]
        interval = f" ({band(row['lower'], row['upper'])})" if own["tier"] == _NUMBER else ""
        shares = join_words([*said, f"{self.amount(own)} {self.agree}{interval}"])
        told = say("of {answers}, {shares}.", answers=self.answers(row, area, stakeholder), shares=shares)
        opener = self._opener(row)
        return f"{opener} {upper_first(told)}" if opener else told

    def answers(self, row: CellRow, area: str, stakeholder: str) -> str:
        """``about 385 answers from service users in Auckland``: how many, and whose."""
        number, whose = about_words(row, "answered", self._threshold), whom(self._names, area, stakeholder)
        if not whose:
            return say("{number} answers", number=number)
        return say("{number} answers from {whom}", number=number, whom=whose)

    def stands(self, row: CellRow) -> str:
        """``The share who agree is below that of everyone heard (31 %).``; empty where that is not known."""
        if row["whole"] is None:
            return ""
        return say(_STANDS[row["standing"] or LEVEL], agree=self.agree, whole=whole_share(row))

    def most(self, row: CellRow) -> str:
        """What a majority surely holds: ``disagree``; empty where nothing is."""
        return next((self._do(one) for one in (row, *_others(row)) if _is_certain(one)), "")

    def holds_most(self, row: CellRow) -> bool:
        """Whether more than half hold something, surely or perhaps: its sentence then begins with that."""
        return any(map(_is_most, (row, *_others(row))))

    def _opener(self, row: CellRow) -> str:
        one = next((one for one in (row, *_others(row)) if _is_most(one)), None)
        if one is None:
            return ""
        if _is_certain(one):
            return say("most {hold}.", hold=self._do(one))
        return say("perhaps more than half {hold}.", hold=self._do(one))

    def _do(self, one: CellRow) -> str:
        return self._names.does(self._question, one["position"])

    def _answered(self, one: CellRow) -> str:
        """``58 % disagree (a majority)``."""
        return f"{self.amount(one)} {self._do(one)}{_bracketed(one)}"

    @staticmethod
    def amount(one: CellRow) -> str:
        """A share as it may be told: as a number, or by its interval alone."""
        return percent(one["share"]) if one["tier"] == _NUMBER else band(one["lower"], one["upper"])


def whole_share(row: CellRow) -> str:
    """The share of everyone heard, beside that of a row: as it may be told, by its interval alone where it is wide."""
    if row.get("whole_lower") is not None:
        return band(row["whole_lower"], row["whole_upper"])
    return percent(row["whole"])


def told_alike(rows: Sequence[CellRow]) -> list[CellRow]:
    """Shares that are told in one sentence: where one is told by its interval alone, each is."""
    is_mixed = any(one["tier"] != _NUMBER for one in rows)
    return [{**one, "tier": _INTERVAL} if is_mixed else one for one in rows]


def whom(names: Names, area: str, stakeholder: str) -> str:
    """``service users in Auckland``: of whom answers are, within a sentence; empty of everyone."""
    if not stakeholder:
        return names.area(area) if area else ""
    who = lower_first(names.stakeholder_short(stakeholder))
    return say("{who} {where}", who=who, where=names.within(area)) if area else who


def _others(row: CellRow) -> list[CellRow]:
    return [one for one in row["others"] or () if one["position"] != row["position"]]


def _is_most(one: CellRow) -> bool:
    return bool(one["share"] is not None and one["share"] > MAJORITY)


def _is_certain(one: CellRow) -> bool:
    """Whether it is a majority by the interval that holds all positions at once."""
    return bool(_is_most(one) and one["least"] > MAJORITY)


def _bracketed(one: CellRow) -> str:
    return f" ({_majority(one)})" if _is_most(one) else ""


def _majority(one: CellRow) -> str:
    return say("a majority") if _is_certain(one) else say("perhaps a majority")
