"""A roster makes "invited, not heard" a fact: of an organisation, by region and type, by round."""

import pytest
from exports import export, line

from wellbeing.model.consent import Unstated
from wellbeing.model.errors import DataError
from wellbeing.record.organisations.invitations import load_roster
from wellbeing.record.organisations.roster import invitation_counts, organisation_roster

ROSTER = """Name,Type,Region,Invited on,Declined on,May be named
Water Watch,Farmers,North One,2020-02-01,,yes
Fish First,Fishers,S1,2020-02-01,2020-03-01,no
Silent Society,Farmers,North One,2020-02-02,,yes
Walk-in Club,Teachers,,,,
"""


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER)
    return path


@pytest.fixture
def loaded(record, folder, listed):
    """What came of the roster's rows."""
    return load_roster(record, folder, listed)


@pytest.fixture
def bodies(folder, take, tmp_path):
    """Import a file of responses on behalf of organisations."""
    path = folder.path / "profiles" / "web.toml"
    text = path.read_text().replace('communities = { columns = ["For"], split = ";" }', "")
    path.write_text(text.replace("questions = [", 'organisation = { columns = ["For"] }\nquestions = ['))
    return lambda *names: take(
        export(tmp_path / "a.csv", [line(at, For=said) for at, said in enumerate(names)])
    )


def states(record, in_round=None):
    return dict(organisation_roster(record, Unstated(), in_round).select("name", "state").iter_rows())


def test_every_row_is_added_changed_or_known(record, folder, listed):
    first = load_roster(record, folder, listed)
    assert (first.rows, first.added, first.changed, first.unchanged) == (4, 4, 0, 0)
    listed.write_text(ROSTER.replace("2020-02-02,,", "2020-02-02,2020-02-09,"))
    again = load_roster(record, folder, listed)
    assert (again.rows, again.added, again.changed, again.unchanged) == (4, 0, 1, 3)


def test_a_name_keeps_its_letters(record, folder, listed):
    listed.write_text(ROSTER.replace("Water Watch", "Water <Watch>"))
    load_roster(record, folder, listed)
    assert "Water ‹Watch›" in states(record)


def test_who_was_invited_and_not_heard_is_named(record, loaded, bodies):
    bodies("", "water  WATCH")
    assert states(record) == {
        "Water Watch": "heard",
        "Fish First": "declined",
        "Silent Society": "invited, not heard",
        "Walk-in Club": "not invited",
    }
    assert states(record, "draft")["Water Watch"] == "invited, not heard"


def test_it_is_counted_by_region_and_type(record, loaded, bodies):
    bodies("", "Water Watch")
    assert invitation_counts(organisation_roster(record, Unstated())).rows() == [
        ("N1", "farmer", 2, 1, 0, 1),
        ("S1", "fisher", 1, 0, 1, 0),
    ]


def test_an_organisation_may_be_named_only_if_it_says_so(record, loaded):
    named = organisation_roster(record, Unstated()).filter("may_be_named")["name"].to_list()
    assert named == ["Silent Society", "Water Watch"]


def test_one_that_an_import_made_is_the_same_when_the_roster_comes(record, folder, bodies, listed):
    bodies("Water Watch")
    done = load_roster(record, folder, listed)
    assert (done.added, done.changed) == (3, 1)
    assert states(record)["Water Watch"] == "heard"


WRONG = {
    "lacks 1 column: 'name'": ("Name,", "Title,"),
    "row 2: region 'Atlantis'": ("Farmers,North One,2020-02-01", "Farmers,Atlantis,2020-02-01"),
    "row 3: declined_on 'soon' is no date": ("2020-03-01,no", "soon,no"),
    "row 3: may_be_named 'perhaps' is neither yes nor no": ("2020-03-01,no", "2020-03-01,perhaps"),
    "1 name stands twice: 'water watch'": ("Silent Society", "water watch"),
}


@pytest.mark.parametrize("told", WRONG)
def test_a_roster_that_is_not_understood_is_taken_in_not_at_all(record, folder, listed, told):
    listed.write_text(ROSTER.replace(*WRONG[told]))
    with pytest.raises(DataError, match=told):
        load_roster(record, folder, listed)
    assert record.execute("SELECT count(*) FROM organisations").fetchone() == (0,)
