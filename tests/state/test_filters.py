import pytest

from wellbeing.model.decisions.address import ADDRESS_KEYS
from wellbeing.state.choice import Choice
from wellbeing.state.filters import MOST_STEPS, Filters

KNOWN = {
    "area": frozenset({"01", "02"}),
    "stakeholder": frozenset({"provider"}),
    "community": frozenset({"maori"}),
    "show": frozenset({"coverage", "position"}),
    "opened": frozenset({"north"}),
}


@pytest.fixture
def filters():
    return Filters(KNOWN)


def test_what_exists_is_chosen(filters):
    filters.choose({"area": "01", "stakeholder": "provider"})
    assert filters.choice == Choice(area="01", stakeholder="provider")
    assert filters.note == ""


def test_what_does_not_exist_is_left_out_with_a_note(filters):
    filters.choose({"area": "99", "stakeholder": "provider"})
    assert filters.choice == Choice(stakeholder="provider")
    assert filters.note == "Not in this release, so left out: region “99”."


@pytest.mark.parametrize(
    "odd", [1, None, "{0}", "{0},{0}", "\x00", "None", "null", "\u202e", " ", [], {}, "x" * 99]
)
def test_what_a_browser_may_send_never_breaks_the_choice_and_is_named_once(filters, odd):
    for name in (*Choice.__struct_fields__, "no such"):
        filters.choose({name: odd})
        key = ADDRESS_KEYS.get(name, name)
        assert filters.choice == Choice()
        assert filters.note.startswith(f"Not in this release, so left out: {key}")
        assert filters.note.count(key) == 1
        assert filters.note.isprintable()
        assert len(filters.note) < 99


@pytest.mark.parametrize("kept", ["01:provider", "01:", ":provider"])
def test_what_stands_beside_a_selection_is_an_area_a_type_or_both(filters, kept):
    filters.choose({"area": "02", "compare": kept})
    assert filters.choice.compare == kept
    assert filters.choice.beside == Choice(area=kept.partition(":")[0], stakeholder=kept.partition(":")[2])
    filters.clear()
    assert filters.choice == Choice()


@pytest.mark.parametrize("asked", [":", "01", "99:provider", "01:nobody", "provider:01", "01:provider:", 7])
def test_what_is_no_selection_stands_beside_nothing_and_is_named(filters, asked):
    filters.choose({"area": "02", "compare": asked})
    assert filters.choice == Choice(area="02")
    assert f"compare “{asked}”" in filters.note or "compare, which is no text" in filters.note


def test_nothing_stands_beside_itself_or_beside_everything():
    assert Choice(area="01", stakeholder="provider", compare="01:provider").beside is None
    assert Choice(compare="01:provider").beside is None


def test_a_community_and_a_comparison_let_go_of_each_other_and_say_so(filters):
    filters.choose({"area": "02", "compare": "01:"})
    filters.choose({"community": "maori"})
    assert (filters.choice, "the comparison" in filters.note) == (Choice(area="02", community="maori"), True)
    assert filters.choice.as_kept == ""  # nothing is offered to stand beside a community
    filters.choose({"compare": "01:"})
    assert (filters.choice, "the community" in filters.note) == (Choice(area="02", compare="01:"), True)
    filters.restore({"community": "maori"})
    assert (filters.choice, filters.note) == (Choice(community="maori"), "")
    filters.restore({"community": "maori", "compare": "01:"})
    assert (filters.choice, "the comparison" in filters.note) == (Choice(community="maori"), True)


def test_steps_go_back_one_by_one_and_stop_at_the_first(filters):
    filters.choose({"area": "01"})
    filters.choose({"area": "02"})
    filters.step_back()
    assert filters.choice.area == "01"
    filters.step_back()
    filters.step_back()
    assert filters.choice == Choice()


def test_one_change_is_one_event(filters):
    heard = []
    filters.param.watch(heard.append, "choice")
    filters.choose({"area": "01", "stakeholder": "provider"})
    filters.choose({"area": "01"})
    assert len(heard) == 1


def test_only_so_many_steps_are_kept(filters):
    for step in range(MOST_STEPS + 20):
        filters.choose({"area": ("01", "02")[step % 2]})
    for _ in range(MOST_STEPS):
        filters.step_back()
    before = filters.choice
    filters.step_back()
    assert filters.choice == before


def test_a_group_opens_and_closes(filters):
    filters.toggle("north")
    assert filters.choice.open_groups == {"north"}
    filters.toggle("north")
    assert filters.choice.open_groups == frozenset()


def test_clearing_keeps_what_is_shown(filters):
    filters.choose({"area": "01", "show": "position"})
    filters.clear()
    assert filters.choice == Choice(show="position")
