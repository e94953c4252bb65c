"""Facilitators' notes: texts written by hand, given to hui that they fit, coded with known noise."""

import re
import tomllib
from collections import Counter
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest

SYNTHETIC = Path(__file__).parents[2] / "data/your-say-2018/synthetic"
SOURCE = (SYNTHETIC / "hui_notes.toml").read_text(encoding="utf8")
TEXTS = tomllib.loads(SOURCE)["note"]
COMMENTS = tomllib.loads((SYNTHETIC / "comments.toml").read_text(encoding="utf8"))["comment"]
KEYS = {"id", "topic", "voice", "tone", "themes", "language", "text"}


@pytest.fixture(scope="module")
def each(notes) -> pl.DataFrame:
    """One row per note and theme."""
    return notes.with_columns(theme=pl.col("themes").str.split("|")).explode("theme")


@pytest.fixture(scope="module")
def meant(notes) -> pl.DataFrame:
    """Every note with what its writer meant."""
    written = pl.DataFrame(TEXTS, infer_schema_length=None).rename({"themes": "meant", "topic": "about"})
    return notes.with_columns(pl.col("themes").str.split("|")).join(written, on="text", how="left")


def runs(text):
    found = re.findall(r"[\w'’]+", text.casefold())
    return {tuple(found[start : start + 3]) for start in range(len(found) - 2)}


def test_the_file_says_that_every_text_is_synthetic():
    header = " ".join(SOURCE.split("[[note]]")[0].replace("#", " ").split())
    assert "SYNTHETIC" in header
    assert "no real person, provider or case is meant" in header


def test_a_text_has_its_keys_and_an_id_of_its_own():
    assert all(set(text) == KEYS for text in TEXTS)
    assert len({text["id"] for text in TEXTS}) == len(TEXTS)


def test_at_least_seventy_texts_of_which_none_is_a_near_copy_of_another_or_of_a_comment():
    assert len(TEXTS) >= 70
    noted = [runs(text["text"]) for text in TEXTS]
    said = [found for found in (runs(comment["text"]) for comment in COMMENTS) if len(found) > 5]
    pairs = [*combinations(noted, 2), *((note, comment) for note in noted for comment in said)]
    assert [one for one, other in pairs if len(one & other) / min(len(one), len(other)) >= 0.5] == []


def test_every_theme_is_noted_four_times_or_more_and_in_more_than_one_tone(folder):
    themes = folder.codebook["theme"].to_list()
    times = Counter(theme for text in TEXTS for theme in text["themes"])
    tones = {theme: {text["tone"] for text in TEXTS if theme in text["themes"]} for theme in themes}
    assert set(times) == set(themes)
    assert min(times.values()) >= 4
    assert [theme for theme in themes if tones[theme] != {"negative", "neutral", "positive"}] == []


def test_te_reo_maori_is_there_whole_with_its_letters_only_and_woven_in():
    languages = Counter(text["language"] for text in TEXTS)
    whole = [text["text"].casefold() for text in TEXTS if text["language"] == "mi"]
    assert set(languages) == {"en", "en-mi", "mi"}
    assert min(languages.values()) >= 8
    assert [text for text in whole if not re.search("[āēīōū]", text)] == []
    assert [text for text in whole if re.search("[bcdfjlqsvxyz]", text)] == []


def test_no_text_holds_what_could_identify_anybody():
    assert [text["id"] for text in TEXTS if re.search(r"\d{3,}|@|https?:", text["text"])] == []


def test_notes_are_of_nine_in_ten_held_hui_one_to_four_each(notes, held):
    sizes = notes.group_by("event_id").len()
    assert (held.height, sizes.height) == (83, 83 - 8)
    assert set(sizes["len"]) == {1, 2, 3, 4}
    assert sizes.join(held, on="event_id", how="anti").is_empty()
    assert notes.select("event_id", "text").is_unique().all()


def test_a_note_has_an_id_of_its_own_names_no_type_and_is_synthetic(notes):
    assert notes["note_id"].n_unique() == notes.height
    assert notes["stakeholder"].null_count() == notes.height
    assert notes["provenance"].unique().to_list() == ["synthetic"]


def test_a_note_fits_the_topic_of_its_hui_and_those_who_came(notes, meant, attendances):
    came = attendances.group_by("event_id", hui="topic").agg(roles=pl.col("stakeholder").unique())
    joined = meant.join(came, on="event_id", how="left")
    on_topic = ((pl.col("hui") == "both") | (pl.col("hui") == pl.col("topic"))) & (
        pl.col("topic") == pl.col("about")
    )
    of_them = (pl.col("voice").list.len() == 0) | (
        pl.col("voice").list.set_intersection("roles").list.len() > 0
    )
    assert joined.height == notes.height
    assert joined.filter(~(on_topic & of_them).fill_null(value=False)).is_empty()


def test_every_theme_is_raised_somewhere_and_no_other(each, folder):
    assert set(each["theme"]) == set(folder.codebook["theme"])


def test_trust_and_safety_are_raised_at_most_hui(each):
    raised = each.group_by("theme").agg(hui=pl.col("event_id").n_unique()).sort("hui", descending=True)
    assert set(raised["theme"].head(2)) == {"partnerships_and_trust", "safety_and_security"}


def test_about_fifteen_percent_of_notes_have_a_theme_that_was_not_meant(meant):
    strayed = pl.col("themes").list.set_difference("meant").list.len()
    assert set(meant.select(strayed).to_series()) == {0, 1}
    assert (meant["themes"].list.len() == meant["meant"].list.len()).all()
    # 178 notes: three standard deviations of a share of 0.15 are 3·√(0.15·0.85 / 178) = 0.080.
    assert meant.select((strayed > 0).mean()).item() == pytest.approx(0.15, abs=0.080)
