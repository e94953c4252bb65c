"""How many contributions come from where a benchmark has them, beside a fair draw, in sentences."""

from typing import Final

import polars as pl

from wellbeing.language import message, say
from wellbeing.measures.representativeness.similarity import MOST_UNMAPPED, Similarity, similarity
from wellbeing.model.errors import DataError
from wellbeing.reports.words.cells import percent

FAIR: Final = message(
    "A fair draw of as many, coming together as they did, would reach about {mean}, and less than {low} only one time "
    "in twenty."
)
FAIR_AT_MOST: Final = message(
    "A fair draw of as many, coming together as they did, would reach about {mean}, and less than {low} only one time "
    "in twenty (no more than {most} is possible)."
)
#: Whose labels these are stands in the analyst's refusal (``similarity``), not on a page.
NOT_MATCHED: Final = message(
    "By {noun}: nothing is said of all together, since more than {most} of contributions may be of "
    "kinds that this comparison has no figure of."
)
#: Whether some were surely not heard, and whether of some it is hidden → how many large ones were heard.
_STRATA: Final = {
    (False, False): message(
        "Of the {large} that are large enough to expect a contribution, {heard} were surely heard."
    ),
    (True, False): message(
        "Of the {large} that are large enough to expect a contribution, {heard} were surely heard, {silent} were not."
    ),
    (False, True): message(
        "Of the {large} that are large enough to expect a contribution, {heard} were surely heard, and of {open} it "
        "is hidden whether anybody was."
    ),
    (True, True): message(
        "Of the {large} that are large enough to expect a contribution, {heard} were surely heard, {silent} were "
        "not, and of {open} it is hidden whether anybody was."
    ),
}
#: Whether all together look even, and whether one alone is a gap → what is expected of gaps.
_AMONG: Final = {
    (True, True): message("Yet 1 of them is a gap, from which {share} of all contributions are expected."),
    (True, False): message(
        "Yet {number} of them are gaps, from which {share} of all contributions are expected."
    ),
    (False, True): message("1 of them is a gap, from which {share} of all contributions are expected."),
    (False, False): message(
        "{number} of them are gaps, from which {share} of all contributions are expected."
    ),
}
#: What is less would not be told as 100 %.
_ALL: Final = 0.995


def similarity_sentence(noun: str, cells: pl.DataFrame, n: float) -> str:
    """How many contributions are where the benchmark has them, beside a fair draw and the gaps among these cells.

    Args:
        noun: what the cells are called.
        cells: of coverage, whole and not overlapping.
        n: contributions in them.
    """
    try:
        index = similarity(cells, n)
    except DataError:
        return say(NOT_MATCHED, noun=noun, most=percent(MOST_UNMAPPED))
    share = say(
        "By {noun}: {span} of contributions come from where they are expected.", noun=noun, span=_span(index)
    )
    return " ".join((share, _fair(index), _verdict(index), _gaps_among(cells, index), _strata(index)))


def _span(index: Similarity) -> str:
    low, high = percent(index.low), percent(index.high)
    return low if low == high else say("{low} to {high}", low=low, high=high)


def _fair(index: Similarity) -> str:
    told = {
        "mean": percent(index.fair_mean),
        "low": percent(index.fair_5),
        "most": percent(index.achievable),
    }
    return say(FAIR_AT_MOST if index.achievable < _ALL else FAIR, **told)


def _verdict(index: Similarity) -> str:
    """Which of the two it is; the range that counts leave may hold both."""
    if index.low >= index.fair_5:
        return say("So all together are no further off than chance would make them.")
    if index.high < index.fair_5:
        return say("So all together are further off than chance would make them.")
    return say(
        "Whether all together are further off than chance would make them cannot be told from these counts."
    )


def _gaps_among(cells: pl.DataFrame, index: Similarity) -> str:
    """How many of the cells are gaps, and how much is expected of them: how both can be so."""
    gaps = cells.filter(pl.col("state").cast(pl.String) == "gap")
    if gaps.is_empty():
        return say("None of them is a gap.")
    part = float(gaps["share"].fill_null(0.0).sum()) / float(cells["share"].fill_null(0.0).sum())
    told = {"number": gaps.height, "share": percent(part)}
    return say(_AMONG[index.low >= index.fair_5, gaps.height == 1], **told)


def _strata(index: Similarity) -> str:
    """How many of those large enough were heard, and of how many that is not told."""
    large, open_ones = index.strata, index.heard_high - index.heard_low
    if index.heard_low == large:
        return say("All {large} that are large enough to expect a contribution were heard.", large=large)
    silent = large - index.heard_high
    told = {"large": large, "heard": index.heard_low, "silent": silent, "open": open_ones}
    return say(_STRATA[large > index.heard_high, bool(open_ones)], **told)
