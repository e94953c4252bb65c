"""Known bodies on the page: who was thought of, by name, and nothing made up of real bodies."""

from dataclasses import replace

import msgspec
import polars as pl
import pytest

from wellbeing.reports.evidence.bodies import Bodies
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures


def bodies(figures, **choice):
    return Bodies(Answer(figures, Choice(**choice)))


NOT_MADE_UP = (
    "Synthetic demonstration data: "
    "whether bodies of this list were invited or heard is not known here, and not made up."
)


def test_in_the_demonstration_nothing_is_made_up_of_real_bodies(figures):
    councils = bodies(figures, stakeholder="local_government")
    said = "78 known bodies: no invitation recorded for any of them."
    assert councils.sentence() == f"{said} {NOT_MADE_UP}"
    names = councils.lists()
    assert list(names) == ["with no invitation recorded"]
    assert "Auckland Council" in names["with no invitation recorded"]


def test_bodies_of_an_area_are_those_that_serve_it_and_a_group_has_each_once(figures):
    assert bodies(figures, area="16", stakeholder="dhb").lists()["with no invitation recorded"] == [
        "Nelson Marlborough District Health Board"
    ]
    top = bodies(figures, area="top_of_the_south", stakeholder="dhb")
    assert top.sentence().startswith(
        "2 known bodies:"
    )  # with the West Coast's; the other serves three regions


def test_sentence_and_released_counts_are_the_same_everywhere(figures):
    counts = figures.release.table("roster").filter(pl.col("known") > 0)
    assert counts.height > 100
    for row in counts.iter_rows(named=True):
        said = bodies(figures, area=row["area"], stakeholder=row["stakeholder"]).sentence()
        assert said.startswith(f"{row['known']} known bod")


def test_what_is_from_general_knowledge_is_marked(figures):
    names = bodies(figures, area="09", stakeholder="local_government").lists()["with no invitation recorded"]
    assert "Porirua City Council (assumed)" in names
    assert "Wellington City Council" in names


def test_sources_are_named_and_nothing_is_listed_while_nothing_is_chosen(figures):
    assert bodies(figures).lists() == {}
    assert bodies(figures).sources() == []
    assert bodies(figures).sentence().startswith("243 known bodies")
    assert len(bodies(figures, stakeholder="dhb").sources()) == 1


def test_a_type_without_a_roster_says_nothing(figures):
    assert bodies(figures, stakeholder="service_user").sentence() == ""


@pytest.fixture(scope="module")
def invited(release):
    """The same release, as if of the five bodies of the West Coast's councils and board some had come."""
    recorded = {
        "Buller District Council": (True, True),
        "Grey District Council": (True, False),
        "Westland District Council": (True, None),
    }
    table = release.table("bodies")
    at = [recorded.get(body, (False, None)) for body in table["body"]]
    changed = table.with_columns(
        invited=pl.Series([one for one, _ in at]), heard=pl.Series([one for _, one in at], dtype=pl.Boolean)
    )
    frames = {name: release.table(name) for name in release.tables} | {"bodies": changed}
    return Figures(
        replace(release, _frames=frames, engagement=msgspec.structs.replace(release.engagement, badge=""))
    )


def test_every_body_is_in_one_list(invited):
    coast = bodies(invited, area="12", stakeholder="local_government")
    assert coast.sentence() == (
        "4 known bodies: 1 heard, 1 invited and not heard, "
        "1 invited, and whether heard may not be told by name and 1 with no invitation recorded."
    )
    assert [*coast.lists().values()] == [
        ["Buller District Council"],
        ["Grey District Council"],
        ["Westland District Council"],
        ["West Coast Regional Council (assumed)"],
    ]
