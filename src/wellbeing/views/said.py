"""Beside a map of comments: how they sound group by group, or the themes that they raise."""

from wellbeing.reports.themes import Themes
from wellbeing.reports.tone_rows import ToneRows
from wellbeing.views.markup import written
from wellbeing.views.part import Part


class Said(Part):
    """Tone with intervals while tone is shown, themes with counts while a theme is; else nothing."""

    def html(self) -> str:
        """The part of the present choice."""
        told, show = self.answer.commented, self.answer.choice.show
        if told is None or show not in {"tone", "theme"}:
            return ""
        return self._tones() if show == "tone" else self._themes()

    def _tones(self) -> str:
        told, figures = self.answer.commented, self.explorer.figures
        if told is None:
            return ""
        rows = ToneRows(self.answer, told, figures, self.names)
        choice = self.answer.choice
        area = self.names.area(figures.home(choice.area))
        type_ = self.names.stakeholder(figures.heading(choice.stakeholder))
        return written(
            "tones",
            note=rows.note(),
            blocks=[
                ("whole", "", rows.whole()),
                ("types", f"By type: {area}", rows.types()),
                ("areas", f"By region: {type_}", rows.areas()),
                ("communities", "By community, whole engagement: they overlap", rows.communities()),
            ],
        )

    def _themes(self) -> str:
        told, figures = self.answer.commented, self.explorer.figures
        if told is None:
            return ""
        themes = Themes(self.answer, told, figures)
        return written("themes", rows=themes.rows(), note=themes.note())
