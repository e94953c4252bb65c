"""Who was heard, of one community: what coverage shows while a community is chosen."""

from typing import Any, ClassVar, Final

import polars as pl

from wellbeing.language import message, say
from wellbeing.reports.communities import (
    NEVER_ADDED,
    community_pictures,
    community_rows,
    community_sentence,
    compared_words,
)
from wellbeing.reports.shows.coverage import CoverageShow, states_legend
from wellbeing.reports.shows.coverage_sentences import ABOUT_VOICES
from wellbeing.reports.shows.gap_list import area_listing, lacking_labels
from wellbeing.reports.shows.listing import Listing
from wellbeing.reports.words.picture import LegendEntry, Picture
from wellbeing.state.answer import Answer
from wellbeing.state.beside.communities import communities_heard

#: What stands in place of the choices that a community does not follow.
NOT_FOLLOWED: Final = message(
    "{whose}: told of all who were heard, however they came, and compared with {what}."
)


class CommunityLens(CoverageShow):
    """Map, list, legend, finding and files of one community; the matrix of types stays everybody’s."""

    stands_alone: ClassVar[bool] = False
    fields: ClassVar[tuple[str, ...]] = ("community",)
    map_fields: ClassVar[tuple[str, ...]] = ()

    def map_title(self, answer: Answer) -> str:
        """Whose regions are drawn."""
        whose = answer.names.community(answer.choice.community)
        return say(
            "{title}: {whose} by {region}",
            title=self.title(answer),
            whose=whose,
            region=answer.names.words.region,
        )

    def labels(self, answer: Answer) -> dict[str, str]:
        """Names and counts of regions that lack its voices."""
        return lacking_labels(answer, _regions(answer))

    def map_note(self, answer: Answer) -> str:
        """What it does not follow, and against what it is held."""
        whose = answer.names.community(answer.choice.community)
        return say(NOT_FOLLOWED, whose=whose, what=compared_words(answer))

    def legend(self, answer: Answer) -> list[LegendEntry]:
        """States, with how many of its regions are in each."""
        return states_legend(_regions(answer))

    def area_pictures(self, answer: Answer) -> dict[str, Picture]:
        """Each area’s own figure of the community."""
        pictures = community_pictures(answer)
        return {area: one for (area, whose), one in pictures.items() if whose == answer.choice.community}

    def listing(self, answer: Answer) -> Listing:
        """Its regions, gaps first."""
        name = answer.names.community(answer.choice.community)
        return area_listing(
            answer, _regions(answer), name, say("Compared with {compared}.", compared=compared_words(answer))
        )

    def sentences(self, answer: Answer) -> list[str]:
        """How many were heard of it, which regions lack its voices, and that communities overlap."""
        return [
            community_sentence(answer, answer.choice.community),
            say(NEVER_ADDED, types=answer.names.words.types),
            say(ABOUT_VOICES),
        ]

    def compared(self, answer: Answer) -> str:
        """Its own part of the people."""
        return compared_words(answer)

    def rows(self, answer: Answer) -> list[dict[str, Any]]:
        """Its published figures, by area."""
        return community_rows(answer).filter(community=answer.choice.community).to_dicts()


def _regions(answer: Answer) -> pl.DataFrame:
    heard = communities_heard(answer.figures)
    return heard.filter(community=answer.choice.community, area_kind="region")
