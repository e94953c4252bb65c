"""From how many hui and bodies opinions come, and how far from one: compared with counting by hand."""

import by_hand
import polars as pl
import pytest

from wellbeing.release.count.grain import Grain, grain
from wellbeing.release.count.sources import PARENT, sources

HUI, BODIES = ("a", "b", "c"), ("x", "y")


@pytest.fixture(scope="module")
def found(islands_true, along):
    return sources(grain(islands_true, along), along)


@pytest.mark.parametrize("question", ["content", "tap", "why"])
def test_sources_and_the_largest_are_those_counted_by_hand(found, islands_true, along, question):
    asked = next(one for one in along.settings.questions if one.id == question)
    rows = found.filter(question=question, channel="").select(*PARENT[:3], "sources", "largest").rows()
    expected = by_hand.sources(islands_true, along, asked)
    told = {row[:3]: row[3:] for row in rows}
    assert told == {parent: expected[parent] for parent in expected}
    assert len(told) == len(rows)


@pytest.mark.parametrize("channel", ["hui", "online", "paper"])
def test_so_they_are_of_what_was_said_in_one_channel(found, islands_true, along, channel):
    (asked,) = [one for one in along.closed if one.headline]
    rows = found.filter(question=asked.id, channel=channel).select(*PARENT[:3], "sources", "largest").rows()
    expected = by_hand.sources(islands_true, along, asked, channel)
    assert {row[:3]: row[3:] for row in rows} == expected
    assert len(rows) > len(along.regions)


def one_cell(along, *said):
    """(sources, largest) of everybody, for (hui, organisation, contributions) who all support."""
    columns = {"region": "N1", "type": "farmer", "communities": "", "channel": "online"}
    rows = pl.DataFrame(
        [
            (f"hui {hui}" if hui else f"organisation {body}" if body else None, body, n)
            for hui, body, n in said
        ],
        {"source": pl.String, "organisation": pl.String, "n": pl.Int64},
        orient="row",
    ).with_columns(pl.lit(value).alias(name) for name, value in columns.items())
    questions = {f"position:{asked.id}": "support" for asked in along.closed}
    comments = {f"tone:{asked.id}": None for asked in along.open}
    counted = rows.with_columns(pl.lit(v, pl.String).alias(k) for k, v in (questions | comments).items())
    whole = {"area": "", "stakeholder": "", "question": "content", "channel": ""}
    asked = {one.id: counted.lazy() for one in along.settings.questions}
    (row,) = sources(Grain(counted.lazy(), asked), along).filter(**whole).rows()
    return row[-2:]


def test_a_hui_is_one_source_and_each_response_one_of_its_own(along):
    assert one_cell(along, ("a", None, 4), ("b", None, 3), (None, None, 2)) == (1 + 1 + 2, 4)


def test_an_organisation_counts_over_all_the_hui_that_it_came_to(along):
    assert one_cell(along, ("a", "x", 3), ("b", "x", 3), ("c", None, 1)) == (3, 3 + 3)


def test_an_organisation_that_responded_is_one_source(along):
    assert one_cell(along, (None, "x", 8), (None, "y", 1)) == (2, 8)


def test_responses_alone_are_never_more_than_one_from_one_source(along):
    assert one_cell(along, (None, None, 7)) == (7, 1)


def test_where_nobody_answered_there_is_no_row(found, islands_true):
    everybody = found.filter(area="", stakeholder="", community="", channel="")
    assert everybody["question"].sort().to_list() == ["content", "tap", "why"]
    assert found["sources"].min() >= 1
