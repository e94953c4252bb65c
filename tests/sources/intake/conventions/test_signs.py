"""The sign of votes is proved by authors' votes on their own statements, or confirmed; else no vote is believed."""

import shutil

import pytest
from taking import SAMPLES, SHIPPED, join_batches

from wellbeing.model.intake import Notice
from wellbeing.sources.intake.conventions.deciding import decide_conventions
from wellbeing.sources.intake.conventions.notices import unproven
from wellbeing.sources.intake.taking import take_in
from wellbeing.sources.profiles.choosing import open_with_profile
from wellbeing.sources.profiles.confirming import confirm

#: participants-votes.csv of both: statement 0, 6 agree; statement 1: 1 agrees, 4 disagree, 1 passes.
TRUTH = {
    ("trust", "agree"): 6,
    ("clarity", "agree"): 1,
    ("clarity", "disagree"): 4,
    ("clarity", "don't know"): 1,
}
AS_STORED = "polis-votes-as-stored"


def votes(path, profile="polis-votes", confirmed_by=""):
    """How often each answer was given, the numbers that wait, and what is said of the sign."""
    table, found = open_with_profile(path, SHIPPED, profile)
    decided = decide_conventions(table, confirm(found, confirmed_by), SHIPPED)
    intake = join_batches(take_in(table, decided.profile, SHIPPED))
    given = intake.answers.group_by("question_id", "value").len().rows()
    told = [notice.text for notice in decided.notices if notice.kind == "convention of vote"]
    return {(question, value): number for question, value, number in given}, intake, told


@pytest.mark.parametrize(
    ("generation", "profile", "agrees"), [("newer", "polis-votes", "1"), ("older", AS_STORED, "-1")]
)
def test_authors_votes_prove_the_sign_and_the_last_vote_counts(generation, profile, agrees):
    given, intake, told = votes(SAMPLES / f"polis-{generation}-votes.csv", profile)
    assert given == TRUTH
    # Of 19 votes two were cast again: 17 answers are left, 12 of them to the two questions that the profile maps.
    assert sum(TRUTH.values()) == 12
    assert intake.contributions.height == 6
    own = f"vote: 4 of 4 authors voted {agrees} on their own statement"
    assert told == [f"{own}: the file proves that {agrees} agrees."]


@pytest.mark.parametrize(("generation", "profile"), [("older", "polis-votes"), ("newer", AS_STORED)])
def test_a_sign_that_authors_contradict_keeps_every_vote_out_whoever_confirmed_it(generation, profile):
    given, intake, told = votes(SAMPLES / f"polis-{generation}-votes.csv", profile, "A. Tester")
    assert given == {}
    assert set(intake.quarantined["value"]) == {"1", "-1", "0"}
    assert len(intake.imported) == 5  # votes on statements that are no question tell only who took part
    assert told[0].startswith("vote: 0 of 4 authors voted")
    assert "the file has the sign turned round, so that no vote is believed" in told[0]


def test_without_the_file_of_statements_a_person_confirms_the_sign(tmp_path):
    shutil.copy(SAMPLES / "polis-newer-votes.csv", tmp_path / "votes.csv")
    given, _, told = votes(tmp_path / "votes.csv")
    assert given == {}
    assert told[0].startswith(
        "vote: nothing proves the sign, since there is no file of statements comments.csv"
    )
    given, _, told = votes(tmp_path / "votes.csv", confirmed_by="A. Tester")
    assert given == TRUTH
    assert told[0].endswith("1 is read as agreement; nothing in the file proves it, confirmed by A. Tester.")
    # What may go out says nothing of how many authors voted, nor of a file.
    assert unproven(Notice("convention of vote", 1, told[0])) == (
        "vote",
        "1 is read as agreement",
        "A. Tester",
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "statements", ["comment-id\n0\n", "comment-id,author-id\n0,0\n", "comment-id,author-id\n9,9\n"]
)
def test_statements_that_prove_nothing_leave_the_sign_to_a_person(tmp_path, statements):
    shutil.copy(SAMPLES / "polis-newer-votes.csv", tmp_path / "votes.csv")
    (tmp_path / "comments.csv").write_text(statements)
    given, _, told = votes(tmp_path / "votes.csv")
    assert given == {}
    assert told
    assert votes(tmp_path / "votes.csv", confirmed_by="A. Tester")[0] == TRUTH


def test_one_number_that_is_no_vote_keeps_every_vote_out(tmp_path):
    for name in ("votes.csv", "comments.csv"):
        shutil.copy(SAMPLES / f"polis-newer-{name}", tmp_path / name)
    with (tmp_path / "votes.csv").open("a") as file:
        file.write("1530500350,,0,9,2\n")
    assert votes(tmp_path / "votes.csv")[0] == {}
