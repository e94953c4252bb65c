"""Scenes of who was heard: the question, how many, where, and who was not heard enough."""

from collections import Counter

import msgspec
import polars as pl

from wellbeing.charts.outline import drawn_map, is_tiled
from wellbeing.charts.tile_names import tile_names
from wellbeing.language import say
from wellbeing.measures.coverage.states import UNDER, UNRESOLVED
from wellbeing.model.scene import Scene
from wellbeing.reports.briefing.content import Mention, Outline, SceneContent
from wellbeing.reports.briefing.evidence_line import (
    MOST_NAMED,
    dates_of,
    evidence_line,
    heard_title,
    lacking_regions,
    number_of_gaps,
)
from wellbeing.reports.briefing.tables import coverage_table, gaps_table, table_of
from wellbeing.reports.shows.coverage_sentences import ABOUT_VOICES, no_gaps_in_short
from wellbeing.reports.shows.gap_list import (
    LARGE_TICKS,
    drawn_words,
    gap_listing,
    hidden_words,
    listed_sentences,
    range_rows,
)
from wellbeing.reports.shows.listing import Listing
from wellbeing.reports.shows.registry import show_of
from wellbeing.reports.words.cells import lower_first
from wellbeing.reports.words.judging import yardstick_sentence
from wellbeing.reports.words.picture import LegendEntry
from wellbeing.reports.words.public_figures import headline_figures
from wellbeing.reports.words.sentences import (
    MOST_NAMES,
    cell_sentence,
)
from wellbeing.state.answer import Answer
from wellbeing.state.choice import to_address

#: As many gaps light up one by one as a room can take in.
MOST_LIT = 4
#: Figures that a title has no room for.
_NOT_IN_TITLES = ("hui", "places")


def question_scene(scene: Scene, answer: Answer) -> SceneContent:
    """What was asked, of whom, when."""
    engagement = answer.figures.engagement
    topics = {topic.id: topic.en for topic in engagement.topics}
    asked = [
        {"question": one.id, "topic": topics.get(one.topic, say("All topics")), "question_asked": one.en}
        for one in engagement.questions
    ]
    closed = [f"“{one.en}”" for one in answer.figures.positions.questions]
    statements = [
        engagement.care.purpose,
        say("Asked from {dates} by {agency}.", dates=dates_of(engagement), agency=engagement.agency),
        say("Those who took part were asked: {questions}.", questions="; ".join(closed)) if closed else "",
    ]
    return SceneContent(
        kind=scene.shows,
        id=scene.id,
        title=scene.title or engagement.en,
        statements=tuple(filter(None, statements)),
        table=table_of(say("What was asked"), asked, ("question", "topic", "question_asked")),
        evidence=evidence_line(answer),
        notes=scene.notes,
    )


def heard_scene(scene: Scene, answer: Answer) -> SceneContent:
    """How many were heard, and of whom."""
    figures = headline_figures(answer)
    short = {name: text for name, text in figures.items() if name not in _NOT_IN_TITLES}
    rows = answer.coverage.stakeholders.filter(pl.col("stakeholder").is_in(answer.figures.types))
    whole = answer.coverage.at("", "").select(rows.columns)
    listed = range_rows(rows, answer)
    words = answer.names.words
    beside = Listing(
        title=say("Heard beside expected, by {type}", type=words.type),
        rows=(("", listed),),
        left=say("Heard"),
        right=say("Expected"),
        ticks=LARGE_TICKS,
        drawn=drawn_words(rows.drop_nulls("expected")),
    )
    return SceneContent(
        kind=scene.shows,
        id=scene.id,
        title=scene.title or heard_title(short, answer),
        statements=tuple(show_of(answer).point(answer)[1:]),
        picture=beside if listed else None,
        table=coverage_table(
            say("Who was heard, by {type}", type=words.type), pl.concat([whole, rows]), answer
        ),
        evidence=evidence_line(answer),
        address=to_address(answer.choice),
        notes=scene.notes,
    )


def map_scene(scene: Scene, answer: Answer) -> SceneContent:
    """Each region of everybody; then those that lack voices light up."""
    rows = answer.coverage.map_rows.filter(area_kind="region")
    lacking = rows.filter(pl.col("state").cast(pl.String).is_in(UNDER))["area"].to_list()
    times = Counter(rows["state"].cast(pl.String))
    said = [f"{entry.words}: {entry.number}" for entry in show_of(answer).legend(answer) if entry.number]
    hatched = sum(times[state] for state in UNRESOLVED)
    unjudged = (
        say("{number} cannot be judged, which is not the same as heard.", number=hatched) if hatched else ""
    )
    counted = say(
        "Of {number} {regions}: {states}.",
        number=rows.height,
        regions=answer.names.words.regions,
        states="; ".join(map(lower_first, said)),
    )
    return SceneContent(
        kind=scene.shows,
        id=scene.id,
        title=scene.title or lacking_regions(answer, rows),
        statements=tuple(filter(None, (counted, unjudged, say(ABOUT_VOICES)))),
        steps=(tuple(lacking),) if lacking else (),
        mentions=tuple(map(Mention, lacking[:MOST_NAMED])),
        picture=outline(answer),
        table=coverage_table(
            say("Who was heard, by {region}", region=answer.names.words.region), rows, answer
        ),
        evidence=evidence_line(answer),
        address=to_address(answer.choice),
        notes=scene.notes,
    )


def gaps_scene(scene: Scene, answer: Answer) -> SceneContent:
    """The list of gaps, the largest one by one."""
    listing, gaps, named = gap_listing(answer), answer.coverage.gaps, answer.figures.benchmark_names
    ids = [row.id for _, rows in listing.rows for row in rows]
    rows = gaps.head(MOST_LIT).to_dicts()
    single = [
        f"{answer.names.cell(row['area'], row['stakeholder'])}: {lower_first(cell_sentence(row, answer.threshold))}"
        for row in rows
    ]
    held = [yardstick_sentence(row, named, answer.names.words) for row in rows]
    first = _together(single, held)
    rest = (tuple(ids[MOST_LIT:]),) if ids[MOST_LIT:] else ()
    point = show_of(answer).point(answer)[0]
    return SceneContent(
        kind=scene.shows,
        id=scene.id,
        title=scene.title or (number_of_gaps(gaps) if ids else no_gaps_in_short(answer)),
        statements=(point, *_each_once(single, held), *filter(None, listed_sentences(answer) if ids else ())),
        steps=(*((one,) for one in ids[:MOST_LIT]), *rest),
        captions=(point, *first, *(("",) if rest else ())) if ids else (),
        mentions=_named(gaps),
        picture=msgspec.structs.replace(listing, note=hidden_words(gaps)) if ids else None,
        table=gaps_table(say("Who was not heard enough"), gaps, answer),
        evidence=evidence_line(answer),
        address=to_address(answer.choice),
        notes=scene.notes,
    )


def _each_once(single: list[str], held: list[str]) -> list[str]:
    """Sentences on single gaps with what they are held against; what is the same of all is said once."""
    if len(single) > 1 and len({*held}) == 1 and held[0]:
        return [*single, say("Of each of these: {said}", said=lower_first(held[0]))]
    return _together(single, held)


def _together(single: list[str], held: list[str]) -> list[str]:
    return [f"{said} {firm}".strip() for said, firm in zip(single, held, strict=True)]


def _named(gaps: pl.DataFrame) -> tuple[Mention, ...]:
    """Of whom the finding and the sentences of single gaps speak."""
    cells = [Mention(*cell) for cell in gaps.select("area", "stakeholder").iter_rows()]
    found = gaps.filter(pl.col("state").cast(pl.String) == "gap").height
    return (*cells[: min(found, MOST_NAMES)], *cells[:MOST_LIT])


def outline(answer: Answer) -> Outline | None:
    """The map of what is chosen, naming areas that lack voices, or all; None of a release without boundaries."""
    boundaries, show = answer.figures.release.boundaries, show_of(answer)
    if boundaries.is_empty():
        return None
    pictures, labels = show.map_pictures(answer), show.labels(answer)
    areas = {
        area: (answer.names.area(area), pictures[area], labels.get(area, "")) for area in boundaries["area"]
    }
    if not any(label.startswith(name) for name, _, label in areas.values()):
        areas = {
            area: (name, one, one.text and f"{name}\n{one.text}") for area, (name, one, _) in areas.items()
        }
    shorts = tile_names({area: name for area, (name, *_) in areas.items()}) if is_tiled(boundaries) else {}
    return Outline(
        show.map_title(answer),
        drawn_map(boundaries, answer.figures.hui_places),
        areas,
        _counted(show.signs(answer), [one.key for _, one, _ in areas.values()]),
        show.map_note(answer),
        shorts,
    )


def _counted(signs: list[LegendEntry], drawn: list[str]) -> tuple[LegendEntry, ...]:
    """Entries of a legend, each with the number of areas that have it, where its show does not tell that."""
    return tuple(
        msgspec.structs.replace(one, number=drawn.count(one.key)) if one.number is None else one
        for one in signs
    )
