"""``decisions.csv``: evidence that leads nowhere is found before a release carries it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl

import polars as pl

from wellbeing.model.decisions.address import ADDRESS_KEYS
from wellbeing.model.engagement import Engagement
from wellbeing.model.errors import counted, quoted
from wellbeing.sources.checking.lines import lines_with

DECISIONS: Final = "decisions.csv"
#: Columns of cells.
CELLS: Final = ("for_cells", "against_cells")
#: How a page is laid out, or what stands beside what is chosen: that is no cell.
_NO_CELL: Final = frozenset({"drawing", "opened", "compare"})
KEYS: Final = tuple(key for field, key in ADDRESS_KEYS.items() if field not in _NO_CELL)


def evidence_problems(settings: Engagement, tables: Mapping[str, pl.DataFrame], path: Path) -> Iterator[str]:
    """Cells that no page has, a line each kind.

    Args:
        settings: of ``engagement.toml``.
        tables: name of a file → its rows.
        path: of the folder.
    """
    cells = [cell for column in CELLS for cell in tables[DECISIONS][column].explode().drop_nulls()]
    known = _known(settings, tables)
    wrong: dict[str, list[str]] = {}
    for cell in dict.fromkeys(cells):
        pairs = parse_qsl(cell.rpartition("?")[2], keep_blank_values=True)
        keys = [key for key, _ in pairs if key not in KEYS]
        values = [one for key, value in pairs for one in _unknown(key, value, known)]
        if not pairs or keys:
            wrong.setdefault(f"no address of a page. Its keys: {quoted(KEYS, 20)}", []).append(cell)
        elif values:
            wrong.setdefault(f"of what is not declared, {quoted(values)}", []).append(cell)
    for why, some in wrong.items():
        where = f"{path / DECISIONS}{lines_with(path / DECISIONS, some)}"
        yield f"{where}: {counted(len(some), 'cell')} {why}: {quoted(some)}."


def _known(settings: Engagement, tables: Mapping[str, pl.DataFrame]) -> dict[str, set[str]]:
    """Key → the values that the folder declares; keys whose values only a release knows are left out."""
    groups, types = settings.region_groups, (*settings.stakeholders, *settings.stakeholder_groups)
    return {
        "region": {*tables["regions.csv"]["code"], *(group.id for group in groups)},
        "type": {one.id for one in types},
        "community": {one.id for one in settings.communities},
        "question": {one.id for one in settings.questions},
        "about": set(tables["codebook.csv"]["theme"]),
    }


def _unknown(key: str, value: str, known: Mapping[str, set[str]]) -> list[str]:
    """The values of a key that are not declared; several are separated by commas."""
    return [one for one in value.split(",") if key in known and one not in known[key]]
