"""Regions and towns as people write them: the right region, or none; never a wrong one."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wellbeing.sources.names.spelling import key, only_meant, spelling_keys
from wellbeing.sources.names.vocabulary import MOST_SUGGESTIONS

with (Path(__file__).parent / "spellings.csv").open(encoding="utf8", newline="") as file:
    #: Written by hand; an empty region means that it must be asked, not guessed.
    SPELLINGS = [(row["written"], row["region"] or None) for row in csv.DictReader(file)]


def region(names, written):
    (meaning,) = names.region.resolve([written])
    return meaning.value


def test_there_are_enough_spellings_of_every_region():
    assert len(SPELLINGS) >= 500
    assert len({code for _, code in SPELLINGS}) == 17 + 1


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_no_spelling_leads_to_a_wrong_region_however_its_characters_are_composed(names, form):
    found = {written: region(names, unicodedata.normalize(form, written)) for written, _ in SPELLINGS}
    assert {written: code for written, code in SPELLINGS if found[written] != code} == {}


def test_an_unknown_spelling_of_a_known_name_comes_with_a_suggestion(names):
    for written, wanted in {"Aukland": "Auckland", "Waikatto": "Waikato", "Nelsn": "Nelson"}.items():
        (meaning,) = names.region.resolve([written])
        assert (meaning.reason, meaning.suggestion) == ("no region is called that", wanted)


def test_what_may_mean_two_regions_names_both_and_suggests_neither(names):
    (meaning,) = names.region.resolve(["Waitaki"])
    assert (meaning.reason, meaning.suggestion) == ("may mean Canterbury or Otago", None)


@pytest.mark.slow
def test_a_letter_left_out_leads_to_no_other_region(names):
    shortened = {
        (spelled[:place] + spelled[place + 1 :], code)
        for spelled, (code, *several) in names.region.meanings.items()
        if not several
        for place in range(len(spelled))
    }
    assert len(shortened) > 1000
    wrong = {(written, region(names, written)) for written, code in shortened} - shortened
    assert {written for written, code in wrong if code} == set()


def test_numbers_are_codes_only_where_all_numbers_of_the_column_are(names):
    assert [meaning.value for meaning in names.region.resolve(["02", "13", "Otago"])] == ["02", "13", "14"]
    assert [meaning.value for meaning in names.region.resolve(["1", "2", "12", "Otago"])] == [
        None,
        None,
        None,
        "14",
    ]


def test_a_place_is_found_under_its_other_names(names):
    assert [meaning.value for meaning in names.place.resolve(["Kirikiriroa", "wanganui", "Manukau"])] == [
        "Hamilton",
        "Whanganui",
        "Manukau",
    ]
    assert names.regions_of["Whanganui"] == {"08"}


@pytest.mark.parametrize(
    ("kind", "written", "word"),
    [
        ("stakeholder", "NGO / service provider", "provider"),
        ("stakeholder", "SERVICE-USER", "service_user"),
        ("stakeholder", "Iwi and Maaori organisations", "iwi_maori_organisation"),
        ("community", "Mäori", "maori"),
        ("community", "Ngā iwi o Te Moana-nui-a-Kiwa", "pacific"),
        ("channel", "hard-copy survey", "paper"),
        ("topic", "Data Protection & Use", "data_protection_and_use"),
        ("topic", "both topics", "both"),
        ("round", "Draft", "draft"),
        ("stakeholder", "Māori", None),
        ("community", "everyone", None),
        ("topic", "all sorts", None),
    ],
)
def test_the_engagements_other_words_are_found_by_id_name_and_synonym(names, kind, written, word):
    (meaning,) = getattr(names, kind).resolve([written])
    assert meaning.value == word


def test_options_of_a_closed_question_are_its_own(names):
    (meaning,) = names.options["trust"].resolve(["Dont Know"])
    assert meaning.value == "don't know"
    (meaning,) = names.options["trust"].resolve(["not sure"])
    assert meaning.value is None


def test_only_long_vowels_may_be_doubled():
    assert spelling_keys("Tāmaki") == {"tamaki", "taamaki"}
    assert spelling_keys("Queenstown") == {"queenstown"}
    assert len(spelling_keys("Ōtākou")) == 4


@pytest.mark.slow
@given(st.text(max_size=30))
@example("𝒩")
def test_a_key_is_plain_and_its_own_key(written):
    once = key(written)
    assert key(once) == once.removeprefix("the ")
    assert once == " ".join(once.split())


@given(st.text(max_size=30))
def test_composed_and_decomposed_characters_have_one_key(written):
    assert key(unicodedata.normalize("NFC", written)) == key(unicodedata.normalize("NFD", written))


def test_what_cannot_be_seen_makes_no_difference(names):
    assert region(names, "Auck\u00adland\u200b") == "02"
    assert region(names, "\ufeffOtago") == "14"


@given(st.integers(), st.integers())
def test_different_numbers_have_different_keys(one, other):
    assert (key(str(one)) == key(str(other))) == (one == other)


def test_what_has_no_letters_stands_for_itself_only():
    assert len({key(mark) for mark in ("?", "-", "👍", "👎", "…", "10", "10+", "<10", ">10", "-10")}) == 10


@pytest.mark.slow
def test_suggestions_are_sought_for_some_hundred_words_only(names):
    unknown = ["Aukland" + " " * number for number in range(MOST_SUGGESTIONS + 50)]
    suggested = [meaning.suggestion for meaning in names.region.resolve(unknown)]
    assert suggested.count(None) == 50
    assert not any(meaning.suggestion for meaning in names.region.resolve(unknown, suggest=False))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Treatment", None),  # of "department", which means government agencies, four letters are other ones
        ("Apartment", None),
        ("Statement", None),
        ("Goverment agencys", "Government agencies"),
        ("Departmnt", "Government agencies"),
        ("Servce user", "People who use social services"),
        ("District healt board", "District health boards"),
        ("community", None),  # a part of several
        ("non-client", None),
    ],
)
def test_a_word_is_suggested_only_where_few_letters_are_wrong_or_a_word_is_the_same(names, written, meant):
    assert names.stakeholder.nearest(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no agree", None),
        ("not agree", None),
        ("strongly", None),  # agree, or disagree?
        ("Totally agree", None),
        ("strongly dis-agree", "strongly disagree"),
        ("4 - Agree", "agree"),
    ],
)
def test_no_suggestion_turns_an_answer_round_or_makes_it_stronger(names, written, meant):
    assert names.options["trust"].nearest(written) == meant


def test_what_begins_as_a_word_and_says_more_is_not_that_word(names):
    for written in ("Disabled people, carers", "Disabled people / carers", "carers (disabled people)"):
        assert names.community.nearest(written) is None


@pytest.mark.parametrize("parted", [" and ", " & ", "\n", " + ", " me "])
def test_of_several_names_none_is_suggested_alone(names, parted):
    for vocabulary in (names.community, names.region, names.stakeholder):
        one, other = sorted(vocabulary.labels.values())[:2]
        (meaning,) = vocabulary.resolve([f"{one}{parted}{other}"], codes=False)
        assert (meaning.reason, meaning.suggestion) == (f"may mean {one} or {other}", None)


COUNTIES = {"1": "Hawke's Bay", "2": "Manawatū-Whanganui", "3": "Sol", "4": "Söl"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1", "1"),
        ("Hawke’s Bay", "1"),
        ("HAWKEʻS  BAY", "1"),
        ("hawkes bay", "1"),
        ("Manawatu-Whanganui", "2"),
        ("manawatuu–whanganui", "2"),
        ("Manawatū‑Whanganui", "2"),
        ("sol", ""),  # may be either
        ("", ""),
        ("Hawke", ""),
    ],
)
def test_a_name_in_another_spelling_is_meant_where_it_is_the_only_one(written, meant):
    assert only_meant(written, COUNTIES) == meant
