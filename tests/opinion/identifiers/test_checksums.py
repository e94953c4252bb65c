"""Check digits are those of the number's own authority."""

import pytest

from wellbeing.opinion.identifiers.checksums import passes


def test_spaces_and_hyphens_do_not_count():
    assert passes("health", "ZAC 5361")
    assert passes("nz.ird", "49-000-006")
    assert not passes("nz.ird", "49-000-007")


def test_a_check_that_nobody_wrote_is_a_mistake_in_the_rules():
    with pytest.raises(LookupError):
        passes("xx.nothing", "1")
