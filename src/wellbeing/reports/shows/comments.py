"""What shows of comments have in common: an open question, and human codes to use or to leave out."""

from typing import ClassVar, Final

from wellbeing.language import message, say
from wellbeing.model.engagement import Question
from wellbeing.model.errors import DataError
from wellbeing.reports.shows.show import Show
from wellbeing.reports.words.agreement import whom
from wellbeing.reports.words.cells import lower_first
from wellbeing.reports.words.lending import by_groups, by_groups_note, is_lent
from wellbeing.reports.words.picture import Picture
from wellbeing.state.answer import Answer
from wellbeing.state.comments import Comments
from wellbeing.state.figures import Figures

CODES_LEFT_OUT: Final = message(
    "As it would be had nobody coded comments: no colour and no interval, only counts, each "
    "a model estimate, not validated here; and no themes, which are learnt from codes."
)


class CommentShow(Show):
    """A show of comments, offered where a release counts them."""

    map_fields: ClassVar[tuple[str, ...]] = ("stakeholder", "area", "opened")

    def is_available(self, figures: Figures) -> bool:
        """Whether the release counts comments."""
        return bool(figures.comments.questions)

    def map_note(self, answer: Answer) -> str:
        """That groups are drawn."""
        return by_groups_note(answer)

    def area_pictures(self, answer: Answer) -> dict[str, Picture]:
        """On the map, groups of regions, as they are listed, until one is opened."""
        return by_groups(super().area_pictures(answer), answer)

    def questions(self, answer: Answer) -> list[tuple[str, str]]:
        """Open questions by their short name, beside more switches."""
        return [(one.id, one.label) for one in answer.figures.comments.questions]

    def question(self, answer: Answer) -> str:
        """The open question that is shown."""
        return comments_of(answer).question.id

    def remark(self, answer: Answer) -> str:
        """What is lost where codes are left out."""
        if self.may_be_mapped(answer) and not answer.choice.uses_codes:
            return say(CODES_LEFT_OUT)
        return super().remark(answer)


def comments_of(answer: Answer) -> Comments:
    """The comments of an answer.

    Raises:
        DataError: the release counts none.
    """
    if answer.comments is None:
        msg = f"Release {answer.figures.release.id} counts no comments."
        raise DataError(msg)
    return answer.comments


def of_whom(answer: Answer, comments: Comments) -> str:
    """Whose figures of comments are told: those chosen, or their groups."""
    return answer.names.cell(*comments.owner) if any(comments.owner) else say("everyone heard")


def whose(answer: Answer, comments: Comments) -> str:
    """The same as the end of a phrase, and where they are told no finer; empty of everyone heard."""
    if not any(comments.owner):
        return ""
    is_coarser = is_lent(answer, comments.owner)
    from_whom = message("from {whom}, told no finer") if is_coarser else message("from {whom}")
    return f" {say(from_whom, whom=whom(answer.names, *comments.owner))}"


def said_of(question: Question) -> str:
    """``comments on the approach``: what was written to a question, within a sentence."""
    return (
        lower_first(question.short)
        if question.short
        else say("comments on “{question}”", question=question.en)
    )
