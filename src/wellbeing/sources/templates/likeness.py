"""Which template a file is by its headings: one that was saved again as text or Parquet has no other mark."""

from typing import Final

from wellbeing.language import message
from wellbeing.model.errors import quoted
from wellbeing.model.profile import Kind, Profile
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.spelling import key
from wellbeing.sources.reading.source import SourceTable
from wellbeing.sources.templates.headings import (
    ASKED_CONSENTS,
    HEADINGS,
    TEMPLATE_KINDS,
    template_columns,
)
from wellbeing.sources.templates.profiles import TEMPLATE_PREFIX, template_profile, without_consents

#: Share of a template's headings from which a file seems to be it.
_MOST: Final = 0.5


def template_with_headings(table: SourceTable, folder: EngagementFolder) -> Profile | None:
    """The profile of the template whose headings a file has, all of them and no other; None where there is none.

    Those of consents came later than the others: a file may lack them all.
    """
    for kind in _kinds(folder):
        missing, unknown = _differing(table, kind, folder)
        consents = {HEADINGS[name].name for name in ASKED_CONSENTS[kind]}
        if not unknown and set(missing) in (set(), consents):
            profile = template_profile(kind, folder)
            return without_consents(profile) if missing else profile
    return None


def unlike_template(table: SourceTable, folder: EngagementFolder) -> str:
    """What a file lacks, or has too many, to be the template that it is most like; "" where it is like none."""
    found = {kind: _differing(table, kind, folder) for kind in _kinds(folder)}
    shares = {
        kind: 1 - len(missing) / len(template_columns(kind, folder.engagement))
        for kind, (missing, _) in found.items()
    }
    kind = max(shares, key=lambda one: shares[one])
    if shares[kind] < _MOST:
        return ""
    missing, unknown = found[kind]
    name = f"{TEMPLATE_PREFIX}{kind}"
    parts = [message(f"missing: {quoted(missing)}")] if missing else []
    parts += [message(f"unknown: {quoted(unknown)}")] if unknown else []
    told = "; ".join(parts)
    return message(f"its headings are nearly those of '{name}' ({told})")


def _kinds(folder: EngagementFolder) -> list[Kind]:
    return [kind for kind in TEMPLATE_KINDS if kind == "survey" or folder.engagement.has_events]


def _differing(table: SourceTable, kind: Kind, folder: EngagementFolder) -> tuple[list[str], list[str]]:
    """The headings of a template that a file lacks, and those of the file that are none of the template's."""
    also = template_profile(kind, folder).also
    names = [heading.name for heading in template_columns(kind, folder.engagement)]
    spelled = {key(one): name for name in names for one in (name, *also.get(name, ()))}
    there = {spelled[key(column)] for column in table.columns if key(column) in spelled}
    unknown = [column for column in table.columns if key(column) not in spelled]
    return [name for name in names if name not in there], unknown
