"""A typed form goes through the import wall once, and is told what is doubtful before."""

import contextlib
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wellbeing.model.errors import DataError
from wellbeing.record.forms.accounts import TypedForms, typed_forms
from wellbeing.record.forms.numbers import contribution_of_form
from wellbeing.record.forms.saving import TypedForm, save_form
from wellbeing.record.intake.imports import ImportJob, import_file
from wellbeing.record.intake.mends import mend_word
from wellbeing.record.intake.recodes import Recode
from wellbeing.record.recalling import recall_rows, refused_rows
from wellbeing.record.rights.withdrawal import withdraw_contributions
from wellbeing.record.store.database import empty_record
from wellbeing.record.undoing import undo_import
from wellbeing.sources.profiles.choosing import open_with_profile

WHY = "because the water has been brown since the winter"


def key(number):
    return str(UUID(int=number))


def typed(**said):
    return {
        "received": "2020-04-03",
        "region": "North One",
        "stakeholder": "Farmers",
        "topic": "Water",
    } | said


@pytest.fixture
def save(record, folder):
    def saved(number, said=None, **how):
        return save_form(
            record, folder, TypedForm(key(number), said or typed(**{"asked:content": "yes"}), **how)
        )

    return saved


def contributions(record):
    return record.execute("SELECT count(*) FROM contributions").fetchone()[0]


def account(record):
    found = typed_forms(record)
    assert found.typed == found.stored + found.quarantined + found.refused + found.withdrawn + found.replaced
    assert found.stored == contributions(record)
    return found


def test_a_form_is_one_contribution_with_a_running_number_and_all_that_it_says(record, save):
    first, second = (
        save(1),
        save(2, typed(communities=["young", "old"], may_publish="yes", **{"asked:why": WHY})),
    )
    assert (first.number, second.number) == (1, 2)
    rows = record.execute(
        "SELECT region, stakeholder, channel, communities, source_file FROM contributions ORDER BY arrival"
    )
    assert rows.fetchall() == [
        ("N1", "farmer", "paper", "[]", "typed form 1"),
        ("N1", "farmer", "paper", '["old","young"]', "typed form 2"),
    ]
    assert record.execute("SELECT text FROM answers WHERE text IS NOT NULL").fetchall() == [(WHY,)]
    assert record.execute("SELECT may_publish FROM consents").fetchall() == [("yes",)]
    assert account(record).stored == 2


def test_a_form_that_is_sent_again_is_stored_once_under_its_number(record, save):
    assert [save(1).number for _ in range(3)] == [1, 1, 1]
    assert (contributions(record), account(record).typed) == (1, 1)


def test_what_is_not_understood_is_told_beside_its_field_and_waits_once_a_person_is_sure(record, save):
    said = typed(region="Atlantis", **{"asked:content": "perhaps"})
    found = save(1, said)
    assert {(one.field, one.value) for one in found.problems} == {
        ("region", "Atlantis"),
        ("asked:content", "perhaps"),
    }
    assert (found.number, account(record).typed) == (0, 0)
    assert save(1, said, sure=True).number == 1
    assert (account(record).quarantined, contributions(record)) == (1, 0)


def test_the_same_comment_is_held_until_a_person_says_whether_it_is_the_same_paper(record, save):
    save(1, typed(**{"asked:why": WHY}))
    again = typed(received="2020-04-09", region="S1", **{"asked:why": WHY.replace(" the ", "  the\n")})
    held = save(2, again)
    assert (held.number, [(one.file, one.by_comment) for one in held.alike]) == (0, [("typed form 1", True)])
    assert save(2, again, is_twice=True).number == 2
    assert (account(record).refused, contributions(record)) == (1, 1)
    assert save(3, again, sure=True).number == 3
    assert contributions(record) == 2


def test_what_was_set_aside_can_be_called_back(record, folder, save):
    save(1, is_twice=True)
    ((number, *_),) = refused_rows(record)
    recall_rows(record, folder, [number])
    assert (account(record).stored, contributions(record)) == (1, 1)


def test_forms_that_tick_the_same_are_saved_and_told_to_be_alike(record, save):
    save(1)
    second = save(2)
    assert (second.number, [(one.file, one.by_comment) for one in second.alike]) == (
        2,
        [("typed form 1", False)],
    )


def test_a_number_that_is_taken_is_told_with_what_the_other_form_says(record, save):
    save(1, typed(batch="Sol", form="7", **{"asked:content": "yes"}))
    same, other = (
        typed(batch="Sol", form="07", **{"asked:content": "yes"}),
        typed(batch="Sol", form="7", **{"asked:content": "no"}),
    )
    assert save(2, same).is_held
    assert save(3, other).changes == [("content", "yes", "no")]
    assert save(3, other, sure=True).number == 2
    assert record.execute("SELECT value FROM answers").fetchall() == [("no",)]


def test_a_form_of_a_workbook_and_a_typed_one_of_its_number_are_the_same(record, folder, save, tmp_path):
    (tmp_path / "forms.csv").write_text(
        "Batch,Form number,Received on,Channel,Region,Place,Stakeholder type,Organisation,Communities,Topic,Language,"
        "Are you content?,Would you drink from the tap?,Why?,May be quoted,May be named,Only for the agency\n"
        "Sol,7,2020-04-03,,North One,,Farmers,,,Water,,yes,,,,,\n"
    )
    table, profile = open_with_profile(tmp_path / "forms.csv", folder, "template-survey")
    import_file(record, ImportJob(table, profile, folder, table.sha256))
    assert save(1, typed(batch="Sol", form="7", **{"asked:content": "yes"})).is_held


def test_a_form_that_was_taken_back_can_be_saved_again_under_a_new_number(record, save):
    save(1)
    undo_import(record, "typed form 1", "opened again")
    assert account(record).typed == contributions(record) == 0
    assert save(1).number == 2
    assert contributions(record) == 1


FORMS = st.builds(
    lambda region, content, why, number: typed(
        region=region, form=number, **{"asked:content": content, "asked:why": why}
    ),
    st.sampled_from(["North One", "S1", "Atlantis", ""]),
    st.sampled_from(["yes", "no", "perhaps", ""]),
    st.sampled_from(["", "short", WHY, f"{WHY} too", "=1+1", "tāne 'quoted' \"words\"; and\nmore"]),
    st.sampled_from(["", "1", "2", "x"]),
)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=6)
@given(st.lists(st.tuples(st.integers(1, 4), FORMS, st.booleans(), st.booleans()), min_size=1, max_size=5))
def test_whatever_is_typed_and_however_often_the_account_closes_and_no_key_is_stored_twice(folder, forms):
    with empty_record("two-islands") as record:
        numbers = {}
        for number, said, sure, is_twice in forms:
            saved = save_form(record, folder, TypedForm(key(number), said, sure=sure, is_twice=is_twice))
            told = (number, str(said), is_twice)
            if saved.number:
                assert numbers.setdefault(told, saved.number) == saved.number
        found = account(record)
        assert found.typed == len(set(numbers.values()))
        stored = record.execute(
            "SELECT sum(read), sum(stored + merged + no_answer + quarantined + refused) FROM answer_accounts"
        )
        assert len(set(stored.fetchone())) == 1


def test_a_form_that_answers_no_question_is_asked_about_and_saved_once_a_person_is_sure(record, save):
    blank = typed(communities=["young"])
    assert (save(1, blank).number, save(1, blank).is_blank, contributions(record)) == (0, True, 0)
    assert save(1, blank, sure=True).number == 1
    assert (account(record).stored, contributions(record)) == (1, 1)
    assert not save(2, typed(**{"asked:content": "perhaps"})).is_blank  # it would wait


def test_forms_that_were_withdrawn_are_named_in_the_account_wherever_they_stood(record, folder, save):
    for number, form in enumerate(("1", "2", "3", "4"), 1):
        region = "Atlantis" if form == "3" else "S1"
        save(
            number,
            typed(form=form, region=region, **{"asked:content": "yes"}),
            sure=True,
            is_twice=form == "4",
        )
    save(
        5, typed(form="1", region="S1", **{"asked:content": "no"}), sure=True
    )  # says something else of the first
    assert account(record) == TypedForms(5, 2, 1, 1, 0, 1)
    gone = [contribution_of_form(folder, {"form": form}) for form in ("1", "3", "4")]
    withdraw_contributions(record, gone, "asked for")
    assert account(record) == TypedForms(5, 1, 0, 0, 4, 0)
    save(6, typed(form="1", **{"asked:content": "yes"}), sure=True)
    assert account(record) == TypedForms(6, 1, 0, 0, 5, 0)


@pytest.mark.parametrize("day", ["3 April 2020", "April 3rd, 2020", "3 de abril de 2020"])
def test_a_day_with_its_month_s_name_and_a_language_by_its_name_are_understood(record, save, day):
    assert save(1, typed(received=day, language="English", **{"asked:content": "yes"})).number == 1
    assert record.execute("SELECT received_on, language FROM contributions").fetchall() == [
        ("2020-04-03", "en")
    ]


def test_a_language_that_nobody_knows_waits_with_what_would_help(record, save):
    (problem,) = save(1, typed(language="Atlantean", **{"asked:content": "yes"})).problems
    assert (problem.field, problem.value) == ("language", "Atlantean")
    assert "no known name of a language" in problem.reason


SAVES = st.tuples(
    st.sampled_from(["save", "aside", "unclear", "withdraw", "mend", "take back", "recall"]),
    st.sampled_from(["1", "2", "x"]),
    st.sampled_from(["yes", "no"]),
)


def does(record, folder, at, deed, form, content):
    """One of the things that a steward may do."""
    said = typed(form=form, region="Atlantis" if deed == "unclear" else "S1", **{"asked:content": content})
    newest = record.execute("SELECT max(file) FROM imports").fetchone()[0] or ""
    deeds = {
        "withdraw": lambda: withdraw_contributions(record, [contribution_of_form(folder, said)], "asked for"),
        "mend": lambda: mend_word(record, folder, Recode("region", "Atlantis", "S2")),
        "take back": lambda: undo_import(record, newest, "opened again"),
        "recall": lambda: recall_rows(record, folder, [one for one, *_ in refused_rows(record)][:1]),
    }
    form = TypedForm(key(at), said, sure=True, is_twice=deed == "aside")
    with contextlib.suppress(DataError):
        deeds.get(deed, lambda: save_form(record, folder, form))()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(st.lists(SAVES, min_size=1, max_size=7))
def test_whatever_becomes_of_forms_the_account_closes_against_the_contributions_that_stand(folder, saves):
    with empty_record("two-islands") as record:
        for at, (deed, form, content) in enumerate(saves, 1):
            does(record, folder, at, deed, form, content)
            found = account(record)
            assert found.typed == record.execute("SELECT count(*) FROM imports").fetchone()[0]
            assert found.quarantined == record.execute("SELECT count(*) FROM quarantine").fetchone()[0]
            assert found.refused == len(refused_rows(record))


def test_the_same_paper_typed_again_is_asked_about_and_replaces_nothing_but_itself(record, save):
    said = typed(form="7", **{"asked:content": "yes"})
    save(1, said)
    assert (save(2, said).number, save(2, said).is_held, account(record).typed) == (0, True, 1)
    assert save(2, said, sure=True).number == 2
    assert account(record) == TypedForms(2, 1, 0, 0, 0, 1)


@pytest.mark.parametrize("first", [True, False])
def test_a_form_that_one_window_settled_is_not_settled_otherwise_by_another(record, save, first):
    one = save(1, sure=True, is_twice=first)
    other = save(1, sure=True, is_twice=not first)
    assert (other.number, other.is_settled) == (one.number, True)
    assert account(record).typed == 1
