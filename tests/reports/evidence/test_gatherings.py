from wellbeing.reports.evidence.gatherings import Gatherings
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice


def gatherings(figures, **choice):
    return Gatherings(Answer(figures, Choice(**choice)))


def test_hui_are_listed_with_a_band_not_a_number(figures):
    hui = gatherings(figures, area="02").hui()
    assert hui[0]["place"] == "Manukau"
    assert all("(synthetic)" in row["place"] for row in hui[1:])
    assert {row["came"] for row in hui} <= {"0–9", "10–19", "20–39", "40 or more", ""}


def test_a_group_has_the_hui_of_its_regions(figures):
    of_group = gatherings(figures, area="bay_of_plenty_gisborne").hui()
    members = figures.region_groups.members_of("bay_of_plenty_gisborne")
    assert len(of_group) == sum(len(gatherings(figures, area=code).hui()) for code in members) > 0


def test_a_roster_is_listed_by_name_and_nobody_is_on_both_lists(figures):
    organisations = gatherings(figures, stakeholder="providers").organisations()
    assert organisations["heard"]
    assert organisations["invited and not heard"]
    assert not set(organisations["heard"]) & set(organisations["invited and not heard"])


def test_its_own_list_is_told_apart_from_known_bodies_and_counts_what_is_listed(figures):
    told = gatherings(figures, stakeholder="providers")
    each = {what: len(names) for what, names in told.organisations().items()}
    said = told.organisations_sentence()
    assert said.startswith("Of the organisations on the engagement’s own list that may be named: ")
    assert [what for what, number in each.items() if f"{number} {what}" not in said] == []
    assert gatherings(figures, stakeholder="service_user").organisations_sentence() == ""
