"""Codes of one list read as codes of another: postcodes that lie elsewhere show it, and place nobody."""

import csv
from dataclasses import replace

import msgspec
import pytest
from taking import SAMPLES, SHIPPED, SURVEY, counts, taken, written

from wellbeing.model.profile import Column, Day, Several
from wellbeing.sources.intake.conventions.deciding import decide_conventions
from wellbeing.sources.reading.source import read_file

FILE = SAMPLES / "cases/regions-as-numbers.csv"
TRUTH = SAMPLES / "cases/regions-as-numbers-truth.csv"
HEADINGS, *ROWS = csv.reader(FILE.read_text("utf-8").splitlines())
REGIONS = dict(list(csv.reader(TRUTH.read_text("utf-8").splitlines()))[1:])
CODES = Column(columns=("Region",), codes=True, confirmed_by="A. Tester")


def profile(region):
    question = msgspec.structs.replace(SURVEY.questions[0], columns=("Trust",))
    return msgspec.structs.replace(
        SURVEY,
        id=("id",),
        received_on=Day(columns=("received",)),
        stakeholder=Column(columns=("Role",)),
        communities=Several(),
        region=region,
        questions=(question,),
    )


def noticed(path, region, folder=SHIPPED):
    told = decide_conventions(read_file(path, SURVEY.layout), profile(region), folder).notices
    return [notice for notice in told if notice.kind == "postcodes elsewhere"]


def test_numbers_that_a_person_calls_codes_contradict_their_postcodes():
    (notice,) = noticed(FILE, CODES)
    # 110 and 632 have lost a nought, 10 and 11 are no codes: not compared. Of four others a digit tells too little.
    assert notice.text.startswith("8 rows of 12 with a postcode ('Postcode') name a region where it is not: ")
    assert "'3110 is not in Auckland'" in notice.text
    intake = taken(FILE, profile(CODES))
    assert counts(intake) == (0, 16, 0)
    assert "'10', '11'" in intake.quarantined["reason"][0]


def test_they_do_where_every_number_is_a_code(tmp_path):
    legal = [
        [one, day, f"{int(code):02}", *rest] for one, day, code, *rest in ROWS if code not in {"10", "11"}
    ]
    path = written(tmp_path, legal, HEADINGS)
    assert counts(taken(path, profile(CODES))) == (14, 0, 0)
    assert [notice.number for notice in noticed(path, CODES)] == [8]


def test_with_a_map_every_row_is_in_its_region_and_nothing_is_told():
    mapped = Column(columns=("Region",), values={code: REGIONS[one] for one, _, code, *_ in ROWS})
    assert noticed(FILE, mapped) == []
    intake = taken(FILE, profile(mapped))
    named = dict(SHIPPED.regions.select("code", "name_en").rows())
    assert [named[code] for code in intake.contributions["region"]] == list(REGIONS.values())


@pytest.mark.parametrize("wrong", [0, 1])
def test_of_many_a_few_mistyped_ones_are_nobodys_matter(tmp_path, wrong):
    rows = [
        (at, "2018-07-01", "Otago", "9016" if at >= wrong else "8011", "NGO", "agree") for at in range(20)
    ]
    assert noticed(written(tmp_path, rows, HEADINGS), Column(columns=("Region",))) == []


def test_where_the_engagement_does_not_know_postcodes_nothing_is_compared(tmp_path):
    assert noticed(FILE, CODES, replace(SHIPPED, path=tmp_path)) == []
