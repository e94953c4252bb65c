"""Answers read = stored + quarantined + refused, by question, from the import to the last mend."""

import pytest
from exports import export, line

from wellbeing.record.intake.dismissal import dismiss_rows
from wellbeing.record.intake.mends import mend_rows, mend_word
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.rights.withdrawal import withdraw_contributions

NOWHERE = {"Region": "Atlantis"}


def kept(record):
    """Question → read, stored, merged, no answer, quarantined, refused; summed over files."""
    query = (
        "SELECT question_id, sum(read), sum(stored), sum(merged), sum(no_answer), sum(quarantined), sum(refused) "
        "FROM answer_accounts GROUP BY 1"
    )
    return {question: tuple(numbers) for question, *numbers in record.execute(query)}


def held(record):
    return dict(record.execute("SELECT question_id, count(*) FROM answers GROUP BY 1").fetchall())


def test_every_answer_is_stored_waits_or_is_refused(record, take, tmp_path):
    lines = [
        line(1),
        line(2, Content=""),
        line(3, Content="perhaps"),
        line(4, **NOWHERE),
        line(5, **dict.fromkeys(("Region", "Who", "For", "Content", "Why"), "")),
        line(6) + ",surplus",
    ]
    account = take(export(tmp_path / "a.csv", lines))
    # content: rows 1, 3, 4, 6 say something; why: those and row 2.
    assert kept(record) == {"content": (4, 1, 0, 0, 2, 1), "why": (5, 3, 0, 0, 1, 1)}
    assert held(record) == {"content": 1, "why": 3}
    assert account.answers().rows() == [
        (question, *numbers) for question, numbers in sorted(kept(record).items())
    ]


def test_the_same_row_again_is_no_second_answer(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1), line(1), line(2)]))
    assert kept(record)["content"] == (3, 2, 1, 0, 0, 0)
    assert held(record)["content"] == 2


@pytest.mark.slow
def test_an_account_closes_after_each_mend(record, folder, take, tmp_path):
    take(
        export(
            tmp_path / "a.csv", [line(1), line(2, **NOWHERE), line(3, Content="perhaps"), line(4, **NOWHERE)]
        )
    )
    assert kept(record) == {"content": (4, 1, 0, 0, 3, 0), "why": (4, 2, 0, 0, 2, 0)}
    mend_word(record, folder, Recode("region", "Atlantis", "N1"))
    assert kept(record) == {"content": (4, 3, 0, 0, 1, 0), "why": (4, 4, 0, 0, 0, 0)}
    mend_word(record, folder, Recode("content", "perhaps", ""))
    assert kept(record) == {"content": (4, 3, 0, 1, 0, 0), "why": (4, 4, 0, 0, 0, 0)}
    assert held(record) == {"content": 3, "why": 4}


def test_a_row_mended_by_hand_may_say_more_or_less(record, folder, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1, Content="", **NOWHERE), line(2, **NOWHERE)]))
    numbers = [number for (number,) in record.execute("SELECT id FROM quarantine ORDER BY source_row")]
    first, second = {"Region": "N1", "Content": "yes"}, {"Region": "N1", "Content": None, "Why": None}
    mend_rows(record, folder, dict(zip(numbers, (first, second), strict=True)))
    assert kept(record) == {"content": (1, 1, 0, 0, 0, 0), "why": (1, 1, 0, 0, 0, 0)}
    assert held(record) == {"content": 1, "why": 1}


@pytest.mark.slow
def test_what_is_dismissed_or_withdrawn_is_refused(record, folder, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1), line(2, **NOWHERE)]))
    dismiss_rows(record, folder, [1], "a total")
    assert kept(record)["content"] == (2, 1, 0, 0, 0, 1)
    (one,) = record.execute("SELECT contribution_id FROM contributions").fetchone()
    withdraw_contributions(record, [one], "asked for")
    take(export(tmp_path / "b.csv", [line(1), line(3)]))
    # Of both files: four read, the second's new one stored beside the first's, which was stored then.
    assert kept(record)["content"] == (4, 2, 0, 0, 0, 2)


@pytest.mark.parametrize("profile", ["web", "plain"])
def test_the_same_file_again_tells_the_account_that_was_kept(take, tmp_path, profile):
    path = export(tmp_path / "a.csv", [line(1), line(2, **NOWHERE)])
    first = take(path, profile)
    assert take(path, profile).answers().equals(first.answers())


def test_what_waits_of_a_withdrawn_person_is_counted_as_refused(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1)]))
    take(export(tmp_path / "b.csv", [line(1, Who="nobody knows"), line(2, **NOWHERE)]))
    (one,) = record.execute("SELECT contribution_id FROM contributions").fetchone()
    withdraw_contributions(record, [one], "asked for")
    assert kept(record)["content"] == (3, 1, 0, 0, 1, 1)
