"""Sliders of the rule that calls a gap, and beside them how many gaps it gives and how many of those may be chance."""

from typing import Any, Final

import panel as pn
from panel.viewable import Viewer

from wellbeing.model.errors import DataError
from wellbeing.reports.display.markup import line_html
from wellbeing.reports.display.supposed import supposed_html
from wellbeing.state.figures import Figures
from wellbeing.state.rows.supposed import rule_of
from wellbeing.views.shell.markup import Markup
from wellbeing.views.shell.sheet import Sheet

#: Number of the rule → its name, from where to where, and by which step.
_NUMBERS: Final = {
    "under": ("Too few below (times the expected)", 0.5, 0.95, 0.05),
    "false_gaps": ("Chance among gaps, at most", 0.01, 0.4, 0.01),
    "false_thin": ("Chance among gaps and thin, at most", 0.01, 0.5, 0.01),
    "doubt": ("Doubt where enough were heard, at most", 0.01, 0.4, 0.01),
    "least": ("Judged from so many expected on", 1.0, 10.0, 0.5),
}


class RuleSliders(Viewer):
    """A rule that is moved, and what the list of gaps would be under it."""

    def __init__(self, figures: Figures, **params: Any) -> None:
        """Begin with the method's own rule."""
        super().__init__(**params)
        self._figures = figures
        method = rule_of(None)
        self.sliders = {
            number: pn.widgets.FloatSlider(
                label=name, start=start, end=end, step=step, value=getattr(method, number), width=320
            )
            for number, (name, start, end, step) in _NUMBERS.items()
        }
        self.told = Markup()
        for slider in self.sliders.values():
            slider.param.watch(self._say, "value_throttled")
        self._say()
        # On a narrow screen what follows stands below.
        self._layout = pn.FlexBox(
            pn.Column(*self.sliders.values(), width=340), Sheet(self.told, min_width=300)
        )

    def __panel__(self) -> pn.FlexBox:
        """The sliders, and what follows beside them."""
        return self._layout

    def _say(self, *_events: object) -> None:
        numbers = {number: round(float(slider.value or 0), 4) for number, slider in self.sliders.items()}
        try:
            self.told.html = str(supposed_html(self._figures, rule_of(numbers)))
        except DataError as error:
            self.told.html = str(line_html(str(error)))
