"""The demonstration's comments keep the variety that the opinion layer is shown and tested with."""

import csv
import re
import tomllib
from collections import Counter
from itertools import combinations
from pathlib import Path
from statistics import median

import pytest

FOLDER = Path(__file__).parents[2] / "data" / "your-say-2018"
SOURCE = (FOLDER / "synthetic" / "comments.toml").read_text(encoding="utf-8")
ENGAGEMENT = tomllib.loads((FOLDER / "engagement.toml").read_text(encoding="utf-8"))
COMMENTS = tomllib.loads(SOURCE)["comment"]
OWN = [comment for comment in COMMENTS if comment["kind"] != "campaign"]
with (FOLDER / "codebook.csv").open(encoding="utf-8", newline="") as rows:
    THEMES = {row["theme"] for row in csv.DictReader(rows)}
ROLES = {role["id"] for role in ENGAGEMENT["stakeholders"]}
TOPIC_OF = {question["id"]: question["topic"] for question in ENGAGEMENT["questions"]}

POSITIONS = {"support", "support_with_conditions", "mixed", "oppose", "unclear"}
TONES = {"negative", "neutral", "positive"}
LANGUAGES = {"en", "mi", "en-mi"}
KINDS = {"comment", "non_answer", "one_word", "campaign"}
KEYS = {"id", "topic", "question", "voice", "position", "tone", "themes", "language", "kind", "text"}


def plain(text):
    return re.sub(r"\s+", " ", text.casefold()).strip()


def words(text):
    return re.findall(r"[\w'’]+", text.casefold())


def shingles(text):
    found = words(text)
    return {tuple(found[start : start + 3]) for start in range(len(found) - 2)}


def containment(one, other):
    """Share of the shorter text's three-word runs that the other holds too."""
    return len(one & other) / min(len(one), len(other))


def counted(key):
    return Counter(comment[key] for comment in OWN)


def letters():
    found = {}
    for comment in COMMENTS:
        if comment["kind"] == "campaign":
            found.setdefault(comment["campaign"], []).append(comment)
    return found


def test_the_file_says_that_every_text_is_synthetic():
    header = plain(SOURCE.split("[[comment]]")[0].replace("#", " "))
    assert "synthetic" in header
    assert "no real person, provider or case is meant" in header
    assert "none is from a real contributor" in header


def test_ids_are_unique_and_name_their_topic():
    ids = [comment["id"] for comment in COMMENTS]
    prefix = {"inv": "investing_for_social_wellbeing", "data": "data_protection_and_use"}
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"(inv|data)-\d{3}", one) for one in ids)
    assert all(prefix[comment["id"].split("-")[0]] == comment["topic"] for comment in COMMENTS)


def test_no_text_is_given_twice():
    assert [text for text, times in Counter(plain(c["text"]) for c in COMMENTS).items() if times > 1] == []


def test_at_least_340_texts_are_no_campaign():
    assert len(OWN) >= 340


@pytest.mark.parametrize(
    ("key", "allowed"), [("position", POSITIONS), ("tone", TONES), ("language", LANGUAGES), ("kind", KINDS)]
)
def test_a_code_is_one_of_its_vocabulary(key, allowed):
    assert {comment[key] for comment in COMMENTS} == allowed


@pytest.mark.parametrize(("key", "allowed"), [("themes", THEMES), ("voice", ROLES)])
def test_themes_and_voices_are_all_used_and_none_is_unknown(key, allowed):
    assert {value for comment in COMMENTS for value in comment[key]} == allowed


def test_a_comment_has_a_voice_at_most_three_themes_and_nothing_twice():
    assert [c["id"] for c in COMMENTS if not c["voice"] or len(set(c["voice"])) != len(c["voice"])] == []
    assert [
        c["id"] for c in COMMENTS if len(c["themes"]) > 3 or len(set(c["themes"])) != len(c["themes"])
    ] == []


def test_only_a_campaign_letter_has_a_key_more():
    for comment in COMMENTS:
        assert set(comment) == KEYS | ({"campaign"} if comment["kind"] == "campaign" else set())


def test_a_question_belongs_to_the_topic_that_the_engagement_gives_it():
    assert all(TOPIC_OF[comment["question"]] == comment["topic"] for comment in COMMENTS)


def test_about_six_in_ten_texts_are_on_investing():
    assert 0.55 <= counted("topic")["investing_for_social_wellbeing"] / len(OWN) <= 0.65


def test_every_role_has_25_texts_that_fit_it():
    heard = Counter(role for comment in OWN for role in comment["voice"])
    assert {role: heard[role] for role in ROLES if heard[role] < 25} == {}


def test_every_position_and_tone_is_common_enough_to_be_learned():
    positions, tones = counted("position"), counted("tone")
    assert {name: positions[name] for name in POSITIONS - {"unclear"} if positions[name] < 40} == {}
    assert positions["unclear"] >= 20
    assert {name: tones[name] for name in TONES if tones[name] < 80} == {}


def test_tone_is_not_position():
    pairs = Counter((comment["position"], comment["tone"]) for comment in OWN)
    assert pairs["oppose", "neutral"] + pairs["oppose", "positive"] >= 25
    assert pairs["support", "negative"] + pairs["support_with_conditions", "negative"] >= 40


def test_lengths_run_from_one_word_to_over_a_hundred():
    lengths = [len(comment["text"].split()) for comment in OWN]
    assert min(lengths) == 1
    assert 100 <= max(lengths) <= 130
    assert 20 <= median(lengths) <= 30


def test_te_reo_maori_is_there_whole_and_woven_in():
    languages = counted("language")
    assert languages["mi"] >= 15
    assert languages["en-mi"] >= 30


def test_comments_in_te_reo_maori_have_macrons_and_only_its_letters():
    texts = [c["text"].casefold() for c in OWN if c["language"] == "mi" and c["kind"] == "comment"]
    assert [text for text in texts if not re.search("[āēīōū]", text)] == []
    assert [text for text in texts if re.search("[bcdfjlqsvxyz]", text)] == []


def test_non_answers_and_short_answers_are_kept_apart():
    kinds = counted("kind")
    assert kinds["non_answer"] >= 12
    assert kinds["one_word"] >= 12
    assert all(len(c["text"].split()) <= 2 for c in OWN if c["kind"] == "one_word")
    assert all(c["themes"] == [] and c["tone"] == "neutral" for c in OWN if c["kind"] == "non_answer")


def test_two_campaigns_are_a_letter_and_eight_near_copies_each():
    assert [len(copies) for copies in letters().values()] == [9, 9]
    for letter, *copies in letters().values():
        assert 40 <= len(letter["text"].split()) <= 80
        assert all(containment(shingles(letter["text"]), shingles(c["text"])) >= 0.5 for c in copies)


def test_nothing_outside_the_campaigns_is_a_near_copy():
    runs = {c["id"]: shingles(c["text"]) for c in OWN if len(words(c["text"])) >= 8}
    alike = [(a, b) for a, b in combinations(runs, 2) if containment(runs[a], runs[b]) >= 0.5]
    assert alike == []


def test_no_text_holds_what_could_identify_anybody():
    found = [c["id"] for c in COMMENTS if re.search(r"\d{5,}|@|https?:|\b[A-Z]{3}\d{4}\b", c["text"])]
    assert found == []
