"""What we do not know: of equal rank with what we do."""

from typing import Final

import polars as pl

from wellbeing.language import in_digits
from wellbeing.measures.coverage.states import UNRESOLVED
from wellbeing.model.engagement import Engagement
from wellbeing.release.store.opening import Release
from wellbeing.reports.evidence.comments import unscored_words
from wellbeing.reports.words.cells import join_words, with_article
from wellbeing.reports.words.stated import not_stated_sentence
from wellbeing.sources.checking.missing import missing_parts
from wellbeing.state.answer import Answer
from wellbeing.state.figures import Figures

#: What holds of every engagement that invites.
ALWAYS: Final = (
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


def unknowns(answer: Answer) -> list[str]:
    """One sentence for each thing that these figures cannot say."""
    figures = answer.figures
    sentences = [
        _unjudged(answer),
        _assumed(answer),
        *_missing(figures.release),
        not_stated_sentence(figures, is_cut=bool(answer.choice.cut)),
        *_not_scored(figures),
    ]
    return [sentence for sentence in (*sentences, _twice(figures.engagement), *ALWAYS) if sentence]


def _twice(engagement: Engagement) -> str:
    """How one person may have been counted more than once."""
    event, ways = engagement.words.event, []
    if engagement.has_events and engagement.has_surveys:
        ways.append(f"attended {with_article(event)} and answered a survey")
    ways.append("attended twice" if engagement.has_events else "answered twice")
    return f"The same person may have {', or '.join(ways)}: contributions are counted, not people."


def _unjudged(answer: Answer) -> str:
    cells = answer.figures.of_members(answer.coverage.cells)
    states = cells["state"].cast(pl.String)
    if (states == "no_benchmark").all():
        return ""
    unclear, small = (int((states == state).sum()) for state in ("unclear", "too_few"))
    regions = answer.coverage.areas.filter(
        pl.col("state").cast(pl.String) == "too_few", pl.col("area_kind") == "region"
    )
    named, words = join_words([answer.names.area(area) for area in regions["area"]]), answer.names.words
    alone = f" Too few are expected even over all {words.types}: {named}." if named else ""
    return (
        f"{_coarser(answer)} The finer one asks, the less can be said: of {cells.height} {words.region} × {words.type} "
        f"cells, {small + unclear} cannot be judged alone, because too few are expected ({small}) or it is not clear "
        f"yet ({unclear}).{alone}"
    )


def _coarser(answer: Answer) -> str:
    """How many cannot be judged before single cells are asked for: of regions, and of all that the list judges."""
    words, family = answer.names.words, answer.coverage.family
    regions = family.filter(pl.col("area") != "", pl.col("stakeholder") == "")
    others = _number_open(family).lower()
    return (
        f"{_number_open(regions)} of {regions.height} {words.regions} cannot be judged, and {others} of "
        f"all {family.height} {words.regions}, {words.types} and groups that the list of gaps judges."
    )


def _number_open(rows: pl.DataFrame) -> str:
    number = int(rows["state"].cast(pl.String).is_in([*UNRESOLVED, "no_benchmark"]).sum())
    return in_digits(number) if number else "None"


def _assumed(answer: Answer) -> str:
    types = answer.figures.types
    rows = answer.coverage.stakeholders.filter(pl.col("stakeholder").is_in(types))
    assumed = int((rows["basis"].cast(pl.String) == "assumed").sum())
    if not assumed:
        return ""
    words = answer.names.words
    same_mix = (
        "" if answer.benchmark.within else f" The mix of {words.types} is taken to be the same everywhere."
    )
    some = (
        "The one"
        if len(types) == 1
        else f"All {assumed}"
        if assumed == len(types)
        else f"{assumed} of {len(types)}"
    )
    which, are = (words.type, "is") if len(types) == 1 else (words.types, "is" if assumed == 1 else "are")
    return f"{some} {which} {are} compared with an assumed target, not with a count of who could be heard.{same_mix}"


def _missing(release: Release) -> list[str]:
    """What the engagement has no part for, a sentence each."""
    tables = {name: release.table(name) for name in ("benchmarks", "codebook", "plan", "published", "areas")}
    tables["regions"] = tables.pop("areas").filter(pl.col("area_kind") == "region")
    return missing_parts(release.engagement, tables, is_drawn=not release.boundaries.is_empty())


def _not_scored(figures: Figures) -> list[str]:
    """Of each open question, how many comments have no tone."""
    comments = figures.comments
    return [
        f"{one.label}: {unscored}. How they sound is not known."
        for one in comments.questions
        if (unscored := _unscored(comments.counts("total", "tone", one.id), figures))
    ]


def _unscored(cells: pl.DataFrame, figures: Figures) -> str:
    row = cells.filter(pl.col("tone").cast(pl.String) == "not_scored").row(0, named=True)
    threshold = figures.release.policy.threshold
    number = {"shown": f"{row['count']}", "few": f"fewer than {threshold}"}.get(row["status"], "some")
    return f"{number} comments not scored, for {unscored_words(figures.engagement)}"
