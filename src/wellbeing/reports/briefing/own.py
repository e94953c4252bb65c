"""A measure of an analyst's own as a scene of the briefing: its finding, its map and its numbers."""

from typing import Final

import msgspec

from wellbeing.language import say
from wellbeing.model.scene import OWN_KIND
from wellbeing.reports.briefing.content import SceneContent, ScenePicture
from wellbeing.reports.briefing.evidence_line import evidence_line
from wellbeing.reports.briefing.heard import outline
from wellbeing.reports.briefing.tables import table_of
from wellbeing.reports.shows.own.rows import cell_kinds
from wellbeing.reports.shows.own.sentences import FAILED_SHORT
from wellbeing.reports.shows.own.show import OwnShow
from wellbeing.reports.shows.own.working_out import member_cell
from wellbeing.reports.shows.registry import registered
from wellbeing.state.answer import Answer, answer_to
from wellbeing.state.choice import Choice, to_address

#: Rows that a screen shows of each end of a list.
_AT_AN_END: Final = 4
_WHO: Final = (
    *("area", "area_kind", "area_name"),
    *("stakeholder", "stakeholder_kind", "stakeholder_name"),
)
_COLUMNS: Final = (*_WHO, "own_value", "own_lower", "own_upper", "told")


def own_scenes(answer: Answer) -> tuple[SceneContent, ...]:
    """A scene of each measure that is shown now, after what the release itself tells."""
    figures = answer.figures
    own = [show for show in registered() if isinstance(show, OwnShow)]
    return tuple(_scene(show, answer_to(figures, Choice(show=show.id))) for show in own)


def _scene(show: OwnShow, answer: Answer) -> SceneContent:
    worked, unit = show.worked(answer), show.measure.unit
    finding = say(FAILED_SHORT) if worked.error else show.finding(answer)
    told = show.sentences(answer)
    return SceneContent(
        kind=OWN_KIND,
        id=f"{OWN_KIND}-{show.id}",
        title=f"{show.measure.title}: {finding}",
        statements=tuple(told if worked.error else told[1:] or [show.caption(answer)]),
        picture=None if worked.error else _picture(show, answer),
        table=table_of(
            say("{title} ({unit})", title=show.measure.title, unit=unit), _rows(show, answer), _COLUMNS
        ),
        evidence=evidence_line(answer),
        address=to_address(answer.choice),
    )


def _picture(show: OwnShow, answer: Answer) -> ScenePicture | None:
    """The map, its regions named most first; where no region is told by itself, the ends of the list."""
    cells, made = show.ranked(answer).cells, outline(answer)
    if made and any(cell in cells for cell in ((area, "") for area in made.areas)):
        places = {area: place for place, (area, _) in enumerate(cells)}
        ordered = sorted(made.areas, key=lambda area: places.get(area, len(places)))
        return msgspec.structs.replace(made, areas={area: made.areas[area] for area in ordered})
    listing = show.listing(answer)
    ((_, rows),) = listing.rows
    if len(rows) <= 2 * _AT_AN_END:
        return listing if rows else None
    ends = ((say("Most"), rows[:_AT_AN_END]), (say("Least"), rows[-_AT_AN_END:]))
    return msgspec.structs.replace(listing, rows=ends)


def _rows(show: OwnShow, answer: Answer) -> list[dict[str, object]]:
    """The cells that have a number, each once, with what may be told of it: those that are listed first."""
    names, figures, pictures = answer.names, answer.figures, show.cell_pictures(answer)
    told = [cell for cell, picture in pictures.items() if picture.numbers.figure is not None]
    once: dict[tuple[str, str], tuple[str, str]] = {}
    for cell in [*show.ranked(answer).cells, *told]:  # of these a member stands before its group of one
        once.setdefault(member_cell(cell, figures), cell)
    return [
        {
            "area": area,
            "area_name": names.area(area),
            "stakeholder": type_,
            "stakeholder_name": names.stakeholder_short(type_),
            "own_value": picture.numbers.figure,
            "own_lower": picture.numbers.lower,
            "own_upper": picture.numbers.upper,
            "told": picture.words,
        }
        | cell_kinds(area, type_, figures)
        for (area, type_), picture in ((cell, pictures[cell]) for cell in once.values())
    ]
