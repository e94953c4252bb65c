"""The Point: the three sentences that a page, a slide and a briefing note begin with."""

from collections.abc import Sequence

import polars as pl

from wellbeing.measures.finest import resolved_share
from wellbeing.measures.unheard import Unheard
from wellbeing.release.store.opening import Release
from wellbeing.reports.comments_point import theme_point, tone_point
from wellbeing.reports.names import Names
from wellbeing.reports.sentences import finest_sentence, heard_sentence, lacking_sentence, unknown_sentence
from wellbeing.reports.words import FEW_SOURCES, Row, band, expected, heard, listed, percent, state_words
from wellbeing.state.answer import Answer
from wellbeing.state.figures import Figures

#: "More than half" is what readers take away.
MAJORITY = 0.5
ABOUT_VOICES = "These are the voices of those who took part, not public opinion."


def about(answer: Answer, names: Names) -> str:
    """What the sentences are about: empty for the whole engagement."""
    choice = answer.choice
    parts = [names.area(choice.area)] if choice.area else []
    parts += [names.stakeholder(choice.stakeholder)] if choice.stakeholder else []
    return " · ".join(filter(None, (*parts, names.cut(choice.cut))))


def point(answer: Answer, figures: Figures, names: Names) -> list[str]:
    """Three sentences: how many were heard, where the gaps are, what cannot be said."""
    if answer.choice.show != "coverage":
        return said_point(answer, figures, names)
    if answer.choice.area or answer.choice.stakeholder:
        return chosen_point(answer, figures.release, names)
    return whole_point(answer, figures, names)


def said_point(answer: Answer, figures: Figures, names: Names) -> list[str]:
    """About what was said: in closed answers, or in comments."""
    told = answer.commented
    if answer.choice.show == "position" or told is None:
        return positions_point(answer, figures, names)
    if answer.choice.show == "tone":
        return tone_point(answer, told, figures, names)
    return theme_point(answer, told, figures)


def whole_point(answer: Answer, figures: Figures, names: Names) -> list[str]:
    """About everyone who was heard."""
    grouped = figures.grouped(answer.covered.cells)
    states = grouped["state"].cast(pl.String)
    worst = answer.covered.gaps.head(3).to_dicts()
    return [
        heard_sentence(published_figures(figures.release)),
        lacking_sentence(int((states == "gap").sum()), int((states == "thin").sum()), worst, names),
        unknown_sentence(resolved_share(grouped), int((states == "cannot_tell").sum())),
    ]


def chosen_point(answer: Answer, release: Release, names: Names) -> list[str]:
    """About the chosen region, type or both: its answer, the gaps in it, what cannot be said."""
    threshold = release.policy.threshold
    is_cell = answer.choice.area and answer.choice.stakeholder
    return [
        finest_sentence(answer.covered.finest.row(0, named=True), names, threshold),
        _around(answer, names, threshold) if is_cell else _within(answer, names),
        ABOUT_VOICES,
    ]


def _around(answer: Answer, names: Names, threshold: int) -> str:
    """A cell's row and column, to read it against."""
    choice = answer.choice
    area = answer.covered.areas.filter(area=choice.area).row(0, named=True)
    stakeholder = answer.covered.stakeholders.filter(stakeholder=choice.stakeholder).row(0, named=True)
    by_name = {names.area(choice.area): area, names.stakeholder(choice.stakeholder): stakeholder}
    told = [
        f"{name} as a whole: {heard(row, threshold)}, {expected(row)} ({state_words(row)})"
        for name, row in by_name.items()
    ]
    return f"{'. '.join(told)}."


def _within(answer: Answer, names: Names) -> str:
    choice = answer.choice
    inside = answer.covered.inside
    states = inside["state"].cast(pl.String)
    noun = "types" if choice.area and not choice.stakeholder else "regions"
    gaps, thin = (inside.filter(states == state).to_dicts() for state in ("gap", "thin"))
    unclear = int((states == "cannot_tell").sum())
    told = [
        _told(gaps, "a gap", "gaps", answer, names),
        _told(thin, "looks thin", "look thin", answer, names),
    ]
    said = [sentence for sentence in told if sentence] or [f"None of its {noun} is a gap on these figures"]
    tail = f"; {unclear} of {inside.height} {noun} cannot be judged alone" if unclear else ""
    return f"{'; '.join(said)}{tail}."


def _told(rows: Sequence[Row], one: str, many: str, answer: Answer, names: Names) -> str:
    if not rows:
        return ""
    by_type = bool(answer.choice.area and not answer.choice.stakeholder)
    named = [
        names.stakeholder(row["stakeholder"]) if by_type else names.area(row["area"]) for row in rows[:4]
    ]
    verb = one if len(rows) == 1 else many
    copula = ("is " if len(rows) == 1 else "are ") if verb in {"a gap", "gaps"} else ""
    return f"{listed(named)} {copula}{verb}"


def published_figures(release: Release) -> dict[str, int]:
    """The engagement's public totals, figure → number."""
    rows = release.table("published").select("figure", "value").iter_rows()
    return {figure: int(value) for figure, value in rows}


def positions_point(answer: Answer, figures: Figures, names: Names) -> list[str]:
    """What was said to the question, by the whole engagement or by those chosen."""
    support = answer.said.chosen.filter(pl.col("position").cast(pl.String) == "support").row(0, named=True)
    asked = f"“{answer.said.question.en}”"
    if support["tier"] in {"words", "none", "group"}:
        why = f"those here are {FEW_SOURCES}" if support["one_source"] else "too few answered here"
        return [f"{asked}: no share, for {why}.", ABOUT_VOICES]
    share = f"{percent(support['share'])} {names.position(answer.said.question, 'support')}"
    interval = band(support["lower"], support["upper"])
    is_whole = not (answer.choice.area or answer.choice.stakeholder)
    return [
        f"{asked}: of about {support['answered']:,} who answered, {share}.",
        f"Small-number uncertainty: {interval}, with those at one hui answering alike allowed for.",
        _if_the_unheard_differ(answer, figures) if is_whole else ABOUT_VOICES,
    ]


def _if_the_unheard_differ(answer: Answer, figures: Figures) -> str:
    bounds = figures.unheard(answer.said.question.id, answer.benchmark.id)
    span = f"{percent(bounds.low)} to {percent(bounds.high)}"
    majority = _majority(bounds)
    return (
        f"If those not heard ({percent(bounds.unheard)} of the benchmark) differ as much as they could, "
        f"it is anything from {span}.{majority} {ABOUT_VOICES}"
    )


def _majority(bounds: Unheard) -> str:
    if bounds.share is None or bounds.share <= MAJORITY:
        return ""
    if bounds.shift is None:
        return " It stays above half whatever they hold."
    return f" More than half holds unless their share is {100 * bounds.shift:.0f} points lower."
