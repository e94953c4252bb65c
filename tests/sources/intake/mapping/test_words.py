"""A foreign word is ours by a person's mend, the profile's map or the vocabulary, in this order; or a question."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.model.errors import DataError
from wellbeing.model.profile import Column, Several
from wellbeing.sources.intake.mapping.words import Words
from wellbeing.sources.names.vocabulary import Vocabulary, meanings
from wellbeing.sources.reading.batch import ROW

FRUIT = Vocabulary(
    "fruit",
    meanings([("apple", ["apple", "āporo"]), ("pear", ["pear"])]),
    {"apple": "Apple", "pear": "Pear"},
)


def cells(*texts, heading="Fruit"):
    return pl.DataFrame({ROW: range(2, 2 + len(texts)), heading: texts}, {ROW: pl.Int64, heading: pl.String})


def words(mends=None, **column):
    return Words("fruit", Column(columns=("Fruit",), **column), FRUIT, mends or {})


def test_spellings_of_the_vocabulary_are_understood_and_others_are_problems():
    resolved = words().resolve(cells("Apple", "APORO", "aple", None))
    assert resolved.values.to_list() == ["apple", "apple", None, None]
    (problem,) = resolved.problems.rows(named=True)
    assert (problem[ROW], problem["value"], problem["suggestion"]) == (4, "aple", "Apple")


@given(
    st.lists(st.sampled_from(["Apple", "apple", "PEAR", "aple", "stone", "", None]), max_size=8),
    st.booleans(),
)
def test_cells_mean_together_what_each_means_alone(texts, required):
    kept = [text or None for text in texts]
    together = words(required=required).resolve(cells(*kept))
    alone = [words(required=required).resolve(cells(text)) for text in kept]
    assert together.values.to_list() == [one.values.item() for one in alone]
    problems = [one.problems.with_columns(pl.lit(row).alias(ROW)) for row, one in enumerate(alone, 2)]
    assert together.problems.rows() == [row for one in problems for row in one.rows()]


def test_a_mend_is_stronger_than_the_profile_and_the_profile_than_the_vocabulary():
    assert words(values={"apple": "pear"}).resolve(cells("apple")).values.to_list() == ["pear"]
    mended = words({"apple": "apple"}, values={"apple": "pear"})
    assert mended.resolve(cells("apple")).values.to_list() == ["apple"]


def test_a_constant_stands_for_rows_that_say_nothing_and_a_required_word_is_asked_for():
    assert words(constant="pear").resolve(cells(None)).values.to_list() == ["pear"]
    assert words(required=True).resolve(cells(None)).problems["reason"].to_list() == ["says no fruit"]


def test_what_is_unknown_becomes_the_profiles_word_for_all_others():
    assert words(otherwise="pear").resolve(cells("brick")).values.to_list() == ["pear"]


def test_several_words_come_from_parted_cells_and_ticked_boxes():
    column = Several(columns=("Fruit",), split=";", flags={"Pear?": "pear"})
    rows = cells("apple; pear", None).with_columns(pl.Series("Pear?", [None, "yes"]))
    resolved = Words("fruit", column, FRUIT).resolve_several(rows)
    assert resolved.values.to_list() == [["apple", "pear"], ["pear"]]


def test_a_box_that_is_neither_ticked_nor_not_is_a_problem():
    column = Several(flags={"Pear?": "pear"})
    resolved = Words("fruit", column, FRUIT).resolve_several(cells("perhaps", "no", heading="Pear?"))
    assert resolved.problems["value"].to_list() == ["perhaps"]
    assert resolved.values.to_list() == [[], []]


def test_a_profile_that_maps_to_no_word_of_ours_or_one_word_to_two_is_refused():
    with pytest.raises(DataError, match="The profile says 'stone' for fruit"):
        words(values={"apple": "stone"}).check()
    with pytest.raises(DataError, match="two meanings"):
        words(values={"apple": "apple", "APPLE": "pear"}).check()
