"""What comments raise: the share that raises a theme, or at how many hui it came up."""

from bisect import bisect_right
from functools import partial
from typing import ClassVar, Final

from wellbeing.language import in_digits, message, say
from wellbeing.reports.evidence.themes import WITHOUT_CODES, ThemeEvidence, of_hui
from wellbeing.reports.shows.comments import CommentShow, comments_of, of_whom, said_of, whose
from wellbeing.reports.shows.listing import Listing
from wellbeing.reports.shows.said_lists import theme_listing
from wellbeing.reports.shows.share_words import HUI_LEGEND, HUI_STEPS, THEME_LEGEND, THEME_SHARES
from wellbeing.reports.shows.shares import share_picture, side_legend
from wellbeing.reports.words.cells import CellRow, about_words
from wellbeing.reports.words.lending import every_area, pictures_of, told_around
from wellbeing.reports.words.picture import (
    UNSAID,
    UNTOLD,
    Amounts,
    LegendEntry,
    Picture,
    Pictures,
    lend,
    nothing,
)
from wellbeing.reports.words.tone import NOT_VALIDATED, UNVALIDATED
from wellbeing.state.answer import Answer
from wellbeing.state.figures import Figures

OVERLAP: Final = message(
    "A comment may raise several themes. These are the voices of those who commented, not public opinion."
)
#: What a reader who compares hui with surveys looks for in vain, and where the nearest answer is.
UNSPLIT_THEMES: Final = message(
    "Themes are not told by channel: what was raised at {events} and not in surveys is not "
    "known here. Under “All evidence” the answers to closed questions are."
)


class ThemeShow(CommentShow):
    """How often one theme of the codebook is raised."""

    id: ClassVar[str] = "theme"
    label: ClassVar[str] = message("Theme")
    place: ClassVar[int] = 3
    fields: ClassVar[tuple[str, ...]] = ("question", "theme", "measure", "codes")
    list_fields: ClassVar[tuple[str, ...]] = ("area", "stakeholder")
    column: ClassVar[str] = message("Raised")

    def is_available(self, figures: Figures) -> bool:
        """Whether the release counts themes of comments."""
        return bool(figures.comments.themes)

    def title(self, answer: Answer) -> str:
        """A theme of comments on a question."""
        comments = comments_of(answer)
        name = answer.figures.comments.themes.get(comments.theme) or say("themes")
        return f"{comments.question.label}: {name}"

    def subject(self, answer: Answer) -> str:
        """The same as one phrase."""
        return ", ".join(self.title(answer).split(": ", 1))

    def caption(self, answer: Answer) -> str:
        """What a figure is."""
        return say(
            "Share of comments that raise it, corrected by codes; colour and sign say how surely it differs from "
            "everyone heard."
        )

    def note(self, answer: Answer) -> str:
        """How to read a cell."""
        return say(
            "n 23: about 23 comments, too few to give a share. In brackets: the figure of a group, "
            "named in words. A comment may raise several themes: shares of themes are never added up."
        )

    def listing(self, answer: Answer) -> Listing:
        """Themes, most raised first."""
        comments = comments_of(answer)
        title = say(
            "Themes of {comments}, {whom}",
            comments=said_of(comments.question),
            whom=of_whom(answer, comments),
        )
        return theme_listing(answer, comments, title)

    def legend(self, answer: Answer) -> list[LegendEntry]:
        """Sides of the whole; at hui, four shades."""
        if not answer.choice.counts_hui:
            return side_legend(THEME_LEGEND)
        events, steps = answer.figures.engagement.words.events, enumerate(HUI_LEGEND, start=1)
        shades = [
            LegendEntry(f"raised_{step}", glyph, say(words, events=events)) for step, (glyph, words) in steps
        ]
        return [*shades, LegendEntry("unsaid", UNSAID, say("too few {events}", events=events))]

    def pictures(self, answer: Answer) -> Pictures:
        """Shares that raise the theme; none without codes."""
        comments = comments_of(answer)
        if comments.mentions is None or not answer.choice.uses_codes:
            return pictures_of(comments.tone.frames, lambda _: nothing(say(WITHOUT_CODES)))
        picture = partial(theme_picture, threshold=answer.threshold)
        return pictures_of(comments.mentions.frames, picture)

    def map_note(self, answer: Answer) -> str:
        """That groups are drawn; of hui regions are."""
        return "" if answer.choice.counts_hui else super().map_note(answer)

    def area_pictures(self, answer: Answer) -> dict[str, Picture]:
        """On the map, shares or hui."""
        return _hui_areas(answer) if answer.choice.counts_hui else super().area_pictures(answer)

    def file_pictures(self, answer: Answer) -> Pictures:
        """At hui: areas alone."""
        if not answer.choice.counts_hui:
            return super().file_pictures(answer)
        return {(area, ""): picture for area, picture in self.area_pictures(answer).items()}

    def figure_words(self, answer: Answer) -> str:
        """A share of comments, or of hui."""
        events = answer.names.words.events
        return (
            say("share of {events}, 0 to 1", events=events)
            if answer.choice.counts_hui
            else say("share of comments, 0 to 1")
        )

    def sentences(self, answer: Answer) -> list[str]:
        """In what share of comments a theme was raised, and at how many hui."""
        comments = comments_of(answer)
        theme = answer.figures.comments.themes.get(comments.theme) or say("No theme")
        if not answer.choice.uses_codes:
            return [
                say(
                    "{theme}: without codes there are no themes ({why}).",
                    theme=theme,
                    why=say(NOT_VALIDATED),
                ),
                say(OVERLAP),
            ]
        evidence = ThemeEvidence(answer, comments)
        share = evidence.share_sentence(f"{said_of(comments.question)}{whose(answer, comments)}")
        around = () if evidence.has_share else told_around(answer, self.cell_pictures(answer))
        more = [
            *around,
            say("Asked: “{question}”", question=comments.question.en),
            say(OVERLAP),
            *_not_by_channel(answer),
        ]
        return [f"{theme}: {share}{evidence.hui_sentence()}{evidence.leads_sentence()}", *more]


def hui_picture(row: CellRow, fewest: int, events: str) -> Picture:
    """The picture of an area: at how many of its hui a theme was raised."""
    if row["status"] != "shown":
        return nothing(say("fewer than {fewest} {events}", fewest=fewest, events=events))
    step = bisect_right(HUI_STEPS, row["raised"] / row["hui"])
    text, part = f"{row['raised']}/{row['hui']}", Amounts(row["raised"] / row["hui"], number=row["hui"])
    words = say("raised at {number} {events}", number=of_hui(row), events=events)
    return Picture(f"raised_{step + 1}", HUI_LEGEND[step][0], text, words, numbers=part)


def theme_picture(row: CellRow, threshold: int) -> Picture:
    """The picture of how often a theme is raised in one cell; only numbers where no codes correct it."""
    if row["validation"] != UNVALIDATED:
        return share_picture(row, threshold, THEME_SHARES)
    answered = row["answered"] or 0
    text = f"n {in_digits(answered)}" if answered >= threshold else ""
    words = say("{number} comments", number=about_words(row, "answered", threshold))
    words = f"{words}; {say(NOT_VALIDATED)}"
    told = Amounts(number=answered) if text else UNTOLD
    return Picture("unsaid", "" if text else UNSAID, text, words, numbers=told)


def _hui_areas(answer: Answer) -> dict[str, Picture]:
    rows, areas = comments_of(answer).at_hui, every_area(answer)
    if rows is None or not answer.choice.uses_codes:
        return dict.fromkeys(areas, nothing(say(WITHOUT_CODES)))
    fewest, group_of = answer.figures.release.policy.hui, answer.figures.region_groups.group_of
    events = answer.figures.engagement.words.events
    hui = {row["area"]: hui_picture(row, fewest, events) for row in rows.iter_rows(named=True)}
    home = {area: group_of(area) for area in areas}
    return {
        area: hui[area]
        if hui[area].text
        else lend(hui[home[area]], answer.names.area(home[area]), hui[area].words)
        for area in areas
    }


def _not_by_channel(answer: Answer) -> list[str]:
    """That themes are not told by channel, where there are events and closed questions."""
    settings = answer.figures.engagement
    is_asked = settings.has_events and bool(answer.figures.positions.questions)
    return [say(UNSPLIT_THEMES, events=settings.words.events)] if is_asked else []
