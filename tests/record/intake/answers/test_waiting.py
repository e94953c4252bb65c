"""An answer that waits by itself: mended, answered by what is newer, taken back, withdrawn, dismissed."""

import random

import pytest
from exports import export, line

from wellbeing.record.intake.dismissal import dismiss_rows
from wellbeing.record.intake.mends import mend_rows, mend_word
from wellbeing.record.intake.quarantine import quarantine_problems
from wellbeing.record.intake.quarantine_workbook import corrected_rows, export_quarantine
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.rights.access import subject_access
from wellbeing.record.rights.correction import correct_contribution
from wellbeing.record.rights.withdrawal import withdraw_contributions
from wellbeing.record.undoing import undo_import

PERHAPS = Recode("content", "perhaps", "somewhat")


def account(record):
    """Of the closed question, summed over files: read, stored, merged, no answer, waiting, refused."""
    query = (
        "SELECT sum(read), sum(stored), sum(merged), sum(no_answer), sum(quarantined), sum(refused) "
        "FROM answer_accounts WHERE question_id = 'content'"
    )
    return record.execute(query).fetchone()


def answers(record):
    """Row of the file → the closed answer."""
    whose = "answers JOIN contributions USING (contribution_id)"
    return dict(record.execute(f"SELECT source_row, value FROM {whose} WHERE question_id = 'content'"))  # noqa: S608


def waiting(record):
    return quarantine_problems(record)["value"].to_list()


def the_one(record):
    return record.execute("SELECT contribution_id FROM contributions").fetchone()[0]


def test_a_word_is_mended_for_every_row_and_for_later_files(record, folder, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1, Content="perhaps"), line(2, Content="perhaps"), line(3)]))
    (done,) = mend_word(record, folder, PERHAPS)
    assert (done.changed, answers(record)) == (2, {2: "somewhat", 3: "somewhat", 4: "yes"})
    later = take(export(tmp_path / "b.csv", [line(4, Content="perhaps")]))
    assert (later.waiting().height, waiting(record)) == (0, [])


def test_a_newer_answer_answers_it_as_long_as_that_stands(record, folder, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1, Content="perhaps")]))
    take(export(tmp_path / "b.csv", [line(1, Content="no")]))
    assert (waiting(record), account(record), answers(record)) == ([], (2, 1, 1, 0, 0, 0), {2: "no"})
    undo_import(record, "b.csv", "the wrong sheet")
    assert (waiting(record), account(record), answers(record)) == (["perhaps"], (1, 0, 0, 0, 1, 0), {})
    correct_contribution(record, folder, the_one(record), {"content": "yes"}, "asked for")
    assert (waiting(record), answers(record)) == ([], {2: "yes"})


def test_a_newer_one_waits_beside_an_older_answer_and_replaces_it_when_it_is_understood(
    record, folder, take, tmp_path
):
    take(export(tmp_path / "a.csv", [line(1, Content="no")]))
    take(export(tmp_path / "b.csv", [line(1, Content="perhaps")]))
    assert (waiting(record), answers(record)) == (["perhaps"], {2: "no"})
    mend_word(record, folder, PERHAPS)
    assert (answers(record), account(record)) == ({2: "somewhat"}, (2, 2, 0, 0, 0, 0))


def test_an_import_that_is_taken_back_takes_its_waiting_answers_along(record, take, tmp_path):
    path = export(tmp_path / "a.csv", [line(1, Content="perhaps")])
    take(path)
    undo_import(record, "a.csv", "the wrong sheet")
    assert record.execute("SELECT count(*) FROM waiting_answers").fetchone() == (0,)
    take(path)
    assert waiting(record) == ["perhaps"]


@pytest.mark.parametrize("mended", [True, False])
def test_what_a_withdrawn_person_wrote_is_gone(record, folder, take, tmp_path, mended):
    take(export(tmp_path / "a.csv", [line(1, Content="perhaps")]))
    one = the_one(record)
    assert subject_access(record, one)["waiting_answers"] == [
        {"question": "content", "written": "perhaps", "state": "waiting"}
    ]
    if mended:
        mend_word(record, folder, PERHAPS)
    withdraw_contributions(record, [one], "asked for")
    assert waiting(record) == []
    assert "perhaps" not in "\n".join(record.iterdump())


def test_it_is_mended_by_hand_or_dismissed(record, folder, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1, Content="perhaps"), line(2, Content="a coffee stain")]))
    assert export_quarantine(record, tmp_path / "out.xlsx") == 2
    rows = corrected_rows(tmp_path / "out.xlsx")
    assert mend_rows(record, folder, rows)[0].changed == 0  # nobody edited anything
    first, second = sorted(rows)
    mend_rows(record, folder, {first: {"Content": "yes"}})
    assert dismiss_rows(record, folder, [second], "a stain") == (0, 1)
    assert (answers(record), account(record), waiting(record)) == ({2: "yes"}, (2, 1, 0, 0, 0, 1), [])


#: What people say, and what each word that is unknown means.
SAID = {1: {"Content": "perhaps"}, 2: {"Content": "yep", "Region": "Atlantis"}, 3: {"Content": "-"}, 4: {}}
SAID |= {5: {"Content": "perhaps", "Region": "Atlantis"}, 6: {"Content": "yep"}}
MENDS = [
    PERHAPS,
    Recode("content", "yep", "yes"),
    Recode("content", "-", ""),
    Recode("region", "Atlantis", "N1"),
]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_mended_first_and_however_rows_lie_the_record_is_the_same(
    record, folder, take, tmp_path, seed
):
    chance = random.Random(seed)  # noqa: S311 (seeded)
    order, cut = chance.sample([*SAID], 6), chance.randint(1, 5)
    steps = [(f"{name}.csv", part) for name, part in (("a", order[:cut]), ("b", order[cut:]))]
    for name, part in steps:
        take(export(tmp_path / name, [line(one, **SAID[one]) for one in part]))
        for mend in chance.sample(MENDS, 4 if name == "b.csv" else 2):
            if mend.value in waiting(record):
                mend_word(record, folder, mend)
    query = (
        "SELECT text, region, (SELECT value FROM answers AS other WHERE question_id = 'content' "
        "AND other.contribution_id = answers.contribution_id) FROM answers JOIN contributions "
        "USING (contribution_id) WHERE question_id = 'why' ORDER BY 1"
    )
    regions = dict(enumerate(("N2", "N1", "S2", "N1", "N1", "S1"), 1))
    means = dict(enumerate(("somewhat", "yes", None, "somewhat", "somewhat", "yes"), 1))
    expected = [(f"reason {one}", regions[one], means[one]) for one in range(1, 7)]
    assert record.execute(query).fetchall() == expected
    assert (account(record), waiting(record)) == ((6, 5, 0, 1, 0, 0), [])
