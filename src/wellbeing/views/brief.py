"""The presenter's page: scenes on a projector, stepped through by keys."""

from functools import partial
from typing import Any, Final

import panel_material_ui as pmui
import param
from panel.viewable import Viewer

from wellbeing.charts.palette import GLYPHS
from wellbeing.release.store.opening import Release
from wellbeing.reports.briefing.content import SceneContent
from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.shows.registry import explorer_of
from wellbeing.reports.words.cells import STATE_WORDS
from wellbeing.views.parts.map import Map
from wellbeing.views.shell.markup import Keys, Markup, render
from wellbeing.views.shell.page import drawing, follow_theme, shell, stage

STEP_KEYS: Final = {"ArrowRight": 1, "PageDown": 1, "ArrowLeft": -1, "PageUp": -1}
SCENE_KEYS: Final = tuple("123456789")
#: Letters that do something; a switch turns them off (WCAG 2.1.4).
LETTER_KEYS: Final = {"n": "notes", "b": "blank", "f": "full", "?": "help"}


class Brief(Viewer):
    """Scenes of the engagement's briefing, one message each."""

    at = param.Integer(default=0, bounds=(0, None), doc="Which scene is shown, from 0.")
    notes = param.Boolean(default=False, doc="Whether the presenter's notes are shown.")
    blank = param.Boolean(default=False, doc="Whether the screen is blank.")
    help = param.Boolean(default=False, doc="Whether the keys are explained.")
    letters = param.Boolean(default=True, doc="Whether single-letter keys are heard.")

    def __init__(self, release: Release, **params: Any) -> None:
        """Make every scene's parts once."""
        super().__init__(**params)
        explorer = explorer_of(release)
        self._scenes = explorer.figures.kept.get((Brief,), partial(briefing, explorer.figures)).scenes
        self._is_drawn = not release.boundaries.is_empty()
        self._keys = Keys(
            self._press_key, lang=release.engagement.language, keys=[*STEP_KEYS, *SCENE_KEYS, *LETTER_KEYS]
        )
        self._stage = Markup(self._press)
        self._map = Map(explorer)
        self._drawing = drawing(self._map)
        self._page = shell(release, "Brief", [self._keys, stage(self._stage, self._drawing)])
        follow_theme(self._page, self._keys)
        self.param.watch(self._write, ["at", "notes", "blank", "help", "letters"])
        self._write()

    def __panel__(self) -> pmui.Page:
        """The page."""
        return self._page

    @property
    def scene(self) -> SceneContent:
        """The scene that is shown."""
        return self._scenes[self.at]

    def go(self, to: int) -> None:
        """Show a scene; there is none before the first or after the last."""
        self.at = min(max(to, 0), len(self._scenes) - 1)

    def _write(self, *_events: object) -> None:
        self._drawing.visible = self.scene.kind == "map" and self._is_drawn and not self.blank
        self._stage.html = render(
            "stage",
            scene=self.scene,
            number=self.at + 1,
            last=len(self._scenes),
            states=[(state, GLYPHS[state], words) for state, words in STATE_WORDS.items()],
            page=self,
        )
        self._keys.announcement = f"Scene {self.at + 1} of {len(self._scenes)}: {self.scene.title}"

    def _press(self, data: Any) -> None:
        deed, _, about = str(data.get("do", "")).partition(":")
        if deed == "step":
            self.go(self.at + int(about))
        elif deed in {"notes", "help", "letters"}:
            self._turn(deed)

    def _press_key(self, key: str) -> None:
        if key in STEP_KEYS:
            self.go(self.at + STEP_KEYS[key])
        elif key in SCENE_KEYS:
            self.go(int(key) - 1)
        elif self.letters and key in LETTER_KEYS:
            self._turn(LETTER_KEYS[key])

    def _turn(self, switch: str) -> None:
        if switch == "full":
            self._keys.toggle_full_screen()
        else:
            setattr(self, switch, not getattr(self, switch))
