"""The presenter's notes of an engagement's folder, for the process that serves its release on this machine."""

import tomllib
from pathlib import Path

import msgspec

from wellbeing.model.scene import Scene
from wellbeing.release.store.opening import Release
from wellbeing.reports.room.notes import PresentersNotes, new_code
from wellbeing.sources.private import write_private


def write_notes(engagement: Path, release: Release, path: Path) -> str:
    """Write the notes of the scenes of a release; the code that opens them, "" where this engagement has none."""
    found = _notes(engagement, release.engagement.id)
    if not found:
        return ""
    notes = PresentersNotes(engagement=release.engagement.id, code=new_code(), of=found)
    write_private(path, msgspec.json.encode(notes))
    return notes.code


def _notes(engagement: Path, name: str) -> dict[str, str]:
    """Scene → notes; none where the folder is another engagement's, or has no briefing that can be read."""
    try:
        settings = tomllib.loads((engagement / "engagement.toml").read_text(encoding="utf-8-sig"))
        written = tomllib.loads((engagement / "brief.toml").read_text(encoding="utf-8-sig"))
        scenes = msgspec.convert(written.get("scenes", []), tuple[Scene, ...])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError):
        return {}
    return {one.id: one.notes for one in scenes if one.notes} if settings.get("id") == name else {}
