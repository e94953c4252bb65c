"""Raised at k of K hui: both are measured with noise; nothing is said of few hui."""

import dataclasses

import polars as pl
import pytest
from two_islands import true_tables

from wellbeing.model.policy import Policy
from wellbeing.release.estimate.hui import hui, hui_themes
from wellbeing.release.protect.grid import HUI_RAISED, HUI_TOLD

POLICY = Policy(tier="adviser", threshold=6)
HELD = pl.DataFrame({"area": ["N1"], "number": [8]})
COLUMNS = ("area", "area_kind", "theme", "figure", "estimate", "sd")


def noted(notes, comments=None):
    """True tables of which hui are noted so: event id → themes; and no comments, or these."""
    rows = [(event, theme) for event, themes in notes.items() for theme in themes or (None,)]
    true = true_tables()
    quiet = true.judged.comments.clear() if comments is None else comments
    return dataclasses.replace(
        true,
        notes=pl.DataFrame(rows, {"event_id": pl.String, "theme": pl.String}, orient="row"),
        judged=dataclasses.replace(true.judged, comments=quiet),
    )


def where(region):
    """Ids of the hui that were held in a region, in order."""
    return true_tables().events.filter(region=region, status="held")["event_id"].to_list()


@pytest.fixture
def counts(along):
    """A function of true tables: (area, figure) → hui."""

    def made(true):
        return {(row["area"], row["figure"]): row["n"] for row in hui(true, along).iter_rows(named=True)}

    return made


def test_it_counts_hui_not_notes(counts):
    one, *others = where("S1")
    found = counts(noted({one: ("taste", "taste")} | dict.fromkeys(others, ())))
    assert (found["S1", HUI_RAISED], found["S1", HUI_TOLD]) == (1, len(others) + 1)


def test_a_group_counts_the_hui_of_its_regions(counts):
    found = counts(noted(dict.fromkeys([*where("N1"), *where("N2")], ("taste",))))
    assert found["north_island", HUI_RAISED] == found["N1", HUI_RAISED] + found["N2", HUI_RAISED] == 4 + 4
    assert ("south_island", HUI_TOLD) not in found


def test_comments_of_those_who_came_are_of_their_hui(counts):
    true = true_tables()
    (event,) = where("S1")[:1]
    came = true.contributions.filter(event_id=event).select("contribution_id").collect()
    comments = true.judged.comments.join(came, on="contribution_id")
    raised = comments.with_columns(themes=pl.lit(["taste"]))
    found = counts(noted({}, raised))
    assert found == {
        (area, figure): 1 for area in ("S1", "south_island") for figure in (HUI_RAISED, HUI_TOLD)
    }


def test_a_hui_without_notes_or_comments_is_not_told_of(counts):
    assert counts(noted({})) == {}


def test_one_that_was_not_held_counts_nowhere(counts):
    assert counts(noted({"hui-99": ("taste",)})) == {}


def told(raised, of, sd=0.8):
    rows = [
        ("N1", "region", "", HUI_TOLD, of, 0.7),
        ("N1", "region", "taste", HUI_RAISED, raised, sd),
    ]
    (row,) = hui_themes(pl.DataFrame(rows, list(COLUMNS), orient="row"), HELD, POLICY).rows()
    return row[3:]


def test_five_hui_are_enough_to_say_something():
    assert told(2.2, 5.4) == ("shown", 2, 5, 0.8)


def test_of_fewer_nothing_is_said():
    assert told(2.2, 4.4) == ("few", None, None, 0.8)


@pytest.mark.parametrize(("raised", "shown"), [(-0.7, 0), (7.4, 6), (5.6, 6)])
def test_no_more_hui_raised_it_than_are_told_of_and_no_fewer_than_none(raised, shown):
    assert told(raised, 6.3)[1:3] == (shown, 6)


def test_every_region_group_and_theme_has_a_row(published):
    table = published["adviser"].tables["hui_themes"]
    areas = ["N1", "N2", "S1", "S2", "north_island", "south_island"]
    assert table.columns == ["area", "area_kind", "theme", "status", "raised", "hui", "sd"]
    assert table["area"].to_list() == areas
    assert set(table["theme"]) == {"taste"}


def test_numbers_of_hui_stray_by_about_one(measured):
    table = measured.tables["hui_themes"]
    # A group is the sum of two regions: three measurements of two numbers, √(2/3) each.
    assert table["sd"].to_list() == pytest.approx([round((2 / 3) ** 0.5, 4)] * table.height)
