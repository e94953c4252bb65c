"""Pictures that a page hands out: each is what is seen, with what its signs mean and whose it is."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from wellbeing.charts.framed import Caption, as_file
from wellbeing.charts.outline import is_tiled
from wellbeing.charts.still import Look, still_map, tiled
from wellbeing.charts.still_lines import still_funnel, still_weeks
from wellbeing.charts.tile_names import tile_names
from wellbeing.language import message, say
from wellbeing.model.grouping import each_of
from wellbeing.reports.briefing.evidence_line import dates_of
from wellbeing.reports.funnel import FunnelReport
from wellbeing.reports.naming import chosen_title
from wellbeing.reports.progress import progress_of
from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.words.picture import LegendEntry
from wellbeing.reports.words.protection import protection
from wellbeing.state.answer import Answer
from wellbeing.views.files.dots import chosen_areas, funnel_dots, funnel_limits, right_end

SUMS_OF_WEEKS: Final = message("Sums of published weeks, each from its Monday.")


def map_picture(answer: Answer, link: str, kind: str) -> bytes:
    """The map as it is seen: names, counts, what is chosen; with what its colours mean, and whose it is."""
    boundaries, show, names = answer.figures.release.boundaries, show_of(answer), answer.names
    mapped, labels, chosen = show.map_pictures(answer), show.labels(answer), _chosen_regions(answer)
    as_tiles = answer.choice.drawing == "tiles" or is_tiled(boundaries)
    looks, shorts = {}, tile_names({area: names.area(area) for area in boundaries["area"]})
    for area in boundaries["area"]:
        one, name = mapped[area], names.area(area) if area in chosen else ""
        text = f"{one.glyph} {one.text}\n{shorts[area]}" if as_tiles else ""
        looks[area] = Look(
            one.key, text or _label(one.glyph, _named(labels.get(area, ""), name)), area in chosen
        )
    legend = [(one.key, _entry(one)) for one in show.signs(answer)]
    compared = say("Compared with: {compared}.", compared=told) if (told := show.compared(answer)) else ""
    outlined = say("Outlined: {area}.", area=names.area(answer.choice.area)) if chosen else ""
    notes = [
        " ".join(filter(None, (f"{show.map_title(answer)}.", outlined, show.map_note(answer), compared))),
        *_source(answer, link),
        *boundaries["attribution"].to_list()[:1],
    ]
    drawn = tiled(boundaries) if as_tiles else boundaries
    return as_file(still_map(drawn, looks, Caption(chosen_title(answer), legend, notes)), kind)


def weeks_picture(answer: Answer, link: str, kind: str) -> bytes:
    """Heard week by week against the plan: of the chosen area's group, or of everybody."""
    progress, area = progress_of(answer.figures), answer.choice.area
    title = progress.title(area, answer.threshold)
    sums = " ".join(filter(None, (say(SUMS_OF_WEEKS), progress.unfollowed(answer))))
    told = Caption(title, [], [sums, *_source(answer, link)])
    return as_file(still_weeks(progress.days(), progress.steps(area), progress.labels, told), kind)


def funnel_picture(answer: Answer, link: str, kind: str) -> bytes:
    """The funnel of the chosen question."""
    report, funnel = FunnelReport(answer), answer.positions.funnel
    title = say("By how many answered: {title}", title=report.title())
    told = Caption(title, [], [report.share(), report.reading(), *_source(answer, link)])
    dots = funnel_dots(answer, chosen_areas(answer))
    return as_file(still_funnel(funnel_limits(funnel), dots, right_end(funnel), told), kind)


def _chosen_regions(answer: Answer) -> frozenset[str]:
    """The chosen regions, and those of chosen groups."""
    area, groups = answer.choice.area, answer.figures.region_groups
    return frozenset([*each_of(area), *groups.members_of(area)] if area else ())


def _named(label: str, name: str) -> str:
    """What is written on an area, under its name where that is asked for and not in it."""
    return label if name in label else f"{name}\n{label}".rstrip()


def _label(glyph: str, text: str) -> str:
    return f"{glyph} {text}" if text else glyph


def _entry(one: LegendEntry) -> str:
    number = "" if one.number is None else f": {one.number}"
    return f"{one.glyph} {one.words}{number}"


def _source(answer: Answer, link: str) -> list[str]:
    """Whose figures these are, of when, by which release; where the page stands."""
    release = answer.figures.release
    engagement = release.engagement
    whose = f"{engagement.en}, {engagement.agency}, {dates_of(engagement)}"
    return [
        f"{engagement.badge or say('Figures')}. {whose}. {say('Release {release}.', release=release.id)}",
        protection(release),
        *filter(None, [link]),
    ]


#: What is drawn → what draws it of an answer, its address and the kind of file.
STILLS: Final[Mapping[str, Callable[[Answer, str, str], bytes]]] = MappingProxyType(
    {"map": map_picture, "weeks": weeks_picture, "funnel": funnel_picture}
)
