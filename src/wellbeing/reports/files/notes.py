"""What travels with every file: selection, engagement, dates, release, comparison, protection, sources, link."""

import polars as pl

from wellbeing.language import day, message, say
from wellbeing.measures.coverage.benchmarks import margins_of
from wellbeing.release.store.opening import Release
from wellbeing.reports.comparison import difference_sentence
from wellbeing.reports.naming import chosen_title
from wellbeing.reports.shows.listing import HEARD
from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.words.cells import with_article
from wellbeing.reports.words.heard_rows import HEARD_RANGES
from wellbeing.reports.words.protection import protection, small_print
from wellbeing.reports.words.public_figures import release_words
from wellbeing.reports.words.sentences import unit_words
from wellbeing.reports.words.stated import not_stated_sentence
from wellbeing.state.answer import Answer

#: How to add up the rows of a file.
ADDING_UP = message(
    "Add up rows of one row_kind only: each contribution is in several kinds, but in no two rows of one, save of "
    "several. All {regions}, or all {types}, and those that state none make everyone. "
    "An empty figure is not zero: status says why."
)

#: What the range of a figure of what was said is.
SAID_RANGES = message("lower to upper: the interval of figure (95\N{NO-BREAK SPACE}%), as the page draws it.")


def file_notes(answer: Answer, link: str = "") -> list[tuple[str, str]]:
    """What goes with every file, a name and a text each.

    Args:
        answer: what is shown.
        link: the address that opens the page at it; "" where there is none.
    """
    release, told = answer.figures.release, constants(answer, link)
    engagement, words = release.engagement, answer.names.words
    return [
        (say("Shown"), told["shown"]),
        (say("Engagement"), told["engagement"]),
        (say("Agency"), told["agency"]),
        (
            say("Dates"),
            say("{begins} to {ends}", begins=day(engagement.starts_on), ends=day(engagement.ends_on)),
        ),
        (say("Provenance"), told["provenance"]),
        (say("Selection"), answer.names.selection(answer.choice) or say("everything")),
        *([(say("Difference"), said)] if (said := difference_sentence(answer)) else []),
        (say("Compared with"), _compared(answer)),
        (say("Release"), release_words(release)),
        (
            say("Not stated"),
            not_stated_sentence(answer.figures)
            or say(
                "every contribution states {region} and {type}",
                region=with_article(words.region),
                type=with_article(words.type),
            ),
        ),
        (say("Unit"), unit_words(engagement)),
        (say("Ranges"), told["ranges"]),
        (say("Adding up"), told["adding_up"]),
        (say("Protection"), small_print(release)),
        (say("Source"), "; ".join([told["source"], *_benchmark_sources(answer)])),
        (say("Boundaries and licence"), told["licence"]),
        (say("Link"), link),
    ]


def constants(answer: Answer, link: str = "") -> dict[str, str]:
    """The same for a table without notes: what is said once in each row, so that no row loses whose it is."""
    release, show = answer.figures.release, show_of(answer)
    engagement = release.engagement
    return {
        "shown": chosen_title(answer),
        "compared_with": show.compared(answer),
        "engagement": engagement.en,
        "agency": engagement.agency,
        "from": f"{engagement.starts_on}",
        "to": f"{engagement.ends_on}",
        "provenance": provenance(release),
        "release": release.id,
        "adding_up": say(ADDING_UP, regions=engagement.words.regions, types=engagement.words.types),
        "ranges": say(HEARD_RANGES) if show.family == HEARD else say(SAID_RANGES),
        "note": protection(release),
        "source": f"{engagement.agency}, {say('release {release}', release=release.id)}",
        "licence": next(iter(release.boundaries["attribution"]), ""),
        "link": link,
    }


def _compared(answer: Answer) -> str:
    """With what, and why with that."""
    if answer.choice.community:
        return show_of(answer).compared(answer)
    return f"{answer.benchmark.en}. {answer.benchmark.note}"


def provenance(release: Release) -> str:
    """Whether the data are real, or what they are: with the badge of every page."""
    engagement = release.engagement
    return f"{engagement.badge or say('Real data')}: {engagement.provenance}"


def _benchmark_sources(answer: Answer) -> list[str]:
    """Where what is compared with comes from."""
    if "benchmark" not in show_of(answer).fields:
        return []
    rows, used = answer.figures.release.table("benchmarks"), margins_of(answer.benchmark).sets
    return rows.filter(pl.col("set").is_in(sorted(used)))["source"].unique(maintain_order=True).to_list()
