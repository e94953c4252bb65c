"""What a page does without, because the engagement has no such part: a sentence each, said before and on the page."""

from collections.abc import Iterator, Mapping
from typing import Final

import polars as pl

from wellbeing.language import join_words, message, say
from wellbeing.model.engagement import Engagement

NO_MAP: Final = message("There are no boundaries and no tiles: {regions} stand in a table, not on a map.")
ONE_REGION: Final = message("There is only one {region}: nothing is compared between {regions}.")
ONE_TYPE: Final = message("There is only one {type}: nothing is compared between {types}.")
NO_COMMUNITIES: Final = message("No communities are named: for whom contributions speak is not told.")
NO_PLAN: Final = message("There is no plan: nothing is compared with how many were meant to be heard.")
NONE_PUBLISHED: Final = message("No figures were published before: those told are what this release counts.")
#: Types and regions are compared only where there are several.
_ONE = 1


def missing_parts(settings: Engagement, tables: Mapping[str, pl.DataFrame], *, is_drawn: bool) -> list[str]:
    """A sentence for each part of a page that an engagement gives nothing for.

    Args:
        settings: the engagement.
        tables: ``regions`` (or any frame with a row for each), and rows of ``Benchmarks``, ``Codebook``, ``Plan``
            and ``PublishedFigures`` under ``benchmarks``, ``codebook``, ``plan``, ``published``.
        is_drawn: whether there are outlines of the regions.
    """
    words = settings.words
    nouns = {"region": words.region, "regions": words.regions, "type": words.type, "types": words.types}
    is_missing = (
        (NO_MAP, not is_drawn),
        (ONE_REGION, tables["regions"].height == _ONE),
        (ONE_TYPE, len(settings.stakeholders) == _ONE),
        (NO_COMMUNITIES, not settings.communities),
        (NO_PLAN, tables["plan"].is_empty()),
        (NONE_PUBLISHED, tables["published"].is_empty()),
    )
    said = [say(sentence, **nouns) for sentence, is_so in is_missing if is_so]
    return [
        *_benchmarks(settings, tables["benchmarks"]),
        *_communities(settings, tables["benchmarks"]),
        *_questions(settings, tables["codebook"]),
        *said,
    ]


def _questions(settings: Engagement, codebook: pl.DataFrame) -> Iterator[str]:
    closed = [asked for asked in settings.questions if asked.closed]
    if not closed:
        yield say("No closed question was asked: there are no positions.")
    elif not any(asked.headline for asked in closed):
        yield say("No closed question is a headline: positions are in the files, not on the page.")
    else:
        aside = [f"“{asked.label}”" for asked in closed if not asked.headline]
        if aside:
            yield say(
                "Also asked, and told in the files but not on the page: {questions}.",
                questions=join_words(aside),
            )
    if all(asked.closed for asked in settings.questions):
        yield say("No open question was asked: there are no comments, tones or themes.")
    elif codebook.is_empty():
        yield say("There is no codebook: comments have no themes.")


def _benchmarks(settings: Engagement, benchmarks: pl.DataFrame) -> Iterator[str]:
    if not settings.benchmarks:
        yield say(
            "There is no benchmark: how many could have been heard is not known, so no gap can be told."
        )
    filled = set(benchmarks["set"])
    for choice in settings.benchmarks:
        regions = {choice.regions, *choice.within.values()}
        kinds = {settings.words.regions: regions, settings.words.types: {choice.stakeholders}}
        if any(one and one not in filled for sets in kinds.values() for one in sets):
            yield f"{say('No figures yet for the benchmark “{name}”.', name=choice.en)} {choice.note}"
            continue
        for kind, sets in kinds.items():
            if sets == {""}:
                yield say(
                    "The benchmark “{name}” says nothing of {kind}: they are not compared with it.",
                    name=choice.en,
                    kind=kind,
                )


def _communities(settings: Engagement, benchmarks: pl.DataFrame) -> Iterator[str]:
    filled = set(benchmarks["set"])
    unknown = [one.en for one in settings.communities if not {one.population, one.among} <= filled]
    if unknown:
        names = ", ".join(f"“{name}”" for name in unknown)
        yield say(
            "How many people could speak for {names} is not known: whether they lack voices is not told.",
            names=names,
        )
