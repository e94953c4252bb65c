"""All rows arrived, some answers did not: what two parts of a survey bring is accounted for by question."""

import pytest
from taking import SHIPPED

from wellbeing.model.errors import DataError
from wellbeing.record.intake.answers.accounts import answer_account
from wellbeing.record.intake.answers.recount import recount
from wellbeing.record.intake.mends import mend_word
from wellbeing.record.intake.quarantine import quarantine_problems
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.store.tables import read_tables


def accounts(record):
    """Question → read, stored, merged, no answer, waiting, refused."""
    files = [sha for (sha,) in record.execute("SELECT sha256 FROM imports")]
    return {row[0]: row[1:] for sha in files for row in answer_account(record, sha).rows()}


def held(record):
    return dict(record.execute("SELECT question_id, count(*) FROM answers GROUP BY 1").fetchall())


@pytest.fixture
def both(survey, take_part):
    """The record with both parts."""
    first, second = take_part("1"), take_part("2")
    assert (first.added, second.added, second.changed) == (8, 0, 5)
    return survey


def test_two_parts_make_eight_contributions_and_the_account_of_each_question_closes(both):
    assert both.execute("SELECT count(*) FROM contributions").fetchone() == (8,)
    assert accounts(both) == {
        "trust": (7, 7, 0, 0, 0, 0),
        "clarity": (7, 6, 0, 0, 1, 0),
        # 5 says two things, 99 has no response.
        "approach": (7, 4, 0, 0, 3, 0),
        # 6's "maybe" waits too; 5 says "no" twice and waits with the pair.
        "policy": (7, 3, 0, 0, 4, 0),
        "data_comment": (4, 3, 0, 0, 1, 0),
    }
    assert held(both) == {name: account[1] for name, account in accounts(both).items()}


def test_each_part_is_what_its_account_says_before_and_after_a_mend(both, tmp_path):
    def in_files():
        parts = [recount(both, SHIPPED, tmp_path / f"part-{number}.csv") for number in (1, 2)]
        return {
            name: cells
            for part in parts
            for name, cells in part.answers.select("question_id", "cells").rows()
        }

    read = {"trust": 7, "clarity": 7, "approach": 7, "policy": 7, "data_comment": 4}
    assert in_files() == read
    mend_word(both, SHIPPED, Recode("clarity", "somewhat", "agree"))
    assert in_files() == read


def test_a_file_that_lost_an_answer_since_is_not_the_one_and_an_account_that_lost_one_is_told(both, tmp_path):
    part = tmp_path / "part-1.csv"
    both.execute("UPDATE answer_accounts SET read = 6, stored = 6 WHERE question_id = 'trust'")
    with pytest.raises(DataError, match="trust: 7 answers in the file, 6 in its account"):
        recount(both, SHIPPED, part)
    part.write_text(part.read_text().replace("disagree", ""))
    with pytest.raises(DataError, match="is none of the files that the record was filled from"):
        recount(both, SHIPPED, part)


def test_a_response_whose_answer_waits_keeps_its_others(both):
    tables = read_tables(both)
    (fourth,) = tables.contributions.filter(region="17", stakeholder="service_user")["contribution_id"]
    said = tables.answers.filter(contribution_id=fourth).select("question_id", "value").sort("question_id")
    assert dict(said.iter_rows()) == {"approach": "yes", "data_comment": None, "trust": "agree"}
    waiting = quarantine_problems(both).filter(holds="answer")
    assert waiting.select("file", "source_row", "field", "value", "heading").rows() == [
        ("part-1.csv", 5, "clarity", "somewhat", "Clarity"),
        ("part-2.csv", 7, "policy", "maybe", "Policy"),
    ]


def test_the_account_closes_after_each_mend(both):
    mend_word(both, SHIPPED, Recode("clarity", "somewhat", "agree"))
    assert accounts(both)["clarity"] == (7, 7, 0, 0, 0, 0)
    mend_word(both, SHIPPED, Recode("policy", "maybe", ""))
    assert accounts(both)["policy"] == (7, 3, 0, 1, 3, 0)
    assert held(both) == {name: account[1] for name, account in accounts(both).items()}
    assert both.execute("SELECT count(*) FROM waiting_answers").fetchone() == (0,)
