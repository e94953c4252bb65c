import pytest

from wellbeing.reports.progress import Progress


def test_the_last_week_has_heard_all(figures):
    lines = Progress(figures).lines("")
    assert lines["planned"][-1] == 2000
    assert lines["heard"][-1] == pytest.approx(1848)


def test_the_last_week_of_every_area_is_its_title(figures):
    groups = figures.cells("region").filter(area_kind="group")
    for area, count in groups.select("area", "count").iter_rows():
        assert Progress(figures).lines(area)["heard"][-1] == pytest.approx(count)


def test_a_region_s_weeks_are_those_of_its_group(figures):
    progress = Progress(figures)
    assert progress.lines("12") == progress.lines("top_of_the_south")
