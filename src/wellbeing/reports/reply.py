"""What the page answers about what is chosen, in a few lines: the figure, how firm it is, who, and what they said."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from wellbeing.language import message, say
from wellbeing.reports.communities import community_lines, community_title
from wellbeing.reports.comparison import difference_sentence
from wellbeing.reports.evidence.bodies import Bodies
from wellbeing.reports.evidence.gatherings import Gatherings
from wellbeing.reports.evidence.holding import Holding
from wellbeing.reports.limits import unknowns
from wellbeing.reports.shows.listing import HEARD, SAID
from wellbeing.reports.shows.registry import available_shows, show_of
from wellbeing.reports.shows.show import Show
from wellbeing.reports.where_next import settles_sentence
from wellbeing.reports.words.cells import CellRow, lower_first, state_words, upper_first
from wellbeing.reports.words.judging import yardstick_sentence
from wellbeing.reports.words.lending import not_alone, picture_at
from wellbeing.reports.words.sentences import (
    finest_lead,
    firm_sentence,
    several_sentence,
)
from wellbeing.state.answer import Answer, answer_to

#: As many lines as stand beside the list while nothing is chosen.
MOST_UNKNOWNS: Final = 5
UNKNOWN: Final = message("What we can’t say")
HOW_FIRM: Final = message("How firm this is, and what we can’t say")


class CellReply:
    """A title, and lines each under a short head."""

    def __init__(self, answer: Answer) -> None:
        """Take what is chosen."""
        self._answer, self._choice, self._names = answer, answer.choice, answer.names

    @property
    def is_chosen(self) -> bool:
        """Whether an area, a type or a community is chosen."""
        return bool(self._choice.area or self._choice.stakeholder or self._choice.community)

    def title(self) -> str:
        """Whose answer it is; what cannot be said while nothing is chosen."""
        if not self.is_chosen:
            return say(HOW_FIRM) if show_of(self._answer).firmness(self._answer) else say(UNKNOWN)
        if self._choice.community:
            return community_title(self._answer)
        if self._choice.beside:
            return self._names.selection(self._choice)
        row = self._answer.coverage.at(self._choice.area, self._choice.stakeholder).row(0, named=True)
        state = f": {state_words(row)}" if show_of(self._answer).family == HEARD else ""
        return f"{self._names.selection(self._choice)}{state}"

    def points(self) -> list[tuple[str, bool]]:
        """How firm the finding is and what cannot be said, while nothing is chosen; whether it is said below again."""
        if self.is_chosen:
            return []
        firm = [(text, False) for text in show_of(self._answer).firmness(self._answer)]
        return [*firm, *((text, True) for text in unknowns(self._answer))][:MOST_UNKNOWNS]

    def lines(self) -> list[tuple[str, str]]:
        """Head and text of each line: what is shown first, then the rest."""
        if not self.is_chosen:
            return []
        if self._choice.community:
            return community_lines(self._answer)
        heard, said = list(self._heard()), list(self._said())
        ordered = [*heard, *said] if show_of(self._answer).family == HEARD else [*said, *heard]
        return [(head, text) for head, text in ordered if text]

    def columns(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Of two that are compared: whose, and what was heard of each and what they said; else nothing."""
        if (beside := self._choice.beside) is None:
            return []
        two = [CellReply(answer_to(self._answer.figures, one)) for one in (beside, self._choice.alone)]
        return [(one.title(), one.heard_and_said()) for one in two]

    def difference(self) -> str:
        """The one sentence that may be said about the difference of the two."""
        return difference_sentence(self._answer)

    def waiting(self) -> str:
        """What is kept to be compared while nothing stands beside it; else empty."""
        if not self._choice.compare or self._choice.beside:
            return ""
        area, _, stakeholder = self._choice.compare.partition(":")
        return self._names.cell(area, stakeholder)

    def heard_and_said(self) -> list[tuple[str, str]]:
        """One line of each, what is shown first; none of what nobody was asked."""
        heard, said = ([*islice(lines, 1)] for lines in (self._heard(), self._said()))
        return [*heard, *said] if show_of(self._answer).family == HEARD else [*said, *heard]

    def _heard(self) -> Iterator[tuple[str, str]]:
        answer, figures = self._answer, self._answer.figures
        row = answer.coverage.finest.row(0, named=True)
        yield say("Heard"), finest_lead(row, self._names, answer.threshold, self._choice.cut)
        yield say("Together"), several_sentence(row, answer.threshold) if self._choice.is_several else ""
        yield say("How firm"), " ".join(filter(None, (self._firm(row), self._yardstick())))
        yield "", Holding(answer).sentence()
        yield say("What would settle it"), settles_sentence(answer)
        events = upper_first(figures.engagement.words.events)
        yield self._of_all(say("Known bodies")), Bodies(answer).sentence()
        yield self._of_all(say("Organisations")), Gatherings(answer).organisations_sentence()
        summary = Gatherings(answer).hui_summary()
        yield self._of_all(events), f"{self._area()}: {summary}" if summary else ""

    def _of_all(self, head: str) -> str:
        """Over what is told of all channels alone, while one of them is chosen."""
        return say("{head}, of all channels", head=head) if self._choice.cut else head

    def _firm(self, row: CellRow) -> str:
        """How firm the figure above is, by name where it is another's."""
        firm, owner = firm_sentence(row), (row["answer_area"], row["answer_stakeholder"])
        if not firm or owner == (row["area"], row["stakeholder"]):
            return firm
        return f"{self._names.cell(*owner)}: {lower_first(firm)}"

    def _area(self) -> str:
        """Events are told by area only."""
        return f"{self._names.area(self._choice.area)}, {lower_first(self._names.everyone)}"

    def _yardstick(self) -> str:
        figures, choice = self._answer.figures, self._choice
        rows = figures.yardsticks(choice.cut, self._answer.benchmark.id)
        found = rows.filter(area=choice.area, stakeholder=choice.stakeholder).to_dicts()
        return yardstick_sentence(found[0], figures.benchmark_names, self._names.words) if found else ""

    def _said(self) -> Iterator[tuple[str, str]]:
        """What is shown beside who was heard, by what it is; else the first of what they said."""
        chosen = show_of(self._answer)
        said = [one for one in available_shows(self._answer.figures) if one.family == SAID]
        for one in said[:1] if chosen.family == HEARD else [chosen]:
            yield say(one.family.label), self._words(one)
            yield "", "" if self._answer.is_kept else one.cell_firmness(self._answer)

    def _words(self, show: Show) -> str:
        if show.is_opinion and self._answer.is_kept:
            return show.point(self._answer)[0]
        picture = picture_at(
            show.cell_pictures(self._answer),
            self._answer.figures,
            self._choice.area,
            self._choice.stakeholder,
        )
        return f"{show.subject(self._answer)}{not_alone(self._answer)}: {picture.words}."
