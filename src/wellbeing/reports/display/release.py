"""A release and its engagement in a notebook: whose figures, of what, how protected, in which states."""

from typing import Final

from markupsafe import Markup

from wellbeing.language import day, in_digits, message, say
from wellbeing.model.engagement import Engagement
from wellbeing.reports.display.frame import state_html
from wellbeing.reports.display.markup import badge, heading, join, line_html, table_html
from wellbeing.reports.words.cells import upper_first
from wellbeing.reports.words.protection import small_print
from wellbeing.state.figures import Figures
from wellbeing.state.names import curly

_TIERS: Final = {"analyst": message("analyst"), "adviser": message("adviser"), "public": message("public")}


def release_html(figures: Figures) -> Markup:
    """What it is, how many cells are in each state, and what it can be asked for."""
    release, words = figures.release, figures.names.words
    made = release.manifest
    facts = [
        (
            say("Release"),
            say(
                "{release}, tier {tier}, approved by {approver}",
                release=release.id,
                tier=say(_TIERS.get(made.tier, made.tier)),
                approver=made.approver,
            ),
        ),
        (say("Data"), release.engagement.provenance),
        (say("Counted"), say("about {number} contributions", number=in_digits(figures.contributions()))),
        (say("Compared with"), ", ".join(f"{name} ({one})" for one, name in figures.benchmark_names.items())),
        (say("Protection"), small_print(release)),
        (say("Tables"), Markup("{}: <code>release.table(…)</code>").format(len(release.tables))),
    ]
    states = [(state_html(state), in_digits(number)) for state, number in figures.states.items() if number]
    return join(
        [
            engagement_html(release.engagement),
            table_html(("", ""), [(name, text) for name, text in facts if text]),
            heading(
                say(
                    "{region} × {type}, by the default benchmark",
                    region=upper_first(words.region),
                    type=words.type,
                )
            ),
            table_html((say("State"), say("Cells")), states, right=[1]),
        ]
    )


def engagement_html(engagement: Engagement) -> Markup:
    """Title, who asks, when, what for, and what was asked."""
    dates = f"{day(engagement.starts_on, year=False)} – {day(engagement.ends_on)}"
    asked = [(one.id, one.label, one.en) for one in engagement.questions]
    return join(
        [
            heading(engagement.en),
            line_html(f"{engagement.agency}, {dates}"),
            badge(engagement.badge),
            line_html(curly(engagement.care.purpose)),
            table_html((say("question"), say("label"), say("asked")), asked) if asked else Markup(""),
        ]
    )
