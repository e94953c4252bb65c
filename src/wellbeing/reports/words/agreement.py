"""What was said to a closed question: how many agree, how many do not, what most hold, of how many answers."""

from collections.abc import Mapping
from typing import Final

from wellbeing.measures.opinion.majority import MAJORITY
from wellbeing.measures.opinion.standing import LEVEL
from wellbeing.model.engagement import Question
from wellbeing.reports.words.cells import CellRow, about_words, band, join_words, lower_first, percent
from wellbeing.state.names import Names

#: The position whose share is drawn and compared.
AGREEING: Final = "support"
#: Positions that are called by what one does; any other is an answer that one gives.
_DONE: Final = (AGREEING, "oppose")
#: The tier of a share that is told as a number; any other is told by its interval alone.
_NUMBER: Final = "full"
#: Standing → where the share who agree lies, as the end of a sentence.
_STANDS: Final = {
    "below": "is below that of everyone heard ({whole})",
    "looks_below": "looks below that of everyone heard ({whole}), not certain",
    LEVEL: "is not told apart from that of everyone heard ({whole})",
    "looks_above": "looks above that of everyone heard ({whole}), not certain",
    "above": "is above that of everyone heard ({whole})",
}


class Agreement:
    """What was said to one question, of any cell, in its own words."""

    def __init__(self, question: Question, names: Names, threshold: int) -> None:
        """Take the question, and what areas, types and positions are called."""
        self._question, self._names, self._threshold = question, names, threshold

    @property
    def agree(self) -> str:
        """``agree``, ``support``: as the question has it."""
        return self._names.position(self._question, AGREEING)

    def beside(self, row: CellRow) -> str:
        """What else was said, behind the share who agree: ``, 58 % disagree (a majority)``; empty of nothing."""
        own = ", a majority" if _is_certain(row) else ", perhaps a majority" if _is_most(row) else ""
        told = [f", {self.amount(one)} {self._do(one)}{_bracketed(one)}" for one in _others(row)]
        return own + "".join(told)

    def shares(self, row: CellRow) -> str:
        """What was said, the most first: ``51 % disagree (perhaps a majority), 31 % agree``."""
        told = sorted((row, *_others(row)), key=lambda one: -(one["share"] or 0.0))
        return ", ".join(f"{self.amount(one)} {self._do(one)}{_bracketed(one)}" for one in told)

    def sentence(self, row: CellRow, area: str, stakeholder: str) -> str:
        """How many agree and how many do not, as the end of a sentence about the question.

        ``most disagree. Of about 385 answers from service users, 58 % disagree and 21 % agree (17–25 %).``

        Args:
            row: of the position that agrees, with a share.
            area: whose answers these are; "" is all areas.
            stakeholder: of which type or group; "" is all.
        """
        said = [f"{self.amount(one)} {self._do(one)}" for one in _others(row)]
        interval = f" ({band(row['lower'], row['upper'])})" if row["tier"] == _NUMBER else ""
        shares = join_words([*said, f"{self.amount(row)} {self.agree}{interval}"])
        opener = self._opener(row)
        return f"{opener}{'Of' if opener else 'of'} {self.answers(row, area, stakeholder)}, {shares}."

    def answers(self, row: CellRow, area: str, stakeholder: str) -> str:
        """``about 385 answers from service users in Auckland``: how many, and whose."""
        whose = whom(self._names, area, stakeholder)
        return f"{about_words(row, 'answered', self._threshold)} answers{f' from {whose}' if whose else ''}"

    def stands(self, row: CellRow) -> str:
        """``The share who agree is below that of everyone heard (31 %).``; empty where that is not known."""
        if row["whole"] is None:
            return ""
        where = _STANDS[row["standing"] or LEVEL].format(whole=percent(row["whole"]))
        return f"The share who {self.agree} {where}."

    def most(self, row: CellRow) -> str:
        """What a majority surely holds: ``disagree``; empty where nothing is."""
        return next((self._do(one) for one in (row, *_others(row)) if _is_certain(one)), "")

    def _opener(self, row: CellRow) -> str:
        one = next((one for one in (row, *_others(row)) if _is_most(one)), None)
        if one is None:
            return ""
        return f"{'most' if _is_certain(one) else 'perhaps more than half'} {self._do(one)}. "

    def _do(self, one: CellRow) -> str:
        name = self._names.position(self._question, one["position"])
        return name if one["position"] in _DONE else f"answered “{name}”"

    @staticmethod
    def amount(one: CellRow) -> str:
        """A share as it may be told: as a number, or by its interval alone."""
        return percent(one["share"]) if one["tier"] == _NUMBER else band(one["lower"], one["upper"])


def whom(names: Names, area: str, stakeholder: str) -> str:
    """``service users in Auckland``: of whom answers are, within a sentence; empty of everyone."""
    if not stakeholder:
        return names.area(area) if area else ""
    who = lower_first(names.stakeholder_short(stakeholder))
    return f"{who} in {names.area(area)}" if area else who


def _others(row: CellRow) -> list[Mapping[str, object]]:
    return [one for one in row["others"] or () if one["position"] != row["position"]]


def _is_most(one: CellRow) -> bool:
    return bool(one["share"] is not None and one["share"] > MAJORITY)


def _is_certain(one: CellRow) -> bool:
    """Whether it is a majority by the interval that holds all positions at once."""
    return bool(_is_most(one) and one["least"] > MAJORITY)


def _bracketed(one: CellRow) -> str:
    if not _is_most(one):
        return ""
    return " (a majority)" if _is_certain(one) else " (perhaps a majority)"
