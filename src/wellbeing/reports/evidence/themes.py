"""What the comments of those chosen raise: themes with counts, shares and hui."""

from typing import Any, Final

import polars as pl

from wellbeing.language import in_digits, join_words, message, say, spelled
from wellbeing.measures.opinion.positions import PALE_WIDTH, SHARED
from wellbeing.reports.words.care import kept_sentence
from wellbeing.reports.words.cells import CellRow, count_text, told_share, upper_first
from wellbeing.reports.words.tone import correction_words
from wellbeing.state.answer import Answer
from wellbeing.state.comments import Comments

#: Why nothing is said of themes where codes are left out.
WITHOUT_CODES: Final = message("without codes there are no themes, which are learnt from them")
THEMES_NOTE: Final = message(
    "Shares are of those who commented, {corrected}. A comment may raise several themes: "
    "shares are never added up. Neighbours in the list may not differ. {events}: of those "
    "with notes or comments on any question, so what few of these comments raise may have "
    "come up at many."
)
CAME_UP: Final = message("It came up at {number} {events}, of those that can be told of.")
CAME_UP_OF_ALL: Final = message(
    "It came up at {number} {events}, of those that can be told of; {all_events} are not told apart by {type}."
)
NO_CODEBOOK: Final = message("Comments have no themes: there is no codebook.")
#: Of many comments a count that is few is known to be a small share below this.
RARE: Final = PALE_WIDTH
#: So many that may be raised as often as the first are named.
MOST_ALIKE: Final = 2
#: Of a theme that has no share.
TOO_FEW: Final = message("too few comments to give a share")
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
        """Most raised first: ``theme``, ``name``, ``share`` with its interval and ``short``, ``hui``.

        ``count`` is of comments as they were read, before codes corrected them.
        """
        if not self._comments.theme:
            return []
        hui = self._hui()
        rows = self._comments.theme_shares.iter_rows(named=True) if self._coded else ()
        return [self._row(row, hui) for row in rows]

    def share_sentence(self, base: str) -> str:
        """In what share the theme that is looked at was raised, as the end of a sentence.

        Args:
            base: whose comments these are: ``comments on the approach from service users``.
        """
        if (row := self._theme()) is None:
            return say("not told of this selection.")
        if self.has_share:
            return say(
                "raised in {share} of about {answered} {base}.",
                share=told_share(row),
                answered=in_digits(row["answered"]),
                base=base,
            )
        if row["tier"] == "words" and row["status"] == "few" and row["upper"] < RARE:
            return say(
                "raised in fewer than {threshold} of about {answered} {base}.",
                threshold=self._threshold,
                answered=in_digits(row["answered"]),
                base=base,
            )
        return say("no share (too few {base}).", base=base)

    @property
    def has_share(self) -> bool:
        """Whether the theme that is looked at has a share of those chosen, or of their groups."""
        row = self._theme()
        return row is not None and row["tier"] in SHARED

    def _theme(self) -> CellRow | None:
        said = pl.col("position") == self._comments.theme
        return next(iter(self._comments.theme_shares.filter(said).to_dicts()), None)

    def leads_sentence(self) -> str:
        """That everyone heard raised no theme more often, and which may be as often; empty of any other theme."""
        comments, choice = self._comments, self._answer.choice
        if choice.area or choice.stakeholder or comments.theme != comments.leading:
            return ""
        rows = {
            row["position"]: row
            for row in comments.theme_shares.iter_rows(named=True)
            if row["tier"] in SHARED
        }
        if not (own := rows.pop(comments.theme, None)):
            return ""
        names = self._figures.comments.themes
        alike = [f"“{names[one]}”" for one, row in rows.items() if row["upper"] >= own["lower"]]
        others = [
            *alike[:MOST_ALIKE],
            *([say("{number} more", number=spelled(len(alike) - MOST_ALIKE))] if alike[MOST_ALIKE:] else []),
        ]
        return (
            f" {say('It is raised most often; {others} may be as often.', others=join_words(others))}"
            if alike
            else f" {say('It is raised most often.')}"
        )

    def hui_sentence(self) -> str:
        """At how many events it came up; empty where that is not told."""
        raised, where = self._hui().get(self._comments.theme, ("", ""))
        if not raised:
            return ""
        words = self._figures.engagement.words
        events = say("{events} in {area}", events=words.events, area=where) if where else words.events
        told = {"number": raised, "events": events, "all_events": words.events, "type": words.type}
        return f" {say(CAME_UP_OF_ALL if self._answer.choice.stakeholder else CAME_UP, **told)}"

    def note(self) -> str:
        """How to read the list."""
        if self._answer.is_kept:
            return kept_sentence(self._answer)
        if not self._comments.theme:
            return say(NO_CODEBOOK)
        events = upper_first(self._figures.engagement.words.events)
        corrected = correction_words(self._figures.comments.scoring(self._comments.question.id))
        return (
            say(THEMES_NOTE, events=events, corrected=corrected)
            if self._coded
            else f"{upper_first(say(WITHOUT_CODES))}."
        )

    def _row(self, row: CellRow, hui: dict[str, tuple[str, str]]) -> dict[str, Any]:
        is_shared = row["tier"] in SHARED
        return {
            "theme": row["position"],
            "name": self._figures.comments.themes.get(row["position"], row["position"]),
            "count": count_text(row, self._threshold),
            "share": told_share(row) if is_shared else "",
            "short": told_share(row).partition(" (")[0] if is_shared else "",
            "width": round(100 * row["share"]) if is_shared else 0,
            "bar": {name: row[name] if is_shared else None for name in ("share", "lower", "upper", "tier")},
            "hui": _at_events(*hui[row["position"]]) if row["position"] in hui else TOO_FEW_HUI,
            "chosen": row["position"] == self._comments.theme,
        }

    def _hui(self) -> dict[str, tuple[str, str]]:
        """Theme → ``14 of 60``, and whose these are where not its own; of everything where it is told."""
        table = self._figures.release.table("hui_themes").filter(pl.col("status") == "shown")
        owner, here = self._here(table)
        summed = here.group_by("theme").agg(pl.col("raised", "hui").sum())
        return {row["theme"]: (of_hui(row), owner) for row in summed.iter_rows(named=True)}

    def _here(self, table: pl.DataFrame) -> tuple[str, pl.DataFrame]:
        """Whose hui they are, where they are a group's, and its rows."""
        area, _ = self._comments.owner
        if not area:
            return "", table.filter(pl.col("area_kind").cast(pl.String) == "group")
        own, group = table.filter(area=area), self._figures.region_groups.group_of(area)
        if not own.is_empty() or group == area:
            return "", own
        return self._figures.names.area(group), table.filter(area=group)


def _at_events(number: str, area: str) -> str:
    """``14 of 60 in Waikato``: of a group's events, where it stands for its members."""
    return say("{number} in {area}", number=number, area=area) if area else number


def of_hui(row: CellRow) -> str:
    """``14 of 60``."""
    return say("{part} of {whole}", part=row["raised"], whole=row["hui"])
