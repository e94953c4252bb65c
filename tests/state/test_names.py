import msgspec
import pytest

from wellbeing.state.choice import Choice
from wellbeing.state.names import period_words


def test_periods_are_read_as_months():
    assert period_words("2018-05/2018-06") == "May–June 2018"
    assert period_words("2018-07") == "July 2018"
    assert period_words("anything") == "anything"


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({}, ""),
        ({"area": "04"}, "Bay of Plenty"),
        (
            {"stakeholder": "service_user", "cut": "channel:paper"},
            "Service users · Paper survey",
        ),
        ({"cut": "campaign:own"}, "Own words, and each campaign once"),
        ({"area": "04", "cut": "campaign:copy"}, "Bay of Plenty · Further copies of a campaign"),
        ({"area": "04", "stakeholder": "provider"}, "Bay of Plenty · Providers"),
        ({"area": "04", "compare": "02:provider"}, "Auckland · Providers beside Bay of Plenty"),
        ({"area": "04", "compare": "04:"}, "Bay of Plenty"),
    ],
)
def test_a_selection_is_read_from_the_place_to_the_slice(figures, choice, words):
    assert figures.names.selection(Choice(**choice)) == words


def test_a_margin_goes_by_its_own_name(figures):
    assert figures.names.cell("04", "") == "Bay of Plenty"
    assert figures.names.cell("", "provider") == "Providers"


def test_names_are_made_once_for_a_release(figures):
    assert figures.names is figures.names


@pytest.mark.parametrize(
    ("area", "words"),
    [
        ("02", "in Auckland"),
        ("12", "on the West Coast"),
        ("02,12", "in Auckland and on the West Coast"),
        ("02,04", "in Auckland and Bay of Plenty"),
        ("", "in All regions"),
    ],
)
def test_where_something_is_is_said_as_the_engagement_says_it(figures, area, words):
    assert figures.names.within(area) == words


@pytest.mark.parametrize(
    ("called", "does"),
    [
        ({}, "support"),
        ({"support": "agree"}, "agree"),
        ({"support": "Agree"}, "answered “Agree”"),
        ({"support": "yes, soon"}, "answered “yes, soon”"),
        ({"support": "Quay Street"}, "answered “Quay Street”"),
    ],
)
def test_a_position_is_done_or_is_an_answer_that_is_quoted(figures, called, does):
    question = msgspec.structs.replace(figures.positions.questions[0], words=called)
    assert figures.names.does(question, "support") == does
    assert figures.names.does(question, "mixed").startswith("answered “")
