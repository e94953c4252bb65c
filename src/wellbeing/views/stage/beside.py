"""What the presenter's window is given beside the slides: notes, what to say, what comes next, what may be asked."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

import msgspec
import panel as pn

from wellbeing.release.store.opening import Release
from wellbeing.reports.room.rehearsal import likely_questions
from wellbeing.sources.paths import NOTES_VARIABLE
from wellbeing.state.rows.shared import figures_of
from wellbeing.views.shell.markup import render
from wellbeing.views.stage.deck import briefing_of

#: In the address of that window.
WINDOW: Final = ("window", "presenter")
NO_NOTES: Final = (
    "No notes: they stand in brief.toml of the engagement’s own folder, and come from the folder with which the pages "
    "are served."
)
NO_NOTES_HERE: Final = "No notes for this scene."


def is_presenters() -> bool:
    """Whether the page that is being built is the presenter's window."""
    query = pn.state.location.search if pn.state.location else ""
    name, value = WINDOW
    return parse_qs((query or "").lstrip("?")).get(name) == [value]


def beside_the_room(release: Release) -> str:
    """Escaped HTML of all that the room does not see."""
    told, notes = briefing_of(figures_of(release)), _notes(release)
    slides = [{"scene": scene, "likely": likely_questions(scene, told)} for scene in told.scenes]
    every = {scene.id: notes.get(scene.id, "") for scene in told.scenes}
    return render("presenter", slides=slides, notes=every, why_none=NO_NOTES_HERE if notes else NO_NOTES)


def _notes(release: Release) -> Mapping[str, str]:
    """Scene → its notes, from the file that this process was given; none of another engagement."""
    path = os.environ.get(NOTES_VARIABLE)
    if not path:
        return {}
    found = msgspec.json.decode(Path(path).read_bytes(), type=dict[str, dict[str, str]])
    return found.get(release.engagement.id, {})
