"""Numbers of paper forms: which contribution a form is, whatever case its batch and number are written in."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from wellbeing.language import message
from wellbeing.model.errors import DataError, quoted
from wellbeing.record.forms.drafts import PAPER, Draft, drafts
from wellbeing.record.intake.numbering.kept import kept_rows, known_of
from wellbeing.record.intake.numbering.letters import in_other_letters
from wellbeing.record.intake.numbering.row_ids import ids_of_rows
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.templates.headings import template_fields
from wellbeing.sources.templates.typed import TYPED_PROFILE, Typed, typed_cells, typed_profile

#: Letters of batch and number together up to which every way to write them is tried: 16,384 of a form that is typed.
_FEW_LETTERS: Final = 14


def contribution_of_form(folder: EngagementFolder, typed: Typed, key: str = "") -> str:
    """Which contribution a form is, by its batch and number; by its key where the paper has no number."""
    return _contributions(folder, [typed_cells(typed, key, folder)])[0]


def _contributions(folder: EngagementFolder, forms: list[dict[str, str | None]]) -> list[str]:
    cells = [msgspec.json.encode(one).decode() for one in forms]
    return ids_of_rows(folder.engagement.id, TYPED_PROFILE, typed_profile(folder), cells)


def drafts_by_contribution(workspace: Path, folder: EngagementFolder) -> list[tuple[str, Draft]]:
    """Paper forms that were begun and not saved, each with the contribution that it would become."""
    found = [one for one in drafts(workspace) if one.kind == PAPER]
    return [(contribution_of_form(folder, one.typed, one.key), one) for one in found]


def form_meant(
    record: sqlite3.Connection,
    folder: EngagementFolder,
    typed: Mapping[str, Any],
    also: Mapping[str, Sequence[str | None]] | None = None,
) -> str:
    """The contribution that a paper's batch and number mean: just so, else in another case ("b1" for "B1").

    Args:
        record: where it is looked up, in quarantine and among refused rows too.
        folder: the engagement.
        typed: ``batch`` and ``form``.
        also: contributions known elsewhere, as of drafts, each with its batch and number.

    Raises:
        DataError: several forms are called so in other cases.
    """
    elsewhere, just_so = also or {}, contribution_of_form(folder, typed)
    if just_so in elsewhere or known_of(record, [just_so]):
        return just_so
    known = sorted({*_alike(record, folder, typed)} | {*_called(elsewhere, typed)})
    if len(known) > 1:
        msg = message(f"Several forms are called so, in other letters: give one of the ids {quoted(known)}.")
        raise DataError(msg)
    return known[0] if known else just_so


def as_known(
    record: sqlite3.Connection, folder: EngagementFolder, typed: Mapping[str, Any]
) -> Mapping[str, Any]:
    """A form with its batch and number in the case in which the record knows them; as it is where it knows none."""
    if not typed.get("form") or known_of(record, [contribution_of_form(folder, typed)]):
        return typed
    known = _alike(record, folder, typed)
    return {**typed, **next(iter(known.values()))} if len(known) == 1 else typed


def _alike(
    record: sqlite3.Connection, folder: EngagementFolder, typed: Mapping[str, Any]
) -> dict[str, dict[str, str]]:
    """What the record knows of the same batch and number in any letters: contribution → as they are written there.

    The record keeps no number of what it took in, so that spellings are tried; rows that wait or were refused say
    theirs.
    """
    headings = {name: heading.name for name, heading in template_fields("survey", folder.engagement).items()}
    batch, form = headings["batch"], headings["form"]
    whole = typed_cells(typed, "", folder)
    tried = [
        {"batch": one, "form": other}
        for one, other in in_other_letters([_text(typed, "batch"), _text(typed, "form")], _FEW_LETTERS)
    ]
    ids = _contributions(folder, [{**whole, batch: one["batch"] or None, form: one["form"]} for one in tried])
    alike = dict(zip(ids, tried, strict=True))
    kept = {one.contribution: (one.cells.get(batch), one.cells.get(form)) for one in kept_rows(record)}
    known = known_of(record, alike)
    written = {one: {"batch": kept[one][0] or "", "form": kept[one][1] or ""} for one in _called(kept, typed)}
    return {one: alike[one] for one in alike if one in known} | written


def _called(known: Mapping[str, Sequence[str | None]], typed: Mapping[str, Any]) -> list[str]:
    """Contributions of the same batch and number, whatever letters are large."""
    sought = tuple(_text(typed, name).casefold() for name in ("batch", "form"))
    return [
        one
        for one, each in known.items()
        if one and tuple((text or "").casefold() for text in each) == sought
    ]


def _text(typed: Mapping[str, Any], name: str) -> str:
    return f"{typed.get(name) or ''}".strip()
