"""Figures that are public already are called by their labels, or by words: never by an id."""

import re

import pytest

from wellbeing.reports.words.public_figures import figure_name


@pytest.mark.parametrize("has_labels", [True, False])
def test_no_public_figure_is_called_by_its_id(figures, has_labels):
    rows = figures.release.table("published")
    told = [
        figure_name(row, figures.engagement, figures.names)
        for row in (rows if has_labels else rows.drop("label", strict=False)).iter_rows(named=True)
    ]
    assert [one for one in told if re.search(r"_|\w\.\w|^[a-zāēīōū]|\b\d\d\b(?! June)", one)] == []
    assert len(set(told)) == len(told) > 80


@pytest.mark.parametrize(
    ("figure", "name"),
    [
        ("responses.data_protection_and_use", "Responses: Data protection and use"),
        ("population.13", "Population: Canterbury"),
        ("context.ethnicity.maori", "Context: ethnicity, Māori"),
        ("letters_sent", "Letters sent"),
    ],
)
def test_parts_of_an_id_that_have_names_are_called_by_them(figures, figure, name):
    assert figure_name({"figure": figure, "label": None}, figures.engagement, figures.names) == name
