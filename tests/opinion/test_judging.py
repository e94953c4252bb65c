"""Every comment is judged once: by its code, else by the best scorer that the codes allow."""

import datetime as dt
import re

import numpy as np
import polars as pl
import pytest

from wellbeing.model.tables import Codes
from wellbeing.opinion.judging import Terms, judge
from wellbeing.opinion.learning.fitting import fit_head, training_rows
from wellbeing.opinion.learning.head import LocalHead
from wellbeing.opinion.lexicon.scorer import LexiconScorer
from wellbeing.opinion.reading import values
from wellbeing.opinion.text.names import ProperNames
from wellbeing.record.comments.codes import standing_codes as codes_held
from wellbeing.record.comments.texts import comments as comments_held
from wellbeing.record.demonstration import fill_demonstration
from wellbeing.record.store.database import open_record
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.paths import ROOT

ASKED = {"why": "Why?"}
GOOD = ("The staff were kind and helpful", "A great service, I was well looked after", "I trust this office")
BAD = (
    "They lost my papers and were rude",
    "Waiting was terrible and nobody cared",
    "I fear misuse of my data",
)
FLAT = ("There is an office in the main street", "We met on a Tuesday in the hall", "The form has four pages")
WORDS = {"positive": GOOD, "negative": BAD, "neutral": FLAT}


def comments(texts):
    ids = [f"c{number:03}" for number in range(len(texts))]
    return pl.DataFrame({"contribution_id": ids, "question_id": "why", "text": texts})


def codes(rows, tones, themes=(), purpose="measure", reading=1):
    said = rows.select("contribution_id", "question_id").with_columns(
        reading=pl.lit(reading, pl.Int64),
        coder=pl.lit("A. Coder"),
        tone=pl.Series(tones, dtype=pl.String),
        themes=pl.lit(list(themes), pl.List(pl.String)),
        coded_on=pl.lit(dt.date(2020, 7, 1)),
        purpose=pl.lit(purpose),
        codebook_version=pl.lit("1"),
        provenance=pl.lit("tests"),
    )
    return Codes.validate(said, cast=True)


def in_batches(rows, size=1_000_000):
    return lambda: rows.sort("contribution_id", "question_id").iter_slices(size)


def judgement(rows, coded=None, themes=("taste",), scorer=None):
    known = Codes.create_empty() if coded is None else coded
    return judge(in_batches(rows), known, Terms(ASKED, "1", frozenset(themes), scorer or LocalHead()))


def agreement(found):
    """Pearson's r of scores and codes of the random sample."""
    return found.select(pl.corr("score", "code")).item()


class Lengths:
    """An embedder of one number."""

    id = "lengths-1"

    def embed(self, texts):
        return np.array([[len(text) / 100] for text in texts], dtype=np.float32)


@pytest.fixture(scope="module")
def many():
    """180 comments of three tones, each of its own words, and what they are."""
    tones = [tone for tone in WORDS for _ in range(60)]
    texts = [f"{WORDS[tone][n % 3]}, said number {n} of {n * 7}" for n, tone in enumerate(tones)]
    return comments(texts), tones


@pytest.fixture
def demonstration(tmp_path):
    """The shipped engagement's comments and codes, and the words of its questions."""
    folder = read_engagement(ROOT / "data/your-say-2018")
    with open_record(tmp_path, folder.engagement.id, make=True) as record:
        fill_demonstration(record, folder)
        asked = {question.id: question.en for question in folder.engagement.questions}
        return comments_held(record), codes_held(record), asked


def test_without_codes_the_lexicon_judges():
    found = judgement(comments(["I love this", "This is terrible", "n/a", "Ka nui te pai o tēnei mahi"]))
    assert found.source == "lexicon"
    assert found.comments["tone"].to_list() == ["positive", "negative", "no_answer", "not_scored"]
    assert found.comments["source"].to_list() == ["lexicon", "lexicon", None, None]
    assert found.comments["code"].null_count() == 4


def test_an_engagement_s_names_are_set_aside():
    rows = comments(["We met in Great Barrier", "Great"])
    terms = Terms(ASKED, "1", frozenset(), names=ProperNames(["Great Barrier"], {"great"}))
    assert judge(in_batches(rows), codes(rows.clear(), []), terms).comments["tone"].to_list() == [
        "neutral",
        "positive",
    ]


def test_a_code_comes_before_any_scorer_and_is_kept_apart():
    rows = comments(["I love this", "This is terrible"])
    found = judgement(rows, codes(rows.head(1), ["negative"], ["taste"])).comments
    assert found["tone"].to_list() == ["negative", "negative"]
    assert found["source"].to_list() == ["human", "lexicon"]
    assert found["code"].to_list() == [-1.0, None]
    assert found["score"][0] > 0
    assert found["themes"].to_list() == [["taste"], []]


def test_te_reo_that_a_person_coded_has_their_tone_and_no_score():
    rows = comments(["Ka nui te pai o tēnei mahi"])
    found = judgement(rows, codes(rows, ["positive"])).comments
    assert found.select("tone", "source", "score", "code").row(0) == ("positive", "human", None, 1.0)


def test_codes_that_were_to_teach_measure_nothing():
    rows = comments(["I love this"])
    found = judgement(rows, codes(rows, ["negative"], purpose="teach")).comments
    assert found.select("tone", "code").row(0) == ("negative", None)


def test_a_second_reading_is_no_code():
    rows = comments(["I love this"])
    found = judgement(rows, codes(rows, ["negative"], reading=2)).comments
    assert found.select("tone", "source", "code").row(0) == ("positive", "lexicon", None)


def test_themes_that_left_the_codebook_say_nothing():
    rows = comments(["I love this"])
    found = judgement(rows, codes(rows, ["positive"], ["taste", "smell"]), themes=("taste",)).comments
    assert found["themes"].to_list() == [["taste"]]


@pytest.mark.slow
def test_what_a_model_assigns_stands_beside_what_people_say(many):
    rows, tones = many
    themes = [["taste"] if tone == "positive" else ["smell"] for tone in tones]
    coded = codes(rows.head(150), tones[:150]).with_columns(themes=pl.Series(themes[:150]))
    teaching = coded.with_columns(
        purpose=pl.when(pl.int_range(150) < 140).then("purpose").otherwise(pl.lit("teach"))
    )
    found = judgement(rows, teaching, ("taste", "smell")).comments
    assert found["theme_codes"].null_count() == 40
    assert found["theme_codes"].head(140).to_list() == themes[:140]
    assert found["themes"].head(150).to_list() == themes[:150]
    assert (found["assigned"].list.len() > 0).all()


@pytest.mark.slow
def test_the_model_s_themes_of_coded_comments_have_not_seen_their_codes(many):
    rows, tones = many
    alone = rows.with_columns(
        text=pl.when(pl.int_range(pl.len()) == 0).then(pl.lit("Zzyzx")).otherwise("text")
    )
    themes = [["rare"], *(["taste"], ["smell"]) * 74, ["smell"]]
    coded = codes(alone.head(150), tones[:150]).with_columns(themes=pl.Series(themes))
    found = judgement(alone, coded, ("taste", "smell", "rare")).comments
    assert found["themes"][0].to_list() == ["rare"]
    assert "rare" not in found["assigned"][0].to_list()


def test_without_enough_codes_no_model_assigns():
    rows = comments(GOOD)
    found = judgement(rows, codes(rows.head(1), ["positive"], ["taste"])).comments
    assert found["assigned"].to_list() == [[], [], []]
    assert found["theme_codes"].to_list() == [["taste"], None, None]


@pytest.mark.slow
def test_from_a_hundred_codes_on_a_head_judges_the_others(many):
    rows, tones = many
    found = judgement(rows, codes(rows.head(150), tones[:150]))
    assert found.source == "model"
    uncoded = found.comments.tail(30)
    assert set(uncoded["source"]) == {"model"}
    assert (uncoded["tone"] == pl.Series(tones[150:])).mean() > 0.9


@pytest.mark.slow
def test_its_scores_of_coded_comments_have_not_seen_their_codes(many):
    rows, tones = many
    wrong = ["negative" if n == 0 else tone for n, tone in enumerate(tones)]
    found = judgement(rows, codes(rows, wrong)).comments
    assert found["code"][0] == -1
    assert found["score"][0] > 0
    assert agreement(found) > 0.9


@pytest.mark.slow
def test_a_head_that_agrees_less_than_the_lexicon_is_not_used(demonstration):
    rows, coded, asked = demonstration
    head = fit_head(
        training_rows(rows.with_columns(asked=pl.col("question_id").replace_strict(asked)), coded)
    )
    found = judge(in_batches(rows), coded, Terms(asked, "1", frozenset()))
    assert found.source == "lexicon"
    assert agreement(found.comments) > head.r


def test_a_scorer_that_is_asked_for_is_used_whatever_the_codes(many):
    rows, tones = many
    found = judgement(rows, codes(rows.head(150), tones[:150]), scorer=LexiconScorer())
    assert (found.scorer, found.source) == (LexiconScorer().id, "lexicon")
    assert found.comments["score"].to_list() == values(rows["text"].to_list(), ["Why?"] * rows.height)


@pytest.mark.slow
def test_a_head_that_is_asked_for_is_fitted_and_named_and_themes_use_its_embedder(many):
    rows, tones = many
    themes = [["taste"] if n % 2 else ["smell"] for n in range(150)]
    coded = codes(rows.head(150), tones[:150]).with_columns(themes=pl.Series(themes))
    scorer = LocalHead(Lengths(), "lengths-head")
    found = judgement(rows, coded, ("taste", "smell"), scorer)
    assert re.fullmatch(r"lengths-head-[0-9a-f]{12}", found.scorer)
    assert found.themes_by == "themes-by-words-lengths-1"
    assert judgement(rows, coded, ("taste", "smell")).themes_by == "themes-by-words"
    assert judgement(rows, coded.head(99), ("taste", "smell")).themes_by is None


def test_copies_from_three_are_a_campaign():
    letter = "We ask that no agency may share what we have told it with any other without asking us first"
    rows = comments([letter, f"{letter}!", f"Dear all. {letter}", "I love this"])
    assert judgement(rows).comments["campaign"].to_list() == [1, 1, 1, None]


class Folder(dict):
    """What was read, kept; it is killed by the batch after so many."""

    def __init__(self, most=1_000):
        super().__init__()
        self.most, self.told = most, []

    def put(self, name, rows):
        if len(self) == self.most:
            raise KeyboardInterrupt
        self.told.append(name)
        self[name] = rows


@pytest.mark.slow
def test_whoever_is_stopped_reads_one_batch_again_and_says_the_same(many):
    rows, tones = many
    themes = [["taste"] if tone == "positive" else ["smell"] for tone in tones]
    coded = codes(rows.head(150), tones[:150]).with_columns(themes=pl.Series(themes[:150]))
    terms = Terms(ASKED, "1", frozenset({"taste", "smell"}))
    whole = judge(in_batches(rows), coded, terms)
    kept = Folder(most=4)
    with pytest.raises(KeyboardInterrupt):
        judge(in_batches(rows, 25), coded, terms, kept=kept)
    kept.most, kept.told = 1_000, []
    done = []
    again = judge(in_batches(rows, 25), coded, terms, done.append, kept)
    assert (len(kept.told), len(kept), done[-1]) == (4, 8, rows.height)
    assert again.comments.equals(whole.comments)
    assert (again.scorer, again.themes_by) == (whole.scorer, whole.themes_by)


def test_what_was_read_of_other_words_or_by_another_reader_is_not_taken():
    rows, kept = comments([*GOOD, *BAD]), Folder()
    judge(in_batches(rows), Codes.create_empty(), Terms(ASKED, "1", frozenset()), kept=kept)
    changed = rows.with_columns(text=pl.col("text") + pl.lit("!"))
    judge(in_batches(changed), Codes.create_empty(), Terms(ASKED, "1", frozenset()), kept=kept)
    judge(in_batches(rows), Codes.create_empty(), Terms(ASKED, "1", frozenset(), Loud()), kept=kept)
    assert len(kept) == 3
    assert all(GOOD[0] not in repr(one.rows()) and "c000" not in repr(one.rows()) for one in kept.values())


class Loud(LexiconScorer):
    """Another reader."""

    def __init__(self):
        super().__init__()
        self.id = "loud-1"
