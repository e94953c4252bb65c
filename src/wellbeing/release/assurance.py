"""One page for a privacy officer: what a release hides, what was tried, what can be learnt at worst."""

from collections.abc import Iterator

import numpy as np

from wellbeing.model.errors import counted
from wellbeing.release.opening import Release
from wellbeing.release.outsider import Findings, names_before
from wellbeing.release.tone import estimated
from wellbeing.release.universe import DIMENSIONS

#: Cells that are named when something is wrong.
NAMED = 10


def assurance(release: Release, found: Findings) -> str:
    """The page, as plain text."""
    parts = [
        _head(release),
        _hidden(release, found),
        _said(release),
        _tried(release, found),
        _worst(found),
        _person(release, found),
        _end(found),
    ]
    return "\n\n".join("\n".join(part) for part in parts)


def is_weak(found: Findings) -> bool:
    """Whether a release should be withdrawn."""
    return bool(found.weak.any() or found.impossible.any() or found.unfounded)


def _head(release: Release) -> Iterator[str]:
    told = release.manifest
    yield f"Release {told.id} of {told.engagement}, tier {told.tier} ({told.provenance})"
    by = "made as a demonstration, seen by nobody" if told.marked else f"approved by {told.approver}"
    yield f"{by[0].upper()}{by[1:]}; signed with key {told.key}."


def _hidden(release: Release, found: Findings) -> Iterator[str]:
    account, least = release.manifest.audit or {}, release.disclosure.threshold
    shown = counted(int(found.told.shown.sum()), "count")
    yield "WHAT IS HIDDEN, AND WHY"
    counts = counted(found.known.cells.height, "true count")
    yield f"{counts} behind {found.known.rows.height:,} published cells."
    yield f"  {shown} shown, rounded at random to a multiple of {release.disclosure.base}: never exact."
    yield f"  {int(found.told.few.sum()):,} marked as fewer than {least}; nobody at all looks the same."
    by_rule, others = account.get("withheld_by_the_rules", 0), account.get("withheld_for_others", 0)
    yield f"  {by_rule:,} withheld because one hui, organisation or answer stands for nearly all of it."
    yield f"  {others:,} withheld so that a neighbour cannot be worked out; members of a group first, whose"
    yield "      group is still shown."


def _said(release: Release) -> Iterator[str]:
    tables = {name: release.table(name) for name in release.tables}
    raised = tables["hui_themes"].filter(status="shown")["area"].n_unique() if "hui_themes" in tables else 0
    quoted = tables["quotes"].height if "quotes" in tables else 0
    yield "WHAT IS TOLD OF COMMENTS, BESIDE COUNTS"
    told = counted(len(estimated(tables)), "cell")
    yield f"  The tone of {told}, to one decimal, each of 20 comments or more,"
    yield "      where no two of them differ by fewer;"
    yield f"  themes at hui in {counted(raised, 'area')}, each of 3 hui or more with 20 attendances or more;"
    yield f"  {counted(quoted, 'quote')} that a person read and approved. No other words of anybody."


def _tried(release: Release, found: Findings) -> Iterator[str]:
    yield "WHAT WAS TRIED JUST NOW, WITH THIS FOLDER ALONE"
    relations = found.known.relations.lower.size
    yield f"  {relations:,} relations (parts add up to their whole, over all tables at once)"
    yield "      followed until nothing more came of them;"
    yield f"  {counted(found.programmes, 'linear programme')} for the most and the least of hidden counts."
    yield "  Taken as known to everybody:"
    yield from (f"      {name}" for name in found.known.assumed)
    before = names_before(release)
    if before and not any(before in name for name in found.known.assumed):
        yield f"  Values are held from release {before}, which is not beside this one: the two were not"
        yield "      attacked together. Put it into the same folder for that."


def _worst(found: Findings) -> Iterator[str]:
    yield "WHAT CAN BE LEARNT AT WORST"
    cell, (low, high) = found.worst, found.bounds
    if cell < 0:
        yield "  Nothing is hidden."
        return
    width = int(high[cell] - low[cell])
    yield f"  Of the hidden counts, the one best known is {_where(found, cell)}:"
    yield f"  it is {int(low[cell])}, {int(high[cell])} or anything between ({width + 1} possibilities)."
    row = _tightest(found, cell)
    yield "  The closest that its neighbours come to it:"
    yield from (f"      {line}" for line in _relation(found, row))


def _person(release: Release, found: Findings) -> Iterator[str]:
    least = release.disclosure.threshold
    somebody = int((found.told.few & (found.known.least > 0)).sum())
    yield "WHAT IT MEANS FOR ONE PERSON"
    yield "  Who knows that somebody took part, where and in what role, finds them counted with at least"
    yield f"  {least - 1} others, or in a cell that says only 'fewer than {least}'. That could be nobody,"
    yield f"  but for {somebody:,} whose whole is not few although nearly all of its parts are."
    yield "  One contribution more or less makes no new release: at least 20 together do."


def _end(found: Findings) -> Iterator[str]:
    if found.impossible.any():
        yield "NOT SAFE: the tables contradict each other, so they are not what was counted."
    elif found.unfounded:
        told = counted(len(found.unfounded), "cell")
        yield f"NOT SAFE: the tone of {told} is that of fewer than 20 comments, or leaves fewer than"
        yield "20 over. Withdraw this release."
        yield from (f"  {' '.join(filter(None, key))}" for key in found.unfounded[:NAMED])
    elif found.weak.any():
        weak = np.flatnonzero(found.weak)
        yield f"NOT SAFE: too much can be inferred of {counted(weak.size, 'count')}. Withdraw this release."
        yield from (f"  {_where(found, int(cell))}" for cell in weak[:NAMED])
    else:
        yield "Every hidden count keeps at least 4 possibilities and every shown one at least 2, except where"
        yield "public facts say more by themselves."
    if found.otherwise:
        yield f"{counted(found.otherwise, 'published cell')} state other bounds than were found here."


def _where(found: Findings, cell: int) -> str:
    row = found.known.cells.row(cell, named=True)
    named = ", ".join(f"{name} {row[name]}" for name in DIMENSIONS if row[name])
    return f"{row['table']} ({named or 'everybody'}), {row['status']}"


def _tightest(found: Findings, cell: int) -> int:
    """The relation of a cell whose other terms leave it the least room."""
    columns, matrix = found.known.columns, found.known.relations.matrix
    rows = columns.indices[columns.indptr[cell] : columns.indptr[cell + 1]]
    width = found.bounds[1] - found.bounds[0]
    room = [width[matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]].sum() for row in rows]
    return int(rows[int(np.argmin(room))])


def _relation(found: Findings, row: int) -> Iterator[str]:
    matrix = found.known.relations.matrix
    span = slice(matrix.indptr[row], matrix.indptr[row + 1])
    verb = {"adds up": "together are exactly"}.get(str(found.known.relations.kinds[row]), "are at most")
    terms = list(zip(matrix.indices[span].tolist(), matrix.data[span].tolist(), strict=True))
    yield from (_known(found, cell) for cell, sign in terms if sign > 0)
    yield verb
    yield from (_known(found, cell) for cell, sign in terms if sign < 0)


def _known(found: Findings, cell: int) -> str:
    low, high = (int(side[cell]) for side in found.bounds)
    return f"{_where(found, cell)}: {low} to {high}"
