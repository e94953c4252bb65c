"""The briefing as a paper of two pages: what an adviser of a Cabinet paper needs, in the order in which it is asked."""

from typing import Final

import msgspec

from wellbeing.language import message, say
from wellbeing.model.scene import OWN_KIND
from wellbeing.reports.briefing.content import Briefing, Outline, SceneContent, SceneTable
from wellbeing.reports.briefing.decided import NOT_BY_ROUND
from wellbeing.reports.formats.paper.sections import Basis, Paper, Section
from wellbeing.reports.formats.words import (
    PaperTable,
    explained,
    linked,
    listed_cells,
    paper_table,
    written_share,
)

#: Rows of the list of gaps that stand among the point and what was said: the largest. The appendix has the whole list.
MOST_ROWS: Final = 5
#: So few more stand there too: an appendix is not opened for them.
FEW_MORE: Final = 2
#: Of a decision, what its own section leaves out.
_WHO_DECIDED: Final = ("option", "round", "decided_by", "decided_on")
#: Of what is said of every file, what a paper says as assumptions.
_ASSUMED: Final = (message("Compared with"), message("Counted"), message("Protection"), message("Not stated"))
#: What its head says already.
_ABOVE: Final = (message("Subject"), message("Agency"), message("Dates"))


def paper_of(briefing: Briefing) -> Paper:
    """The paper of a briefing; a section of which no scene tells is left out."""
    unknown = _statements(briefing, "unknown")
    sections = (
        _point(briefing),
        _gaps(briefing),
        _views(briefing),
        _by_round(briefing),
        _own(briefing),
        Section(
            say("Assumptions and limits"),
            tuple(
                f"{name}: {text}"
                for name, text in briefing.about
                if name in map(say, _ASSUMED) and text not in unknown
            ),
        ),
        Section(say("What we don’t know"), unknown),
        Section(say("Next"), _statements(briefing, "next")),
    )
    appendix = [
        *(made(briefing) for made in (_every_gap, _areas)),
        *_own_figures(briefing),
        *(made(briefing) for made in (_decided, _rests_on, _spoken_for)),
    ]
    return Paper(
        title=briefing.subject,
        under=" · ".join(
            (briefing.agency, briefing.dates, say("release {release}", release=briefing.release))
        ),
        badge=briefing.badge,
        sections=tuple(one for one in sections if one.texts or one.table),
        appendix=tuple(one for one in appendix if one.texts or one.leads or one.table),
        about=tuple(
            (name, text) for name, text in briefing.about if name not in {*map(say, (*_ASSUMED, *_ABOVE))}
        ),
    )


def _scenes(briefing: Briefing, kind: str) -> list[SceneContent]:
    return [scene for scene in briefing.scenes if scene.kind == kind]


def _statements(briefing: Briefing, kind: str) -> tuple[str, ...]:
    return tuple(text for scene in _scenes(briefing, kind) for text in scene.statements)


def _point(briefing: Briefing) -> Section:
    """Who was heard, where, and what they said: what to read when nothing else is read."""
    heard, gaps = _statements(briefing, "heard"), _statements(briefing, "gaps")
    said = [scene.statements[0] for scene in _scenes(briefing, "said") if scene.statements]
    maps = [one.picture for one in _scenes(briefing, "map") if isinstance(one.picture, Outline)]
    titles = [f"{scene.title}." for scene in _scenes(briefing, "channels")]
    lacking = [say("Not heard enough: {text}", text=text) for text in gaps[:1]]
    texts = (*heard[:1], *lacking, *heard[1:-1], *said, *titles, *heard[-1:])
    return Section(say("The point"), tuple(dict.fromkeys(texts)), picture=maps[0] if maps else None)


def _gaps(briefing: Briefing) -> Section:
    """The list of gaps, and of the largest how firm each is."""
    found = _scenes(briefing, "gaps")
    if not found:
        return Section(say("Gaps, and how firm they are"), ())
    scene, table = found[0], None
    if scene.table is not None and scene.table.rows.height:
        whole = paper_table(scene.table, briefing)
        rest = len(whole.rows) - MOST_ROWS if _is_long(scene.table) else 0
        more = f" ({say('{number} more in the appendix', number=rest)})"
        caption = f"{whole.caption}{more if rest else ''}"
        rows = whole.rows[: len(whole.rows) - rest]
        table = PaperTable(caption, whole.heads, rows, "" if rest else explained(scene.table))
    return Section(say("Gaps, and how firm they are"), scene.statements[1:], table)


def _every_gap(briefing: Briefing) -> Section:
    """The whole list, where the first pages hold only the largest: none is told by a file alone that few would open."""
    tables = [scene.table for scene in _scenes(briefing, "gaps") if scene.table is not None]
    is_long = bool(tables) and _is_long(tables[0])
    whole = paper_table(tables[0], briefing) if is_long else None
    noted = msgspec.structs.replace(whole, note=explained(tables[0])) if whole else None
    return Section(say("Every gap, and what looks thin"), (), noted)


def _is_long(table: SceneTable) -> bool:
    """Whether the first pages hold only the largest gaps."""
    return table.rows.height > MOST_ROWS + FEW_MORE


def _areas(briefing: Briefing) -> Section:
    """Every region, also those that are no gap: what the map shows, to be looked up."""
    found = [one.table for one in _scenes(briefing, "map") if one.table and one.table.rows.height]
    return Section(briefing.everywhere, (), paper_table(found[0], briefing) if found else None)


def _own(briefing: Briefing) -> Section:
    """What each measure of an analyst's own finds."""
    return Section(
        say("Measures of an analyst’s own"), tuple(scene.title for scene in _scenes(briefing, OWN_KIND))
    )


def _own_figures(briefing: Briefing) -> list[Section]:
    """The figures of each, with what they are; or why there are none."""
    return [
        Section(scene.table.caption, scene.statements, paper_table(table, briefing) if table else None)
        for scene in _scenes(briefing, OWN_KIND)
        if scene.table is not None
        for table in [listed_cells(scene)]
    ]


def _views(briefing: Briefing) -> Section:
    """Shares of every question side by side, group by group: with their intervals, and no order."""
    scenes = [one for one in _scenes(briefing, "said") if one.table is not None]
    shares: dict[str, dict[str, str]] = {}
    for scene in scenes:
        for row in scene.table.rows.iter_rows(named=True) if scene.table else ():
            shares.setdefault(row["stakeholder_name"], {})[scene.id] = written_share(row)
    heads = (say("Who"), *(scene.table.caption for scene in scenes if scene.table))
    rows = tuple((who, *(told.get(one.id, "") for one in scenes)) for who, told in shares.items())
    table = PaperTable(say("Views side by side"), heads, rows) if rows else None
    texts = (*(scene.apart for scene in scenes if scene.apart), *_statements(briefing, "channels"))
    return Section(say("What each said, side by side"), texts, table)


def _by_round(briefing: Briefing) -> Section:
    """Who was heard and what they said, round by round."""
    tables = [one.table for one in _scenes(briefing, "said_by_round") if one.table is not None]
    texts = (*_statements(briefing, "heard_by_round"), *_statements(briefing, "said_by_round"))
    return Section(
        say("Rounds side by side"),
        tuple(dict.fromkeys(texts)),
        paper_table(tables[0], briefing) if tables else None,
    )


def _decided(briefing: Briefing) -> Section:
    """What each round decided: a table whose last rows would begin a third page, beside what they rest on."""
    tables = [one.table for one in _scenes(briefing, "rounds") if one.table is not None]
    texts = _statements(briefing, "rounds") if tables else ()
    return Section(
        say("Decisions, round by round"), texts, paper_table(tables[0], briefing) if tables else None
    )


def _rests_on(briefing: Briefing) -> Section:
    """Each decision with the figures that it rests on."""
    leads = [
        Basis(lead.what, tuple((cell.words, linked(cell, briefing)) for cell in lead.cells))
        for scene in _scenes(briefing, "decisions")
        for lead in scene.leads
    ]
    scenes = [scene for scene in _scenes(briefing, "decisions") if scene.table is not None]
    not_told = [text for text in _statements(briefing, "decisions") if text == say(NOT_BY_ROUND)]
    return Section(
        say("What decisions rest on"),
        tuple(not_told),
        _who_decided(scenes[0].table, briefing) if scenes and scenes[0].table else None,
        leads=tuple(leads),
    )


def _who_decided(table: SceneTable, briefing: Briefing) -> PaperTable:
    """Who decided about what, in which round, and when."""
    columns = {name: table.columns[name] for name in _WHO_DECIDED}
    who = SceneTable(say("Who decided, and when"), table.rows.select(_WHO_DECIDED), columns)
    return paper_table(who, briefing)


def _spoken_for(briefing: Briefing) -> Section:
    """For whom the briefing stands; how often each is named is told by the workbook."""
    told = briefing.spoken_for
    return Section(told.table.caption, told.in_short)
