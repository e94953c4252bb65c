"""What is shown now, in words: the same title on the map, the matrix, a file and a picture."""

from typing import Final

from wellbeing.reports.names import Names
from wellbeing.state.answer import Answer
from wellbeing.state.figures import Figures

WHO: Final = "Who was heard"
#: What the text in a cell of the matrix is, by what is shown.
NOTES: Final = {
    "position": (
        "n 23: about 23 answered, too few to give a share. (35\N{NO-BREAK SPACE}%): too few answered here, "
        "so the share of its group of regions."
    ),
    "tone": (
        "From \N{MINUS SIGN}1, all negative, to +1, all positive. n 23: about 23 comments, no tone is given: "
        "each cell says why. In brackets: the figure of its group. How a comment sounds is not what its "
        "author holds."
    ),
    "theme": (
        "n 23: about 23 comments, too few to give a share. In brackets: the figure of its group. A comment "
        "may raise several themes: shares of themes are never added up."
    ),
}


def title(answer: Answer, figures: Figures) -> str:
    """What is shown."""
    told = answer.commented
    if answer.choice.show == "coverage":
        return WHO
    if answer.choice.show == "position" or told is None:
        return answer.said.question.en
    asked = told.question.short or told.question.en
    if answer.choice.show == "tone":
        return f"{asked}: tone"
    return f"{asked}: {figures.comments.themes.get(told.theme, 'themes')}"


def caption(answer: Answer, names: Names) -> str:
    """What the text in a cell counts, of what."""
    told, show = answer.commented, answer.choice.show
    if show == "coverage":
        cut = names.cut(answer.choice.cut)
        scope = f"{cut} only. " if cut else ""
        return f"{scope}Contributions heard; colour and sign say how that compares with what was expected."
    if show == "position" or told is None:
        return f"Share who {names.position(answer.said.question, 'support')}, of those who answered."
    if show == "tone":
        return "Mean tone of comments; colour and sign say how surely it differs from the whole."
    return "Share of comments that raise it; colour and sign say how surely it differs from the whole."
