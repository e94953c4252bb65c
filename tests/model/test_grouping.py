import pytest

from wellbeing.model.engagement import Group
from wellbeing.model.grouping import Grouping

NORTH = Group(id="north", en="North", members=("02", "01"))
SOUTH = Group(id="south", en="South", members=("03",))


@pytest.fixture
def regions():
    return Grouping([NORTH, SOUTH], ["01", "02", "03", "99"])


@pytest.mark.parametrize(("one", "group"), [("01", "north"), ("north", "north"), ("99", "99"), ("", "")])
def test_a_group_and_what_belongs_to_none_are_their_own(regions, one, group):
    assert regions.group_of(one) == group


@pytest.mark.parametrize(
    ("one", "members"),
    [("north", ["02", "01"]), ("03", ["03"]), ("south", ["03"]), ("", ["01", "02", "03", "99"])],
)
def test_a_cell_is_made_of_members(regions, one, members):
    assert regions.members_of(one) == members


def test_everyone_is_in_a_group_unless_others_are_named():
    assert Grouping([NORTH, SOUTH]).everyone == ["02", "01", "03"]


def test_without_groups_every_member_stands_alone():
    alone = Grouping([], ["01"])
    assert (alone.ids, alone.home, alone.group_of("01"), alone.members_of("")) == ([], {}, "01", ["01"])
