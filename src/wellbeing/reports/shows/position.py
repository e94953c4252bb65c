"""What they said to a closed question: the share that agrees."""

from functools import partial
from typing import ClassVar

import msgspec
import polars as pl

from wellbeing.language import message, say
from wellbeing.measures.opinion.positions import SHARED
from wellbeing.model.grouping import AND
from wellbeing.reports.evidence.by_type import most_by_type, shares_by_type
from wellbeing.reports.evidence.headline import Headline
from wellbeing.reports.shows.coverage_sentences import ABOUT_VOICES
from wellbeing.reports.shows.listing import Listing
from wellbeing.reports.shows.said_lists import rows_by_type, type_listing
from wellbeing.reports.shows.share_words import NOT_EACH, POSITION_LEGEND, POSITION_SHARES
from wellbeing.reports.shows.shares import share_picture, side_legend
from wellbeing.reports.shows.show import Show
from wellbeing.reports.words.agreement import AGREEING, Agreement, whom
from wellbeing.reports.words.cells import CellRow, lower_first, upper_first
from wellbeing.reports.words.lending import by_groups, by_groups_note, picture_at, pictures_of, told_around
from wellbeing.reports.words.picture import LegendEntry, Picture, Pictures, nothing
from wellbeing.state.answer import Answer
from wellbeing.state.figures import Figures


class PositionShow(Show):
    """The share of those who answered that agrees, beside the whole engagement's."""

    id: ClassVar[str] = "position"
    label: ClassVar[str] = message("Position")
    place: ClassVar[int] = 1
    fields: ClassVar[tuple[str, ...]] = ("question",)
    map_fields: ClassVar[tuple[str, ...]] = ("stakeholder", "area", "opened")
    adds_up: ClassVar[bool] = True
    has_funnel: ClassVar[bool] = True
    column: ClassVar[str] = message("Share")

    def is_available(self, figures: Figures) -> bool:
        """Whether a closed question was asked whose answers are told by area and type."""
        return bool(figures.positions.questions)

    def title(self, answer: Answer) -> str:
        """The question."""
        return answer.positions.question.en

    def caption(self, answer: Answer) -> str:
        """Whose share, of whom."""
        who = answer.names.does(answer.positions.question, AGREEING)
        return say("Share who {who}, of those who answered.", who=who)

    def note(self, answer: Answer) -> str:
        """How to read a cell without a share of its own."""
        return say(
            "22–58\N{NO-BREAK SPACE}%: few answered, so the interval alone. n 23: about 23 answered, too few for "
            "that. (35\N{NO-BREAK SPACE}%): the share of a group of {regions}, named in words.",
            regions=answer.names.words.regions,
        )

    def legend(self, answer: Answer) -> list[LegendEntry]:
        """Sides of the whole."""
        return side_legend(POSITION_LEGEND)

    def figure_words(self, answer: Answer) -> str:
        """Of what it is a share."""
        who = answer.names.does(answer.positions.question, AGREEING)
        return say("share who {who}, of those who answered, 0 to 1", who=who)

    def listing(self, answer: Answer) -> Listing:
        """Types, each with the share that agrees."""
        rows = answer.positions.by_type(answer.choice.area).filter(_agrees())
        whole = answer.positions.at(answer.choice.area, "").filter(_agrees())
        by_type = rows_by_type(rows) | rows_by_type(whole)
        listed = type_listing(answer, self.cell_pictures(answer), by_type, self.share_of(answer))
        return msgspec.structs.replace(
            listed, left=upper_first(answer.names.position(answer.positions.question, AGREEING))
        )

    def share_of(self, answer: Answer) -> str:
        """``Trust in use, share who agree``: what is told, in a few words."""
        question = answer.positions.question
        return say(
            "{label}, share who {position}",
            label=question.label,
            position=answer.names.does(question, AGREEING),
        )

    def pictures(self, answer: Answer) -> Pictures:
        """Shares that agree."""
        frames = [frame.filter(_agrees()) for frame in answer.positions.frames]
        picture = partial(_picture, threshold=answer.threshold, agreement=_agreement(answer))
        return pictures_of(frames, picture)

    def map_note(self, answer: Answer) -> str:
        """That groups are drawn."""
        return by_groups_note(answer)

    def area_pictures(self, answer: Answer) -> dict[str, Picture]:
        """On the map, groups of regions, which a chosen region or an opened row of the matrix opens."""
        return by_groups(super().area_pictures(answer), answer)

    def questions(self, answer: Answer) -> list[tuple[str, str]]:
        """Closed questions, in full."""
        return [(one.id, one.en) for one in answer.figures.positions.questions]

    def question(self, answer: Answer) -> str:
        """The closed question that is shown."""
        return answer.positions.question.id

    def sentences(self, answer: Answer) -> list[str]:
        """What was said to the question, by the whole engagement or by those chosen."""
        choice, asked = answer.choice, f"“{answer.positions.question.en}”"
        if not (choice.area or choice.stakeholder):
            by_type = shares_by_type(answer, self.cell_pictures(answer))
            told = [f"{answer.positions.question.label}: {by_type}" if by_type else "", most_by_type(answer)]
            return [text for text in (*told, Headline(answer, AGREEING).share(), say(ABOUT_VOICES)) if text]
        if said := _said_by_chosen(answer):
            return [f"{asked}: {said[0]}", *said[1:], say(ABOUT_VOICES)]
        pictures = self.cell_pictures(answer)
        picture = picture_at(pictures, answer.figures, choice.area, choice.stakeholder)
        who = answer.names.selection(choice.only({"area", "stakeholder"}))
        around = told_around(answer, pictures)
        return [f"{who}: {picture.words}.", *around, say("Asked: {asked}.", asked=asked), say(ABOUT_VOICES)]

    def firmness(self, answer: Answer) -> list[str]:
        """The share weighted to who could have been heard, and what those not heard could make of it."""
        headline = Headline(answer, AGREEING)
        return [text for text in (headline.weighted(), headline.unheard()) if text]

    def cell_firmness(self, answer: Answer) -> str:
        """What its interval is, and how cautiously its place beside everyone is judged."""
        owner, row = _owner(answer)
        if row is None or row["tier"] not in SHARED or not any(owner):
            return ""
        whose = f"{answer.names.cell(*owner)}: " if answer.positions.bars.is_lent else ""
        told = Headline(answer, AGREEING).firm(row)
        return f"{whose}{lower_first(told) if whose else told}"


def _picture(row: CellRow, threshold: int, agreement: Agreement) -> Picture:
    """A cell's share; of several at once the share of their sums, where each count of it is told."""
    told = {"agree": agreement.agree, "beside": agreement.beside(row)}
    picture = share_picture(row, threshold, POSITION_SHARES, **told)
    is_sum = AND in row.get("area", "") + row.get("stakeholder", "")
    return nothing(say(NOT_EACH)) if is_sum and row["tier"] not in SHARED else picture


def _agreement(answer: Answer) -> Agreement:
    return Agreement(answer.positions.question, answer.names, answer.threshold)


def _owner(answer: Answer) -> tuple[tuple[str, str], CellRow | None]:
    """Area and type whose answers are told of those chosen, and the row of those who agree."""
    bars = answer.positions.bars
    _, rows = bars.named(answer.names.cell)
    return (bars.area, bars.stakeholder), next(iter(rows.filter(_agrees()).to_dicts()), None)


def _said_by_chosen(answer: Answer) -> list[str]:
    """What those chosen said, or their group in their place, and where that stands; nothing without a share."""
    owner, row = _owner(answer)
    if row is None or row["tier"] not in SHARED:
        return []
    agreement = _agreement(answer)
    said = agreement.sentence(row, *owner)
    if answer.positions.bars.is_lent:
        own, theirs = (
            whom(answer.names, answer.choice.area, answer.choice.stakeholder),
            whom(answer.names, *owner),
        )
        few = say("too few answers from {own} to say anything.", own=own)
        # before what most hold it is said of whom
        whole = say("of {whom}, {said}", whom=theirs, said=said) if agreement.holds_most(row) else said
        said = f"{few} {upper_first(whole)}"
    return [said, agreement.stands(row)]


def _agrees() -> pl.Expr:
    return pl.col("position").cast(pl.String) == AGREEING
