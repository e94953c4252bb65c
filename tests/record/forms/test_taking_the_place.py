"""A form whose number is taken takes the other's place, whole, whatever day either is of; nothing of two is mixed."""

import datetime as dt
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wellbeing.model.consent import CONSENTS, STRICTEST
from wellbeing.record.assembly.parts import content_of
from wellbeing.record.forms.numbers import contribution_of_form
from wellbeing.record.forms.saving import TypedForm, save_form
from wellbeing.record.intake.mends import mend_word
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.rights.access import subject_access
from wellbeing.record.rights.withdrawal import withdraw_contributions
from wellbeing.record.store.database import empty_record
from wellbeing.record.store.versions import contribution_rows
from wellbeing.record.undoing import undo_import

NUMBER = {"batch": "Sol", "form": "7", "topic": "Water"}
WORDS = st.sampled_from(["", "the tap is brown", "nobody listens to us", "we drink from the tank"])
ONE_OF = {
    "region": ["North One", "S1"],
    "stakeholder": ["Farmers", "Teachers", ""],
    "language": ["English", ""],
    "asked:content": ["yes", "no", ""],
    "asked:tap": ["yes", "no", ""],
    **{name: ["yes", "no", ""] for name in CONSENTS},
}
FORMS = st.builds(
    lambda day, why, communities, said: {
        **NUMBER,
        **said,
        "received": str(dt.date(2020, 4, 1) + dt.timedelta(days=day)),
        "asked:why": why,
        "communities": sorted(communities),
    },
    st.integers(0, 9),
    WORDS,
    st.sets(st.sampled_from(["young", "old"])),
    st.fixed_dictionaries({name: st.sampled_from(words) for name, words in ONE_OF.items()}),
)
SEVERAL = st.lists(FORMS, min_size=2, max_size=3, unique_by=str)
FEW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)


def save(record, folder, number, said):
    return save_form(record, folder, TypedForm(str(UUID(int=number)), said, sure=True))


def standing(record, folder):
    content = content_of(contribution_rows(record, contribution_of_form(folder, NUMBER)))
    return content.fields, content.answers


def alone(folder, said):
    with empty_record("two-islands") as record:
        save(record, folder, 1, said)
        return standing(record, folder)


def in_turn(folder, forms):
    """What stands after some forms of one number: all of the last, and what allows least where it does not say."""
    stands = dict.fromkeys(CONSENTS)
    for said in forms:
        fields, answers = alone(folder, said)
        kept = {name: word if word == STRICTEST[name] else None for name, word in stands.items()}
        stands = {name: fields[name] or kept[name] for name in CONSENTS}
    return fields | stands, answers


@pytest.mark.slow
@FEW
@given(SEVERAL)
def test_of_forms_of_one_number_exactly_the_last_one_saved_stands(folder, forms):
    with empty_record("two-islands") as record:
        for number, said in enumerate(forms, 1):
            save(record, folder, number, said)
            assert standing(record, folder) == in_turn(folder, forms[:number])
        last, before = len(forms), forms[:-1]
        held = subject_access(record, contribution_of_form(folder, NUMBER))["earlier_versions"]
        earlier = [content_of(one["content"]) for one in held]
        assert [(one.fields, one.answers) for one in earlier] == [
            in_turn(folder, forms[:number]) for number in range(1, last)
        ]
        undo_import(record, f"typed form {last}", "opened again")
        assert standing(record, folder) == in_turn(folder, before)


@FEW
@given(SEVERAL)
def test_what_was_in_its_place_is_gone_with_its_withdrawal(folder, forms):
    with empty_record("two-islands") as record:
        for number, said in enumerate(forms, 1):
            save(record, folder, number, said)
        withdraw_contributions(record, [contribution_of_form(folder, NUMBER)], "asked for")
        query = "SELECT (SELECT count(*) FROM versions), (SELECT count(*) FROM parts)"
        assert record.execute(query).fetchone() == (0, 0)


def test_an_answer_that_waited_of_a_form_whose_place_was_taken_comes_in_nowhere(record, folder):
    plain = {**NUMBER, "received": "2020-04-03", "region": "S1", "stakeholder": "Farmers"}
    save(record, folder, 1, {**plain, "asked:content": "perhaps", "may_publish": "yes"})
    later = {**plain, "received": "2020-04-01", "asked:tap": "yes", "may_publish": "no"}
    save(record, folder, 2, later)
    save(record, folder, 3, {**plain, "form": "8", "asked:content": "perhaps"})
    mend_word(record, folder, Recode("content", "perhaps", "yes"))
    assert standing(record, folder) == alone(folder, later)


def test_the_same_paper_typed_again_is_asked_about_also_where_its_place_was_taken_before(record, folder):
    plain = {**NUMBER, "received": "2020-04-03", "region": "S1", "stakeholder": "Farmers", "asked:tap": "yes"}
    changed = {**plain, "asked:tap": "no"}
    for number, said in enumerate((plain, changed), 1):
        save(record, folder, number, said)
    again = save_form(record, folder, TypedForm(str(UUID(int=3)), changed))
    assert (again.number, again.is_held, again.changes) == (0, True, [])
    assert msgspec.json.encode(standing(record, folder)) == msgspec.json.encode(alone(folder, changed))


@pytest.mark.parametrize("name", CONSENTS)
@pytest.mark.parametrize("there", ["yes", "no", ""])
@pytest.mark.parametrize("here", ["yes", "no", ""])
def test_what_is_loosened_is_told_before_and_silence_loosens_nothing(record, folder, name, there, here):
    plain = {**NUMBER, "received": "2020-04-03", "region": "S1", "stakeholder": "Farmers", "asked:tap": "yes"}
    save(record, folder, 1, {**plain, name: there})
    later = {**plain, "asked:tap": "no", name: here}
    asked = save_form(record, folder, TypedForm(str(UUID(int=2)), later))
    strict = STRICTEST[name]
    is_lifted = there == strict and here not in {strict, ""}
    is_loosened = is_lifted or (there == "" and here == "yes" != strict)  # what nobody said is no consent
    assert (asked.number, asked.loosened) == (0, [name] if is_loosened else [])
    save(record, folder, 2, later)
    stands = standing(record, folder)[0][name]
    assert stands == (here or (strict if there == strict else None))
