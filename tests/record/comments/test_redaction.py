"""Words of a comment with gaps are found in it; words that say something else are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.record.comments.redaction import GAP, locate_words, normalise_words

TEXT = "I was unhappy with Hinemoa at the office.\nNobody called me back, ever."


@pytest.mark.parametrize(
    ("quote", "lies_in"),
    [
        (TEXT, TEXT),
        ("Nobody called me back", "Nobody called me back"),
        ("I was unhappy with […] at the office.", "I was unhappy with Hinemoa at the office."),
        ("unhappy with [...] the   office. Nobody", "unhappy with Hinemoa at the office.\nNobody"),
        ("[…] Nobody called […]", "Nobody called"),
    ],
)
def test_words_with_gaps_are_found_in_the_comment(quote, lies_in):
    start, end = locate_words(quote, TEXT)
    assert TEXT[start:end] == lies_in


@pytest.mark.parametrize(
    "quote",
    [
        "I was happy with […] at the office.",  # a word of another meaning
        "I was […]happy with Hinemoa",  # half a word
        "Nobody called me back. I was unhappy",  # another order
        "I was unhappy at the office.",  # a gap that is not shown
        "I was [name] unhappy",
        "I […] was unhappy",  # a gap where nothing was taken out
        "[…]",
        "",
    ],
)
def test_words_that_say_something_else_are_not(quote):
    assert locate_words(quote, TEXT) is None


@given(st.lists(st.text("aāb ", min_size=1), min_size=1, max_size=6), st.data())
def test_taking_out_any_words_leaves_a_redaction(parts, data):
    written = " ".join(parts).split()
    kept = [data.draw(st.booleans()) for _ in written]
    left = " ".join(word if keep else GAP for word, keep in zip(written, kept, strict=True))
    one_gap = normalise_words(left).replace(f"{GAP} {GAP}", GAP)
    while f"{GAP} {GAP}" in one_gap:
        one_gap = one_gap.replace(f"{GAP} {GAP}", GAP)
    assert (locate_words(one_gap, " ".join(parts)) is not None) == any(kept)
