"""Numbers of paper forms: which contribution a form is, whatever case its batch and number are written in."""

import sqlite3
from collections.abc import Collection, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import msgspec

from wellbeing.language import message
from wellbeing.model.errors import DataError, quoted
from wellbeing.record.forms.drafts import PAPER, Draft, drafts
from wellbeing.record.intake.row_ids import ids_of_rows
from wellbeing.record.rights.numbers import known_of
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.templates.typed import TYPED_PROFILE, Typed, typed_cells, typed_profile


def contribution_of_form(folder: EngagementFolder, typed: Typed, key: str = "") -> str:
    """Which contribution a form is, by its batch and number; by its key where the paper has no number."""
    cells = msgspec.json.encode(typed_cells(typed, key, folder)).decode()
    return ids_of_rows(folder.engagement.id, TYPED_PROFILE, typed_profile(folder), [cells])[0]


def drafts_by_contribution(workspace: Path, folder: EngagementFolder) -> list[tuple[str, Draft]]:
    """Paper forms that were begun and not saved, each with the contribution that it would become."""
    found = [one for one in drafts(workspace) if one.kind == PAPER]
    return [(contribution_of_form(folder, one.typed, one.key), one) for one in found]


def form_meant(
    record: sqlite3.Connection,
    folder: EngagementFolder,
    typed: Mapping[str, Any],
    also: Collection[str] = (),
) -> str:
    """The contribution that a paper's batch and number mean: just so, else in another case ("b1" for "B1").

    Args:
        record: where it is looked up, in quarantine and among refused rows too.
        folder: the engagement.
        typed: ``batch`` and ``form``.
        also: contributions known elsewhere, as of drafts.

    Raises:
        DataError: several forms are called so in other cases.
    """
    alike = {contribution_of_form(folder, one): one for one in _in_every_case(typed)}
    just_so = contribution_of_form(folder, typed)
    known = sorted(known_of(record, alike).union(one for one in alike if one in also))
    if just_so in known or not known:
        return just_so
    if len(known) > 1:
        msg = message(f"Several forms are called so, in other letters: give one of the ids {quoted(known)}.")
        raise DataError(msg)
    return known[0]


def as_known(
    record: sqlite3.Connection, folder: EngagementFolder, typed: Mapping[str, Any]
) -> Mapping[str, Any]:
    """A form with its batch and number in the case in which the record knows them; as it is where it knows none."""
    if not typed.get("form"):
        return typed
    alike = {contribution_of_form(folder, one): one for one in _in_every_case(typed)}
    known = known_of(record, alike)
    if contribution_of_form(folder, typed) in known or len(known) != 1:
        return typed
    return {**typed, **alike[known.pop()]}


def _in_every_case(typed: Mapping[str, Any]) -> list[dict[str, str]]:
    batch, number = (f"{typed.get(name) or ''}".strip() for name in ("batch", "form"))
    cases = [dict.fromkeys((text, text.upper(), text.lower(), text.title())) for text in (batch, number)]
    return [{"batch": one, "form": other} for one, other in product(*cases)]
