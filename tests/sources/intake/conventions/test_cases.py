"""Files whose numbers and separators meant something else than they seemed to, as public reports tell of them."""

import datetime as dt

import msgspec
import pytest
from taking import SHIPPED, SURVEY, counts, taken, written

from wellbeing.model.profile import Several

#: Option → the number that the platform gave it when it was made; the options stand in this order.
GAPS = {
    "strongly agree": 9,
    "agree": 2,
    "neither agree nor disagree": 4,
    "disagree": 5,
    "strongly disagree": 6,
}
ROTATED = {
    "strongly agree": 6,
    "agree": 1,
    "neither agree nor disagree": 2,
    "disagree": 3,
    "strongly disagree": 4,
}
SCALE = (*GAPS, "don't know")
SAID = ["strongly agree", "agree", "neither agree nor disagree", "disagree", "strongly disagree", "agree"]
#: Regions in the alphabetical order of a questionnaire.
REGIONS = (
    "Auckland",
    "Bay of Plenty",
    "Canterbury",
    "Gisborne",
    "Hawke's Bay",
    "Manawatū-Whanganui",
    "Marlborough",
)
REGIONS += (
    "Nelson",
    "Northland",
    "Otago",
    "Southland",
    "Taranaki",
    "Tasman",
    "Waikato",
    "Wellington",
    "West Coast",
)


def numbered(tmp_path, numbers, **trust):
    rows = [
        (str(at), "13/06/2018", "Otago", "NGO", "", str(numbers[said]), "") for at, said in enumerate(SAID)
    ]
    mapped = msgspec.structs.replace(SURVEY.questions[0], **trust)
    return taken(written(tmp_path, rows), msgspec.structs.replace(SURVEY, questions=(mapped,)))


@pytest.mark.parametrize("confirmed_by", ["", "A. Tester"])
def test_a_scale_with_gaps_brings_no_answer_at_all(tmp_path, confirmed_by):
    intake = numbered(tmp_path, GAPS, scale=SCALE, confirmed_by=confirmed_by)
    assert (counts(intake), intake.answers.height, intake.waiting.height) == ((6, 0, 0), 0, 6)


def test_a_rotated_scale_waits_until_a_person_answers_for_it_or_maps_each_number(tmp_path):
    assert numbered(tmp_path, ROTATED, scale=SCALE).answers.height == 0
    mapped = numbered(tmp_path, ROTATED, values={str(number): option for option, number in ROTATED.items()})
    assert mapped.answers.sort("contribution_id")["value"].sort().to_list() == sorted(SAID)


def regions(tmp_path, **said):
    rows = [(f"c{at}", "13/06/2018", str(at), "NGO", "", "", "x") for at in range(1, 17)]
    column = msgspec.structs.replace(SURVEY.region, **said)
    return taken(written(tmp_path, rows), msgspec.structs.replace(SURVEY, region=column))


@pytest.mark.parametrize("codes", [False, True])
def test_numbers_of_options_are_no_codes_of_regions_though_14_of_16_are_codes(tmp_path, codes):
    assert counts(regions(tmp_path, codes=codes)) == (0, 16, 0)


@pytest.mark.slow
def test_numbers_of_options_are_regions_by_a_map_that_knows_them_all(tmp_path):
    options = {str(at): name for at, name in enumerate(REGIONS, 1)}
    names = dict(SHIPPED.regions.select("code", "name_en").iter_rows())
    found = regions(tmp_path, values=options).contributions.sort("source_row")["region"]
    assert [names[code].replace("’", "'") for code in found] == list(REGIONS)
    del options["16"]
    assert counts(regions(tmp_path, values=options)) == (0, 16, 0)


CELLS = {
    "Māori, Disabled people, carers and whānau": ["disabled", "maori"],
    "Disabled people, Disabled people, carers and whānau": ["disabled"],
    "Rainbow, takatāpui, Pacific peoples": ["pacific"],
    "Pacific peoples,Māori": ["maori", "pacific"],
    "None of these, or I prefer not to say": [],
    "": [],
    "Disabled people, carers": None,
    "Māori; Pacific peoples": None,
    "Pacific peoples, carers and whānau": None,
}


def test_the_longest_option_wins_and_a_piece_that_is_none_waits(tmp_path):
    column = Several(
        columns=("Communities",),
        split=",",
        values={
            "Disabled people, carers and whānau": "disabled",
            "Rainbow, takatāpui": "",
            "None of these, or I prefer not to say": "",
        },
    )
    rows = [(str(at), "13/06/2018", "Otago", "NGO", cell, "Agree", "") for at, cell in enumerate(CELLS)]
    intake = taken(written(tmp_path, rows), msgspec.structs.replace(SURVEY, communities=column))
    of_rows = dict(intake.contributions.select("source_row", "communities").iter_rows())
    assert [of_rows.get(at) for at in range(2, 2 + len(CELLS))] == list(CELLS.values())
    # The piece that is no option is named, and a prefix of an option is none of it.
    waiting = dict(intake.quarantined.select("source_row", "value").iter_rows())
    assert waiting == {8: "carers", 9: "Māori; Pacific peoples", 10: "carers and whānau"}


def test_the_closing_day_is_by_the_engagements_clock_wherever_somebody_lives(tmp_path):
    last, late = "2018-08-31T11:59:59Z", "2018-08-31T12:00:00Z"  # on the Chatham Islands 00:44 and 00:45
    sent = [("a", last, "Wellington"), ("b", last, "Chatham Islands"), ("c", late, "Wellington")]
    rows = [(one, when, region, "NGO", "", "Agree", "") for one, when, region in sent]
    days = dict(taken(written(tmp_path, rows)).contributions.select("source_row", "received_on").iter_rows())
    assert days == {2: dt.date(2018, 8, 31), 3: dt.date(2018, 8, 31), 4: dt.date(2018, 9, 1)}
