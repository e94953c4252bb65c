"""A cell by its name: the one that an analyst means, or those that it may be."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import wellbeing as wb
from wellbeing.notebook.opened import OpenedRelease, _opened


@pytest.fixture(scope="module")
def asked(release) -> OpenedRelease:
    return _opened(release)


@pytest.mark.parametrize(
    ("word", "cell"),
    [
        ("auckland", ("02", "")),
        ("AUCKLAND ", ("02", "")),
        ("hawke's bay", ("06", "")),
        ("manawatu-whanganui", ("08", "")),
        ("otago_southland", ("otago_southland", "")),
        ("providers", ("", "provider")),
        ("government", ("", "government")),
        (("auckland", ""), ("auckland", "")),
        ({"area": "auckland", "stakeholder": "providers"}, ("auckland", "providers")),
        (("", "NGOs and service providers"), ("", "provider")),
    ],
)
def test_a_word_means_the_member_and_a_pair_or_a_row_what_has_that_id(asked, word, cell):
    assert asked.cell(word) == cell


def test_every_id_and_every_name_that_is_known_names_a_cell(asked):
    known = asked.known().filter(pl.col("kind").is_in(["area", "stakeholder"]))
    for kind, word, name in known.select("kind", "word", "name").iter_rows():
        pair = (word, "") if kind == "area" else ("", word)
        assert asked.cell(pair) == pair
        assert asked._figures.names.cell(*asked.cell(name)) == asked._figures.names.cell(*pair)


def test_what_several_are_called_is_refused_with_each_as_it_can_be_asked_for(asked):
    names = asked.table("areas").with_columns(
        pl.when(area="otago_southland").then(pl.lit("Otago")).otherwise("name_en").alias("name_en")
    )
    twice = _opened(
        replace(asked, _frames={name: asked.table(name) for name in asked.tables} | {"areas": names})
    )
    with pytest.raises(wb.DataError) as refused:
        twice.explain("otago")
    assert "('14', '') (Otago), ('otago_southland', '') (Otago)" in str(refused.value)
    assert twice.cell(("otago_southland", "")) == ("otago_southland", "")
    assert twice.cell("14") == ("14", "")


@given(st.text(alphabet="~^|", min_size=1, max_size=12))
def test_any_other_word_is_refused_with_those_that_are_known(asked, word):
    with pytest.raises(wb.DataError, match=r"Known: '01' \(Northland\).*'provider'"):
        asked.cell(word)


@pytest.mark.parametrize("other", ["02", "auckland", ("02", ""), ("auckland", "")])
def test_a_cell_has_one_target(asked, other):
    with pytest.raises(wb.DataError, match="are both of Auckland"):
        asked.what_if(targets={"Auckland": 700, other: 800})


def test_a_rule_s_too_little_does_not_lie_above_its_too_much(asked):
    with pytest.raises(wb.DataError, match="lies above `over`"):
        asked.what_if(rule={"under": 0.9, "over": 0.85})


@pytest.mark.parametrize("call", ["explain", "cell"])
def test_a_row_without_names_is_refused_with_how_to_take_it_and_one_with_names_is_a_cell(asked, call):
    frame = asked.coverage(by="stakeholder")
    for row in (frame.row(3), list(frame.row(3)), frame.select("owner", "area", "stakeholder").row(3)):
        with pytest.raises(wb.DataError, match="without names") as refused:
            getattr(asked, call)(row)
        assert "`frame.row(3, named=True)`, or give both, such as ('01', 'service_user')." in str(
            refused.value
        )
    named = frame.row(3, named=True)
    assert asked.cell(named) == (named["area"], named["stakeholder"])
    assert asked.cell(frame.select("area", "stakeholder").row(3)) == asked.cell(named)
