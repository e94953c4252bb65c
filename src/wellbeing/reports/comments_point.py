"""The Point of comments: how they sound, in one sentence at most, or how often a theme was raised."""

import polars as pl

from wellbeing.measures.positions import SHARED
from wellbeing.reports.commented import Commented, chosen_row
from wellbeing.reports.names import Names
from wellbeing.reports.themes import NOT_TOLD, Themes
from wellbeing.reports.tones import NOT_VALIDATED, VALIDATION_WORDS, about_comments, interval, leaning
from wellbeing.reports.words import Row, band, percent
from wellbeing.state.answer import Answer
from wellbeing.state.commented import Commented as Told
from wellbeing.state.figures import Figures

NOT_POSITION = (
    "How a comment sounds is not what its author holds. These are the voices of those who commented."
)
OVERLAP = (
    "A comment may raise several themes. These are the voices of those who commented, not public opinion."
)


def tone_point(answer: Answer, told: Told, figures: Figures, names: Names) -> list[str]:
    """How many commented and how that sounds, where it is validated; what was not scored; what it is not."""
    row, threshold = chosen_row(told), figures.release.policy.threshold
    asked = f"\N{LEFT DOUBLE QUOTATION MARK}{told.question.en}\N{RIGHT DOUBLE QUOTATION MARK}"
    if row is None:
        return [f"{asked}: comments are not told of this selection.", NOT_POSITION]
    number = about_comments(row, threshold)
    if row["validation"] == "ok":
        said = f"{number}, on average {leaning(row)}: tone {interval(row)} from \N{MINUS SIGN}1 to +1."
    else:
        said = f"{number}; tone: {VALIDATION_WORDS[row['validation']]}."
    heard = Commented(answer, told, figures, names)
    return [text for text in (f"{asked}: {said}", heard.not_scored(), NOT_POSITION) if text]


def theme_point(answer: Answer, told: Told, figures: Figures) -> list[str]:
    """In what share of comments a theme was raised, and at how many hui."""
    theme = figures.comments.themes.get(told.theme, "No theme")
    if answer.choice.codes == "without":
        return [f"{theme}: without codes there are no themes ({NOT_VALIDATED}).", OVERLAP]
    asked = f"comments on \N{LEFT DOUBLE QUOTATION MARK}{told.question.en}\N{RIGHT DOUBLE QUOTATION MARK}"
    found = told.themes.filter(pl.col("position") == told.theme).to_dicts()
    said = _raised(found[0], asked) if found else "not told of this selection."
    return [f"{theme}: {said}{_at_hui(answer, told, figures)}", OVERLAP]


def _at_hui(answer: Answer, told: Told, figures: Figures) -> str:
    rows = {row["theme"]: row["hui"] for row in Themes(answer, told, figures).rows()}
    where = rows.get(told.theme, NOT_TOLD)
    return "" if where == NOT_TOLD else f" Raised at {where} hui that can be told of."


def _raised(row: Row, asked: str) -> str:
    if row["tier"] not in SHARED:
        return f"too few {asked} here to give a share."
    share = f"{percent(row['share'])} ({band(row['lower'], row['upper'])})"
    return f"raised in {share} of about {row['answered']:,} {asked}."
