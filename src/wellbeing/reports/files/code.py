"""The figure that is shown as a cell of a notebook, which works it out again from the release."""

from typing import Final

from wellbeing.reports.shows.registry import show_of
from wellbeing.state.answer import Answer

#: What ``wellbeing.open_release(…)`` is asked for, by the id of what is shown.
_ASKED: Final = {"coverage": "coverage", "position": "positions", "tone": "tone", "theme": "themes"}
#: Whose share is shown of those who answered.
_AGREES: Final = {"position": "support"}


def figure_code(answer: Answer) -> str:
    """Python that gives the row of the figure shown, by the public API; "" where no figure of it is made.

    A figure that is lent is its owner's: the cell names that one.
    """
    asked, cell = _ASKED.get(show_of(answer).id), _owner(answer)
    if asked is None or cell is None or _is_told_otherwise(answer):
        return ""
    area, stakeholder = cell
    lines = [
        "import wellbeing as wb",
        "",
        f"release = wb.open_release({_text(answer.figures.release.id)})",
        f"rows = release.{asked}({', '.join(_arguments(answer, *cell))})",
    ]
    keys = {"area": area, "stakeholder": stakeholder} | _row(asked)
    chosen = ", ".join(f"{name}={_text(value)}" for name, value in keys.items() if value)
    return "\n".join([*lines, f"rows.filter({chosen})" if chosen else "rows"])


def _is_told_otherwise(answer: Answer) -> bool:
    """Whether a community, events, or comments without their codes are shown: of these the library offers no call."""
    choice, fields = answer.choice, show_of(answer).fields
    by_events = choice.counts_hui and "measure" in fields
    without_codes = not choice.uses_codes and "codes" in fields
    return bool(choice.community and "community" in fields) or by_events or without_codes


def _row(asked: str) -> dict[str, str]:
    return _AGREES if asked == "positions" else {}


def _arguments(answer: Answer, area: str, stakeholder: str) -> list[str]:
    """What the call is given: defaults are left out."""
    figures = answer.figures
    rows = "region" if area else "stakeholder" if stakeholder else "total"
    is_group = area in figures.region_groups.ids or stakeholder in figures.type_groups.ids
    given = {
        "by": _text("stakeholder") if area and stakeholder else "",
        **_of_show(answer),
        "groups": "True" if is_group else "",
    }
    first = [_text(answer.comments.theme)] if show_of(answer).id == "theme" and answer.comments else []
    return [*first, _text(rows), *(f"{key}={text}" for key, text in given.items() if text)]


def _of_show(answer: Answer) -> dict[str, str]:
    """What a show is told by beside the cell: a benchmark and a slice, or a question."""
    show, (name, value) = show_of(answer), answer.choice.slice
    benchmark, question = answer.choice.benchmark, show.question(answer)
    return {
        "compared_with": _text(benchmark) if benchmark and "benchmark" in show.fields else "",
        "where": f"{{{_text(name)}: {_text(value)}}}" if name and "cut" in show.fields else "",
        "question": _text(question) if question else "",
    }


def _owner(answer: Answer) -> tuple[str, str] | None:
    """The cell whose own figure is shown; None where there is none."""
    area, stakeholder = answer.choice.area, answer.choice.stakeholder
    if not show_of(answer).is_opinion:
        return area, stakeholder
    if answer.is_kept:
        return None
    pictures, figures = show_of(answer).cell_pictures(answer), answer.figures
    homes = [(area, stakeholder), (figures.region_groups.group_of(area), stakeholder)]
    owners = [*homes, figures.groups_of(area, stakeholder)]
    return next((one for one in owners if one in pictures and not pictures[one].owner), None)


def _text(text: str) -> str:
    """A text as Python writes it."""
    quoted = repr(text)
    return f'"{quoted[1:-1]}"' if quoted[0] == "'" and '"' not in quoted else quoted
