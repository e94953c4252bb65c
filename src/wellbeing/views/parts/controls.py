"""The one row of choices: what is shown, where, of whom, how they were heard, compared with what."""

from itertools import groupby
from operator import itemgetter
from typing import Final

import msgspec

from wellbeing.language import message, say
from wellbeing.model.engagement import Benchmark
from wellbeing.model.grouping import AND
from wellbeing.reports.communities import community_names
from wellbeing.reports.shows.listing import SAID, Family
from wellbeing.reports.shows.registry import available_shows
from wellbeing.reports.shows.show import Show
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures
from wellbeing.state.margins import Breakdown, breakdowns
from wellbeing.views.parts.part import SHOW, Part
from wellbeing.views.shell.markup import render

#: Head of a block of a list, the field that its options choose, value and words of each.
Options = tuple[str, str, list[tuple[str, str]]]
COMMUNITIES: Final = message("Communities (they overlap)")
#: Field that is chosen and not followed → what stands in its place, after the name of what was chosen.
NOT_FOLLOWED_HERE: Final = {
    "community": message("communities are told of who was heard only. What stands here is of everyone."),
    "cut": message("what stands here is of all channels, all the time."),
    "benchmark": message("what stands here is compared with no yardstick of the choice."),
}
#: Letters of a switch that stand on one row with what else is chosen; more are a list to choose from.
_ROOM: Final = 60
NOT_PARTED: Final = message("Told of all channels together.")
NOT_PARTED_BOTH: Final = message(
    "Told of all channels together, since answers are few when parted: how {events} and surveys differ stands under "
    "“All evidence”."
)


class FamilyButton(msgspec.Struct, frozen=True):
    """One button of the first switch: it opens a family with the show that was looked at, or its first."""

    family: Family
    show: str
    pressed: bool


class Controls(Part):
    """Show, question, region, type, slice, benchmark."""

    follows = (SHOW, "stakeholder")

    def html(self) -> str:
        """The row of switches for the present choice."""
        figures, answer, show = self.explorer.figures, self.answer, self.chosen_show
        shows, (by_region, by_type) = available_shows(figures), breakdowns(figures)
        beside = [one for one in shows if one.family == show.family]
        return render(
            "controls",
            choice=answer.choice,
            show=show,
            buttons=[_button(family, shows, show) for family in _families(shows)],
            shows=beside,
            is_long=sum(len(say(one.label)) for one in beside) > _ROOM,
            themes=[(theme, name, True) for theme, name in figures.comments.themes.items()],
            theme=answer.comments.theme if answer.comments else "",
            measures=self._measures(),
            cuts=self._cuts(),
            where=self._of_breakdown(by_region),
            who=[*self._of_breakdown(by_type), *self._communities()],
            names=self.names,
            benchmarks=[(one.id, one.en, one in figures.readings) for one in _yardsticks(figures)],
            benchmark=answer.benchmark.id,
            questions=[(name, words, True) for name, words in show.questions(answer)],
            question=show.question(answer),
            remark=f"{self._left_out() or show.remark(answer)} {self._together()}".strip(),
        )

    def chosen(self, choice: Choice, /) -> list[str]:
        """The region and the type, or the community, that the lists stand at: a group of one is its member."""
        figures = self.explorer.figures
        marks = [
            mark
            for breakdown in breakdowns(figures)
            for mark in _marks(breakdown, getattr(choice, breakdown.column))
        ]
        return [*marks, *([f"community-{choice.community}"] if choice.community else [])]

    def beside(self) -> str:
        """What is chosen and cannot be followed."""
        return repr(self.explorer.left_out)

    def _left_out(self) -> str:
        """What stands in place of what is chosen and not followed."""
        names = {
            "community": self.names.community,
            "cut": self.names.cut,
            "benchmark": lambda one: self.explorer.figures.benchmark(one).en,
        }
        return " ".join(
            f"{names[field](value)}: {say(NOT_FOLLOWED_HERE[field])}"
            for field, value in self.explorer.left_out.items()
        )

    def _together(self) -> str:
        """Why there is nothing to choose of how they were heard."""
        settings, show = self.explorer.release.engagement, self.chosen_show
        if show.family != SAID or "cut" in show.fields or not self._cuts():
            return ""
        is_both = settings.has_events and settings.has_surveys and self.explorer.figures.positions.questions
        return say(NOT_PARTED_BOTH, events=settings.words.events) if is_both else say(NOT_PARTED)

    def _of_breakdown(self, breakdown: Breakdown) -> list[Options]:
        """Every region and group of them, or every type."""
        blocks = {
            "": breakdown.members,
            say("Groups of {parts}", parts=breakdown.words): breakdown.real_groups,
        }
        return [
            (title, breakdown.column, [(one, breakdown.name(one)) for one in some])
            for title, some in blocks.items()
            if some
        ]

    def _communities(self) -> list[Options]:
        names = community_names(self.answer) if "community" in self.chosen_show.fields else {}
        return [(say(COMMUNITIES), "community", list(names.items()))] if names else []

    def _measures(self) -> list[tuple[str, str]]:
        """What a theme may be counted by: events only where there were any."""
        settings = self.explorer.release.engagement
        by_event = [("hui", say("By {events}", events=settings.words.events))] if settings.has_events else []
        return [("share", say("By comments")), *by_event]

    def _cuts(self) -> list[tuple[str, list[tuple[str, str]]]]:
        slices = [(label, (cut, self.names.cut(cut))) for cut, label in self.explorer.figures.slices]
        return [(label, [pair for _, pair in pairs]) for label, pairs in groupby(slices, key=itemgetter(0))]


def _marks(breakdown: Breakdown, some: str) -> list[str]:
    """The option that a list stands at, and the boxes that are ticked: of several no option is theirs alone."""
    if not some:
        return []
    same = breakdown.groups.same(some)
    options = (
        [f"{breakdown.column}-several"] if AND in some else [f"{breakdown.column}-{one}" for one in same]
    )
    return [*options, *(f"also-{breakdown.column}-{one}" for one in same)]


def _yardsticks(figures: Figures) -> list[Benchmark]:
    """Every benchmark of the engagement, those without figures too, and the plan's own targets."""
    declared = figures.engagement.benchmarks
    return [*declared, *(one for one in figures.readings if one not in declared)]


def _families(shows: list[Show]) -> list[Family]:
    return list(dict.fromkeys(show.family for show in shows))


def _button(family: Family, shows: list[Show], present: Show) -> FamilyButton:
    first = next(show for show in shows if show.family == family)
    pressed = present.family == family
    return FamilyButton(family, present.id if pressed else first.id, pressed)
