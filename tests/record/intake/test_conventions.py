"""What numbers mean belongs to a column: one contradiction keeps all of it out, what nothing proves is told."""

import datetime as dt
from dataclasses import replace

import msgspec
import pytest
from exports import export, line

from wellbeing.record.intake.imports import import_file
from wellbeing.record.intake.mends import mend_rows, mend_word
from wellbeing.record.intake.recodes import Recode

SCALE = (
    '{ id = "content", columns = ["Content"], scale = ["yes", "somewhat", "no"], confirmed_by = "A. Tester" }'
)


@pytest.fixture
def scaled(folder):
    profile = folder.path / "profiles/web.toml"
    profile.write_text(profile.read_text().replace('{ id = "content", columns = ["Content"] }', SCALE))


def told(account):
    return [notice.text for notice in account.notices if notice.kind == "convention of content"]


def values(record):
    return sorted(value for (value,) in record.execute("SELECT value FROM answers WHERE value IS NOT NULL"))


def test_a_scale_that_the_numbers_fit_is_told_as_declared(record, take, scaled, tmp_path):
    account = take(export(tmp_path / "a.csv", [line(one, Content=str(one)) for one in (1, 2, 3)]))
    assert values(record) == ["no", "somewhat", "yes"]
    (text,) = told(account)
    assert text.startswith(
        "content: numbers are read as the profile declares (1 = yes, 2 = somewhat, 3 = no); "
    )
    assert text.endswith("nothing in the file proves it, confirmed by A. Tester.")


@pytest.mark.parametrize("numbers", [(1, 2, 9), (9, 2, 1)])
def test_one_number_beyond_a_scale_keeps_all_its_numbers_out(record, take, scaled, tmp_path, numbers):
    lines = [line(at, Content=str(number)) for at, number in enumerate(numbers)]
    account = take(export(tmp_path / "a.csv", lines))
    assert (account.imported, values(record), sum(account.waiting()["rows"])) == (3, [], 3)
    (text,) = told(account)
    assert text.startswith("content: 1 number not on the scale 1 to 3 ('9')")


@pytest.mark.parametrize(("end", "late"), [("2020-04-02", 1), ("2020-04-03", 0)])
def test_what_came_after_the_last_day_is_told(record, folder, job, tmp_path, end, late):
    path = export(tmp_path / "a.csv", [line(1), line(2)])  # 2 and 3 April
    opened = job(path)
    settings = msgspec.structs.replace(folder.engagement, ends_on=dt.date.fromisoformat(end))
    changed = replace(opened, folder=replace(folder, engagement=settings))
    assert [notice.number for notice in import_file(record, changed).notices] == [1] * late


def test_words_beside_a_scale_are_no_numbers(record, take, scaled, tmp_path):
    take(export(tmp_path / "a.csv", [line(1, Content="yes"), line(2, Content="no")]))
    assert values(record) == ["no", "yes"]


def test_a_date_of_the_other_order_keeps_the_file_out_whole_and_is_kept_in_its_account(
    record, take, tmp_path
):
    account = take(export(tmp_path / "a.csv", [line(1, Date="13/04/2020"), line(2, Date="04/14/2020")]))
    assert (account.imported, account.quarantined) == (0, 2)
    kept = record.execute("SELECT text FROM notices WHERE kind = 'convention of received_on'").fetchall()
    assert "'04/14/2020' (1 row) cannot be day first" in kept[0][0]


@pytest.mark.slow
def test_a_number_that_is_mended_is_believed_alone(record, folder, take, scaled, tmp_path):
    take(
        export(
            tmp_path / "a.csv", [line(at, Content=number) for at, number in enumerate(("1", "2", "9", "9"))]
        )
    )
    mend_word(record, folder, Recode("content", "9", "no"))
    assert values(record) == ["no", "no"]
    take(export(tmp_path / "b.csv", [line(10 + at, Content=number) for at, number in enumerate(("1", "9"))]))
    assert values(record) == ["no", "no", "no"]


@pytest.mark.slow
def test_a_later_numeric_export_that_says_otherwise_is_told_as_changed(record, take, scaled, tmp_path):
    take(export(tmp_path / "words.csv", [line(1, Content="yes"), line(2, Content="no")]))
    account = take(export(tmp_path / "numbers.csv", [line(1, Content="3"), line(2, Content="1")]))
    assert (account.unchanged, account.changed) == (0, 2)


@pytest.mark.slow
def test_rows_with_one_id_that_differ_wait_until_all_but_one_are_given_another(
    record, folder, take, tmp_path
):
    account = take(export(tmp_path / "a.csv", [line(1), line(1, Content="no"), line(2)]))
    assert (account.imported, account.quarantined) == (1, 2)
    first, second = (number for (number,) in record.execute("SELECT id FROM quarantine ORDER BY id"))
    mend_rows(record, folder, {first: {}})
    assert record.execute("SELECT count(*) FROM quarantine").fetchone() == (2,)
    mend_rows(record, folder, {first: {"Response": "7"}})
    mend_rows(record, folder, {second: {}})
    assert record.execute("SELECT count(*) FROM quarantine").fetchone() == (0,)
    assert record.execute("SELECT count(*) FROM contributions").fetchone() == (3,)
