"""An import that was taken back leaves the record as if it had never come, and can come again."""

import pytest
from exports import export, line
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wellbeing.model.errors import DataError
from wellbeing.record.custody.verification import verify_record
from wellbeing.record.intake.imports import import_file
from wellbeing.record.intake.mends import mend_word
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.releases import confirm_release, contributions_since_release, watermark
from wellbeing.record.rights.access import subject_access
from wellbeing.record.rights.correction import correct_contribution
from wellbeing.record.rights.withdrawal import withdraw_contributions
from wellbeing.record.store.database import RECORD_FILE, empty_record
from wellbeing.record.store.digests import digested_tables, noted_digest, table_digest
from wellbeing.record.store.tables import read_tables
from wellbeing.record.undoing import import_again, standing_imports, undo_import

WHY = "the wrong sheet"


def said(record):
    """Everybody and what they say, wherever it came from."""
    read = read_tables(record, texts=True)
    people = read.contributions.drop("source_file", "source_row").sort("contribution_id")
    return people.to_dicts(), read.answers.sort("contribution_id", "question_id").to_dicts()


def waiting(record):
    return record.execute("SELECT count(*) FROM quarantine").fetchone()[0]


def the_id(record, why):
    return record.execute("SELECT contribution_id FROM answers WHERE text = ?", (why,)).fetchone()[0]


@pytest.mark.slow
def test_what_only_it_brought_goes_and_what_others_say_too_stays(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1), line(2)]))
    before = said(record)
    take(export(tmp_path / "b.csv", [line(2), line(3), line(4, Region="Atlantis")]))
    done = undo_import(record, "b.csv", WHY)
    assert (done.taken_out, done.put_back, done.kept, done.quarantined) == (1, 0, 1, 1)
    assert (said(record), waiting(record)) == (before, 0)


@pytest.mark.slow
def test_the_first_of_two_that_say_the_same_can_go(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1), line(2)]))
    take(export(tmp_path / "b.csv", [line(2), line(3)]))
    undo_import(record, "a.csv", WHY)
    assert {answer["text"] for answer in said(record)[1]} - {None} == {"reason 2", "reason 3"}


@pytest.mark.slow
def test_what_it_had_replaced_comes_back(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1), line(2)]))
    before = said(record)
    take(export(tmp_path / "b.csv", [line(1, Content="no", Why="I think again"), line(2)]))
    done = undo_import(record, "b.csv", WHY)
    assert (done.put_back, done.kept, said(record)) == (1, 1, before)


@pytest.mark.slow
def test_rows_of_it_that_were_mended_go_with_it(record, folder, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1, Region="Atlantis"), line(2)]))
    take(export(tmp_path / "b.csv", [line(3, Region="Atlantis")]))
    mend_word(record, folder, Recode("region", "Atlantis", "N1"))
    undo_import(record, "a.csv", WHY)
    assert [person["region"] for person in said(record)[0]] == ["N1"]


@pytest.mark.slow
def test_a_correction_waits_for_its_contribution_to_come_again(record, folder, take, tmp_path):
    path = export(tmp_path / "a.csv", [line(1), line(2)])
    take(path)
    correct_contribution(record, folder, the_id(record, "reason 1"), {"region": "S1"}, "asked for")
    corrected = said(record)
    undo_import(record, "a.csv", WHY)
    assert said(record) == ([], [])
    take(path)
    assert said(record) == corrected


def test_its_account_is_kept_and_the_log_says_so(workspace, record, take, tmp_path):
    account = take(export(tmp_path / "a.csv", [line(1), line(2, Region="Atlantis")]))
    undo_import(record, "1", WHY)
    (kept,) = record.execute("SELECT account ->> 'imported', account ->> 'quarantined', reason FROM undone")
    assert kept == (account.imported, account.quarantined, WHY)
    assert record.execute("SELECT detail ->> 'taken out' FROM log WHERE action = 'undone'").fetchone() == (1,)
    for table in digested_tables(record):
        assert table_digest(record, table) == noted_digest(record, table), table
    assert verify_record(workspace / RECORD_FILE).seq == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "told"), [("c.csv", "No import 'c.csv' stands"), ("a.csv", "Several imports")]
)
def test_an_import_that_cannot_be_meant_is_told(record, take, tmp_path, name, told):
    for number in (1, 2):
        take(export(tmp_path / "a.csv", [line(number)]))
    with pytest.raises(DataError, match=f"{told}.*1 a.csv.*2 a.csv"):
        undo_import(record, name, WHY)


@pytest.mark.slow
def test_a_file_comes_again_under_a_mended_profile_and_changes_nothing_else(
    record, job, folder, take, tmp_path
):
    path = export(tmp_path / "a.csv", [line(number) for number in range(30)])
    take(path)
    release = watermark(record)
    confirm_release(record, "2020-07-01.01", "adviser", release)
    import_again(record, job(path), "again")
    assert contributions_since_release(record, watermark(record)) == 0
    profile = folder.path / "profiles/web.toml"
    profile.write_text(profile.read_text().replace('["Who"]', '["Who"], values = { Farmers = "fisher" }'))
    account = import_again(record, job(path), "Farmers were fishers")
    assert (account.added, len(standing_imports(record))) == (30, 1)
    assert {person["stakeholder"] for person in said(record)[0]} == {"fisher"}
    assert contributions_since_release(record, watermark(record)) == 15


@pytest.mark.slow
def test_a_release_becomes_due(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(number) for number in range(30)]))
    take(export(tmp_path / "b.csv", [line(number) for number in range(30, 60)]))
    confirm_release(record, "2020-07-01.01", "adviser", watermark(record))
    undo_import(record, "b.csv", WHY)
    assert contributions_since_release(record, watermark(record)) == 30


def test_what_is_kept_of_it_is_shown_and_goes_with_a_withdrawal(workspace, record, take, tmp_path):
    path = export(tmp_path / "a.csv", [line(1, Why="only-Hinemoa"), line(2)])
    take(path)
    one = the_id(record, "only-Hinemoa")
    undo_import(record, "a.csv", WHY)
    assert subject_access(record, one)["earlier_versions"][0]["content"]["answers"]
    withdraw_contributions(record, [one], "asked for")
    assert b"only-Hinemoa" not in b"".join(file.read_bytes() for file in workspace.iterdir())
    assert take(path).withdrawn == 1


FILES = st.lists(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["yes", "no", ""])), min_size=1, max_size=6),
    min_size=1,
    max_size=4,
)


@pytest.mark.slow
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=FILES, gone=st.sets(st.integers(0, 3)))
def test_whatever_is_taken_back_the_record_is_as_if_it_had_never_come(job, tmp_path, files, gone):
    paths = [
        export(
            tmp_path / f"{at}.csv",
            [f"{line(number, Content=content)}" for number, content in dict(rows).items()],
        )
        for at, rows in enumerate(files)
    ]
    with empty_record("two-islands") as one, empty_record("two-islands") as other:
        for at, path in enumerate(paths):
            import_file(one, job(path))
            if at not in gone:
                import_file(other, job(path))
        hashes = {job(path).sha256 for at, path in enumerate(paths) if at in gone}
        stay = {job(path).sha256 for at, path in enumerate(paths) if at not in gone}
        for each in standing_imports(one):
            if each.sha256 in hashes - stay:
                undo_import(one, str(each.number), WHY)
        assert said(one) == said(other)
