"""Ids made of names are UUIDs of version 5, the same on every machine."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.sources.intake.uuids import as_uuids

#: The UUID of "wellbeing" in the namespace of domain names.
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "wellbeing")


@given(st.lists(st.text(st.characters(codec="utf-8")), max_size=5))
def test_ids_are_those_of_the_standard_library(names):
    assert as_uuids(names).to_list() == [str(uuid.uuid5(NAMESPACE, name)) for name in names]
