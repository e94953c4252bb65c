"""The starting codebook: every theme that the comments carry, each with where it comes from."""

import tomllib

import polars as pl

from wellbeing.sources.paths import ROOT

COMMENTS = ROOT / "data/your-say-2018/synthetic/comments.toml"


def test_the_codebook_holds_exactly_the_themes_that_the_comments_carry(folder):
    written = tomllib.loads(COMMENTS.read_text(encoding="utf8"))["comment"]
    carried = {theme for comment in written for theme in comment["themes"]}
    assert set(folder.codebook["theme"]) == carried


def test_every_theme_says_what_it_takes_in_and_what_it_leaves_to_others(folder):
    told = folder.codebook.select("include", "exclude", "keywords")
    assert told.null_count().row(0) == (0, 0, 0)
    named = folder.codebook["exclude"].str.extract(r": (\w+)$")
    assert set(named) <= set(folder.codebook["theme"])


def test_a_theme_comes_from_a_cited_page_or_is_called_our_own_coding(folder):
    cited = pl.col("source").str.contains("https?://") | pl.col("source").str.contains("Our own coding")
    assert folder.codebook.filter(~cited).is_empty()
