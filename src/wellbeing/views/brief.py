"""The presenter's page: scenes on a projector, stepped through by keys."""

from typing import Any, Final

import panel as pn
import panel_material_ui as pmui
import param
from panel.viewable import Viewer

from wellbeing.charts.palette import GLYPHS
from wellbeing.model.engagement import Scene
from wellbeing.release.store.opening import Release
from wellbeing.reports.names import Names
from wellbeing.reports.point import point
from wellbeing.reports.sentences import cell_name, cell_sentence
from wellbeing.reports.words import STATE_WORDS
from wellbeing.state.explorer import Explorer
from wellbeing.views.map import Map
from wellbeing.views.markup import Keys, Markup, written
from wellbeing.views.page import begins_dark, shell, stage

STEPS: Final = {"ArrowRight": 1, "PageDown": 1, "ArrowLeft": -1, "PageUp": -1}
NUMBERS: Final = tuple("123456789")
#: Letters that do something; a switch turns them off (WCAG 2.1.4).
LETTERS: Final = {"n": "notes", "b": "blank", "f": "full", "?": "help"}
#: As many gaps as a room can take in.
MOST_GAPS: Final = 4
DEPENDENCE: Final = {True: "Robust.", False: "Depends on the benchmark.", None: ""}


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
        self._explorer = Explorer(release)
        self._names = Names(release.engagement, release.table("areas"))
        self._scenes = release.engagement.scenes
        self._keys = Keys(self._pressed_key, keys=[*STEPS, *NUMBERS, *LETTERS])
        self._stage = Markup(self._pressed)
        self._map = Map(self._explorer, dark=begins_dark())
        self._drawing = pn.Column(self._map, css_classes=["drawing"], sizing_mode="stretch_width", margin=0)
        self._page = shell(release, "Brief", [self._keys, stage(self._stage, self._drawing)])
        self._page.param.watch(self._theme, "dark_theme")
        self.param.watch(self._write, ["at", "notes", "blank", "help", "letters"])
        self._theme()
        self._write()

    def __panel__(self) -> pmui.Page:
        """The page."""
        return self._page

    @property
    def scene(self) -> Scene:
        """The scene that is shown."""
        return self._scenes[self.at]

    def go(self, to: int) -> None:
        """Show a scene; there is none before the first or after the last."""
        self.at = min(max(to, 0), len(self._scenes) - 1)

    def _write(self, *_events: object) -> None:
        self._drawing.visible = self.scene.shows == "map" and not self.blank
        self._stage.html = written(
            "stage",
            scene=self.scene,
            number=self.at + 1,
            last=len(self._scenes),
            content=self._content(),
            states=[(state, GLYPHS[state], words) for state, words in STATE_WORDS.items()],
            page=self,
        )
        self._keys.said = f"Scene {self.at + 1} of {len(self._scenes)}: {self.scene.title}"

    def _content(self) -> list[dict[str, str]]:
        answer, figures = self._explorer.answer, self._explorer.figures
        if self.scene.shows == "gaps":
            threshold = self._explorer.release.policy.threshold
            rows = answer.covered.gaps.head(MOST_GAPS).iter_rows(named=True)
            return [
                {
                    "lead": cell_name(row["area"], row["stakeholder"], self._names),
                    "text": f"{cell_sentence(row, threshold)} {DEPENDENCE[row['robust']]}",
                }
                for row in rows
            ]
        said = point(answer, figures, self._names)
        return [{"lead": "", "text": text} for text in (said if self.scene.shows == "point" else said[1:2])]

    def _pressed(self, data: Any) -> None:
        deed, _, about = str(data.get("do", "")).partition(":")
        if deed == "step":
            self.go(self.at + int(about))
        elif deed in {"notes", "help", "letters"}:
            self._turn(deed)

    def _pressed_key(self, key: str) -> None:
        if key in STEPS:
            self.go(self.at + STEPS[key])
        elif key in NUMBERS:
            self.go(int(key) - 1)
        elif self.letters and key in LETTERS:
            self._turn(LETTERS[key])

    def _turn(self, switch: str) -> None:
        if switch == "full":
            self._keys.toggle_full_screen()
        else:
            setattr(self, switch, not getattr(self, switch))

    def _theme(self, *_events: object) -> None:
        self._map.dark = self._keys.dark = bool(self._page.dark_theme)
