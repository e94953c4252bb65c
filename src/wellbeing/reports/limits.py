"""What we do not know: of equal rank with what we do."""

from typing import Final

import polars as pl

from wellbeing.reports.evidence.comments import TE_REO
from wellbeing.reports.words.cells import CellRow, heard_words, join_words, upper_first
from wellbeing.state.answer import Answer
from wellbeing.state.figures import Figures

#: What holds of every engagement that invites.
ALWAYS: Final = (
    (
        "The same person may have attended a hui and answered a survey, or attended twice: "
        "contributions are counted, not people."
    ),
    (
        "Participation was invited and self-selected, so no margin of error is claimed for the population. "
        "The band shown is small-number uncertainty only."
    ),
    (
        "Being absent from these figures is not evidence that a group was not heard: communities are known "
        "only where a contribution names them."
    ),
    (
        "Comments are counted, not shown: none of their text is in this release but words that a steward "
        "approved."
    ),
)


#: Column → what a contribution then does not state.
NOT_STATED_WORDS: Final = {"area": "region", "stakeholder": "type"}


def unknowns(answer: Answer) -> list[str]:
    """One sentence for each thing that these figures cannot say."""
    figures = answer.figures
    sentences = [
        _unjudged(answer),
        _assumed(answer),
        _empty_slots(figures),
        _not_stated(figures),
        *_not_scored(figures),
    ]
    return [sentence for sentence in (*sentences, *ALWAYS) if sentence]


def _unjudged(answer: Answer) -> str:
    cells = answer.figures.of_members(answer.coverage.cells)
    states = cells["state"].cast(pl.String)
    unclear, small = (int((states == state).sum()) for state in ("unclear", "too_few"))
    regions = answer.coverage.areas.filter(
        pl.col("state").cast(pl.String) == "too_few", pl.col("area_kind") == "region"
    )
    named = join_words([answer.names.area(area) for area in regions["area"]])
    alone = f" Too few are expected even over all types: {named}." if named else ""
    return (
        f"Of {cells.height} region × type cells, {small} cannot be judged alone because too few are expected, "
        f"and {unclear} are not clear yet.{alone}"
    )


def _assumed(answer: Answer) -> str:
    types = answer.figures.types
    rows = answer.coverage.stakeholders.filter(pl.col("stakeholder").is_in(types))
    assumed = int((rows["basis"].cast(pl.String) == "assumed").sum())
    if not assumed:
        return ""
    same_mix = "" if answer.benchmark.within else " The mix of types is taken to be the same everywhere."
    return (
        f"{assumed} of {len(types)} types have only an assumed benchmark: a stated planning target, "
        f"not a count of who could have been heard.{same_mix}"
    )


def _empty_slots(figures: Figures) -> str:
    filled = {choice.id for choice in figures.benchmarks}
    empty = [choice for choice in figures.engagement.benchmarks if choice.id not in filled]
    return " ".join(f"No figures yet for the benchmark “{choice.en}”. {choice.note}" for choice in empty)


def _not_stated(figures: Figures) -> str:
    """How many contributions belong to no region and to no type; they count for the whole alone."""
    threshold = figures.release.policy.threshold
    parts = [
        f"{contributions_words(cell, threshold)} state no {NOT_STATED_WORDS[column]}"
        for column, cell in figures.not_stated.items()
        if cell["high"] > 0
    ]
    return f"{upper_first(join_words(parts))}: they count for the whole engagement only." if parts else ""


def contributions_words(cell: CellRow, threshold: int) -> str:
    """``14 contributions``; ``fewer than 6 contributions``."""
    return f"{heard_words(cell, threshold).removesuffix(' heard')} contributions"


def _not_scored(figures: Figures) -> list[str]:
    """Of each open question, how many comments have no tone."""
    comments = figures.comments
    return [
        f"{one.short or one.en}: {unscored}. How they sound is not known."
        for one in comments.questions
        if (unscored := _unscored(comments.counts("total", "tone", one.id), figures))
    ]


def _unscored(cells: pl.DataFrame, figures: Figures) -> str:
    row = cells.filter(pl.col("tone").cast(pl.String) == "not_scored").row(0, named=True)
    threshold = figures.release.policy.threshold
    number = {"shown": f"{row['count']}", "few": f"fewer than {threshold}"}.get(row["status"], "some")
    return f"{number} comments not scored, for {TE_REO}"
