"""Beside a map of comments: how they sound group by group, or the themes that they raise."""

from wellbeing.reports.evidence.themes import ThemeEvidence
from wellbeing.reports.shows.tone_rows import ToneRows
from wellbeing.views.parts.part import Part
from wellbeing.views.shell.markup import render


class CommentTables(Part):
    """Tone with intervals, or themes with counts, where what is shown has them beside its map; else nothing."""

    def html(self) -> str:
        """The part of the present choice."""
        comments, beside = self.answer.comments, self.chosen_show.beside
        if comments is None:
            return ""
        if "tones" in beside:
            tones = ToneRows(self.answer, comments)
            return render("tones", note=tones.note(), blocks=tones.blocks())
        words = self.explorer.release.engagement.words
        themes = ThemeEvidence(self.answer, comments)
        return (
            render("themes", rows=themes.rows(), note=themes.note(), words=words)
            if "themes" in beside
            else ""
        )
