"""Consents: what is not said is none, the strictest word counts, and what was taken back is not told again."""

from dataclasses import replace
from itertools import product

import polars as pl
import pytest
from exports import HEAD, PROFILE, line
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.model.consent import CONSENTS, Unstated
from wellbeing.model.errors import DataError
from wellbeing.model.tables import FIELDS
from wellbeing.record.assembly.folding import ContributionContent, ContributionPart, assemble
from wellbeing.record.comments.quotes import Quote, approve_quote, approved_quotes
from wellbeing.record.consents import bodies_to_name, consents, for_others
from wellbeing.record.organisations.invitations import load_roster
from wellbeing.record.rights.access import subject_access
from wellbeing.record.rights.correction import correct_contribution
from wellbeing.record.rights.withdrawal import withdraw_contributions
from wellbeing.record.store.rows import insert_rows
from wellbeing.record.undoing import undo_import

ASKED = """
organisation = { columns = ["Body"] }
may_publish = { columns = ["Publish"], values = { "Go ahead" = "yes" } }
may_be_named = { columns = ["Name"] }
only_for_agency = { columns = ["Private"], values = { "Leave it to me" = "" } }
questions"""
SILENT = Unstated()
AGREED = Unstated(may_publish="yes", may_be_named="yes", legal_basis="The notice said so.")
WORDS = ("", "yes", "no")
#: To be quoted, to be named, for the agency's eyes only: what a file can say of them.
SAID = list(product(WORDS, repeat=3))


@pytest.fixture
def asking(folder):
    """The profile of a survey that asks for consents."""
    text = PROFILE.format(id='id = ["Response"]').replace("questions", ASKED, 1)
    (folder.path / "profiles" / "asking.toml").write_text(text)
    return "asking"


def asked(path, said, start=1):
    """A file of one response for each of some consents."""
    rows = [
        f"{line(number)},Body {number},{','.join(each)}" for number, each in enumerate(said, start) if each
    ]
    path.write_text("\n".join([f"{HEAD},Body,Publish,Name,Private", *rows]) + "\n")
    return path


def named(record):
    """The ids of responses by their number."""
    query = "SELECT text, contribution_id FROM answers WHERE question_id = 'why'"
    return {int(text.split()[1]): one for text, one in record.execute(query)}


def quoted(record, unstated=SILENT):
    return {int(words.split()[1]) for words in approved_quotes(record, unstated)["words"]}


def told(record, unstated=SILENT):
    """The numbers of bodies that may be named."""
    names = dict(record.execute("SELECT organisation_id, name FROM organisations"))
    return {int(names[one].split()[1]) for one in bodies_to_name(record, unstated)}


def approve_all(record):
    """As if every comment had been approved while its writer agreed."""
    entry = record.execute("SELECT max(seq) FROM log").fetchone()[0]
    rows = [
        (one, "why", entry, "A. S.", 0, 1, f"reason {number}", "whole", 0, None)
        for number, one in named(record).items()
    ]
    insert_rows(record, "quotes", rows)


def expected(said, default, at):
    """The numbers of those that allow it, by the rule in words."""
    return {
        number
        for number, each in said.items()
        if each[2] != "yes" and (each[at] == "yes" or (not each[at] and default == "yes"))
    }


def check(record, said):
    """What may be quoted and named is what the rule in words says of what people say now."""
    for unstated in (SILENT, AGREED):
        assert quoted(record, unstated) == expected(said, unstated.may_publish, 0)
        assert told(record, unstated) == expected(said, unstated.may_be_named, 1)
    kept = {one: tuple(word or "" for word in words) for one, *words in consents(record).rows()}
    ids = named(record)
    assert kept == {ids[number]: each for number, each in said.items() if any(each)}


def strictest(one, other):
    """What two files say together, by the rule in words: where they differ, what allows less."""
    words = zip(("no", "no", "yes"), one, other, strict=True)
    return tuple(strict if strict in (first, second) else first or second for strict, first, second in words)


@pytest.mark.slow
def test_every_consent_is_obeyed_through_further_files_undoing_coming_again_and_withdrawal(
    record, take, asking, tmp_path
):
    pairs = list(product(SAID, SAID[::4]))
    first = dict(enumerate((one for one, _ in pairs), 1))
    both = {number: strictest(*pair) for number, pair in enumerate(pairs, 1)}
    earlier = asked(tmp_path / "a.csv", first.values())
    take(earlier, asking)
    approve_all(record)
    check(record, first)
    undo_import(record, "a.csv", "too early")
    check(record, {})
    take(earlier, asking)
    check(record, first)
    second = asked(tmp_path / "b.csv", [other for _, other in pairs])
    take(second, asking)
    check(record, both)
    undo_import(record, "b.csv", "the wrong file")
    check(record, first)
    take(second, asking)
    check(record, both)
    ids, gone = named(record), [number for number in both if number % 7 == 0]
    withdraw_contributions(record, [ids[number] for number in gone], "asked for")
    check(record, {number: said for number, said in both.items() if number not in gone})


@pytest.fixture
def one(record, take, asking, tmp_path):
    """A response that may be quoted and named; its id."""
    take(asked(tmp_path / "a.csv", [("Go ahead", "yes", "Leave it to me")]), asking)
    (found,) = named(record).values()
    return found


def test_whoever_asks_is_shown_what_they_allowed_and_can_take_it_back(record, folder, one):
    assert subject_access(record, one)["consents"] == {
        "may_publish": "yes",
        "may_be_named": "yes",
        "only_for_agency": "not stated",
    }
    approve_quote(record, Quote(one, "why", "reason 1", "A. S."), SILENT)
    correct_contribution(record, folder, one, {"may_publish": "no"}, "asked for")
    assert (quoted(record), told(record)) == (set(), {1})
    correct_contribution(record, folder, one, {"may_publish": ""}, "asked for")
    assert (quoted(record), quoted(record, AGREED)) == (set(), {1})
    (before, _) = subject_access(record, one)["earlier_versions"]
    assert before["content"]["contributions"][0]["may_publish"] == "yes"
    with pytest.raises(DataError, match=r"Unknown only_for_agency: 'perhaps'\. Known: 'yes', 'no'"):
        correct_contribution(record, folder, one, {"only_for_agency": "perhaps"}, "asked for")


REFUSALS = {
    "it says that it may not be published": {"may_publish": "no"},
    "it does not say that it may be published": {"may_publish": ""},
    "it is for the agency's eyes only": {"only_for_agency": "yes"},
}


@pytest.mark.parametrize("why", REFUSALS)
def test_a_quote_without_consent_is_refused_and_it_is_said_why_and_what_helps(record, folder, one, why):
    correct_contribution(record, folder, one, REFUSALS[why], "asked for")
    with pytest.raises(DataError, match=f"'{one}' may not be quoted: {why}. If .*subject {one}") as refused:
        approve_quote(record, Quote(one, "why", "reason 1", "A. S."), SILENT)
    corrections = str(refused.value).rpartition(f"{one} ")[2].replace("--correct ", "").split()
    agreed = dict(given.split("=") for given in corrections)
    correct_contribution(record, folder, one, agreed, "agreed since")
    approve_quote(record, Quote(one, "why", "reason 1", "A. S."), SILENT)
    assert quoted(record) == {1}


def test_what_a_roster_says_of_a_body_stands_unless_a_contribution_forbids_it(
    record, folder, take, asking, tmp_path
):
    said = [("", each, "") for each in ("yes", "no", "", "yes", "no", "", "yes", "no", "")]
    take(asked(tmp_path / "a.csv", said), asking)
    roster = tmp_path / "roster.csv"
    lines = [f"Body {number},Farmers,{'yes' if number < 4 else 'no'}" for number in range(1, 7)]
    roster.write_text("\n".join(["name,type,may_be_named", *lines, "Body 10,Farmers,"]) + "\n")
    load_roster(record, folder, roster)
    assert told(record) == {1, 3, 7}
    assert told(record, AGREED) == {1, 3, 7, 9}


def test_who_is_only_for_the_agency_is_not_shown_to_others(record, take, asking, tmp_path):
    take(asked(tmp_path / "a.csv", [("yes", "yes", "yes"), ("no", "no", "no"), ("", "", "")]), asking)
    comments = record.execute("SELECT contribution_id, text FROM answers WHERE text IS NOT NULL").fetchall()
    rows = pl.DataFrame(comments, ["contribution_id", "text"], orient="row")
    assert sorted(for_others(rows, record)["text"]) == ["reason 2", "reason 3"]


def test_a_word_that_is_no_consent_waits_and_can_be_given_a_meaning(record, take, asking, tmp_path):
    account = take(asked(tmp_path / "a.csv", [("If you must", "1", "")]), asking)
    assert (account.imported, account.quarantined) == (0, 1)
    assert sorted(account.problems()["value"]) == ["1", "If you must"]


def test_a_file_that_asks_for_consents_later_changes_nothing_else(record, take, asking, tmp_path):
    silent = asked(tmp_path / "a.csv", [("", "", "")] * 3)
    take(silent, asking)
    before = record.execute("SELECT fingerprint FROM contributions").fetchall()
    (silent.parent / "b.csv").write_text(silent.read_text().replace(",,,", ",yes,,"))
    account = take(silent.parent / "b.csv", asking)
    assert (account.changed, account.unchanged, account.doubts()) == (3, 0, [])
    assert {(name, old, new) for name, old, new in account.changes} == {("may_publish", "", "yes")}
    assert record.execute("SELECT fingerprint FROM contributions").fetchall() != before


STATED = st.fixed_dictionaries({name: st.sampled_from(WORDS) for name in CONSENTS})


def parts_saying(files):
    """What files say of one response, each of its day, the last imported last."""
    fields = dict.fromkeys(FIELDS) | {"round": "engage", "communities": []}
    return [
        ContributionPart(
            number,
            number,
            f"2020-04-{10 + day:02}",
            None,
            None,
            ContributionContent(fields | {name: word or None for name, word in said.items()}, {}, {}),
        )
        for number, (day, said) in enumerate(files, 1)
    ]


@given(st.lists(st.tuples(st.integers(0, 5), STATED), min_size=1, max_size=4))
def test_of_several_files_the_strictest_that_any_states_stands_whatever_day_they_are_of(files):
    said = assemble(parts_saying(files)).fields
    for name, strictest in zip(CONSENTS, ("no", "no", "yes"), strict=True):
        stated = {words[name] for _, words in files} - {""}
        assert said[name] == (strictest if strictest in stated else next(iter(stated), None))


@pytest.mark.parametrize(
    ("name", "strict", "lax"), [(*CONSENTS[:1], "no", "yes"), (CONSENTS[2], "yes", "no")]
)
def test_a_correction_is_the_latest_word_and_a_form_typed_later_loosens_nothing_that_it_forbids(
    name, strict, lax
):
    first, second, third = parts_saying([(0, {name: strict}), (1, {name: lax}), (2, {name: lax})])

    def corrected(word):
        content = ContributionContent({name: word}, {}, {})
        return replace(second, said_at=None, corrected_at="2020-04-11T12:00:00+00:00", content=content)

    def stands(*parts):
        return assemble(parts).fields[name]

    whole = replace(third, is_whole=True)
    assert stands(first, corrected(lax)) == stands(first, corrected(lax), third) == lax
    assert stands(first, corrected(strict), third) == stands(first, corrected(strict), whole) == strict
    assert stands(first, corrected(None)) is None
    assert stands(first, whole) == lax
