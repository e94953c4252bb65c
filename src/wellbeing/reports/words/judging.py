"""Beside the state of a cell: why it is not on the list of gaps, or cannot be, and how firm it is that it is."""

from collections.abc import Mapping
from math import ceil
from typing import Final

from wellbeing.language import in_digits, join_words, message, say, spelled
from wellbeing.measures.coverage.states import METHOD, UNDER
from wellbeing.model.engagement import Nouns
from wellbeing.reports.words.cells import CellRow, expected_words, heard_words, state_words, whole
from wellbeing.state.figures import Figures

#: What a state hangs on where other yardsticks share a margin with the one that is shown (``yardsticks``).
_HANGS_ON: Final = {
    "one_region_set": message(
        "It rests on one assumption, that its share of all {regions} is as this yardstick has it."
    ),
    "one_type_set": message("It rests on one assumption, that the mix of {types} is as planned."),
}
#: How many of the other yardsticks say the same → that they do.
_ALIKE: Final = {
    "one": message("is answered the same under the other yardstick of shares"),
    "all": message("is answered the same under all {number} other yardsticks of shares"),
    "some": message("is answered the same under {same} of {number} other yardsticks of shares"),
}


def judged_words(figures: Figures, *, is_short: bool = False) -> str:
    """``regions, types and groups of them``: what the list of gaps judges; of single ones alone, pairs of both.

    Args:
        figures: of the release.
        is_short: whether it stands in a title: ``regions and groups``.
    """
    words = figures.names.words
    every = message("{regions}, {types} and pairs of both")
    if _has_groups(figures):
        every = (
            message("{regions} and groups") if is_short else message("{regions}, {types} and groups of them")
        )
    return say(every, regions=words.regions, types=words.types)


def listed_words(figures: Figures) -> str:
    """Of what the list of gaps is, in a sentence."""
    words = figures.names.words
    listed = message("Listed are {regions}, {types}, and each {type} in each {region}.")
    if _has_groups(figures):
        listed = message("Listed are {regions}, {types}, and groups of {regions} by groups of {types}.")
    nouns = {"regions": words.regions, "types": words.types, "region": words.region, "type": words.type}
    return say(listed, **nouns)


def _has_groups(figures: Figures) -> bool:
    return figures.region_groups.has_several or figures.type_groups.has_several


def heard_and_judged(row: CellRow, threshold: int) -> str:
    """``14 heard, about 69 expected (gap)``; that there is nothing to compare with is said once."""
    said = f"{heard_words(row, threshold)}, {expected_words(row)}"
    return said if row["expected"] is None else f"{said} ({state_words(row)})"


def unlisted_sentence(row: CellRow) -> str:
    """That a cell which reads as a gap or thin is not among those that the list of gaps counts; else empty."""
    is_apart = row.get("with_family") is False and row["state"] in UNDER
    return say("It is judged apart from the list of gaps, and is not counted there.") if is_apart else ""


def too_few_sentence(row: CellRow) -> str:
    """Why nothing is said of a cell of which few are expected, however many came; else empty."""
    least = spelled(int(METHOD.least))
    return (
        say("With fewer than {least} expected, it is not said whether that is enough.", least=least)
        if row["state"] == "too_few"
        else ""
    )


def least_expected(row: CellRow) -> int | None:
    """As few as may be expected for it to be called a gap; None of what is none."""
    return None if row["tipping"] is None else ceil(row["tipping"] - 1e-9)


def firmness_sentence(row: CellRow) -> str:
    """``It would still be a gap if only 13 were expected, not 31.``: how far the expected number may be wrong."""
    expected, least = whole(row["expected"] or 0), least_expected(row)
    if least is None:
        return ""
    if least >= expected:
        return say("It is a gap, but only just; with any fewer expected, it would not be called one.")
    return say(
        "It would still be a gap if only {least} were expected, not {expected}.",
        least=in_digits(least),
        expected=in_digits(expected),
    )


def basis_sentence(row: CellRow) -> str:
    """That the number expected was assumed; empty where it was not."""
    return say("The number expected is an assumed target, not a count.") if row["basis"] == "assumed" else ""


def yardstick_sentence(row: CellRow, benchmarks: Mapping[str, str], words: Nouns) -> str:
    """Under how many other yardsticks as many or too few were heard, and which say otherwise; empty where not known.

    A gap and what looks thin are one answer: too few. Planned numbers are no yardstick of shares.

    Args:
        row: of ``measures.coverage.yardsticks``.
        benchmarks: id → name.
        words: what the engagement calls regions and types.
    """
    if row["verdict"] == "untested":
        return ""
    if row["verdict"] in _HANGS_ON:
        return say(_HANGS_ON[row["verdict"]], regions=words.regions, types=words.types)
    number, same, unlike = row["others"], row["alike"], row["unlike"]
    rest = number - same - len(unlike)
    said = [
        say(_ALIKE[_how_many(same, number)], same=spelled(same), number=spelled(number)) if same else "",
        _otherwise([benchmarks[name] for name in unlike]) if unlike else "",
        say("cannot be told under {number}", number=spelled(rest)) if rest else "",
    ]
    return say("Whether too few were heard {told}.", told=join_words([part for part in said if part]))


def _how_many(same: int, number: int) -> str:
    return "one" if number == 1 else "all" if same == number else "some"


def _otherwise(names: list[str]) -> str:
    named = join_words([f"“{name}”" for name in names])
    return say("is answered otherwise under {named}", named=named)


def yardsticks_alike(row: CellRow) -> str | None:
    """``4 of 5``: under how many other yardsticks it is answered the same; None where that is not known."""
    if row["verdict"] == "untested":
        return None
    if row["verdict"] in _HANGS_ON:
        return say("one only")
    return say("{alike} of {others}", alike=row["alike"], others=row["others"])
