"""Which releases are out, and how much has changed since: added, changed and withdrawn contributions."""

import pytest
from exports import export, line

from wellbeing.record.releases import (
    Watermark,
    announce_release,
    codes_since_release,
    confirm_left,
    confirm_release,
    contributions_since_release,
    latest_release,
    releases_out,
    watermark,
)
from wellbeing.record.rights.correction import correct_contribution
from wellbeing.record.rights.withdrawal import withdraw_contributions
from wellbeing.record.store.log import append
from wellbeing.record.store.rows import columns, insert_rows

RELEASE = "2020-06-09.01"


@pytest.fixture
def after(filled):
    """A record from which a release has just been made."""
    confirm_release(filled, RELEASE, "adviser", watermark(filled), "m1")
    return filled


def add(record, number):
    entry = append(record, "typed", {"rows": number})
    first = record.execute("SELECT * FROM contributions LIMIT 1").fetchone()
    known = dict(zip(columns(record, "contributions"), first, strict=True)) | {"added_in": entry}
    rows = [tuple((known | {"contribution_id": f"new-{entry}-{each}"}).values()) for each in range(number)]
    insert_rows(record, "contributions", rows)


def some(record, number):
    found = record.execute("SELECT contribution_id FROM contributions ORDER BY 1 LIMIT ?", (number,))
    return [one for (one,) in found]


def newest(record, number):
    asked = "SELECT contribution_id FROM contributions ORDER BY added_in DESC LIMIT ?"
    return [one for (one,) in record.execute(asked, (number,))]


def changed(record):
    return contributions_since_release(record, watermark(record))


@pytest.mark.parametrize(("added", "withdrawn"), [(0, 0), (7, 0), (0, 19), (7, 19)])
def test_added_and_withdrawn_contributions_both_count(after, added, withdrawn):
    withdraw_contributions(after, some(after, withdrawn), "asked for")
    add(after, added)
    assert changed(after) == added + withdrawn


def test_a_corrected_contribution_counts_once_however_often_it_is_corrected(after, islands):
    for region in ("S1", "N2"):
        correct_contribution(after, islands, some(after, 1)[0], {"region": region}, "asked for")
    assert changed(after) == 1


@pytest.mark.slow
def test_a_contribution_that_a_platform_sends_again_otherwise_is_changed(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(number) for number in range(10)]))
    announce_release(record, RELEASE, "adviser", watermark(record), "m1")
    take(export(tmp_path / "b.csv", [line(1), line(2, Why="other words"), line(20)]))
    assert changed(record) == 2


def test_what_came_and_was_corrected_or_withdrawn_since_is_one_more_or_none(after, islands):
    add(after, 3)
    correct_contribution(after, islands, newest(after, 1)[0], {"region": "S1"}, "asked for")
    assert changed(after) == 3
    withdraw_contributions(after, newest(after, 2), "asked for")
    assert changed(after) == 1


def test_a_release_of_either_tier_counts(after):
    add(after, 15)
    confirm_release(after, "2020-06-09.02", "public", watermark(after), "m2")
    add(after, 10)
    assert changed(after) == 10


def test_a_release_that_was_about_to_get_its_name_counts_as_out(after):
    add(after, 25)
    announce_release(after, "2020-06-09.02", "public", watermark(after), "m2")
    assert changed(after) == 0
    newest_out = latest_release(after)
    assert (newest_out.release, newest_out.tier, newest_out.measurement) == ("2020-06-09.02", "public", "m2")
    assert (newest_out.watermark, newest_out.is_finished) == (Watermark(3, 625), False)


def test_a_release_is_finished_once_it_has_its_name(filled):
    read = watermark(filled)
    announce_release(filled, RELEASE, "adviser", read, "m1")
    confirm_release(filled, RELEASE, "adviser", read, "m1")
    (one,) = releases_out(filled)
    assert one.is_finished
    assert one == latest_release(filled)


def test_what_has_its_folder_is_confirmed_and_nothing_else(filled):
    for name in ("2020-06-09.01", "2020-06-09.02"):
        announce_release(filled, name, "adviser", watermark(filled), name)
    assert confirm_left(filled, {"2020-06-09.02"}) == ["2020-06-09.02"]
    assert confirm_left(filled, {"2020-06-09.02"}) == []
    assert [one.release for one in releases_out(filled) if one.is_finished] == ["2020-06-09.02"]


def test_an_id_used_for_other_figures_is_two_releases(after):
    add(after, 25)
    announce_release(after, RELEASE, "adviser", watermark(after), "m2")
    assert [one.measurement for one in releases_out(after)] == ["m1", "m2"]


def test_what_came_and_went_between_leaves_an_older_release_to_compare_with(after, islands):
    add(after, 25)
    confirm_release(after, "2020-06-09.02", "adviser", watermark(after), "m2")
    withdraw_contributions(after, newest(after, 25), "asked for")
    correct_contribution(after, islands, some(after, 1)[0], {"region": "S1"}, "asked for")
    assert changed(after) == 1


def test_before_the_first_release_everything_is_new(filled):
    assert changed(filled) == 600
    assert latest_release(filled) is None


def test_a_contribution_that_came_while_a_release_was_made_is_new(filled):
    read = watermark(filled)
    add(filled, 3)
    confirm_release(filled, RELEASE, "adviser", read)
    assert read == Watermark(1, 600)
    assert changed(filled) == 3


def test_codes_added_since_the_newest_release_was_read_are_counted(record, take, tmp_path):
    take(export(tmp_path / "a.csv", [line(number) for number in range(10)]))
    code(record, "why", 2)
    assert codes_since_release(record) == 2
    confirm_release(record, RELEASE, "adviser", watermark(record), "m1")
    assert codes_since_release(record) == 0
    code(record, "why", 3)
    assert codes_since_release(record) == 3


def code(record, question, number):
    entry = append(record, "coded", {})
    rows = [
        (one, question, 1, entry, "A. Coder", "neutral", "2020-06-09", "measure", "1", "real")
        for one in some(record, number)
    ]
    insert_rows(record, "codes", rows)
