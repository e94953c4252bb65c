"""Who was heard: how that compares with what was expected."""

from collections import Counter
from functools import partial
from typing import Any, ClassVar, Final

import polars as pl

from wellbeing.charts.palette import GLYPHS
from wellbeing.language import message, say
from wellbeing.measures.coverage.states import UNDER
from wellbeing.reports.communities import community_pictures
from wellbeing.reports.shows.coverage_sentences import chosen_sentences, whole_sentences
from wellbeing.reports.shows.gap_list import gap_listing, lacking_labels, region_labels
from wellbeing.reports.shows.listing import HEARD, Family, Listing
from wellbeing.reports.shows.show import Show
from wellbeing.reports.words.cells import (
    STATE_WORDS,
    CellRow,
    count_text,
    expected_words,
    heard_words,
    hidden_sentence,
    shortfall_sentence,
    state_words,
    upper_first,
)
from wellbeing.reports.words.heard_rows import heard_row
from wellbeing.reports.words.judging import unlisted_sentence
from wellbeing.reports.words.lending import pictures_of
from wellbeing.reports.words.picture import LegendEntry, Picture, Pictures, lend
from wellbeing.reports.words.protection import small_print
from wellbeing.reports.words.stated import not_stated_rows, not_stated_sentence
from wellbeing.state.answer import Answer

TYPES_LISTED: Final = message("“2 {types} short”: of that group of {regions}, 2 {types} are on the list.")
#: Why a region stands in the colour of its group.
GROUP_DRAWN: Final = message("of one {type}, groups of {regions} are judged")
#: What becomes of a question about a cell that cannot answer it.
ANSWERED_BY: Final = message(
    "Where a cell cannot answer, a larger one does if it bears on the question: choose the "
    "cell, and the answer says whose it is."
)

#: Why the matrix has more gaps than the list.
JUDGED_APART: Final = message(
    "The list of gaps counts {regions}, {types}, and groups of {regions} by groups of "
    "{types}. Any other cell that is a gap or looks thin is judged apart from it, and is not "
    "counted there."
)


class CoverageShow(Show):
    """The state of every cell, with its count."""

    id: ClassVar[str] = "coverage"
    label: ClassVar[str] = message("Coverage")
    place: ClassVar[int] = 0
    family: ClassVar[Family] = HEARD
    is_opinion: ClassVar[bool] = False
    adds_up: ClassVar[bool] = True
    fields: ClassVar[tuple[str, ...]] = ("cut", "benchmark", "community")
    list_fields: ClassVar[tuple[str, ...]] = ()
    column: ClassVar[str] = message("Heard")

    def title(self, answer: Answer) -> str:
        """What is shown."""
        return say("Who was heard")

    def heading(self, answer: Answer) -> str:
        """What the page is about, or whose finding it is."""
        return answer.names.selection(answer.choice) or say("Not heard enough yet")

    def map_title(self, answer: Answer) -> str:
        """The same with the type and the slice that are drawn: a chosen region is outlined among all."""
        drawn = answer.choice.only({"stakeholder", "cut"})
        words = answer.names.words
        whose = answer.names.selection(drawn) or say("all {types}", types=words.types)
        if not (drawn.stakeholder and answer.figures.region_groups.has_several):
            return f"{self.title(answer)}: {whose}"
        by_group = message("{title}: {whose}, by groups of {regions}")
        return say(by_group, title=self.title(answer), whose=whose, regions=words.regions)

    def labels(self, answer: Answer) -> dict[str, str]:
        """Names and counts of what lacks voices; with no type chosen how many of each group’s types do."""
        drawn = _drawn(answer)
        return lacking_labels(answer, drawn) if answer.choice.stakeholder else region_labels(answer, drawn)

    def map_note(self, answer: Answer) -> str:
        """What the numbers of types are."""
        crossed = answer.coverage.gaps.filter(pl.col("area") != "", pl.col("stakeholder") != "")
        if answer.choice.stakeholder or crossed.is_empty() or not answer.figures.region_groups.has_several:
            return ""
        return say(TYPES_LISTED, types=answer.names.words.types, regions=answer.names.words.regions)

    def listing(self, answer: Answer) -> Listing:
        """The list of gaps."""
        return gap_listing(answer)

    def caption(self, answer: Answer) -> str:
        """What the text in a cell counts."""
        cut = answer.names.cut(answer.choice.cut)
        what = say("Contributions heard; colour and sign say how that compares with what was expected.")
        return f"{say('{cut} only.', cut=cut)} {what}" if cut else what

    def note(self, answer: Answer) -> str:
        """What was done to counts, and who answers for a small cell."""
        unstated = not_stated_sentence(answer.figures)
        said = (small_print(answer.figures.release), unstated, say(ANSWERED_BY), _apart_note(answer))
        return " ".join(filter(None, said))

    def legend(self, answer: Answer) -> list[LegendEntry]:
        """States, with how many of what is drawn are in each: regions, or groups of regions of a type."""
        return states_legend(_drawn(answer))

    def pictures(self, answer: Answer) -> Pictures:
        """State, count and what is lacking."""
        picture = partial(coverage_picture, threshold=answer.threshold)
        return pictures_of(answer.coverage.frames, picture)

    def sentences(self, answer: Answer) -> list[str]:
        """How many were heard, where the gaps are, what cannot be said."""
        if answer.choice.area or answer.choice.stakeholder:
            return chosen_sentences(answer)
        return whole_sentences(answer)

    def beside_types(self, answer: Answer) -> Pictures:
        """Communities, each against its own part of the people."""
        return community_pictures(answer)

    def area_pictures(self, answer: Answer) -> dict[str, Picture]:
        """Each region of all types; of one type its group’s, which can be judged where a region cannot."""
        own, groups = super().area_pictures(answer), answer.figures.region_groups
        if not answer.choice.stakeholder:
            return own
        home = {area: groups.group_of(area) for area in own}
        return {
            area: own[area]
            if len(groups.members_of(group)) == 1 or group == area
            else _by_group(answer, own, group)
            for area, group in home.items()
        }

    def rows(self, answer: Answer) -> list[dict[str, Any]]:
        """What is published of each cell of area × type, in words too."""
        rows = [
            heard_row(row, answer) for frame in answer.coverage.frames for row in frame.iter_rows(named=True)
        ]
        return rows if answer.choice.cut else [*rows, *not_stated_rows(answer.figures)]


def coverage_picture(row: CellRow, threshold: int) -> Picture:
    """The picture of one row of a coverage table."""
    standing = f"{heard_words(row, threshold)}, {expected_words(row)}"
    if row["expected"] is not None:
        standing += f". {upper_first(state_words(row))}"
    more = (unlisted_sentence(row), hidden_sentence(row), shortfall_sentence(row))
    words = ". ".join(filter(None, (standing, *(sentence[:-1] for sentence in more))))
    return Picture(row["state"], GLYPHS[row["state"]], count_text(row, threshold), words)


def _apart_note(answer: Answer) -> str:
    """That the matrix shows gaps which the list does not count; empty where it shows none."""
    apart = answer.coverage.cells.filter(
        pl.col("with_family").not_(), pl.col("state").cast(pl.String).is_in(UNDER)
    )
    words = answer.names.words
    return "" if apart.is_empty() else say(JUDGED_APART, regions=words.regions, types=words.types)


def _by_group(answer: Answer, pictures: dict[str, Picture], group: str) -> Picture:
    return lend(pictures[group], answer.names.cell(group, answer.choice.stakeholder), _why_group(answer))


def _why_group(answer: Answer) -> str:
    return say(GROUP_DRAWN, type=answer.names.words.type, regions=answer.names.words.regions)


def _drawn(answer: Answer) -> pl.DataFrame:
    """What is drawn and counted: each region, or each group of regions of the chosen type."""
    rows, groups = answer.coverage.map_rows, answer.figures.region_groups.ids
    if answer.choice.stakeholder and groups:
        return rows.filter(pl.col("area").is_in(groups))
    return rows.filter(area_kind="region")


def states_legend(rows: pl.DataFrame) -> list[LegendEntry]:
    """States, with how many of the rows are in each."""
    times = Counter(rows["state"].cast(pl.String))
    return [
        LegendEntry(state, GLYPHS[state], say(words), times[state])
        for state, words in STATE_WORDS.items()
        if state != "no_benchmark" or times[state]
    ]
