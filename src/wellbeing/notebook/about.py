"""What the figures of a frame are of, in the sentence that stands below them."""

from collections.abc import Mapping, Sequence

from wellbeing.language import say
from wellbeing.model.engagement import Question
from wellbeing.release.store.opening import Release
from wellbeing.state.figures import Figures
from wellbeing.state.rows.words import cut_of


def about_coverage(figures: Figures, compared_with: str, where: Mapping[str, str] | None = None) -> str:
    """By which benchmark, and of which slice."""
    benchmark = figures.benchmark(compared_with)
    cut = figures.names.cut(cut_of(where, figures))
    compared = say("Compared with: {benchmark} ({id}).", benchmark=benchmark.en, id=benchmark.id)
    return f"{compared} {say('Of those heard: {slice}.', slice=cut)}" if cut else compared


def about_question(question: str, known: Sequence[Question]) -> str:
    """Of which question: the first of those known, where none is named."""
    asked = next(one for one in known if one.id == question or not question)
    return say("Question: {question} ({id}).", question=asked.en, id=asked.id)


def about_two(before: Release, now: Release) -> str:
    """Which is the earlier, and that there is only one where it is one."""
    if before.manifest.signature == now.manifest.signature:
        return say("Release {release} beside itself: it is the same one, so nothing differs.", release=now.id)
    return say(
        "Release {before} (columns that end in `_before`) beside release {now}.", before=before.id, now=now.id
    )
