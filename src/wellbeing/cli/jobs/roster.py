"""What the commands of ``roster`` do."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import polars as pl

from wellbeing.cli.folders import Folders
from wellbeing.model.errors import counted, quoted
from wellbeing.record.organisations.invitations import load_roster
from wellbeing.record.organisations.roster import (
    ROSTER_STATES,
    invitation_counts,
    organisation_roster,
    roster_facts,
)
from wellbeing.record.store.database import open_record, read_record
from wellbeing.sources.engagement import EngagementFolder, read_engagement
from wellbeing.sources.names.bodies import known_roster


def take_roster(folders: Folders, path: Path) -> str:
    """What came of a roster's rows.

    Raises:
        DataError: the file is no roster, or rows are not understood.
    """
    folder = read_engagement(folders.engagement)
    name = folder.engagement.id
    with open_record(folders.workspace, name, make=True) as record:
        done = load_roster(record, folder, path)
    parts = f"{done.added:,} added + {done.changed:,} changed + {done.unchanged:,} known already"
    return f"{path.name}: {counted(done.rows, 'organisation')} read = {parts}."


def list_roster(folders: Folders, in_round: str | None) -> str:
    """Region × type, then every organisation under its state, then the known bodies."""
    folder = read_engagement(folders.engagement)
    with read_record(folders.workspace, folder.engagement.id) as record:
        rows = organisation_roster(record, folder.engagement.unstated_consents, in_round)
    regions = dict(folder.regions.select("code", "name_en").iter_rows())
    types = {term.id: term.en for term in folder.engagement.stakeholders}

    def cell(region: str | None, kind: str) -> str:
        return f"{regions.get(region or '', 'region not known')}, {types[kind]}"

    lines = [
        f"{cell(row['region'], row['type'])}: {_counts(row)}"
        for row in invitation_counts(rows).iter_rows(named=True)
    ]
    for state in ROSTER_STATES:
        mine = rows.filter(pl.col("state") == state)
        lines.append(f"{state.capitalize()} ({mine.height:,}):")
        lines += [
            f"  {name}{'' if may else ' (not to be named)'}"
            for name, may in mine.select("name", "may_be_named").rows()
        ]
    return "\n".join([*lines, *_known(folder, rows, cell)])


def _known(folder: EngagementFolder, rows: pl.DataFrame, names: Callable[[str, str], str]) -> Iterator[str]:
    """Bodies that could be asked, whether or not anybody thought of them; nothing without a roster of them."""
    found = known_roster(folder.roster, roster_facts(rows))
    each = found.bodies.explode("regions").group_by("regions", "stakeholder")
    counts = each.agg(known=pl.len(), invited=pl.col("invited").sum(), heard=pl.col("heard").sum())
    for row in counts.sort("regions", "stakeholder").iter_rows(named=True):
        numbers = ", ".join(f"{row[what]:,} {what}" for what in ("known", "invited", "heard"))
        yield f"{names(row['regions'], row['stakeholder'])}: {numbers}"
    silent = found.bodies.filter(~pl.col("invited"), ~pl.col("heard"))["body"].sort().to_list()
    if silent:
        yield f"Known, no invitation recorded ({len(silent):,}):"
    yield from (f"  {name}" for name in silent)
    for name, meant in found.unclear.items():
        yield f"'{name}' is joined to no known body, since it may mean {quoted(meant)}, or is of another type."


def _counts(row: dict[str, int]) -> str:
    return ", ".join(
        [f"{row['invited']:,} invited", *(f"{row[state]:,} {state}" for state in ROSTER_STATES[:3])]
    )


def roster_json(folders: Folders, in_round: str | None) -> str:
    """Every organisation."""
    folder = read_engagement(folders.engagement)
    with read_record(folders.workspace, folder.engagement.id) as record:
        rows = organisation_roster(record, folder.engagement.unstated_consents, in_round)
    return msgspec.json.format(msgspec.json.encode(rows.to_dicts())).decode()
