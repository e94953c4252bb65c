"""The finding: what matters, in words, first on the page; to copy, and to take away as a file."""

from collections.abc import Mapping
from typing import Any

from wellbeing.language import say
from wellbeing.reports.briefing.evidence_line import dates_of
from wellbeing.reports.communities import communities_sentence, community_names, lacking_communities
from wellbeing.reports.comparison import comparison_points
from wellbeing.reports.naming import chosen_title
from wellbeing.reports.paragraph import paragraph
from wellbeing.reports.shows.listing import HEARD
from wellbeing.reports.words.protection import protection
from wellbeing.state.answer import Answer, answer_to
from wellbeing.state.explorer import Explorer
from wellbeing.views.files.downloads import Download
from wellbeing.views.parts.part import Part
from wellbeing.views.shell.address import page_link
from wellbeing.views.shell.markup import render
from wellbeing.views.shell.taken import marks, take_sentence


class Point(Part):
    """One sentence, what stands behind it, and what it is compared with, of everything or of what is chosen."""

    follows = (*Part.follows, "question", "compare")

    def __init__(self, explorer: Explorer, downloads: Mapping[str, Download], **params: Any) -> None:
        """Take the files that are handed out, by kind; follow the note beside the answer.

        A choice that is not there changes the note alone.
        """
        self._downloads = downloads
        super().__init__(explorer, **params)
        explorer.filters.param.watch(self.write, "note")

    def beside(self) -> str:
        """What was asked for and is not there; the kinds of files that are handed out."""
        return f"{self.explorer.filters.note}|{','.join(self._downloads)}"

    def html(self) -> str:
        """Heading, sentence, the rest, their source, and a note where the address asked for what is not there."""
        names = community_names(self.answer)
        release, engagement = self.explorer.release, self.explorer.release.engagement
        lead, *more = self._said()
        return render(
            "point",
            heading=self.chosen_show.heading(self.answer),
            choices=chosen_title(self.answer),
            lead=lead,
            more=more,
            copied=" ".join(paragraph(self.answer, [lead, *more])),
            region=self.names.words.region,
            apart=communities_sentence(self.answer) if self.chosen_show.family == HEARD else "",
            lenses={one: names[one] for one in lacking_communities(self.answer)},
            source=" ".join(filter(None, (self._source(), self._compared(), protection(release)))),
            subject=f"{engagement.en}, {engagement.agency}, {dates_of(engagement)}",
            note=self.explorer.filters.note,
            marks=marks(self._alone),
            downloads=self._downloads,
        )

    @property
    def _alone(self) -> Answer:
        """What is chosen, without what stands beside it."""
        return answer_to(self.answer.figures, self.answer.choice.alone)

    def _said(self) -> list[str]:
        """The finding and what stands behind it; of two that are compared both findings, then their difference."""
        if not (compared := comparison_points(self.answer)):
            return self.chosen_show.point(self.answer)
        *sides, difference = compared
        return [" ".join(dict.fromkeys(sides)), difference]

    def do(self, deed: str, about: str) -> None:
        """Hand over a file, or what every part does."""
        if deed in self._downloads:
            answer = self.explorer.answer
            self.markup.download(*self._downloads[deed].file(answer, deed, page_link(answer.choice)))
        elif deed == "copied":
            take_sentence(self._alone)
        else:
            super().do(deed, about)

    def _compared(self) -> str:
        """With what those heard are compared, where that plays a part."""
        compared = self.chosen_show.compared(self.answer)
        return say("Compared with: {compared}.", compared=compared) if compared else ""

    def _source(self) -> str:
        """Whose figures these are: of which release, and that they are made up where they are."""
        release = self.explorer.release
        return (
            f"{release.engagement.badge or say('Figures')}, {say('release {release}', release=release.id)}."
        )
