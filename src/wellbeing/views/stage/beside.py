"""What the presenter's window is given beside the slides: notes, what to say, what comes next, what may be asked."""

import os
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

import panel as pn

from wellbeing.language import message, say
from wellbeing.release.store.opening import Release
from wellbeing.reports.room.notes import PresentersNotes
from wellbeing.reports.room.rehearsal import likely_questions
from wellbeing.sources.paths import NOTES_VARIABLE
from wellbeing.state.rows.shared import figures_of
from wellbeing.views.shell.markup import render
from wellbeing.views.stage.deck import briefing_of

#: In the address of that window; and what opens its notes, since others may have an account on the machine.
WINDOW: Final = ("window", "presenter")
CODE: Final = "code"
NO_NOTES: Final = message(
    "No notes: they stand in brief.toml of the engagement’s own folder, and come from the folder with which the pages "
    "are served."
)
NO_NOTES_HERE: Final = message("No notes for this scene.")
ASK: Final = message("Notes are for you alone: type the code that “wellbeing serve” printed.")
NOT_IT: Final = message("That is not the code. “wellbeing serve” prints another each time it starts.")


def is_presenters() -> bool:
    """Whether the page that is being built is the presenter's window."""
    name, value = WINDOW
    return _asked(name) == value


def beside_the_room(release: Release) -> str:
    """Escaped HTML of all that the room does not see."""
    told, found = briefing_of(figures_of(release)), _notes(release)
    slides = [{"scene": scene, "likely": likely_questions(scene, told)} for scene in told.scenes]
    typed = _asked(CODE)
    is_open = found is not None and found.opened_by(typed)
    every = {scene.id: found.of.get(scene.id, "") if found and is_open else "" for scene in told.scenes}
    locked = "" if found is None or is_open else say(NOT_IT if typed else ASK)
    return render(
        "presenter",
        slides=slides,
        notes=every,
        locked=locked,
        why_none=say(NO_NOTES_HERE if found else NO_NOTES),
    )


def _asked(name: str) -> str:
    query = pn.state.location.search if pn.state.location else ""
    return parse_qs((query or "").lstrip("?")).get(name, [""])[0]


def _notes(release: Release) -> PresentersNotes | None:
    """The notes of the file that this process was given; None of another engagement's."""
    path = os.environ.get(NOTES_VARIABLE)
    found = PresentersNotes.read(Path(path)) if path else None
    return found if found and found.engagement == release.engagement.id else None
