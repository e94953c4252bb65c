"""Markup, entities and invisible characters are no part of what a comment says."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.opinion.reading import values
from wellbeing.opinion.text.plain import plain_text

#: What people write, without what could be read as markup or an entity.
WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="<>&", exclude_categories=["C", "Z"]), min_size=1
)
SENTENCES = st.lists(st.one_of(st.sampled_from(["not", "good", "awful", "no", "staff"]), WORDS), max_size=8)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("They said it&#39;s &quot;awful&quot;", 'They said it\'s "awful"'),
        ("Tom &amp;amp; Jerry", "Tom & Jerry"),
        ("M&#257;ori &amp; wh&#x101;nau", "Māori & whānau"),
        ("<b>v</b>ery <em class='x'>good</em>", "very good"),
        ("&lt;p&gt;Slow&lt;/p&gt;", " Slow "),
        ("Great<br/>Awful", "Great Awful"),
        ("Good<script>var bad = 1</script><!-- awful -->", "Good  "),
        ("a\u200bgain, zero\xadwidth", "again, zerowidth"),
        ("half \ud83d emoji", "half  emoji"),
    ],
)
def test_what_was_not_written_goes(written, plain):
    assert plain_text(written) == plain


@pytest.mark.parametrize(
    "text", ["I <3 this", "R&D, Q&A", "a < b and b > c", "costs &pound 5", "", "Tēnā koutou", "2 << 3"]
)
def test_what_only_looks_like_markup_stays(text):
    assert plain_text(text) == text


@given(st.text())
def test_plain_text_is_plain(text):
    assert plain_text(plain_text(text)) == plain_text(text)


@given(SENTENCES, st.sampled_from(["p", "div", "span", "b", "li", "font color='red'"]))
def test_markup_never_changes_the_reading(words, tag):
    text = " ".join(words)
    closed = f"<{tag}>{html.escape(text)}</{tag.split()[0]}>&nbsp;"
    assert values([closed]) == values([text])
