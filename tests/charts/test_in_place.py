"""What is written on a chart stands there as it was given."""

import pytest

from wellbeing.charts.in_place import plain


@pytest.mark.parametrize("text", ["$$x^2$$", r"\(x\) and \[y\]", "$5 and $6", "a $$ b", r"\\(x\)", "$$$$"])
def test_nothing_that_is_written_is_taken_for_a_formula(text):
    written = plain(text)
    assert not any(delimiter in written for delimiter in ("$$", r"\[", r"\]", r"\(", r"\)"))
    assert written.replace("\N{WORD JOINER}", "") == text
