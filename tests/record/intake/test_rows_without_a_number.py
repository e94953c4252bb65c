"""A row that says of which pile it is, and not which number it has, is nobody's: none takes another's place."""

import pytest
from two_islands import shipped

from wellbeing.record.intake.imports import ImportJob, import_file
from wellbeing.record.intake.mends import mend_rows
from wellbeing.record.intake.numbering.kept import kept_rows, known_of
from wellbeing.record.rights.withdrawal import withdraw_contributions
from wellbeing.sources.engagement import read_engagement
from wellbeing.sources.profiles.choosing import open_with_profile

HEAD = (
    "Batch,Form number,Received on,Region,Stakeholder type,Are you content?,Why?,Topic,Channel,Place,Organisation,"
    "Communities,Language,Would you drink from the tap?,May be quoted,May be named,Only for the agency"
)
#: What is written where a paper has none.
NOTHING = ("", "-", "n/a", "unknown")


@pytest.fixture
def settings(tmp_path):
    return read_engagement(shipped(tmp_path / "engagement"))


@pytest.fixture
def take_forms(record, settings, tmp_path):
    def taken(name, *rows):
        path = tmp_path / name
        lines = [
            f"{batch},{number},2020-04-03,North One,Farmers,yes,{why},Water{',' * 9}"
            for batch, number, why in rows
        ]
        path.write_text("\n".join([HEAD, *lines]) + "\n")
        table, profile = open_with_profile(path, settings, "template-survey")
        import_file(record, ImportJob(table, profile, settings, table.sha256))

    return taken


def held(record):
    return sorted(text for (text,) in record.execute("SELECT text FROM answers WHERE text IS NOT NULL"))


def waits(record):
    return record.execute("SELECT count(*), count(DISTINCT reason), min(reason) FROM problems").fetchone()


@pytest.mark.parametrize("nothing", NOTHING)
@pytest.mark.parametrize("batch", ["Sol", ""])
def test_such_rows_wait_each_whether_in_one_file_or_in_two(record, take_forms, batch, nothing):
    take_forms("a.csv", (batch, nothing, "the first"), (batch, nothing, "the second"))
    take_forms("b.csv", (batch, nothing, "the third"), (batch, "7", "numbered"))
    assert held(record) == ["numbered"]
    assert waits(record) == (3, 1, "says no id")


@pytest.mark.parametrize("nothing", NOTHING)
def test_a_number_is_an_id_also_of_a_pile_that_has_no_name(record, take_forms, nothing):
    take_forms("a.csv", (nothing, "7", "the seventh"), (nothing, "8", "the eighth"))
    take_forms("b.csv", (nothing, "7", "the seventh"), ("Sol", "7", "of another pile"))
    assert held(record) == ["of another pile", "the eighth", "the seventh"]
    assert waits(record)[0] == 0


def test_each_comes_in_once_it_has_a_number_of_its_own(record, take_forms, settings):
    take_forms("a.csv", ("Sol", "", "the first"), ("Sol", "", "the second"))
    one, other = [number for (number,) in record.execute("SELECT id FROM quarantine ORDER BY id")]
    mend_rows(record, settings, {one: {"Form number": "1"}, other: {"Form number": "2"}})
    assert held(record) == ["the first", "the second"]


def test_a_row_without_a_number_goes_with_no_withdrawal_of_another(record, take_forms):
    take_forms("a.csv", ("Sol", "", "the first"), ("Sol", "", "the second"), ("Sol", "7", "numbered"))
    assert {one.contribution for one in kept_rows(record)} == {""}
    assert known_of(record, [""]) == set()
    (one,) = record.execute("SELECT contribution_id FROM contributions").fetchone()
    withdraw_contributions(record, [one], "asked for")
    assert len(kept_rows(record)) == 2
