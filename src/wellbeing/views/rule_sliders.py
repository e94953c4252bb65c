"""Sliders of the rule that calls a gap, and beside them how many gaps it gives and how many of those may be chance."""

import re
from collections.abc import Mapping
from typing import Any, Final

from panel.viewable import Viewer

from wellbeing.language import message, say
from wellbeing.model.errors import DataError
from wellbeing.reports.display.markup import line_html
from wellbeing.reports.display.supposed import supposed_html
from wellbeing.state.figures import Figures
from wellbeing.state.rows.supposed import rule_of
from wellbeing.views.shell.markup import Markup, render
from wellbeing.views.shell.page import line
from wellbeing.views.shell.sheet import Sheet

#: Number of the rule → its name, from where to where, and by which step.
_NUMBERS: Final = {
    "under": (message("Too few below (times the expected)"), 0.5, 0.95, 0.05),
    "false_gaps": (message("Chance among gaps, at most"), 0.01, 0.4, 0.01),
    "false_thin": (message("Chance among gaps and thin, at most"), 0.01, 0.5, 0.01),
    "doubt": (message("Doubt where enough were heard, at most"), 0.01, 0.4, 0.01),
    "least": (message("Judged from so many expected on"), 1.0, 10.0, 0.5),
}


class RuleSliders(Viewer):
    """A rule that is moved, and what the list of gaps would be under it."""

    def __init__(self, figures: Figures, **params: Any) -> None:
        """Begin with the method's own rule."""
        super().__init__(**params)
        self._figures = figures
        method = rule_of(None)
        self.numbers = {number: float(getattr(method, number)) for number in _NUMBERS}
        rows = [
            {"id": number, "name": say(name), "least": least, "most": most, "step": step}
            | {"value": round(self.numbers[number], 4)}
            for number, (name, least, most, step) in _NUMBERS.items()
        ]
        self.told = Markup()
        self.piece = line(Markup(self.move, html=render("rule", rows=rows)), self.told)
        self._say()

    def __panel__(self) -> Sheet:
        """The sliders, and what follows beside them."""
        return Sheet(self.piece)

    def move(self, data: Mapping[str, Any]) -> None:
        """Take a number of the rule as it is set on the page; what is none changes nothing."""
        given = data.get("set")
        for number, value in (given if isinstance(given, dict) else {}).items():
            try:
                self.numbers |= {number: float(value)} if number in _NUMBERS else {}
            except (TypeError, ValueError, OverflowError):
                continue
        self._say()

    def _say(self) -> None:
        numbers = {number: round(value, 4) for number, value in self.numbers.items()}
        try:
            said = supposed_html(self._figures, rule_of(numbers))
            self.told.html = f'<div class="scroll" data-scroll>{said}</div>'
        except DataError as error:
            self.told.html = str(line_html(_named(str(error))))


def _named(text: str) -> str:
    """A sentence that calls numbers of the rule as their sliders are called."""
    for number, (name, *_) in _NUMBERS.items():
        text = re.sub(rf"[`']{number}[`']", f"“{say(name)}”", text)
    return text
