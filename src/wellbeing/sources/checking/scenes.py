"""``brief.toml``: scenes of no known kind, with a field too many or too few, or that ask for what is not there."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from wellbeing.model.engagement import Engagement
from wellbeing.model.errors import counted, quoted
from wellbeing.model.scene import OF_A_CELL, OF_A_QUESTION, SCENE_KINDS, Scene
from wellbeing.sources.checking.ids import repeated, unusable
from wellbeing.sources.checking.lines import at_line, heads, key_line

#: The one key of the file.
SCENES: Final = "scenes"
_FIELDS: Final = {field.name: field.required for field in msgspec.structs.fields(Scene)}


def read_scenes(
    path: Path, settings: Engagement, problems: list[str], regions: Collection[str] = ()
) -> tuple[Scene, ...]:
    """The scenes that a file declares; none where there is no file, or it is wrong: why is added to the problems.

    Args:
        path: of the file.
        settings: what is asked, of whom.
        problems: is added to.
        regions: codes that a scene may ask for, beside the groups that the settings declare; any where none is known.
    """
    if not path.is_file():
        return ()
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{path} is not TOML: {error}.")
        return ()
    found = [f"{path}{problem}" for problem in _problems(text, written, settings, regions)]
    problems += found
    return () if found else msgspec.convert(written[SCENES], tuple[Scene, ...])


def _problems(
    text: str, written: Mapping[str, Any], settings: Engagement, regions: Collection[str]
) -> Iterator[str]:
    unknown = [key for key in written if key != SCENES]
    if unknown:
        number = counted(len(unknown), "unknown key")
        yield f"{at_line(key_line(text, unknown[0]))}: {number}: {quoted(unknown)}. Known: '{SCENES}'."
    scenes = written.get(SCENES)
    if not isinstance(scenes, list) or not all(isinstance(scene, dict) for scene in scenes):
        yield ": it has no [[scenes]]. Write one for each scene, or take the file away: scenes are then made."
        return
    lines = [*heads(text, SCENES), *[None] * len(scenes)]
    for scene, line in zip(scenes, lines, strict=False):
        for problem in (*_unfit(scene, settings), *_cell(scene, settings, regions)):
            yield f"{at_line(line)}: scene '{scene.get('id', '')}': {problem}"
    ids = [f"{scene.get('id', '')}" for scene in scenes]
    for problem in (*unusable(SCENES, ids), *repeated(SCENES, ids)):
        yield f": {problem}"


def _unfit(scene: Mapping[str, Any], settings: Engagement) -> Iterator[str]:
    """What is wrong with one scene."""
    unknown = [field for field in scene if field not in _FIELDS]
    if unknown:
        yield f"{counted(len(unknown), 'unknown field')}: {quoted(unknown)}. Known: {quoted(_FIELDS)}."
    missing = [field for field, is_needed in _FIELDS.items() if is_needed and field not in scene]
    if missing:
        yield f"{quoted(missing)} missing."
    if texts := [field for field, value in scene.items() if not isinstance(value, str)]:
        yield f"{quoted(texts)} must be text in quotation marks."
        return
    if "shows" in scene and scene["shows"] not in SCENE_KINDS:
        yield f"shows '{scene['shows']}', which is no kind of scene. Known: {quoted(SCENE_KINDS, 20)}."
    yield from _question(scene, settings)


def _question(scene: Mapping[str, str], settings: Engagement) -> Iterator[str]:
    question = scene.get("question", "")
    known = [asked.id for asked in settings.questions if asked.headline and asked.closed]
    if question and scene.get("shows") != OF_A_QUESTION:
        yield f"`question` is for scenes that show '{OF_A_QUESTION}' only."
    elif question and question not in known:
        yield f"no closed headline question '{question}'. Known: {quoted(known)}."


def _cell(scene: Mapping[str, Any], settings: Engagement, regions: Collection[str]) -> Iterator[str]:
    """What is wrong with the region and type that a scene is of."""
    known = {
        "region": [*regions, *(group.id for group in settings.region_groups)] if regions else [],
        "stakeholder": [one.id for one in (*settings.stakeholders, *settings.stakeholder_groups)],
    }
    asked = {field: scene[field] for field in known if scene.get(field)}
    if scene.get("shows") != OF_A_CELL:
        if asked:
            yield f"{quoted(asked)}: for scenes that show '{OF_A_CELL}' only."
    elif not asked:
        yield f"shows '{OF_A_CELL}' and names neither `region` nor `stakeholder`. Write one of them, or both."
    for field in asked if scene.get("shows") == OF_A_CELL else ():
        if known[field] and asked[field] not in known[field]:
            yield f"no {field} '{asked[field]}'. Known: {quoted(known[field], 40)}."
