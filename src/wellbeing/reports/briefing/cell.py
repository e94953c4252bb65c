"""A scene of one region, one type or both: what can be said of it, and where that is not its own figure, why."""

import polars as pl

from wellbeing.language import message, say
from wellbeing.model.scene import Scene
from wellbeing.reports.briefing.content import SceneContent
from wellbeing.reports.briefing.evidence_line import evidence_line
from wellbeing.reports.briefing.tables import coverage_table
from wellbeing.reports.shows.coverage_sentences import ABOUT_VOICES
from wellbeing.reports.shows.gap_list import TICKS, range_rows
from wellbeing.reports.shows.listing import Listing
from wellbeing.reports.words.cells import CellRow, upper_first
from wellbeing.reports.words.sentences import firm_sentence
from wellbeing.reports.words.spoken import spoken_name, spoken_sentence
from wellbeing.state.answer import Answer

#: What stands in place of a number that is below the threshold.
FEW = message("Fewer than {few} were heard: how many is hidden, so that nobody can be recognised.")
_ALONE = message(
    "{whom} alone cannot be judged: too few are expected, or what is published fits several answers."
)
_NOT_COUNTED = message(
    "This release does not count this {region} or {type}, so that nothing can be said of it."
)
_LENT = message("What can be said is said of {owner}, to which it belongs.")
#: State → what a title says of whom it is.
_TITLES = {
    "gap": message("{whom}: not heard enough"),
    "thin": message("{whom}: perhaps not heard enough"),
    "enough": message("{whom}: heard enough"),
    "over": message("{whom}: heard more than their share"),
}


def cell_scene(scene: Scene, answer: Answer) -> SceneContent:
    """The answer at the finest level that can give one, beside the cell itself."""
    finest = answer.figures.finest("", answer.benchmark.id)
    found = finest.filter(area=scene.region, stakeholder=scene.stakeholder)
    if found.is_empty():
        return _absent(scene, answer)
    row = found.row(0, named=True)
    whom = upper_first(spoken_name(answer.names, scene.region, scene.stakeholder))
    rows = _rows(row, answer)
    picture = Listing(
        title=say("{whom}: heard beside expected", whom=whom),
        rows=(("", range_rows(rows, answer)),),
        left=say("Heard"),
        right=say("Expected"),
        ticks=TICKS,
    )
    said = (
        spoken_sentence(row, answer.names, answer.threshold),
        *_why(row, rows, whom, answer),
        firm_sentence(row),
    )
    return SceneContent(
        kind=scene.shows,
        id=scene.id,
        title=scene.title or _title(row, whom),
        statements=tuple(filter(None, (*said, say(ABOUT_VOICES)))),
        picture=picture if picture.rows[0][1] else None,
        table=coverage_table(picture.title, rows, answer),
        evidence=evidence_line(answer),
        notes=scene.notes,
    )


def _rows(row: CellRow, answer: Answer) -> pl.DataFrame:
    """The cell as it is published, then the one that answers for it."""
    own = answer.coverage.at(row["area"], row["stakeholder"])
    owner = answer.coverage.at(row["answer_area"], row["answer_stakeholder"]).select(own.columns)
    return pl.concat([own, owner]).unique(["area", "stakeholder"], maintain_order=True)


def _why(row: CellRow, rows: pl.DataFrame, whom: str, answer: Answer) -> list[str]:
    """Why a number is hidden, or why it is another's that answers."""
    hidden = [say(FEW, few=answer.threshold)] if rows["status"].cast(pl.String)[0] == "few" else []
    if row["level"] == "cell":
        return hidden
    alone = [say(_ALONE, whom=whom)] if row["level"] == "none" else []
    owner = spoken_name(answer.names, row["answer_area"], row["answer_stakeholder"])
    return [*hidden, *alone, *([] if alone else [say(_LENT, owner=owner)])]


def _title(row: CellRow, whom: str) -> str:
    """``Councils in Marlborough cannot be judged``."""
    if row["level"] != "cell" or row["state"] not in _TITLES:
        return say("{whom} cannot be judged alone", whom=whom)
    return say(_TITLES[row["state"]], whom=whom)


def _absent(scene: Scene, answer: Answer) -> SceneContent:
    """A release of other regions or types says so."""
    words = answer.names.words
    return SceneContent(
        kind=scene.shows,
        id=scene.id,
        title=scene.title or say("This release does not count who is asked for"),
        statements=(say(_NOT_COUNTED, region=words.region, type=words.type),),
        evidence=evidence_line(answer),
        notes=scene.notes,
    )
