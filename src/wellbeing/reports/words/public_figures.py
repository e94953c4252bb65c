"""What figures that are public already are called: by their label, else by the words of their id, never by the id."""

from collections.abc import Mapping
from typing import Any, Final

from wellbeing.language import in_digits, message, say
from wellbeing.model.engagement import Engagement
from wellbeing.release.store.opening import Release
from wellbeing.reports.words.cells import CellRow, upper_first
from wellbeing.state.answer import Answer
from wellbeing.state.names import Names, curly

#: How much a release's protection is for.
_TIERS: Final = {"analyst": message("analyst"), "adviser": message("adviser"), "public": message("public")}


def figure_name(row: Mapping[str, Any], engagement: Engagement, names: Names) -> str:
    """``Survey responses: Roads``; of a figure without a label what its id says, parted at dots.

    Args:
        row: of ``PublishedFigures``; releases from before labels were known lack that column.
        engagement: its topics, types and communities may be parts of an id, as may what it calls an event.
        names: of regions and groups of them.
    """
    if label := row.get("label"):
        return curly(label)
    known = {
        one.id: one.en for one in (*engagement.topics, *engagement.stakeholders, *engagement.communities)
    }
    known |= {"hui": engagement.words.events}
    first, *rest = (known.get(part) or _area(part, names) for part in row["figure"].split("."))
    return upper_first(": ".join(filter(None, (first, ", ".join(rest)))))


def _area(part: str, names: Names) -> str:
    """The name of a region, or the words of a part."""
    try:
        return names.area(part)
    except KeyError:
        return part.replace("_", " ")


def headline_figures(answer: Answer) -> dict[str, str]:
    """Figure → number in words: those already public, and what the release counts of the others.

    None of a figure of which nothing was heard.
    """
    release = answer.figures.release
    public = dict(release.table("published").select("figure", "value").iter_rows())
    counted = {row["figure"]: row for row in release.table("figures").iter_rows(named=True)}
    texts = {figure: _number(row, answer.threshold) for figure, row in counted.items()}
    told = texts | {
        figure: in_digits(value) for figure, value in public.items() if _may_be(value, counted.get(figure))
    }
    return {
        figure: text for figure, text in told.items() if text != "0" and not _is_none(counted.get(figure))
    }


def _number(row: CellRow, threshold: int) -> str:
    if row["status"] == "few":
        return say("fewer than {threshold}", threshold=threshold)
    return in_digits(row["count"]) if row["status"] == "shown" else say("not published")


def _may_be(value: float, row: CellRow | None) -> bool:
    """Whether what was published may be what was counted, its error included: else the count is told."""
    if row is None:
        return True
    width = row["high"] - row["low"]
    return bool(row["low"] - width <= value <= row["high"] + width)


def _is_none(row: CellRow | None) -> bool:
    """Whether a figure counts what this engagement has none of."""
    return row is not None and row["high"] == 0


def release_words(release: Release) -> str:
    """``2018-08-31.01, tier adviser, approved by demonstration``."""
    made = release.manifest
    return say(
        "{release}, tier {tier}, approved by {approver}",
        release=release.id,
        tier=say(_TIERS.get(made.tier, made.tier)),
        approver=made.approver,
    )
