"""What areas, types and slices are called on pages: English first, then te reo Māori."""

import re
from functools import cached_property
from typing import Final

import polars as pl

from wellbeing.language import join_words, message, month_name, say
from wellbeing.model.decisions.rounds import ROUND_WORDS
from wellbeing.model.engagement import Community, Engagement, Nouns, Question, Term
from wellbeing.model.grouping import each_of
from wellbeing.state.choice import Choice

#: The general words for what a closed answer says; a question may have its own.
POSITION_WORDS: Final = {
    "support": message("support"),
    "support_with_conditions": message("support, with conditions"),
    "mixed": message("mixed"),
    "oppose": message("oppose"),
    "unclear": message("unclear"),
    "no_answer": message("no answer"),
}
#: Positions that are called by what one does; any other is an answer that one gives.
_DONE: Final = ("support", "oppose")
#: Words of an answer that nobody does.
_GIVEN: Final = ("yes", "no", "sí", "si")
#: What members of slices that every engagement has are called.
CUT_WORDS: Final = {
    "topic:both": message("On all topics at once"),
    "campaign:own": message("Own words, and each campaign once"),
    "campaign:copy": message("Further copies of a campaign"),
}

#: A quotation mark that opens: at the beginning, or after a space or a bracket.
OPENING: Final = re.compile(r'(?<![^\s(\[])"')
#: What stands between two straight ones: no letter before the first, nor after the second.
_QUOTED: Final = re.compile(r"(?<![\w'’])'([^'\n]+)'(?!\w)")


class Names:
    """Names of everything that a release's tables refer to by id."""

    def __init__(self, engagement: Engagement, areas: pl.DataFrame) -> None:
        """Take the release's texts and its ``areas`` table."""
        self._engagement = engagement
        self._areas = {row["area"]: row for row in areas.iter_rows(named=True)}

    @property
    def words(self) -> Nouns:
        """What this engagement calls events, regions and types."""
        return self._engagement.words

    @property
    def everywhere(self) -> str:
        """All regions together."""
        return _begun(say("All {regions}", regions=self.words.regions))

    @property
    def everyone(self) -> str:
        """All types together."""
        return _begun(say("All {types}", types=self.words.types))

    def knows(self, area: str, stakeholder: str) -> bool:
        """Whether each of these regions, types and groups is one of the release's."""
        return all(one in self._areas for one in each_of(area)) and all(
            one in self._types for one in each_of(stakeholder)
        )

    def area(self, area: str) -> str:
        """The English name of a region or group, or of several; "" is all regions."""
        return join_words([curly(self._areas[one]["name_en"]) for one in each_of(area)]) or self.everywhere

    def within(self, area: str) -> str:
        """``in Auckland``, ``on the West Coast``: where something is, of an area or of several."""
        located = self.words.located
        if not any(one in located for one in each_of(area)):
            return say("in {area}", area=self.area(area))
        return join_words(
            [curly(located.get(one) or say("in {area}", area=self.area(one))) for one in each_of(area)]
        )

    def area_mi(self, area: str) -> str:
        """The name in te reo Māori where it differs; empty otherwise."""
        row = self._areas.get(area)
        return row["name_mi"] if row and row["name_mi"] != row["name_en"] else ""

    def stakeholder(self, stakeholder: str) -> str:
        """The English name of a type or group, or of several; "" is all types."""
        return join_words([curly(self._types[one].en) for one in each_of(stakeholder)]) or self.everyone

    def stakeholder_short(self, stakeholder: str) -> str:
        """The short name of a type or group, or of several, for cramped places."""
        return join_words([curly(self._types[one].label) for one in each_of(stakeholder)]) or self.everyone

    def community(self, community: str) -> str:
        """The English name of a community."""
        return curly(self._communities[community].en)

    @cached_property
    def _communities(self) -> dict[str, Community]:
        return {one.id: one for one in self._engagement.communities}

    @cached_property
    def _types(self) -> dict[str, Term]:
        parts = (*self._engagement.stakeholder_groups, *self._engagement.stakeholders)
        return {part.id: part for part in parts}

    def cell(self, area: str, stakeholder: str) -> str:
        """``Bay of Plenty · Providers``; a margin by its own name alone."""
        if area and stakeholder:
            return f"{self.area(area)} · {self.stakeholder_short(stakeholder)}"
        return self.area(area) if area else self.stakeholder_short(stakeholder)

    def selection(self, choice: Choice) -> str:
        """What is chosen: area, type or community, and slice, beside what it is compared with; empty for everyone."""
        if beside := choice.beside:
            return say("{one} beside {other}", one=self.selection(beside), other=self.selection(choice.alone))
        area = self.area(choice.area) if choice.area else ""
        stakeholder = self.stakeholder_short(choice.stakeholder) if choice.stakeholder else ""
        community = self.community(choice.community) if choice.community else ""
        return " · ".join(filter(None, (area, stakeholder, community, self.cut(choice.cut))))

    def cut(self, cut: str) -> str:
        """A slice and its value in words: ``Paper survey``; "" where there is none."""
        if cut in CUT_WORDS:
            return say(CUT_WORDS[cut])
        name, _, value = cut.partition(":")
        if name == "round":
            return say(ROUND_WORDS[value]) if value in ROUND_WORDS else value
        terms = (*self._engagement.channels, *self._engagement.topics)
        return next((term.en for term in terms if term.id == value), period_words(value.replace("_", " ")))

    @staticmethod
    def position(question: Question, position: str) -> str:
        """What a position is called for this question."""
        return curly(question.words.get(position) or say(POSITION_WORDS[position]))

    @classmethod
    def does(cls, question: Question, position: str) -> str:
        """What those do who took a position, within a sentence: ``agree``; ``answered “Quay Street”``.

        An engagement that calls a position by a name, or by the word of an answer, has it quoted.
        """
        name = cls.position(question, position)
        is_done = position in _DONE and name[:1].islower() and name.split()[0].rstrip(",") not in _GIVEN
        return name if is_done else say("answered “{name}”", name=name)


def curly(text: str) -> str:
    """Text with the quotation marks and the apostrophe that are printed; files are typed with the others."""
    paired = _QUOTED.sub("‘\\1’", OPENING.sub("“", text).replace('"', "”"))
    return paired.replace("'", "’")


def period_words(period: str) -> str:
    """``2018-05/2018-06`` as ``May–June 2018``; anything else as it is."""
    months = [part.split("-") for part in period.split("/") if part.count("-") == 1]
    if not months:
        return period
    names = "–".join(month_name(int(month)) for _, month in months)
    return f"{names} {months[-1][0]}"


def _begun(words: str) -> str:
    """With a capital, as a label begins."""
    return f"{words[:1].upper()}{words[1:]}"
