"""Coding: one comment at a time, by two coders apart."""

from typing import Any, Final

from wellbeing.desk.collect.deeds import Deed, DeskPart, JsonObject
from wellbeing.desk.reviewing.coding import add_code, next_comment, refit, waits_for_another
from wellbeing.language import say, say_many
from wellbeing.model.errors import DataError
from wellbeing.record.comments.codes import ANSWER_KEY, standing_codes
from wellbeing.record.comments.coding_sheets import Coder
from wellbeing.sources.coding.sheet import TONE_CHOICES, CodedRow
from wellbeing.views.shell.markup import render

_PAGE: Final = "the page"
_SECOND: Final = 2


class CommentCoding(DeskPart):
    """What a browser may do with comments that are to be coded."""

    @property
    def deeds(self) -> dict[str, Deed]:
        """By what the browser calls them."""
        return {
            "open coding": self.open,
            "next comment": self.next,
            "code comment": self.code,
            "end coding": self.end,
        }

    def open(self, _: JsonObject) -> dict[str, Any]:
        """Ask who reads."""
        return {"parts": {"tab-coding": render("collect/coding", standing=self._standing())}}

    def next(self, asked: JsonObject) -> dict[str, Any]:
        """Show the comment that a coder reads next."""
        name, reading = _coder(asked), _reading(asked)
        with self._desk.reading() as record:
            coder = Coder(record, self._desk.folder, name)
            is_inside = asked.get("in_agency") is True
            row = next_comment(record, self._desk.folder, coder, reading, in_agency=is_inside)
            is_own = row is None and reading == _SECOND and waits_for_another(record, name)
        themes = self._desk.folder.codebook.select("theme", "name", "definition").rows()
        about = {"by": name, "reading": f"{reading}", "in_agency": is_inside}
        keys = {"contribution": "contribution_id", "question": "question_id", "comment": "text"}
        asked_of = about | {name: row[column] for name, column in keys.items()} if row else about
        html = render(
            "collect/comment",
            row=row,
            is_own=is_own,
            tones=[(tone, say(tone)) for tone in TONE_CHOICES],
            themes=themes,
            asked=asked_of,
        )
        return {"parts": {"comment": html}, "focus": "#comment input" if row else ""}

    def code(self, asked: JsonObject) -> dict[str, Any]:
        """Keep a code, and show the next comment."""
        name, reading = _coder(asked), _reading(asked)
        themes = asked.get("theme")
        chosen = tuple(f"{one}" for one in themes) if isinstance(themes, list) else ()
        contribution, question, comment, tone = (
            f"{asked.get(one) or ''}" for one in ("contribution", "question", "comment", "tone")
        )
        row = CodedRow(_PAGE, 1, reading, contribution, question, comment, tone, chosen)
        with self._desk.writing() as record:
            add_code(record, self._desk.folder, Coder(record, self._desk.folder, name), row)
        return self.next(asked) | {"line": say("Kept. {standing}", standing=self._standing())}

    def end(self, _: JsonObject) -> dict[str, Any]:
        """Let the local head learn from what was coded."""
        with self._desk.writing() as record:
            refit(record, self._desk.folder)
        line = say("Done for now. {standing}", standing=self._standing())
        return {"parts": {"comment": ""}, "line": line}

    def _standing(self) -> str:
        if not self._desk.has_record:
            return say("There is no comment yet.")
        with self._desk.reading() as record:
            codes = standing_codes(record)
        number, twice = codes.select(ANSWER_KEY).n_unique(), codes.filter(reading=2).height
        return say_many(
            "{count} comment coded, {twice} of them twice; a fifth is enough.",
            "{count} comments coded, {twice} of them twice; a fifth is enough.",
            number,
            twice=twice,
        )


def _coder(asked: JsonObject) -> str:
    name = f"{asked.get('by') or ''}".strip()
    if not name:
        msg = say("Say first who reads: your name.")
        raise DataError(msg)
    return name


def _reading(asked: JsonObject) -> int:
    return _SECOND if f"{asked.get('reading')}" == "2" else 1
