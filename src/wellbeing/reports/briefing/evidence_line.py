"""The line under every scene: how many, when, which release; and titles that say how many or who."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import polars as pl

from wellbeing.language import day, in_digits, join_words, say, say_many, spelled
from wellbeing.measures.coverage.states import UNDER
from wellbeing.model.engagement import NO_BENCHMARK, Engagement
from wellbeing.reports.evidence.headline import Headline
from wellbeing.reports.shows.coverage_sentences import no_gaps
from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.words.agreement import AGREEING
from wellbeing.reports.words.cells import lower_first, upper_first
from wellbeing.reports.words.judging import judged_words
from wellbeing.reports.words.sentences import heard_sentence
from wellbeing.state.answer import Answer

#: As many names stand in a title as a room can take in.
MOST_NAMED: Final = 3
#: Questions whose answers are counted one by one.
MOST_QUESTIONS: Final = 2
#: States of those who lack no voices.
HEARD_ENOUGH: Final = ("enough", "over")


def dates_of(engagement: Engagement) -> str:
    """``31 May to 31 August 2018``."""
    begins, ends = engagement.starts_on, engagement.ends_on
    return say("{begins} to {ends}", begins=day(begins, year=begins.year != ends.year), ends=day(ends))


def evidence_line(answer: Answer, number: str = "") -> str:
    """``About 1,848 contributions · 31 May to 31 August 2018 · compared with Population · release 2018-08-31.01``.

    Args:
        answer: to what is shown.
        number: how many, and of what; by default the contributions that were counted.
    """
    figures = answer.figures
    number = number or say("About {number} contributions", number=in_digits(answer.contributions))
    is_compared = answer.benchmark.id != NO_BENCHMARK.id and bool(show_of(answer).compared(answer))
    compared = say("compared with {benchmark}", benchmark=answer.benchmark.en) if is_compared else ""
    release = say("release {release}", release=figures.release.id)
    return " · ".join(filter(None, (number, dates_of(figures.engagement), compared, release)))


def heard_title(figures: dict[str, str], answer: Answer) -> str:
    """``1,047 attendances and 801 survey responses: 51 of 70 regions and groups heard enough``."""
    said = heard_sentence(figures, answer.figures.engagement).partition(";")[0].rstrip(".")
    if not figures:
        return said
    states = answer.coverage.family["state"].cast(pl.String)
    enough, said = int(states.is_in(HEARD_ENOUGH).sum()), said.replace(", and ", " and ")
    if (states == "no_benchmark").all():
        return say("{who} were heard", who=said)
    return say(
        "{who}: {number} of {all} {judged} heard enough",
        who=said,
        number=enough,
        all=states.len(),
        judged=judged_words(answer.figures, is_short=True),
    )


def number_of_gaps(listed: pl.DataFrame) -> str:
    """``Ten groups are not heard enough; three look thin``."""
    times = Counter(listed["state"].cast(pl.String))
    gaps, thin = times["gap"], times["thin"]
    lacking = say_many(
        "{number} group is not heard enough",
        "{number} groups are not heard enough",
        gaps,
        number=spelled(gaps),
    )
    if not gaps:
        return upper_first(
            say_many("{number} group looks thin", "{number} groups look thin", thin, number=spelled(thin))
        )
    looks = say_many("{number} looks thin", "{number} look thin", thin, number=spelled(thin))
    return upper_first("; ".join((lacking, looks)) if thin else lacking)


def lacking_regions(answer: Answer, rows: pl.DataFrame) -> str:
    """``Gisborne and Marlborough are not heard enough``."""
    states, words = rows["state"].cast(pl.String), answer.names.words
    if (states == "no_benchmark").all():
        return no_gaps(answer)
    gaps, thin = ([answer.names.area(one) for one in rows.filter(states == state)["area"]] for state in UNDER)
    if not gaps:
        none = say("No {region} stands out as a gap", region=words.region)
        looks = say_many("{number} looks thin", "{number} look thin", len(thin), number=spelled(len(thin)))
        return f"{none}; {looks}" if thin else none
    rest = [say("{number} more", number=spelled(len(gaps) - MOST_NAMED))] if len(gaps) > MOST_NAMED else []
    named = join_words([*gaps[:MOST_NAMED], *rest])
    return say(
        "{areas} is not heard enough" if len(gaps) == 1 else "{areas} are not heard enough", areas=named
    )


def all_answered(every: Sequence[Answer]) -> str:
    """``About 1,269 answers on trust in use, about 1,271 answers on clarity``; of many questions how many they are."""
    told = {one.positions.question.label: Headline(one, AGREEING).answered() for one in every}
    if len(told) > MOST_QUESTIONS:
        return say("Answers to {number} questions", number=len(told))
    said = [
        say("{answers} on {question}", answers=lower_first(number), question=lower_first(label))
        for label, number in told.items()
    ]
    return upper_first(", ".join(said))
