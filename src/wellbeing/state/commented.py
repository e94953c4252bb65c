"""What follows from a choice where comments are concerned: how they sound, and what they raise."""

import msgspec
import polars as pl

from wellbeing.measures.themes import ranked
from wellbeing.model.engagement import Question
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures

MARGINS = ("region_stakeholder", "region", "stakeholder", "total")


class Margins(msgspec.Struct, frozen=True):
    """The same figure of every cell and margin."""

    cells: pl.DataFrame
    areas: pl.DataFrame
    stakeholders: pl.DataFrame
    whole: pl.DataFrame


class Commented(msgspec.Struct, frozen=True):
    """Comments on one open question."""

    question: Question
    #: The theme that is looked at; empty where the release has no codebook.
    theme: str
    #: How comments sound (``measures.tone``); the share that raises the theme, while that is shown.
    toned: Margins
    raised: Margins | None
    #: At how many hui of each area the theme came up, while that is shown.
    at_hui: pl.DataFrame | None
    #: Of whom ``tones`` and ``themes`` are: what is chosen, or its groups where it is told no finer.
    area: str
    stakeholder: str
    #: Published cells of those, by tone; shares of themes (``measures.themes``), most raised first.
    tones: pl.DataFrame
    themes: pl.DataFrame
    #: How comments sound by community: they overlap.
    communities: pl.DataFrame


def commented(figures: Figures, choice: Choice) -> Commented | None:
    """What the choice shows of comments; None where the release counts none."""
    comments = figures.comments
    if not comments.questions:
        return None
    named = [one for one in comments.questions if one.id == choice.question]
    question = (named or list(comments.questions))[0]
    theme = choice.theme or next(iter(comments.themes), "")
    toned = Margins(*(comments.tones(margin, question.id, choice.codes) for margin in MARGINS))
    shows_theme = choice.show == "theme" and bool(theme)
    raised = [comments.raised(margin, question.id, theme) for margin in MARGINS] if shows_theme else []
    area, stakeholder = told_of(figures, toned, choice)
    return Commented(
        question=question,
        theme=theme,
        toned=toned,
        raised=Margins(*raised) if raised else None,
        at_hui=comments.at_hui(theme) if shows_theme else None,
        area=area,
        stakeholder=stakeholder,
        tones=of(comments.counts(margin_of(area, stakeholder), "tone", question.id), area, stakeholder),
        themes=ranked(of(comments.shares(margin_of(area, stakeholder), question.id), area, stakeholder)),
        communities=comments.tones("community", question.id, choice.codes),
    )


def told_of(figures: Figures, toned: Margins, choice: Choice) -> tuple[str, str]:
    """The chosen cell, or the cell of its groups where comments are not counted as finely."""
    asked = (choice.area, choice.stakeholder)
    told = set(toned.cells.select("area", "stakeholder").iter_rows())
    if not all(asked) or asked in told:
        return asked
    return figures.home(choice.area), figures.heading(choice.stakeholder)


def margin_of(area: str, stakeholder: str) -> str:
    """The margin that tells of an area, a type, both or everything."""
    return MARGINS[(not stakeholder) + 2 * (not area)]


def of(cells: pl.DataFrame, area: str, stakeholder: str) -> pl.DataFrame:
    """The rows of an area, a type, both or everything."""
    keys = {"area": area, "stakeholder": stakeholder}
    return cells.filter(**{name: key for name, key in keys.items() if key})
