"""Numbers of paper forms: which contribution a form is."""

from pathlib import Path

import msgspec

from wellbeing.record.forms.drafts import PAPER, Draft, drafts
from wellbeing.record.intake.numbering.row_ids import ids_of_rows
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
