"""Contributions counted by everything that a table may ask for: what says nothing, or something unknown."""

import dataclasses

import polars as pl
import pytest

from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.release.count.counts import counts
from wellbeing.release.count.grain import grain
from wellbeing.release.count.rows import tone_column

ONE = "res-water-0"


@pytest.fixture
def of_one(islands_true, along):
    """A function of what a single contribution says: its row of the grain."""

    def made(**said):
        rows = islands_true.contributions.filter(contribution_id=ONE).collect()
        one = rows.with_columns(pl.lit(value, rows.schema[name]).alias(name) for name, value in said.items())
        true = dataclasses.replace(islands_true, contributions=one.lazy())
        counted = grain(true, along)
        (row,) = counted.whole.collect().iter_rows(named=True)
        (answered,) = counted.answers["content"].collect().iter_rows(named=True)
        return {**row, **answered}

    return made


def test_it_has_one_row_for_all_that_say_the_same(islands_true, along):
    counted = grain(islands_true, along)
    on_topic = {one.id: (one.topic, "both") for one in along.settings.questions if one.topic != "both"}
    topics = islands_true.contributions.collect()["topic"]
    for name, lazy in {"": counted.whole, **counted.answers}.items():
        rows = lazy.collect()
        assert rows["n"].sum() == (topics.is_in(on_topic[name]).sum() if name in on_topic else 600)
        assert rows.select(pl.exclude("n")).is_unique().all()
        assert rows.height < 600


@pytest.mark.parametrize(("column", "name"), [("region", "region"), ("stakeholder", "type")])
@pytest.mark.parametrize("value", [None, "no such"])
def test_who_states_none_or_one_that_is_not_the_engagements_is_not_stated(of_one, column, name, value):
    assert of_one(**{column: value})[name] == NOT_STATED


def test_a_community_that_is_named_twice_counts_once(of_one):
    assert of_one(communities=["young", "old", "young"])["communities"] == "old|young"
    assert of_one(communities=[])["communities"] == ""


def test_a_week_begins_on_its_monday(of_one):
    row = of_one()
    assert row["week"].weekday() == 0
    assert row["period"].startswith("2020-")


def test_a_response_is_of_its_organisation_and_an_attendance_of_its_hui(of_one):
    assert of_one(organisation_id=None)["source"] is None
    assert of_one(organisation_id="org-3")["source"] == "organisation org-3"
    both = of_one(organisation_id="org-3", channel="hui", event_id="hui-01")
    assert (both["source"], both["organisation"]) == ("hui hui-01", "org-3")


def raised(islands_true, along, themes):
    """How often a theme is counted of one comment that has these."""
    comments = islands_true.judged.comments
    one = comments.filter(tone="neutral").head(1).with_columns(themes=pl.lit(themes, pl.List(pl.String)))
    judged = dataclasses.replace(islands_true.judged, comments=one)
    counted = grain(dataclasses.replace(islands_true, judged=judged), along)
    frames = pl.collect_all(list(counts(counted, along)))
    (whole,) = [frame for frame in frames if "theme" in frame.columns and "stakeholder" in frame.columns]
    found = whole.filter(area="", stakeholder="")
    return dict(found.select("theme", "n").iter_rows())


def test_a_comment_counts_once_for_each_theme_that_it_has(islands_true, along):
    assert raised(islands_true, along, ["taste", "smell"]) == {"taste": 1, "smell": 1}
    assert raised(islands_true, along, ["taste", "taste"]) == {"taste": 1}
    assert raised(islands_true, along, []) == {}


def test_who_made_no_comment_has_no_tone(islands_true, along):
    quiet = dataclasses.replace(islands_true.judged, comments=islands_true.judged.comments.clear())
    rows = grain(dataclasses.replace(islands_true, judged=quiet), along).answers["why"].collect()
    assert rows[tone_column("why")].null_count() == rows.height
