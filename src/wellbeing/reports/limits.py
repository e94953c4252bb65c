"""What we do not know: of equal rank with what we do."""

from typing import Final

import polars as pl

from wellbeing.reports.commented import TE_REO
from wellbeing.reports.names import Names
from wellbeing.reports.sentences import upper_first
from wellbeing.reports.words import Row, heard, listed
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
UNSTATED: Final = {"area": "region", "stakeholder": "type"}


def unknowns(answer: Answer, figures: Figures, names: Names) -> list[str]:
    """One sentence for each thing that these figures cannot say."""
    said = [
        _unjudged(answer, figures, names),
        _assumed(answer, figures),
        _empty_slots(figures),
        _unstated(figures),
        *_not_scored(figures),
    ]
    return [sentence for sentence in (*said, *ALWAYS) if sentence]


def _unjudged(answer: Answer, figures: Figures, names: Names) -> str:
    cells = answer.covered.cells.filter(
        pl.col("area").is_in(figures.regions), pl.col("stakeholder").is_in(figures.types)
    )
    states = cells["state"].cast(pl.String)
    unclear, small = int((states == "cannot_tell").sum()), int(cells["small"].sum())
    regions = answer.covered.areas.filter(pl.col("small"), pl.col("area_kind").cast(pl.String) == "region")
    named = listed([names.area(area) for area in regions["area"]])
    alone = f" Too small even over all types: {named}." if named else ""
    return (
        f"{unclear} of {cells.height} region × type cells cannot be judged alone, {small} of them because "
        f"too few are expected.{alone}"
    )


def _assumed(answer: Answer, figures: Figures) -> str:
    bases = answer.covered.stakeholders.filter(pl.col("stakeholder").is_in(figures.types))["basis"].cast(
        pl.String
    )
    assumed = int((bases == "assumed").sum())
    if not assumed:
        return ""
    return (
        f"{assumed} of {len(figures.types)} types have only an assumed benchmark: a stated planning target, "
        "not a count of who could have been heard. The mix of types is taken to be the same everywhere."
    )


def _empty_slots(figures: Figures) -> str:
    filled = {choice.id for choice in figures.benchmarks}
    empty = [choice for choice in figures.engagement.benchmarks if choice.id not in filled]
    return " ".join(f"No figures yet for the benchmark “{choice.en}”. {choice.note}" for choice in empty)


def _unstated(figures: Figures) -> str:
    """How many contributions belong to no region and to no type; they count for the whole alone."""
    threshold = figures.release.policy.threshold
    told = [
        f"{how_many(cell, threshold)} state no {UNSTATED[column]}"
        for column, cell in figures.unstated.items()
        if cell["high"] > 0
    ]
    return f"{upper_first(listed(told))}: they count for the whole engagement only." if told else ""


def how_many(cell: Row, threshold: int) -> str:
    """``14 contributions``; ``fewer than 6 contributions``."""
    return f"{heard(cell, threshold).removesuffix(' heard')} contributions"


def _not_scored(figures: Figures) -> list[str]:
    """Of each open question, how many comments have no tone."""
    comments = figures.comments
    return [
        f"{one.short or one.en}: {told}. How they sound is not known."
        for one in comments.questions
        if (told := _unscored(comments.counts("total", "tone", one.id), figures))
    ]


def _unscored(cells: pl.DataFrame, figures: Figures) -> str:
    row = cells.filter(pl.col("tone").cast(pl.String) == "not_scored").row(0, named=True)
    threshold = figures.release.policy.threshold
    number = {"shown": f"{row['count']}", "few": f"fewer than {threshold}"}.get(row["status"], "some")
    return f"{number} comments not scored, for {TE_REO}"
