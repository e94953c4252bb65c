"""What figures that are public already are called: by their label, else by the words of their id, never by the id."""

from collections.abc import Mapping
from typing import Any

from wellbeing.model.engagement import Engagement
from wellbeing.reports.words.cells import upper_first
from wellbeing.state.names import Names, curly


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
