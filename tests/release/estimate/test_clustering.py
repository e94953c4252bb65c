import dataclasses

import polars as pl
import pytest

from wellbeing.opinion.comments import no_judgements
from wellbeing.release.estimate.clustering import clustering, design_effects


@pytest.fixture
def at(islands_true):
    """A function of hui (each the types of those who came): true tables without campaigns."""

    def made(*hui):
        types = [(f"hui-{number}", one) for number, came in enumerate(hui) for one in came]
        people = islands_true.contributions.filter(pl.col("channel").cast(pl.String) == "hui").collect()
        came = people.head(len(types)).with_columns(
            event_id=pl.Series([event for event, _ in types]),
            stakeholder=pl.Series([one for _, one in types], dtype=pl.String),
        )
        heard = dataclasses.replace(islands_true.judged, comments=no_judgements())
        return dataclasses.replace(islands_true, contributions=came.lazy(), judged=heard)

    return made


def phi(settings, true):
    return {(channel, together): size for channel, together, size in clustering(settings, true).rows()}


def test_every_closed_question_has_one_rounded_figure(islands, islands_true):
    found = design_effects(islands.engagement, islands_true)
    closed = sorted(question.id for question in islands.engagement.questions if question.closed)
    assert found["question"].to_list() == closed
    assert found.columns == ["question", "deff", "basis"]
    assert (found["deff"] == found["deff"].round(1)).all()
    assert (found["deff"] >= 1).all()


def test_a_hui_is_as_large_as_the_part_of_it_that_a_cell_holds(islands, at):
    groups = {group.id: group.members for group in islands.engagement.stakeholder_groups}
    assert groups == {"primary": ("farmer", "fisher"), "public_service": ("teacher",)}
    ten = at(
        *[["farmer"] * 3 + ["fisher"] * 2 + ["teacher"]] * 9, ["farmer"] * 7 + ["fisher"] * 5 + [None] * 2
    )
    found = phi(islands.engagement, ten)
    # 54 came to nine hui of 6 and 14 to one: (9·6² + 14²) / 68
    assert found["hui", "area"] == round(520 / 68, 1)
    # by group 5 and 1 of each of the nine; 12, and the two who state none
    assert found["hui", "stakeholder_group"] == round((9 * (25 + 1) + 144 + 4) / 68, 1)
    assert found["hui", "stakeholder"] == round((9 * (9 + 4 + 1) + 49 + 25 + 4) / 68, 1)


def test_a_response_came_alone(islands, islands_true):
    found = phi(islands.engagement, islands_true)
    assert len(found) == 9
    assert {size for (channel, _), size in found.items() if channel != "hui"} == {1.0}


def test_sizes_of_fewer_than_ten_hui_are_told_coarsely(islands, at):
    found = phi(islands.engagement, at(["farmer"] * 11 + ["fisher"] * 2))
    assert found["hui", "area"] == 15  # 13 came
    assert found["hui", "stakeholder"] == 10  # (11² + 2²) / 13 = 9.6


def test_further_copies_of_a_campaign_are_left_out(islands, islands_true, at):
    ten = at(*[["farmer"] * 6] * 10)
    ids = ten.contributions.collect()["contribution_id"]
    letter = islands_true.judged.comments.head(4).with_columns(contribution_id=ids[:4], campaign=1)
    found = phi(
        islands.engagement,
        dataclasses.replace(ten, judged=dataclasses.replace(ten.judged, comments=letter)),
    )
    assert found["hui", "area"] == round((9 * 36 + 9) / 57, 1)  # the first of four, and two others
