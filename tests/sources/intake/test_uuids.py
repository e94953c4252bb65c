"""Ids made of names are UUIDs of version 5, the same on every machine; of values that are alike, one is changed."""

import hashlib
import uuid

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.sources.intake.mapping.distinct import changed_once
from wellbeing.sources.intake.uuids import as_uuids, fingerprints, passing_fingerprints

#: The UUID of "wellbeing" in the namespace of domain names.
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "wellbeing")


@given(st.lists(st.text(st.characters(codec="utf-8")), max_size=5))
def test_ids_are_those_of_the_standard_library(names):
    assert as_uuids(names).to_list() == [str(uuid.uuid5(NAMESPACE, name)) for name in names]


@given(st.lists(st.text(st.characters(codec="utf-8")), max_size=5))
def test_fingerprints_are_half_a_sha256_and_passing_ones_tell_as_much_apart(texts):
    said = pl.Series(texts, dtype=pl.String)
    assert fingerprints(said).to_list() == [hashlib.sha256(text.encode()).hexdigest()[:32] for text in texts]
    assert passing_fingerprints(said).n_unique() == len(set(texts))


@given(st.lists(st.sampled_from(["a", "bb", None, ""]), max_size=9))
def test_what_is_made_once_of_each_different_value_is_what_is_made_of_each(texts):
    values = pl.Series(texts, dtype=pl.String)
    made = changed_once(values, lambda some: pl.DataFrame({"size": some.str.len_bytes(), "again": some}))
    assert made.rows() == [(None if text is None else len(text), text) for text in texts]
