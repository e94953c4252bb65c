"""How comments sound, group by group, with intervals: in the declared order, never a ranking."""

from collections.abc import Mapping
from typing import Any, Final

from wellbeing.language import in_digits, message, say
from wellbeing.measures.opinion.standing import LEVEL
from wellbeing.reports.shows.listing import Bar, Listing, ListRow
from wellbeing.reports.shows.shares import GROUP_TIER, is_part
from wellbeing.reports.words.care import kept_by
from wellbeing.reports.words.cells import CellRow, about_number, lower_first, with_sign
from wellbeing.reports.words.picture import (
    CARE,
    IN_CARE,
    UNSAID,
    UNTOLD,
    Amounts,
    Picture,
    standing_picture,
)
from wellbeing.reports.words.tone import (
    VALIDATION_SHORT,
    VALIDATION_WORDS,
    about_comments,
    correction_words,
    tone_bar,
    tone_interval,
    tone_span,
)
from wellbeing.state.answer import Answer
from wellbeing.state.comments import Comments

TONE_STANDINGS: Final = {
    "below": message("more negative than everyone heard"),
    "looks_below": message("looks more negative than everyone heard, not certain"),
    "level": message("not told apart from everyone heard"),
    "looks_above": message("looks more positive than everyone heard, not certain"),
    "above": message("more positive than everyone heard"),
}
TONE_TICKS: Final = ((0.0, "\N{MINUS SIGN}1"), (50.0, "0"), (100.0, "+1"))

SCALE: Final = message("From \N{MINUS SIGN}1, all negative, to +1, all positive.")


class ToneRows:
    """Types, areas and communities, each with its estimate or why there is none."""

    def __init__(self, answer: Answer, comments: Comments) -> None:
        """Take the answer, and what it shows of comments."""
        self._choice, self._comments, self._names = answer.choice, comments, answer.names
        self._figures, self._threshold = answer.figures, answer.threshold
        self._scoring = self._figures.comments.scoring(comments.question.id)
        self._area, self._type = self._figures.groups_of(answer.choice.area, answer.choice.stakeholder)

    def note(self) -> str:
        """Who stands behind the estimates."""
        if not self._choice.uses_codes:
            return say("Without codes nothing is corrected: only numbers of comments are given.")
        return say("Estimates are {correction}.", correction=correction_words(self._scoring))

    def blocks(self) -> list[tuple[str, str, list[dict[str, Any]]]]:
        """The rows in blocks, each with its id and its title: everybody, types, areas, communities."""
        return [
            ("whole", "", self.whole()),
            (
                "types",
                say("By {type}, {where}", type=self._names.words.type, where=self._where()),
                self.types(),
            ),
            (
                "areas",
                say("By {region}, {who}", region=self._names.words.region, who=self._who()),
                self.areas(),
            ),
            ("communities", say("By community, everyone heard; they overlap"), self.communities()),
        ]

    def _where(self) -> str:
        return self._names.area(self._area) if self._area else lower_first(self._names.everywhere)

    def _who(self) -> str:
        return lower_first(self._names.stakeholder(self._type))

    def whole(self) -> list[dict[str, Any]]:
        """Everybody: one row."""
        rows = self._comments.tone.whole.iter_rows(named=True)
        return [self._row(row, say("All who commented"), {"area": "", "stakeholder": ""}) for row in rows]

    def types(self) -> list[dict[str, Any]]:
        """Groups of types, within the chosen area's group."""
        cells = self._comments.tone.by_type(self._area)
        rows = {row["stakeholder"]: row for row in cells.iter_rows(named=True)}
        short = self._names.stakeholder_short
        groups = [
            one for one in self._figures.type_groups.ids if one in rows or self._is_kept(self._area, one)
        ]
        return [self._row_or_kept(rows.get(one), short(one), {"stakeholder": one}) for one in groups]

    def areas(self) -> list[dict[str, Any]]:
        """Groups of regions, of the chosen type's group."""
        cells = self._comments.tone.by_area(self._type)
        rows = {row["area"]: row for row in cells.iter_rows(named=True)}
        groups = [
            one for one in self._figures.region_groups.ids if one in rows or self._is_kept(one, self._type)
        ]
        return [self._row_or_kept(rows.get(one), self._names.area(one), {"area": one}) for one in groups]

    def communities(self) -> list[dict[str, Any]]:
        """Communities over the whole engagement: they overlap."""
        if not self._figures.engagement.communities:
            return []
        rows = {row["community"]: row for row in self._comments.communities.iter_rows(named=True)}
        terms = [term for term in self._figures.engagement.communities if term.id in rows]
        return [self._community(rows[term.id], term.id, term.en) for term in terms]

    def _community(self, row: CellRow, community: str, name: str) -> dict[str, Any]:
        cells = self._row(row, name, {})
        return cells | self._blank() if community in self._figures.engagement.kept_by_kaitiaki else cells

    def _blank(self) -> dict[str, Any]:
        """A row without a figure."""
        kept = kept_by(self._figures.engagement.words)
        return {
            "key": IN_CARE,
            "glyph": CARE,
            "bar": None,
            "text": "",
            "interval": "",
            "status": kept,
            "words": kept,
        }

    def _is_kept(self, area: str, stakeholder: str) -> bool:
        return bool(area) and stakeholder in self._figures.engagement.kept_by_kaitiaki

    def _row_or_kept(self, row: CellRow | None, name: str, choice: dict[str, str]) -> dict[str, Any]:
        blank = {"name": name, "set": choice, "number": "", **self._blank()}
        return blank if row is None else self._row(row, name, choice)

    def _row(self, row: CellRow, name: str, choice: dict[str, str]) -> dict[str, Any]:
        picture, is_valid = tone_picture(row, self._scoring, self._threshold), row["validation"] == "ok"
        return {
            "name": name,
            "set": choice,
            "key": picture.key,
            "glyph": "",
            "text": picture.text if is_valid else "",
            "interval": tone_span(row) if is_valid else "",
            "number": about_number(row, "commented", self._threshold),
            "status": say(VALIDATION_SHORT[row["validation"]]),
            "words": picture.words,
            "bar": tone_bar(row) if is_valid else None,
        }


def tone_listing(answer: Answer, comments: Comments, title: str) -> Listing:
    """How comments sound: everybody, groups of types, of regions, communities, each with its interval."""
    tones = ToneRows(answer, comments)
    blocks = tuple(
        (name, tuple(_tone(id_, at, row) for at, row in enumerate(rows)))
        for id_, name, rows in tones.blocks()
        if rows
    )
    return Listing(
        title=title,
        rows=blocks,
        left=say("Tone"),
        right=say("About n"),
        ticks=TONE_TICKS,
        note=f"{say(SCALE)} {tones.note()}",
    )


def _tone(block: str, at: int, row: Mapping[str, Any]) -> ListRow:
    bar = Bar(**row["bar"]) if row["bar"] else None
    return ListRow(
        id=f"tone-{block}-{at}",
        name=row["name"],
        choice=row["set"],
        key=row["key"],
        glyph=row["glyph"],
        words=f"{row['name']}: {row['words']}",
        left=row["text"],
        right=row["number"],
        bar=bar,
    )


def tone_picture(row: CellRow, scoring: CellRow, threshold: int) -> Picture:
    """The picture of how one cell's comments sound: side and sureness, never the mean alone."""
    number = about_comments(row, threshold)
    if row["validation"] != "ok":
        commented = row["commented"] or 0
        text = f"n {in_digits(commented)}" if commented >= threshold else ""
        words = f"{number}; {say(VALIDATION_WORDS[row['validation']])}"
        told = Amounts(number=commented) if text else UNTOLD
        asks = row["tier"] == GROUP_TIER
        return Picture("unsaid", "" if text else UNSAID, text, words, asks, numbers=told)
    side = (
        f", {say(TONE_STANDINGS[row['standing'] or LEVEL])}" if is_part(row) or row.get("community") else ""
    )
    words = say(
        "tone {interval}{side}; {number}; {correction}",
        interval=tone_interval(row),
        side=side,
        number=number,
        correction=correction_words(scoring),
    )
    told = Amounts(row["estimate"], row["lower"], row["upper"], row["commented"])
    return standing_picture(row["standing"], with_sign(row["estimate"]), words, told)
