"""The closed section: it is worked out when somebody opens it, and follows the yardstick alone."""

from wellbeing.reports.shows.registry import explorer_of
from wellbeing.reports.where_next import NextReport
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.views.sections.where_next import NOT_OF_A_SLICE, NextEvents


def test_closed_it_says_its_head_alone_and_opened_its_point_and_tables(release, figures):
    part = NextEvents(explorer_of(release, figures))
    assert part.markup.shown.count("<summary>") == 1
    assert "<table" not in part.markup.html
    part.markup.hear({"unfold": NextEvents.section})
    report = NextReport(Answer(figures, Choice()))
    assert all(sentence in part.markup.shown for sentence in report.sentences())
    assert part.markup.shown.count("<table") == 2
    assert part.markup.shown.count('<th scope="row">') == len(report.events()) + len(report.cells())


def test_it_stays_as_it_is_unless_the_yardstick_changes(release, figures):
    explorer = explorer_of(release, figures)
    part = NextEvents(explorer)
    part.markup.hear({"unfold": NextEvents.section})
    before = part.markup.html
    explorer.filters.choose({"area": "02", "stakeholder": "dhb"})
    assert part.markup.html == before
    explorer.filters.choose({"cut": "channel:hui"})  # which it says that it leaves
    note = f'<p class="quiet">{NOT_OF_A_SLICE}</p>'
    assert part.markup.html.replace(note, "") == before
    assert note in part.markup.html
    explorer.filters.choose({"benchmark": "need"})
    assert part.markup.html != before
