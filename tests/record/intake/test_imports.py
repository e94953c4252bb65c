"""Imported + quarantined + refused = rows read, and no contribution is lost, doubled or half there."""

import datetime as dt
import random
import sqlite3
from dataclasses import replace

import polars as pl
import pytest
from exports import export, line
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wellbeing.model.errors import DataError
from wellbeing.model.tables import Codes
from wellbeing.record.comments.codes import add_codes, standing_codes
from wellbeing.record.intake.imports import ImportJob, import_file
from wellbeing.record.store.database import empty_record
from wellbeing.record.store.digests import digested_tables, table_digest
from wellbeing.record.store.tables import read_tables
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.profiles.choosing import open_with_profile

NOWHERE = {"Region": "Atlantis"}
CODE = {
    "question_id": "why",
    "reading": 1,
    "coder": "A. Coder",
    "tone": "negative",
    "themes": [],
    "coded_on": dt.date(2020, 7, 1),
    "purpose": "measure",
    "codebook_version": "1",
    "provenance": "tests",
}
EMPTY = dict.fromkeys(("Region", "Who", "For", "Content", "Why"), "")


def numbers(account):
    return (account.rows, account.imported, account.quarantined, account.refused)


def made(account):
    return (account.added, account.unchanged, account.changed)


def state(record):
    return {table: table_digest(record, table) for table in digested_tables(record)}


def test_every_row_is_imported_quarantined_or_refused(record, take, tmp_path):
    lines = [line(1), line(2), line(3, **NOWHERE), line(4, **EMPTY)]
    account = take(export(tmp_path / "a.csv", lines))
    assert numbers(account) == (4, 2, 1, 1)
    kept = "SELECT rows, imported, quarantined, refused FROM imports"
    assert record.execute(kept).fetchone() == (4, 2, 1, 1)
    assert record.execute("SELECT count(*) FROM contributions").fetchone() == (2,)
    assert record.execute("SELECT source_row, reason FROM refusals").fetchall()[0][0] == 5


def test_a_quarantined_row_keeps_its_file_row_column_value_reason_and_itself(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1), line(2, Region="North Too")]))
    (row,) = record.execute(
        "SELECT source_row, field, value, heading, reason, suggestion, cells ->> 'Why' "
        "FROM quarantine JOIN problems USING (id)"
    ).fetchall()
    assert row == (
        3,
        "region",
        "North Too",
        "Region",
        "no region is called that",
        "North Two",
        "reason 2",
    )


def test_what_was_said_comes_out_as_it_went_in(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(5, Why="Because of the kererū")]))
    read = read_tables(record, texts=True)
    (row,) = read.contributions.to_dicts()
    assert (row["region"], row["stakeholder"], row["topic"], row["round"]) == (
        "N2",
        "fisher",
        "roads",
        "engage",
    )
    assert (row["communities"], row["source_file"], row["source_row"]) == (["old", "young"], "a.csv", 2)
    said = dict(read.answers.select("question_id", pl.coalesce("value", "text")).iter_rows())
    assert said == {"content": "no", "why": "Because of the kererū"}


def test_the_same_file_twice_adds_nothing_whatever_it_is_called(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1), line(2)]))
    before = state(record)
    again = take(export(tmp_path / "renamed.csv", [line(1), line(2)]))
    assert again.before
    assert made(again) == (0, 0, 0)
    assert state(record) == before


@pytest.mark.slow
@pytest.mark.slow
@pytest.mark.parametrize("profile", ["web", "plain"])
def test_an_overlapping_resorted_resaved_export_adds_only_what_is_new(record, take, tmp_path, profile):
    lines = [line(number) for number in range(30)]
    take(export(tmp_path / "first.csv", lines[:20]), profile)
    random.Random(1).shuffle(lines)  # noqa: S311 (seeded)
    second = export(tmp_path / "second.csv", lines)
    pl.read_csv(second, infer_schema=False).write_excel(tmp_path / "second.xlsx")
    assert made(take(tmp_path / "second.xlsx", profile)) == (10, 20, 0)
    assert made(take(second, profile)) == (0, 30, 0)
    assert record.execute("SELECT count(*) FROM contributions").fetchone() == (30,)


@pytest.mark.slow
def test_equal_rows_without_ids_are_counted_each_and_told(record, take, tmp_path):
    same = line(1)
    account = take(export(tmp_path / "a.csv", [same, same, line(2)]), "plain")
    assert (account.added, account.alike) == (3, 1)
    longer = take(export(tmp_path / "b.csv", [same, same, same, line(2)]), "plain")
    assert made(longer) == (1, 3, 0)


@pytest.mark.slow
def test_what_a_platform_sends_again_changed_is_a_new_version(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1), line(2)]))
    account = take(export(tmp_path / "b.csv", [line(1, Content="no"), line(2)]))
    assert made(account) == (0, 1, 1)
    assert record.execute("SELECT count(*), max(version) FROM contributions").fetchone() == (2, 2)
    (content,) = record.execute("SELECT content ->> '$.answers[0].value' FROM versions").fetchone()
    assert content == "somewhat"


def contents_said(record):
    return sorted(value for (value,) in record.execute("SELECT value FROM answers WHERE value IS NOT NULL"))


@pytest.mark.slow
def test_who_thinks_again_and_again_ends_where_they_ended(record, take, tmp_path):
    for at, content in enumerate(["somewhat", "no", "somewhat"]):
        account = take(
            export(tmp_path / f"{at}.csv", [line(1, Content=content), line(2 + at, Content="yes")])
        )
    assert account.changes == {("content", "no", "somewhat"): 1}
    assert contents_said(record) == ["somewhat", "yes", "yes", "yes"]


@pytest.mark.slow
def test_an_older_export_does_not_undo_what_is_newer(record, job, tmp_path):
    new = export(tmp_path / "new.csv", [line(1, Content="no"), line(2)])
    old = export(tmp_path / "old.csv", [line(1), line(2), line(3)])
    import_file(record, replace(job(new), exported_at="2020-06-02"))
    assert made(import_file(record, replace(job(old), exported_at="2020-06-01"))) == (1, 2, 0)
    assert contents_said(record) == ["no", "no", "yes"]


@pytest.mark.slow
def test_an_answer_that_was_given_earlier_does_not_undo_a_later_one(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1, Date="09/04/2020", Content="no")]))
    account = take(export(tmp_path / "b.csv", [line(1, Date="08/04/2020", Content="yes"), line(2)]))
    assert (made(account), contents_said(record)) == ((1, 1, 0), ["no", "no"])


@pytest.mark.slow
def test_a_file_takes_the_place_only_of_what_it_says(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1)]))
    before = contents(record)
    silent = line(1, **EMPTY | {"Why": "One thing more"})
    account = take(export(tmp_path / "b.csv", [silent]))
    assert account.changes == {("why", "…", "…"): 1}
    people, answers = contents(record)
    assert (people, answers[0]) == (before[0], before[1][0])
    assert answers[1]["text"] == "One thing more"


@pytest.mark.slow
def test_codes_stay_with_an_answer_that_has_not_changed(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(1)]))
    (one,) = record.execute("SELECT contribution_id FROM contributions").fetchone()
    add_codes(record, pl.DataFrame([CODE | {"contribution_id": one}], Codes.create_empty().schema))
    take(export(tmp_path / "b.csv", [line(1, Content="no")]))
    assert standing_codes(record)["tone"].to_list() == ["negative"]
    take(export(tmp_path / "c.csv", [line(1, Why="I think again")]))
    assert standing_codes(record).is_empty()


@pytest.mark.slow
def test_a_check_says_what_the_import_then_does_and_changes_nothing(record, take, try_out, tmp_path):
    take(export(tmp_path / "a.csv", [line(1), line(2)]))
    before = state(record)
    second = export(tmp_path / "b.csv", [line(2), line(3), line(4, **NOWHERE), line(1, Content="no")])
    tried = try_out(second)
    assert state(record) == before
    done = take(second)
    assert (numbers(tried), made(tried)) == (numbers(done), made(done)) == ((4, 3, 1, 0), (1, 1, 1))


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["web", "plain"])
def test_a_check_of_a_first_file_says_what_the_import_then_does(take, try_out, tmp_path, profile):
    rows = [line(1), line(1), line(2), line(3, Content="no"), line(3), line(4, **NOWHERE), line(5)]
    path = export(tmp_path / "a.csv", [*rows, line(5, Response="6")])
    tried, done = try_out(path, profile), take(path, profile)
    assert (numbers(tried), made(tried), tried.alike) == (numbers(done), made(done), done.alike)
    assert tried.problems().equals(done.problems())
    assert done.alike > 0


def test_a_file_that_fails_half_way_leaves_nothing(record, take, tmp_path):
    rows = [line(number) for number in range(50)]
    rows[40] = 'x,"begun and never ended'
    path = export(tmp_path / "a.csv", rows)
    path.write_bytes(path.read_bytes() + b"\xff\xfe\x00" * 10)
    before = state(record)
    with pytest.raises(DataError):
        take(path)
    assert state(record) == before
    assert record.execute("SELECT count(*) FROM log").fetchone() == (0,)


def test_ids_are_indexed_once_whatever_became_of_a_first_file(record, take, tmp_path):
    with pytest.raises(DataError):
        take(export(tmp_path / "a.csv", [line(1), 'x,"begun and never ended']))
    take(export(tmp_path / "b.csv", [line(1), line(2)]))
    twice = "INSERT INTO contributions SELECT NULL, {} FROM contributions"
    names = [name for (name,) in record.execute("SELECT name FROM pragma_table_info('contributions')")]
    with pytest.raises(sqlite3.IntegrityError, match="contribution_id"):
        record.execute(twice.format(", ".join(names[1:])))


def test_a_file_that_changes_while_it_is_imported_leaves_nothing(record, job, tmp_path):
    path = export(tmp_path / "a.csv", [line(1), line(2)])
    opened = job(path)
    export(path, [line(1), line(2), line(3)])
    with pytest.raises(DataError, match="was changed while it was read"):
        import_file(record, opened)
    assert record.execute("SELECT count(*) FROM contributions").fetchone() == (0,)


def test_what_was_noticed_is_kept_and_told_again(record, take, tmp_path):
    path = export(tmp_path / "a.csv", [line(1, Why="café")])
    path.write_bytes(path.read_text("utf-8").encode("cp1252"))
    (notice,) = take(path).notices
    assert (notice.kind, notice.number) == ("guessed encoding", 1)
    kept = record.execute("SELECT kind, number, text FROM notices").fetchall()
    assert kept == [(notice.kind, notice.number, notice.text)]
    assert take(path).notices == [notice]


@pytest.mark.parametrize("name", ["purpose", "legal_basis", "notice", "retention"])
def test_without_purpose_basis_notice_and_retention_nothing_is_imported(record, take, folder, tmp_path, name):
    settings = folder.path / "engagement.toml"
    lines = settings.read_text().splitlines()
    settings.write_text(
        "\n".join(f'{name} = " "' if text.startswith(f"{name} = ") else text for text in lines)
    )
    table, mapping = open_with_profile(export(tmp_path / "a.csv", [line(1)]), folder, "web")
    changed = read_engagement(folder.path)
    with pytest.raises(DataError, match=f"does not state 1 thing: '{name}'"):
        import_file(record, ImportJob(table, mapping, changed, table.sha256))
    assert record.execute("SELECT count(*) FROM contributions").fetchone() == (0,)


KINDS = st.sampled_from(["good", "good", "nowhere", "empty", "again"])


@pytest.mark.slow
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kinds=st.lists(KINDS, min_size=1, max_size=40), cut=st.integers(0, 40), seed=st.integers(0, 99))
def test_however_rows_are_cut_into_files_the_record_is_the_same(job, tmp_path, kinds, cut, seed):
    said = {"good": {}, "nowhere": NOWHERE, "empty": EMPTY, "again": {"Why": "the same"}}
    lines = [line(number, **said[kind]) for number, kind in enumerate(kinds)]
    shuffled = random.Random(seed).sample(lines, len(lines))  # noqa: S311 (seeded)
    whole = export(tmp_path / "whole.csv", lines)
    parts = [export(tmp_path / "part.csv", lines[:cut]), export(tmp_path / "rest.csv", shuffled)]
    with empty_record("two-islands") as one, empty_record("two-islands") as other:
        first = import_file(one, job(whole))
        for part in parts:
            import_file(other, job(part))
        expected = [kinds.count("good") + kinds.count("again"), kinds.count("nowhere"), kinds.count("empty")]
        assert numbers(first) == (len(kinds), *expected)
        assert contents(one) == contents(other)


def contents(record):
    read = read_tables(record, texts=True)
    people = read.contributions.drop("source_file", "source_row").sort("contribution_id")
    return people.to_dicts(), read.answers.sort("contribution_id", "question_id").to_dicts()
