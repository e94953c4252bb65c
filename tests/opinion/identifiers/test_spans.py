"""Spans do not overlap, and are shown where they stand."""

import pytest

from wellbeing.opinion.identifiers.detection import detect_identifiers
from wellbeing.opinion.identifiers.spans import Identifier, bracket, sureness, without_overlaps


def test_of_two_marks_that_overlap_the_surer_stays_then_the_longer():
    short, long = Identifier(3, 5, "name", "likely"), Identifier(1, 6, "name", "likely")
    assert without_overlaps([short, long]) == [long]
    assert without_overlaps([long, Identifier(5, 9, "phone", "sure")]) == [Identifier(5, 9, "phone", "sure")]


def test_marks_are_shown_in_the_text():
    text = "Ask Hinemoa or hine@example.org"
    assert bracket(text, detect_identifiers([text])[0]) == "Ask «Hinemoa» or «hine@example.org»"


def test_a_sureness_that_does_not_exist_is_a_mistake_in_the_rules():
    with pytest.raises(ValueError, match="surely"):
        sureness("surely")
