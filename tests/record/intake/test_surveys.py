"""Ids mean something within one survey, and are seen for what a spreadsheet made of them."""

from dataclasses import replace

import pytest
from exports import export, line

from wellbeing.model.errors import DataError
from wellbeing.record.intake.imports import import_file
from wellbeing.record.intake.quarantine import quarantine_problems


def count(record):
    return record.execute("SELECT count(*) FROM contributions").fetchone()[0]


def other_survey(number):
    """The response with the same id in another survey: another day, another region and type, other words."""
    return line(number + 9, Response=str(number), Why=f"reason {number} of the other survey")


@pytest.mark.slow
def test_two_surveys_with_the_same_ids_are_the_contributions_of_both(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(number) for number in range(1, 101)]))
    account = take(export(tmp_path / "b.csv", [other_survey(number) for number in range(1, 101)]))
    assert (account.added, account.changed, count(record)) == (100, 0, 200)
    (notice,) = account.notices
    assert (notice.kind, notice.number) == ("another survey", 100)


@pytest.mark.slow
def test_later_exports_find_the_survey_that_they_are_of(record, take, tmp_path):
    first, second = [line(one) for one in range(20)], [other_survey(one) for one in range(20)]
    take(export(tmp_path / "a.csv", first[:10]))
    take(export(tmp_path / "b.csv", second[:10]))
    for name, longer in (("c", second), ("d", first)):
        account = take(export(tmp_path / f"{name}.csv", longer))
        assert (account.added, account.unchanged, account.changed) == (10, 10, 0)
    assert count(record) == 40


@pytest.mark.slow
@pytest.mark.parametrize("is_turned", [False, True])
def test_a_survey_is_judged_by_all_rows_of_its_file_in_whatever_order(
    record, take, tmp_path, monkeypatch, is_turned
):
    monkeypatch.setattr("wellbeing.sources.reading.delimited.PIECE", 500)
    take(export(tmp_path / "a.csv", [line(number) for number in range(1, 41)]))
    mine, others = [line(one) for one in range(1, 11)], [other_survey(one) for one in range(11, 41)]
    account = take(export(tmp_path / "b.csv", others + mine if is_turned else mine + others))
    (notice,) = account.notices
    assert (notice.kind, notice.number, count(record)) == ("another survey", 30, 80)


@pytest.mark.slow
def test_answers_that_a_platform_sends_again_changed_are_no_other_survey(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(number) for number in range(10)]))
    account = take(export(tmp_path / "b.csv", [line(number, Content="no") for number in range(10)]))
    assert account.added == 0
    assert account.notices == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "less",
    [{"Region": ""}, {"Region": "", "Who": ""}, {"Region": "S1", "Who": "Farmers"}, {"Who": "", "Why": ""}],
)
def test_a_later_export_that_says_less_or_the_same_words_on_another_day_is_no_other_survey(
    record, take, tmp_path, less
):
    lines = [
        line(one, **({"Why": f"my own words of number {one}"} | said))
        for said in ({}, less)
        for one in range(12)
    ]
    take(export(tmp_path / "a.csv", lines[:12]))
    later = [said.replace("/04/2020", "/05/2020") for said in lines[12:]]
    with pytest.raises(DataError, match="of 12 that are held already"):
        take(export(tmp_path / "b.csv", later))
    assert count(record) == 12


@pytest.mark.slow
def test_a_collection_that_the_profile_names_is_believed_once_a_person_is_sure(
    record, take, job, folder, tmp_path
):
    profile = folder.path / "profiles/web.toml"
    profile.write_text(profile.read_text().replace("evidence", 'collection = "web"\nevidence'))
    take(export(tmp_path / "a.csv", [line(number) for number in range(10)]))
    path = export(tmp_path / "b.csv", [other_survey(number) for number in range(10)])
    with pytest.raises(DataError, match="10 of 10 that are held already change region or type"):
        take(path)
    account = import_file(record, replace(job(path), sure=True))
    assert (account.changed, count(record)) == (10, 10)


@pytest.mark.slow
def test_ids_that_a_spreadsheet_shortened_merge_nobody(record, take, tmp_path):
    lines = [line(number, Response="1.17E+11") for number in range(20)]
    account = take(export(tmp_path / "a.csv", [*lines, line(21)]))
    assert (account.rows, account.imported, account.quarantined) == (21, 1, 20)
    reasons = quarantine_problems(record)["reason"].unique().to_list()
    assert len(reasons) == 1
    assert reasons[0].startswith("was shortened by a spreadsheet")


@pytest.mark.slow
@pytest.mark.parametrize("spelling", ["1", "0001", "1.0", "01.00"])
def test_one_number_is_one_id_however_a_spreadsheet_writes_it(record, take, tmp_path, spelling):
    take(export(tmp_path / "a.csv", [line(1), line(2)]))
    account = take(export(tmp_path / "b.csv", [line(1, Response=spelling), line(3)]))
    assert (account.added, account.unchanged, count(record)) == (1, 1, 3)


@pytest.mark.slow
def test_two_people_whose_ids_are_one_number_wait(record, take, tmp_path):
    account = take(export(tmp_path / "a.csv", [line(1, Response="007"), line(2, Response="7")]))
    assert (account.imported, account.quarantined) == (0, 2)


@pytest.mark.slow
@pytest.mark.parametrize("one", ["R-001", "1E", "a1.0", "0", "1.5"])
def test_other_ids_are_what_they_are(record, take, tmp_path, one):
    assert take(export(tmp_path / "a.csv", [line(1, Response=one), line(2)])).imported == 2
