"""What we do not know: of equal rank with what we do."""

from typing import Final

import polars as pl

from wellbeing.language import in_digits, join_words, message, say, say_many
from wellbeing.measures.coverage.states import UNRESOLVED
from wellbeing.model.engagement import Engagement
from wellbeing.release.store.opening import Release
from wellbeing.reports.evidence.comments import unscored_words
from wellbeing.reports.words.cells import CellRow, lower_first, with_article
from wellbeing.reports.words.judging import judged_words
from wellbeing.reports.words.stated import not_stated_sentence
from wellbeing.sources.checking.missing import missing_parts
from wellbeing.state.answer import Answer
from wellbeing.state.figures import Figures

#: How one person may have been counted more than once.
TWICE_BOTH_WAYS: Final = message(
    "The same person may have attended {event} and answered a survey, or attended twice: contributions are counted, "
    "not people."
)
ATTENDED_TWICE: Final = message(
    "The same person may have attended twice: contributions are counted, not people."
)
ANSWERED_TWICE: Final = message(
    "The same person may have answered twice: contributions are counted, not people."
)
#: Of how many types the number expected is a target.
ONE_ASSUMED: Final = message(
    "The one {type} is compared with an assumed target, not with a count of who could be heard."
)
ALL_ASSUMED: Final = message(
    "All {number} {types} are compared with an assumed target, not with a count of who could be heard."
)
#: Open questions of each of which it is told how many comments have no tone.
MOST_OPEN: Final = 3
#: What holds of every engagement that invites.
ALWAYS: Final = (
    (
        message(
            "Participation was invited and self-selected, so no margin of error is claimed for the "
            "population. The band shown is small-number uncertainty only."
        )
    ),
    (
        message(
            "Being absent from these figures is not evidence that a group was not heard: communities "
            "are known only where a contribution names them."
        )
    ),
    (
        message(
            "Comments are counted, not shown: none of their text is in this release but words that a "
            "steward approved."
        )
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
    return [sentence for sentence in (*sentences, _twice(figures.engagement), *map(say, ALWAYS)) if sentence]


def _twice(engagement: Engagement) -> str:
    """How one person may have been counted more than once."""
    event = with_article(engagement.words.event)
    if engagement.has_events and engagement.has_surveys:
        return say(TWICE_BOTH_WAYS, event=event)
    return say(ATTENDED_TWICE if engagement.has_events else ANSWERED_TWICE)


def _unjudged(answer: Answer) -> str:
    cells = answer.figures.of_members(answer.coverage.cells)
    states = cells["state"].cast(pl.String)
    if (states == "no_benchmark").all():
        return "" if answer.coverage.family["expected"].is_null().all() else _coarser(answer)
    unclear, small = (int((states == state).sum()) for state in ("unclear", "too_few"))
    regions = answer.coverage.areas.filter(
        pl.col("state").cast(pl.String) == "too_few", pl.col("area_kind") == "region"
    )
    named, words = join_words([answer.names.area(area) for area in regions["area"]]), answer.names.words
    alone = say("Too few are expected even over all {types}: {named}.", types=words.types, named=named)
    finer = say(
        "The finer one asks, the less can be said: of {cells} {region} × {type} cells, {open} cannot be judged alone, "
        "because too few are expected ({small}) or it is not clear yet ({unclear}).",
        cells=cells.height,
        region=words.region,
        type=words.type,
        open=small + unclear,
        small=small,
        unclear=unclear,
    )
    return " ".join((_coarser(answer), finer, alone if named else "")).strip()


def _coarser(answer: Answer) -> str:
    """How many cannot be judged before single cells are asked for: of regions, and of all that the list judges."""
    words, family = answer.names.words, answer.coverage.family
    regions = family.filter(pl.col("area") != "", pl.col("stakeholder") == "")
    told = {
        "number": _number_open(regions),
        "others": _number_open(family).lower(),
        "of_regions": regions.height,
        "of_all": family.height,
    }
    return say(
        "{number} of {of_regions} {regions} cannot be judged, and {others} of all {of_all} {judged} that the list of "
        "gaps judges.",
        regions=words.regions,
        judged=judged_words(answer.figures),
        **told,
    )


def _number_open(rows: pl.DataFrame) -> str:
    number = int(rows["state"].cast(pl.String).is_in([*UNRESOLVED, "no_benchmark"]).sum())
    return in_digits(number) if number else say("None")


def _assumed(answer: Answer) -> str:
    types = answer.figures.types
    rows = answer.coverage.stakeholders.filter(pl.col("stakeholder").is_in(types))
    assumed = int((rows["basis"].cast(pl.String) == "assumed").sum())
    if not assumed:
        return ""
    words, number = answer.names.words, len(types)
    if number == 1:
        told = say(ONE_ASSUMED, type=words.type)
    elif assumed == number:
        told = say(ALL_ASSUMED, number=number, types=words.types)
    else:
        told = say_many(
            "{count} of {number} {types} is compared with an assumed target, not with a count of who could be heard.",
            "{count} of {number} {types} are compared with an assumed target, not with a count of who could be heard.",
            assumed,
            number=number,
            types=words.types,
        )
    same_mix = say("The mix of {types} is taken to be the same everywhere.", types=words.types)
    return told if answer.benchmark.within else f"{told} {same_mix}"


def _missing(release: Release) -> list[str]:
    """What the engagement has no part for, a sentence each."""
    tables = {name: release.table(name) for name in ("benchmarks", "codebook", "plan", "published", "areas")}
    tables["regions"] = tables.pop("areas").filter(pl.col("area_kind") == "region")
    return missing_parts(release.engagement, tables, is_drawn=not release.boundaries.is_empty())


def _not_scored(figures: Figures) -> list[str]:
    """Of open questions, how many comments have no tone; of many, the least and the most."""
    comments, threshold = figures.comments, figures.release.policy.threshold
    counts = {one.label: comments.counts("total", "tone", one.id) for one in comments.questions}
    every = {label: _unscored(cells) for label, cells in counts.items()}
    rows = {label: row for label, row in every.items() if row["count"] != 0}
    if not rows:
        return []
    shown = sorted(row["count"] for row in rows.values() if row["status"] == "shown")
    few = say("fewer than {threshold}", threshold=threshold)
    if len(rows) > MOST_OPEN and shown:
        least = in_digits(shown[0]) if len(shown) == len(rows) else few
        told = say(
            "on each of {number} open questions, {least} to {most}",
            number=len(rows),
            least=least,
            most=in_digits(shown[-1]),
        )
    else:
        number = {label: _number(row, few) for label, row in rows.items()}
        told = join_words([f"{lower_first(label)} ({many})" for label, many in number.items()])
    why = unscored_words(figures.engagement)
    return [say("Comments not scored, for {why}: {told}. How they sound is not known.", why=why, told=told)]


def _unscored(cells: pl.DataFrame) -> CellRow:
    return cells.filter(pl.col("tone").cast(pl.String) == "not_scored").row(0, named=True)


def _number(row: CellRow, few: str) -> str:
    return (
        few
        if row["status"] == "few"
        else in_digits(row["count"])
        if row["status"] == "shown"
        else say("some")
    )
