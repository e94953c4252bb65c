"""How cells of tables are written where people read them: the same in every format."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import msgspec
import polars as pl

from wellbeing.language import day, in_digits, say
from wellbeing.reports.briefing.content import Briefing, Outline, SceneContent, ScenePicture, SceneTable
from wellbeing.reports.briefing.references import Reference
from wellbeing.reports.shows.own.numbers import number_text
from wellbeing.reports.words.cells import band, expected_text, lower_first, percent

#: Columns whose numbers are shares or chances.
SHARE_COLUMNS: Final = frozenset(
    (
        *("share", "lower", "upper", "share_heard", "share_told", "draw_from", "draw_to"),
        *("chance_without", "chance_with_these", "chance_with_all_proposed"),
    )
)
#: Columns whose numbers are written in a way of their own; the last three are those of an analyst's measure.
_WRITERS: Final[Mapping[str, Callable[[float], str]]] = {
    **dict.fromkeys(SHARE_COLUMNS, percent),
    "expected": expected_text,
    **dict.fromkeys(("own_value", "own_lower", "own_upper"), number_text),
}
#: The kind of scene whose picture is its table.
TABLED: Final = "rounds"
DASH: Final = "–"
#: Letters that the end of a sentence takes.
END: Final = 40
#: Columns whose heads alone do not say what they hold.
_EXPLAINED: Final = ("more_needed_low", "more_needed_high", "gap_from", "alike")
#: Letters of a column.
NARROWEST, WIDEST = 7, 28


class PaperTable(msgspec.Struct, frozen=True):
    """A table as it is printed."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    #: What its heads mean.
    note: str = ""

    @property
    def widths(self) -> tuple[int, ...]:
        """How wide each column should be beside the others: as its longest cells, within bounds."""
        columns = zip(self.heads, *self.rows, strict=True)
        return tuple(
            min(max(*map(len, cells), _longest_word(head), NARROWEST), WIDEST) for head, *cells in columns
        )


def _longest_word(head: str) -> int:
    """Letters of the longest word, which a head does not break, and as many again as bold ones and margins take."""
    return max(map(len, head.split()), default=0) + 6


def linked(cell: Reference, briefing: Briefing) -> str:
    """The address of the page that shows a cell; "" where it is not known, or no page shows it."""
    return f"{briefing.page}?{cell.address}" if briefing.page and cell.told != "missing" else ""


def printed_heads(table: SceneTable) -> list[str]:
    """The heads of the columns that are printed."""
    return [table.columns[name].head for name in printed_columns(table)]


def printed_rows(table: SceneTable, threshold: int) -> list[list[str]]:
    """What stands in them, row by row."""
    columns = printed_columns(table)
    return [[_written(name, row, threshold) for name in columns] for row in table.rows.iter_rows(named=True)]


def paper_table(table: SceneTable, briefing: Briefing) -> PaperTable:
    """A table of a scene as a paper prints it."""
    rows = printed_rows(table, briefing.threshold)
    return PaperTable(table.caption, tuple(printed_heads(table)), tuple(map(tuple, rows)))


def listed_cells(scene: SceneContent) -> SceneTable | None:
    """The rows of a scene's table that stand in its picture, in that order; None of a scene without either."""
    if scene.table is None or scene.picture is None:
        return None
    rows = {(row["area"], row["stakeholder"]): row for row in scene.table.rows.iter_rows(named=True)}
    told = [rows[cell] for cell in _drawn(scene.picture) if cell in rows]
    rest = len(rows) - len(told)
    more = say("Most first; {number} more in the workbook", number=rest) if rest else say("Most first")
    return SceneTable(more, pl.DataFrame(told, schema=scene.table.rows.schema), scene.table.columns)


def _drawn(picture: ScenePicture) -> list[tuple[str, str]]:
    """Its areas and types."""
    if isinstance(picture, Outline):
        return [(area, "") for area in picture.areas]
    return [(row.choice["area"], row.choice["stakeholder"]) for _, block in picture.rows for row in block]


def explained(table: SceneTable) -> str:
    """What the heads of columns mean."""
    shown = [table.columns[name] for name in printed_columns(table) if name in _EXPLAINED]
    return " ".join(f"{one.head}: {lower_first(one.says)}" for one in shown)


def leading(statements: Sequence[str], room: int) -> int:
    """How many sentences fit into a room of so many letters, the first at least."""
    number = 0
    for statement in statements:
        room -= len(statement) + END
        if room < 0 and number:
            break
        number += 1
    return number


def written_share(row: Mapping[str, Any]) -> str:
    """``35 % (30–40 %)``; the interval alone where that is all that is told, or why nothing is."""
    if row["lower"] is None:
        return f"{row['why']}"
    interval = band(row["lower"], row["upper"])
    return interval if row["share"] is None else f"{percent(row['share'])} ({interval})"


def printed_columns(table: SceneTable) -> list[str]:
    """Columns for readers of which any row says something that others do not say of all."""
    return [
        name
        for name, column in table.columns.items()
        if not column.is_for_programs
        and table.rows[name].null_count() < table.rows.height
        and not (name in {"area_name", "stakeholder_name"} and _is_one(table.rows[name]))
    ]


def _is_one(values: pl.Series) -> bool:
    return values.n_unique() < 2 and values.len() > 1


def _written(name: str, row: dict[str, Any], threshold: int) -> str:
    value = row[name]
    if value is None:
        is_few = name in {"heard", "answered"} and row.get("status") == "few"
        return f"<{threshold}" if is_few else DASH
    if name in _WRITERS:
        return _WRITERS[name](value)
    if isinstance(value, str):
        return value
    if isinstance(value, dt.date):
        return day(value)
    return in_digits(value)
