"""What the comments of those chosen raise: themes with counts, shares and hui."""

from typing import Any, Final

import polars as pl

from wellbeing.measures.opinion.positions import SHARED
from wellbeing.reports.words.care import kept_sentence
from wellbeing.reports.words.cells import CellRow, band, count_text, percent, upper_first
from wellbeing.state.answer import Answer
from wellbeing.state.comments import Comments

#: Why nothing is said of themes where codes are left out.
WITHOUT_CODES: Final = "themes are learnt from human codes: without codes there are none"
THEMES_NOTE: Final = (
    "Numbers are comments as they were read; shares are of those who commented, corrected by codes, so they "
    "may differ. A comment may raise several themes: shares are never added up. "
    "Neighbours in the list may not differ. {events}: of those with comments or notes."
)
NO_CODEBOOK: Final = "Comments have no themes: there is no codebook."
#: Where hui are too few to say at how many of them a theme came up.
TOO_FEW_HUI: Final = "–"


class ThemeEvidence:
    """The themes of one selection, as plain rows of text."""

    def __init__(self, answer: Answer, comments: Comments) -> None:
        """Take the answer, and what it shows of comments."""
        self._answer, self._comments, self._figures = answer, comments, answer.figures
        self._threshold = answer.threshold
        self._coded = answer.choice.uses_codes

    def rows(self) -> list[dict[str, Any]]:
        """Most raised first: ``theme``, ``name``, ``count``, ``share`` with its interval and ``short``, ``hui``."""
        if not self._comments.theme:
            return []
        hui = self._hui()
        rows = self._comments.theme_shares.iter_rows(named=True) if self._coded else ()
        return [self._row(row, hui) for row in rows]

    def note(self) -> str:
        """How to read the list."""
        if self._answer.is_kept:
            return kept_sentence(self._answer)
        if not self._comments.theme:
            return NO_CODEBOOK
        events = upper_first(self._figures.engagement.words.events)
        return THEMES_NOTE.format(events=events) if self._coded else f"Without codes: {WITHOUT_CODES}."

    def _row(self, row: CellRow, hui: dict[str, str]) -> dict[str, Any]:
        is_shared = row["tier"] in SHARED
        return {
            "theme": row["position"],
            "name": self._figures.comments.themes.get(row["position"], row["position"]),
            "count": count_text(row, self._threshold),
            "share": f"{percent(row['share'])} ({band(row['lower'], row['upper'])})" if is_shared else "",
            "short": percent(row["share"]) if is_shared else "",
            "width": round(100 * row["share"]) if is_shared else 0,
            **{end: row[end] if is_shared else None for end in ("lower", "upper")},
            "hui": hui.get(row["position"], TOO_FEW_HUI),
            "chosen": row["position"] == self._comments.theme,
        }

    def _hui(self) -> dict[str, str]:
        """Theme → ``14 of 60``: of the chosen area, or its group; of everything, where it is told."""
        table = self._figures.release.table("hui_themes").filter(pl.col("status") == "shown")
        owner, here = self._here(table)
        summed = here.group_by("theme").agg(pl.col("raised", "hui").sum())
        return {row["theme"]: f"{of_hui(row)}{owner}" for row in summed.iter_rows(named=True)}

    def _here(self, table: pl.DataFrame) -> tuple[str, pl.DataFrame]:
        """Whose hui they are, where they are a group's, and its rows."""
        area, _ = self._comments.owner
        if not area:
            return "", table.filter(pl.col("area_kind").cast(pl.String) == "group")
        own, group = table.filter(area=area), self._figures.region_groups.group_of(area)
        if not own.is_empty() or group == area:
            return "", own
        return f" in {self._figures.names.area(group)}", table.filter(area=group)


def of_hui(row: CellRow) -> str:
    """``14 of 60``."""
    return f"{row['raised']} of {row['hui']}"
