"""Measures that a page is served with are worked out apart: one that never ends, or ends all, is told in its place."""

from dataclasses import replace

import msgspec
import pytest

from wellbeing.reports.own.apart import load_apart
from wellbeing.reports.own.measure import forget_measure, own_shows
from wellbeing.reports.shows.own.working_out import worked_out
from wellbeing.sources.paths import SHIPPED
from wellbeing.state.figures import Figures

#: Seconds of a step: more than one that comes to its end takes.
SHORT = 5
HEAD = "import os, time\nimport wellbeing as wb\n"
MEASURE = '''
@wb.measure(title="{name} of mine", unit="contributions", needs="region")
def {name}(region):
    """What it is."""
    {body}
    return region.select("area", value="count")
'''


@pytest.fixture(autouse=True)
def forgotten():
    """No measure outlives its test."""
    yield
    for show in own_shows():
        forget_measure(show.id)


def shown(folder, release, limit=SHORT):
    """Id of each measure that is shown → what came of it."""
    load_apart(folder, release, limit)
    return {show.id: worked_out(show.measure, Figures(release)) for show in own_shows()}


def test_measures_say_the_same_apart_as_here(release, figures):
    found = shown(SHIPPED / "data/your-say-2018/measures", release, 60)
    assert len(found) == 3
    assert all(worked.numbers and not worked.error for worked in found.values())
    assert all(show.measure.explanation and show.measure.needs for show in own_shows())


@pytest.mark.slow
def test_what_never_ends_and_what_ends_all_is_told_in_its_place_and_the_others_are_there(tmp_path, release):
    bodies = {"first": "print(1)", "sleeping": "time.sleep(600)", "endless": "\n    while True: pass"}
    bodies |= {"ending": "os._exit(3)", "asking": "input()", "last": "pass"}
    written = [MEASURE.format(name=name, body=body) for name, body in bodies.items()]
    (tmp_path / "b.py").write_text(HEAD + "".join(written))
    (tmp_path / "a.py").write_text("while True: pass\n")
    found = shown(tmp_path, release)
    assert [*found] == ["own_a", *bodies]
    too_long = "It takes longer than 5 seconds, and was broken off."
    errors = {name: worked.error for name, worked in found.items()}
    assert [errors[name] for name in ("own_a", "sleeping", "endless")] == [too_long] * 3
    assert errors["ending"] == "Its process ended: exit code 3."
    assert errors["asking"].startswith("EOFError")
    assert [errors["first"], errors["last"]] == ["", ""]
    assert found["first"].numbers == found["last"].numbers != {}


def test_of_another_release_it_says_that_it_was_not_worked_out(tmp_path, release):
    (tmp_path / "a.py").write_text(HEAD + MEASURE.format(name="mine", body="pass"))
    assert shown(tmp_path, release, 60)["mine"].numbers
    (show,) = own_shows()
    other = msgspec.structs.replace(release.manifest, id="2018-08-31.09")
    figures = Figures(replace(release, manifest=other))
    assert "alone" in worked_out(show.measure, figures).error
