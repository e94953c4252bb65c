"""How comments sound: the mean tone of each cell, and how surely it differs from everyone heard."""

from functools import partial
from typing import ClassVar, Final

from wellbeing.language import join_words, message, say
from wellbeing.reports.evidence.comments import CommentEvidence, owner_tone
from wellbeing.reports.shows.comments import CommentShow, comments_of, said_of, whose
from wellbeing.reports.shows.listing import Listing
from wellbeing.reports.shows.shares import side_legend
from wellbeing.reports.shows.tone_rows import tone_listing, tone_picture
from wellbeing.reports.words.agreement import whom
from wellbeing.reports.words.cells import CellRow, about_words, upper_first
from wellbeing.reports.words.lending import pictures_of, told_around
from wellbeing.reports.words.picture import LegendEntry, Pictures
from wellbeing.reports.words.tone import (
    VALIDATION_WORDS,
    leaning,
    tone_interval,
)
from wellbeing.state.answer import Answer
from wellbeing.state.comments import Comments

TONE_LEGEND: Final = {
    "below": message("more negative than everyone heard"),
    "below_pale": message("looks more negative, not certain"),
    "level": message("not told apart from everyone heard"),
    "above_pale": message("looks more positive, not certain"),
    "above": message("more positive than everyone heard"),
    "unsaid": message("no tone given: too few, or not corrected by codes"),
}
#: Standing of a group of types that may be named → how it sounds.
SOUNDS: Final = {
    "below": message("In {comments}, {whom} sound more negative than everyone heard."),
    "above": message("In {comments}, {whom} sound more positive than everyone heard."),
}
BOTH_SIDES: Final = message(
    "In {comments}, {negative} sound more negative than everyone heard, and {positive} sound more positive."
)
NOT_POSITION: Final = message(
    "How a comment sounds is not what its author holds. These are the voices of those who commented."
)


class ToneShow(CommentShow):
    """The mean tone of comments on an open question."""

    id: ClassVar[str] = "tone"
    label: ClassVar[str] = message("Tone")
    place: ClassVar[int] = 2
    fields: ClassVar[tuple[str, ...]] = ("question", "codes")
    list_fields: ClassVar[tuple[str, ...]] = ("area", "stakeholder")
    column: ClassVar[str] = message("Tone")

    def title(self, answer: Answer) -> str:
        """The tone on a question."""
        return say("{label}: tone", label=comments_of(answer).question.label)

    def subject(self, answer: Answer) -> str:
        """The question alone: its words begin with the tone."""
        return comments_of(answer).question.label

    def caption(self, answer: Answer) -> str:
        """What a figure is."""
        return say("Mean tone of comments; colour and sign say how surely it differs from everyone heard.")

    def note(self, answer: Answer) -> str:
        """How to read a cell."""
        return say(
            "From \N{MINUS SIGN}1, all negative, to +1, all positive. n 23: about 23 comments, no tone is given: "
            "each cell says why. In brackets: the figure of a group, named in words. How a comment "
            "sounds is not what its author holds."
        )

    def figure_words(self, answer: Answer) -> str:
        """A mean."""
        return say("mean tone, -1 to 1")

    def listing(self, answer: Answer) -> Listing:
        """Groups with their tone and its interval."""
        return tone_listing(answer, comments_of(answer), self.title(answer))

    def legend(self, answer: Answer) -> list[LegendEntry]:
        """Sides of the whole."""
        return side_legend(TONE_LEGEND)

    def pictures(self, answer: Answer) -> Pictures:
        """Tones, each with how many codes correct it."""
        comments = comments_of(answer)
        scoring = answer.figures.comments.scoring(comments.question.id)
        picture = partial(tone_picture, scoring=scoring, threshold=answer.threshold)
        return pictures_of(comments.tone.frames, picture)

    def sentences(self, answer: Answer) -> list[str]:
        """Which types sound otherwise than everyone; how many commented and how that sounds; what it is not."""
        comments = comments_of(answer)
        row, asked = owner_tone(comments), say("Asked: “{question}”", question=comments.question.en)
        around = () if row and row["validation"] == "ok" else told_around(answer, self.cell_pictures(answer))
        if row is None:
            return [say("Comments are not told of this selection."), *around, asked, say(NOT_POSITION)]
        number = upper_first(about_words(row, "commented", answer.threshold))
        about = f"{number} {said_of(comments.question)}{whose(answer, comments)}"
        text, evidence = _tone_sentence(about, row), CommentEvidence(answer, comments)
        said = (types_apart(answer, comments), text, *around, asked, evidence.not_scored(), say(NOT_POSITION))
        return [sentence for sentence in said if sentence]


def types_apart(answer: Answer, comments: Comments) -> str:
    """Which groups of types surely sound more negative, or more positive, than everyone heard.

    Those that only look so are not named, and none is ranked among them. Empty of none, and of a selection.
    """
    if answer.choice.area or answer.choice.stakeholder:
        return ""
    rows = {row["stakeholder"]: row["standing"] for row in comments.tone.by_type("").iter_rows(named=True)}
    named = {
        sound: [
            whom(answer.names, "", one) for one in answer.figures.type_groups.ids if rows.get(one) == side
        ]
        for side, sound in SOUNDS.items()
    }
    told, about = (
        {sound: join_words(some) for sound, some in named.items() if some},
        said_of(comments.question),
    )
    if len(told) == len(SOUNDS):
        negative, positive = told.values()
        return say(BOTH_SIDES, comments=about, negative=negative, positive=positive)
    return "".join(say(sound, comments=about, whom=some) for sound, some in told.items())


def _tone_sentence(about: str, row: CellRow) -> str:
    """How comments sound, of the words that say which and how many."""
    if row["validation"] != "ok":
        return f"{about}: {say(VALIDATION_WORDS[row['validation']])}."
    return say(
        "{comments} sound, on average, {leaning}: tone {interval}, from \N{MINUS SIGN}1 to +1.",
        comments=about,
        leaning=leaning(row),
        interval=tone_interval(row),
    )
