"""The chart of weeks shows what its title names."""

import pytest

from wellbeing.reports.progress import Progress
from wellbeing.reports.shows.registry import explorer_of
from wellbeing.views.parts.over_time import OverTime


@pytest.mark.slow
def test_every_line_is_the_chosen_areas_to_its_end(figures):
    explorer = explorer_of(figures.release, figures)
    part = OverTime(explorer)
    part._words.opened = ["weeks"]
    part.__panel__().get_root()
    progress = Progress(figures)
    for area in ("", "03", "wellington"):
        explorer.filters.choose({"area": area})
        drawn = {name: list(columns["heard"]) for name, columns in part._chart.layers.items()}
        assert drawn == progress.steps(area)
        highest = max(max(values) for values in drawn.values())
        assert highest < part._chart.spans["y"][1] < 1.2 * highest
        assert all(f'"name": "{name}"' in part._chart.drawing for name in drawn)


@pytest.mark.slow
def test_what_weeks_do_not_follow_is_named_as_not_followed(figures):
    explorer = explorer_of(figures.release, figures)
    part = OverTime(explorer)
    part._words.opened = ["weeks"]
    part.__panel__().get_root()
    assert "Weeks are told of all" not in part._words.html
    explorer.filters.choose({"stakeholder": "service_user", "cut": "channel:paper"})
    assert "not of “Service users · Paper survey” alone" in part._words.html
    explorer.filters.choose({"stakeholder": "", "cut": ""})
    assert "Weeks are told of all" not in part._words.html
