"""What columns of tables are called and say: each is described once, for every file that holds it."""

from typing import Final

import msgspec
import polars as pl

from wellbeing.model.decisions.rounds import ROUND_WORDS


class ColumnWords(msgspec.Struct, frozen=True):
    """A column: its type; its head and what it says, as messages."""

    kind: type[pl.DataType]
    head: str
    says: str
    #: Whether it is for programs only.
    is_hidden: bool = False


#: Every column of every table.
COLUMN_WORDS: Final = {
    "area": ColumnWords(
        pl.String, "Area", "Code of a region or id of a group of regions; empty: everywhere.", is_hidden=True
    ),
    "area_kind": ColumnWords(
        pl.String,
        "Kind of area",
        "region, group or all: a group holds regions that stand beside it.",
        is_hidden=True,
    ),
    "area_name": ColumnWords(pl.String, "Where", "Name of the region or group."),
    "stakeholder": ColumnWords(
        pl.String, "Type", "Id of a type or of a group of types; empty: all types.", is_hidden=True
    ),
    "stakeholder_kind": ColumnWords(
        pl.String,
        "Kind of type",
        "type, group or all: a group holds types that stand beside it.",
        is_hidden=True,
    ),
    "stakeholder_name": ColumnWords(pl.String, "Who", "Name of the type or group."),
    "community": ColumnWords(
        pl.String, "Community", "Id of a community: they overlap, never add them up.", is_hidden=True
    ),
    "community_name": ColumnWords(pl.String, "Whom", "Name of the community."),
    "question": ColumnWords(pl.String, "Question", "Id of the question.", is_hidden=True),
    "question_asked": ColumnWords(pl.String, "Asked", "The question as it was put."),
    "topic": ColumnWords(pl.String, "Topic", "What the question was about."),
    "channel": ColumnWords(pl.String, "How", "How the answers came."),
    "status": ColumnWords(
        pl.String,
        "Status",
        "shown; few: published below the threshold, the true one at most high; one_source: of too few sources.",
        is_hidden=True,
    ),
    "heard": ColumnWords(
        pl.Int64, "Heard", "Contributions, as published; empty where fewer than the threshold."
    ),
    "low": ColumnWords(pl.Int64, "Low", "Lowest that the true number may be (95 %).", is_hidden=True),
    "high": ColumnWords(
        pl.Int64,
        "High",
        "Highest that the true number may be (95 %): counts carry an error, so it may lie above the threshold.",
        is_hidden=True,
    ),
    "expected": ColumnWords(
        pl.Float64, "Expected", "Contributions that its share of the comparison would bring."
    ),
    "state": ColumnWords(pl.String, "State", "How heard and expected compare, in words."),
    "more_needed_low": ColumnWords(pl.Int64, "More, from", "How many more would reach its share, at least."),
    "more_needed_high": ColumnWords(pl.Int64, "More, to", "How many more would reach its share, at most."),
    "gap_from": ColumnWords(
        pl.Int64,
        "Gap from",
        "It is called a gap as long as at least so many are expected; empty of what only looks thin.",
    ),
    "alike": ColumnWords(
        pl.String,
        "Others alike",
        "How many other yardsticks of shares answer the same; one only: it rests on one assumption.",
    ),
    "basis": ColumnWords(
        pl.String, "Basis", "What the expected number rests on: published, derived, assumed.", is_hidden=True
    ),
    "agree": ColumnWords(
        pl.Int64, "Agree", "Answers that agree, as published; empty where not told.", is_hidden=True
    ),
    "answered": ColumnWords(
        pl.Int64, "Answered", "About how many answered; empty where fewer than the threshold."
    ),
    "share": ColumnWords(
        pl.Float64, "Share", "Share of those who answered that agrees; empty where too few."
    ),
    "lower": ColumnWords(pl.Float64, "From", "Lower end of its 95 % interval."),
    "upper": ColumnWords(pl.Float64, "To", "Upper end of its 95 % interval."),
    "why": ColumnWords(pl.String, "Not told", "Why no share is told; empty where one is.", is_hidden=True),
    "own_value": ColumnWords(
        pl.Float64, "Value", "What the measure says, in the unit that the caption names."
    ),
    "own_lower": ColumnWords(pl.Float64, "From", "Lower end of the interval that the measure gives."),
    "own_upper": ColumnWords(pl.Float64, "To", "Upper end of the interval that the measure gives."),
    "told": ColumnWords(
        pl.String, "In words", "The same as a sentence, where a share is not told too.", is_hidden=True
    ),
    "name": ColumnWords(pl.String, "Of", "The area and the type, by name."),
    "sentence": ColumnWords(
        pl.String,
        "Answer",
        "The answer at the finest level that can give one, which says whose figure it is.",
    ),
    "group_kind": ColumnWords(
        pl.String, "By", "What kind of group: of regions, of types, of what was answered."
    ),
    "group": ColumnWords(pl.String, "Group", "Region, type or answer, by name."),
    "share_heard": ColumnWords(
        pl.Float64,
        "Of all heard",
        "Its share of contributions, as published; empty where their number is not.",
    ),
    "mentions": ColumnWords(
        pl.Float64,
        "Mentions",
        "How many sentences name it; one that names several together is parted among them.",
        is_hidden=True,
    ),
    "share_told": ColumnWords(pl.Float64, "Of mentions", "Its share of what the sentences name."),
    "draw_from": ColumnWords(pl.Float64, "Drawn, from", "Least share in 95 % of random draws of as many."),
    "draw_to": ColumnWords(pl.Float64, "Drawn, to", "Most share in 95 % of such draws."),
    "left_out": ColumnWords(pl.String, "Left out", "Differs, and lacks more than 1.5 times the mean."),
    "option": ColumnWords(pl.String, "Option", "What was decided about."),
    "round": ColumnWords(pl.String, "Round", "In which round of the engagement."),
    "said_for": ColumnWords(pl.String, "For it", "What people said for it, as whoever decided put it."),
    "evidence_for": ColumnWords(
        pl.String, "Figures for it", "What the release tells of the cells named for it.", is_hidden=True
    ),
    "said_against": ColumnWords(pl.String, "Against it", "What people said against it, as put likewise."),
    "evidence_against": ColumnWords(
        pl.String, "Figures against", "What it tells of those named against it.", is_hidden=True
    ),
    "changed": ColumnWords(pl.String, "What changed", "What changed for what people said."),
    "decided_by": ColumnWords(pl.String, "By", "Who decided."),
    "decided_on": ColumnWords(pl.Date, "On", "The day on which it was decided."),
    "source": ColumnWords(pl.String, "Source", "Where the decision is written.", is_hidden=True),
    "engage": ColumnWords(
        pl.String, ROUND_WORDS["engage"], "What changed after the approach was talked over."
    ),
    "draft": ColumnWords(pl.String, ROUND_WORDS["draft"], "What changed after the draft: have we heard you?"),
    "final": ColumnWords(pl.String, ROUND_WORDS["final"], "What changed in the final review."),
    "number": ColumnWords(pl.Int64, "Number", "How many regions, types and groups of them."),
    "kind": ColumnWords(
        pl.String,
        "Kind",
        "proposed, or planned by the engagement: an event ahead; would settle it: events that a cell needs.",
    ),
    "of": ColumnWords(pl.String, "Of", "The region, type or group that is open."),
    "place": ColumnWords(pl.String, "Place", "Where the events would be held."),
    "for_whom": ColumnWords(pl.String, "For", "Whom the events would be for."),
    "events": ColumnWords(pl.Int64, "Events", "How many events."),
    "cost_each": ColumnWords(
        pl.Float64, "Cost each", "What one event costs, where that is known.", is_hidden=True
    ),
    "currency": ColumnWords(pl.String, "In", "What costs are counted in.", is_hidden=True),
    "chance_without": ColumnWords(
        pl.Float64, "Now", "Chance that enough were heard already.", is_hidden=True
    ),
    "chance_with_these": ColumnWords(pl.Float64, "Chance", "Chance that these events settle it."),
    "chance_with_all_proposed": ColumnWords(
        pl.Float64, "After all", "Chance that it is settled after all of the events ahead.", is_hidden=True
    ),
}
