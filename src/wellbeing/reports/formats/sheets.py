"""The tables of a briefing by name, for files of tables: those of its scenes, and every cell that can be asked for."""

from collections.abc import Collection

from wellbeing.language import say
from wellbeing.reports.briefing.content import Briefing, SceneTable
from wellbeing.reports.briefing.tables import table_of
from wellbeing.reports.naming import slug
from wellbeing.reports.words.cells import STATE_WORDS

_CELLS = ("area", "stakeholder", "name", "status", "heard", "low", "high", "expected", "state", "sentence")


def sheets_of(briefing: Briefing) -> dict[str, SceneTable]:
    """Name → table; names are small letters and hyphens, each once."""
    named = {slug(scene.id): scene.table for scene in briefing.scenes if scene.table is not None}
    besides = {"every-cell": _every_cell(briefing), "spoken-for": briefing.spoken_for.table}
    if briefing.communities is not None:
        besides["communities"] = briefing.communities
    return named | {_free(name, named): table for name, table in besides.items()}


def _free(name: str, taken: Collection[str]) -> str:
    """A name that no scene has."""
    while name in taken:
        name += "-"
    return name


def _every_cell(briefing: Briefing) -> SceneTable:
    rows = [
        {
            "area": one.area,
            "stakeholder": one.stakeholder,
            "name": one.name,
            "status": one.status,
            "heard": one.heard,
            "low": one.low,
            "high": one.high,
            "expected": one.expected,
            "state": say(STATE_WORDS[one.picture.key]),
            "sentence": one.sentence,
        }
        for one in briefing.room
    ]
    return table_of(say("Every region and group by every type and group"), rows, _CELLS)
