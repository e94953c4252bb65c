"""What rows are taken in with: a profile fitted to the file, the engagement's words, what people decided."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import polars as pl

from wellbeing.model.consent import CONSENTS
from wellbeing.model.intake import NOTHING, Remembered
from wellbeing.model.profile import Answered, Column, Profile
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.intake.mapping.days import Days
from wellbeing.sources.intake.mapping.words import Words
from wellbeing.sources.names.engagement import EngagementNames, engagement_names
from wellbeing.sources.names.spelling import key
from wellbeing.sources.names.vocabulary import Vocabulary
from wellbeing.sources.profiles.fitting import fit_profile
from wellbeing.sources.reading.source import SourceTable

#: Our columns that hold one word of the engagement, and the kind of word.
SINGLE_COLUMNS: Final = {
    "region": "region",
    "place": "place",
    "stakeholder": "stakeholder",
    "channel": "channel",
    "topic": "topic",
    "round": "round",
    **dict.fromkeys(CONSENTS, "consent"),
}
#: Those that hold several.
SEVERAL_COLUMNS: Final = {"communities": "community", "audience": "stakeholder", "themes": "theme"}


@dataclass(frozen=True)
class Context:
    """Everything that a file's rows are read with; remembers words from batch to batch."""

    profile: Profile
    folder: EngagementFolder
    names: EngagementNames
    #: How the file is called in the record.
    file: str
    remembered: Remembered = NOTHING

    @cached_property
    def roster(self) -> dict[str, str]:
        """Organisations of the record: key of the name → id."""
        return _roster_keys(self.remembered.roster)

    @cached_property
    def words(self) -> dict[str, Words]:
        """How the words of each of our columns are understood."""
        kinds = SINGLE_COLUMNS | SEVERAL_COLUMNS
        return {name: self._words(name, getattr(self.names, kind)) for name, kind in kinds.items()}

    @cached_property
    def answers(self) -> dict[str, Words]:
        """How the answers to each closed question are understood."""
        closed = [answer for answer in self.profile.questions if answer.id in self.names.options]
        return {answer.id: self._answers(answer) for answer in closed}

    @cached_property
    def questions(self) -> Words | None:
        """Which question a row is about, in files with a row for each answer."""
        about = self.profile.statements
        if about is None:
            return None
        ids = {answer.id: answer.id for answer in self.profile.questions}
        column = Column(columns=(about.column,), values=about.questions, otherwise=about.otherwise)
        names = Vocabulary("question", {key(name): frozenset([name]) for name in ids}, ids)
        return Words("statement", column, names, self._mended("statement"))

    @property
    def answers_wait(self) -> bool:
        """Whether an answer that is not understood waits by itself.

        Where an id says whose it is, not what is answered; and where a row says more than one answer.
        """
        return self.profile.kind == "survey" and bool(self.profile.id) and self.profile.statements is None

    @property
    def days(self) -> Days:
        """How the days are read."""
        return Days(self.profile.received_on, self.folder.engagement)

    def check(self) -> None:
        """Make sure that the profile's own words are the engagement's.

        Raises:
            DataError: one is not.
        """
        for words in (*self.words.values(), *self.answers.values()):
            words.check()

    def _words(self, name: str, names: Vocabulary) -> Words:
        return Words(name, getattr(self.profile, name), names, self._mended(name))

    def _answers(self, answer: Answered) -> Words:
        scale = {str(number): option for number, option in enumerate(answer.scale, 1)}
        column = Column(
            columns=answer.columns,
            values=scale | answer.values,
            otherwise=answer.otherwise,
            doubt=answer.doubt,
        )
        mends = self._mended(answer.id)
        return Words(answer.id, column, self.names.options[answer.id], mends, is_answer=True)

    def _mended(self, name: str) -> dict[str, str]:
        return {key(written): becomes for written, becomes in self.remembered.mends.get(name, {}).items()}


def fitted_context(
    table: SourceTable, profile: Profile, folder: EngagementFolder, remembered: Remembered = NOTHING
) -> Context:
    """What the rows of a file are read with.

    Raises:
        DataError: the profile does not fit the file or the engagement.
    """
    context = Context(
        fit_profile(profile, table.columns, table.file),
        folder,
        engagement_names(folder),
        table.file,
        remembered,
    )
    context.check()
    return context


def _roster_keys(roster: pl.DataFrame | None) -> dict[str, str]:
    """Organisations by the key of their name; a name that two of them have stands for neither."""
    if roster is None:
        return {}
    listed = [(key(name), one) for one, name in roster.select("organisation_id", "name").rows()]
    twins = {name for name, _ in listed if sum(other == name for other, _ in listed) > 1}
    return {name: one for name, one in listed if name and name not in twins}
