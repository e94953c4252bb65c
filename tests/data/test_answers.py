"""Answers: the engagement's questions, comments written by hand, human codes with known noise."""

import tomllib
from pathlib import Path

import polars as pl
import pytest

from wellbeing.opinion.campaigns import Letters

COMMENTS = Path(__file__).parents[2] / "data/your-say-2018/synthetic/comments.toml"


@pytest.fixture(scope="module")
def texts() -> pl.DataFrame:
    return pl.DataFrame(
        tomllib.loads(COMMENTS.read_text(encoding="utf8"))["comment"], infer_schema_length=None
    )


@pytest.fixture(scope="module")
def comments(answers, texts) -> pl.DataFrame:
    """Every comment with what its writer meant."""
    meant = texts.rename({"question": "question_id", "tone": "meant_tone", "themes": "meant_themes"})
    written = answers.filter(pl.col("text").is_not_null()).drop("position")
    return written.join(meant, on=["question_id", "text"], how="left")


@pytest.fixture(scope="module")
def closed(folder, answers, contributions) -> pl.DataFrame:
    rows = answers.filter(pl.col("value").is_not_null())
    return rows.join(contributions, on="contribution_id")


def test_positions_are_what_the_engagement_says_of_each_option(folder, closed):
    said = {
        (question.id, option.value): option.position
        for question in folder.engagement.questions
        for option in question.options
    }
    found = closed.select("question_id", "value", "position").unique().rows()
    assert {(question, value): position for question, value, position in found} == said


def test_each_answer_belongs_to_a_question_asked_of_its_topic(folder, answers, contributions):
    topics = pl.DataFrame(
        [(question.id, question.topic) for question in folder.engagement.questions],
        schema=["question_id", "asked"],
        orient="row",
    )
    joined = answers.join(contributions, on="contribution_id", how="left").join(
        topics, on="question_id", how="left"
    )
    fits = (pl.col("asked") == "both") | (pl.col("asked") == pl.col("topic"))
    assert joined.filter(~fits.fill_null(value=False)).is_empty()


@pytest.mark.parametrize("question", ["trust", "clarity"])
def test_headline_questions_are_answered_by_nearly_all_responses_and_near_half_of_attendances(
    closed, question
):
    asked = closed.filter(pl.col("question_id") == question)
    at_hui = asked.filter(pl.col("channel") == "hui").height
    assert 0.94 * 801 < asked.height - at_hui < 801
    assert 0.40 * 1047 < at_hui < 0.50 * 1047


def test_comments_come_with_about_six_of_ten_responses(comments):
    assert 0.55 * 801 < comments.height < 0.65 * 801


def test_at_least_three_hundred_different_texts_are_used(comments):
    assert comments["text"].n_unique() >= 300


def test_a_text_is_used_once_unless_many_would_write_it_so(comments):
    used = comments.group_by("id", "kind").len()
    assert used.filter(~pl.col("kind").is_in(["non_answer", "one_word", "campaign"]))["len"].max() == 1
    assert used.filter(pl.col("kind") != "campaign")["len"].max() <= 3


@pytest.fixture(scope="module")
def campaign(truth) -> dict:
    (only,) = truth["campaigns"]
    return only


def test_the_campaign_is_every_text_of_its_letter_and_mostly_the_letter_as_circulated(
    comments, texts, campaign
):
    letter, *edited = texts.filter(pl.col("campaign") == campaign["letter"])["id"]
    sent = comments.filter(pl.col("contribution_id").is_in(campaign["contributions"]))
    assert set(sent["id"]) == {letter, *edited}
    assert sent.filter(pl.col("id") == letter).height > 36 / 3
    assert (
        comments.filter(pl.col("kind") == "campaign")["contribution_id"]
        .sort()
        .equals(sent["contribution_id"].sort())
    )


def test_the_campaign_was_sent_online_by_one_type_in_its_regions_within_days(campaign, contributions):
    senders = contributions.filter(pl.col("contribution_id").is_in(campaign["contributions"]))
    assert senders.height == len(campaign["contributions"]) == 36
    assert set(senders["region"]) == set(campaign["regions"])
    for column in ("channel", "topic", "stakeholder"):
        assert senders[column].cast(pl.String).unique().to_list() == [campaign[column]]
    assert (senders["received_on"].max() - senders["received_on"].min()).days <= 7


def test_senders_of_the_campaign_ticked_what_the_letter_says(campaign, comments, closed):
    senders = pl.col("contribution_id").is_in(campaign["contributions"])
    ticked = closed.filter(senders, pl.col("question_id") == "approach")
    assert ticked.height == 36
    assert set(ticked["position"].cast(pl.String)) == set(comments.filter(senders)["position"])


def test_the_campaign_is_found_and_nothing_else(campaign, comments):
    letters = Letters()
    letters.add(comments["text"].to_list(), comments["contribution_id"])
    found = comments.with_columns(letters.campaigns()).drop_nulls("campaign")
    assert found["campaign"].unique().to_list() == [1]
    assert set(found["contribution_id"]) == set(campaign["contributions"])


def test_a_comment_fits_the_role_and_the_closed_answer_of_its_writer(comments, closed):
    of = {"approach_comment": "approach", "data_comment": "policy"}
    said = closed.select("contribution_id", "stakeholder", "question_id", said="position")
    joined = comments.with_columns(pl.col("question_id").replace_strict(of)).join(
        said, on=["contribution_id", "question_id"], how="left"
    )
    fits = pl.col("stakeholder").is_in(pl.col("voice")) & (pl.col("said") == pl.col("position"))
    assert joined.filter(~fits.fill_null(value=False)).is_empty()


def test_a_response_is_in_te_reo_where_its_comment_is(comments, contributions):
    joined = comments.rename({"language": "written_in"}).join(contributions, on="contribution_id")
    in_te_reo = joined.filter(pl.col("written_in") == "mi")
    assert in_te_reo.height > 10
    assert in_te_reo["language"].unique().to_list() == ["mi"]
    assert (joined.filter(pl.col("written_in") != "mi")["language"] == "en").all()


def test_at_least_two_hundred_comments_are_coded_and_a_fifth_of_them_twice(codes, comments):
    each = codes.group_by("contribution_id", "question_id").agg(pl.col("coder").n_unique(), pl.len())
    assert each.height >= 200
    assert (each["len"] == 2).mean() == pytest.approx(1 / 5, abs=0.005)
    assert each["coder"].equals(each["len"])
    assert codes.join(comments, on=["contribution_id", "question_id"], how="anti").is_empty()
    assert codes["provenance"].unique().to_list() == ["synthetic codes"]


def test_codes_cover_every_region_type_and_question_that_has_a_comment(codes, comments, contributions):
    strata = ["region", "stakeholder", "question_id"]
    scored = comments.filter(pl.col("kind") != "non_answer").join(contributions, on="contribution_id")
    coded = codes.join(contributions, on="contribution_id").select(strata).unique()
    assert scored.select(strata).unique().join(coded, on=strata, how="anti", nulls_equal=True).is_empty()


def test_about_fifteen_percent_of_codes_differ_from_what_the_writer_meant(codes, comments, truth):
    joined = codes.join(comments, on=["contribution_id", "question_id"], suffix="_meant")
    assert truth["code_noise"] == 0.15
    # 264 codes: three standard deviations of a share of 0.15 are 3·√(0.15·0.85 / 264) = 0.066.
    assert (joined["tone"] != joined["meant_tone"]).mean() == pytest.approx(0.15, abs=0.066)


def test_codes_name_only_themes_of_the_codebook(codes, folder):
    named = set(codes["themes"].drop_nulls().str.split("|").explode()) - {""}
    assert named
    assert named <= set(folder.codebook["theme"])


def share_in_favour(rows):
    return (rows["position"].cast(pl.String) == "support").mean()


def test_planted_differences_of_opinion_show(closed, truth):
    """Where at least 60 answered, a planted log odds of 0.5 or more moves the share in its direction."""
    big = [planted for planted in truth["differences"] if abs(planted["log_odds"]) >= 0.5]
    for planted in big:
        asked = closed.filter(pl.col("question_id") == planted["question"])
        there = pl.col(planted["kind"]) == planted["id"]
        inside, outside = asked.filter(there), asked.filter(~there)
        if inside.height >= 60:
            moved = share_in_favour(inside) - share_in_favour(outside)
            assert moved * planted["log_odds"] > 0, planted
