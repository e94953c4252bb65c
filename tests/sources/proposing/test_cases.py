"""What was seen to go wrong with other people's files, each with what is right."""

import csv
import tomllib
from collections import Counter

import pytest
import xlsxwriter
from taking import SAMPLES, SHIPPED, counts, join_batches, written
from unknown import TRUST, live_facts

from wellbeing.model.errors import DataError
from wellbeing.sources.intake.taking import take_in
from wellbeing.sources.profiles.choosing import open_with_profile
from wellbeing.sources.proposing.proposing import propose

ONLINE = '[channel]\nconstant = "online"\n'
NAMES = (
    "Jane Doe",
    "Hone Smith",
    "Ann Lee",
    "Barnardos",
    "Te Whānau o Waipareira",
    "Northland DHB",
    "Manukau",
)


@pytest.fixture
def proposal(tmp_path):
    """Write rows, and give the proposal's text and lines."""

    def given(rows, headings):
        path = written(tmp_path, rows, headings)
        text = propose(path, SHIPPED)
        return path, text, tomllib.loads(text)

    return given


@pytest.fixture
def of_file(proposal):
    """The proposal for a file as it came: its path, text and lines."""

    def given(name):
        headings, *rows = csv.reader((SAMPLES / "cases" / name).read_text("utf-8-sig").splitlines())
        return proposal(rows, headings)

    return given


def read(path, text, answers=""):
    saved = path.with_suffix(".toml")
    saved.write_text(text + answers, encoding="utf-8")
    return join_batches(take_in(*open_with_profile(path, SHIPPED, str(saved)), SHIPPED))


def test_words_of_a_tick_box_are_left_to_a_person(proposal, of_file):
    rows = [("Albert-Eden Local Board", "An individual", said) for said in ("Yes", "No response") * 5]
    _, text, lines = proposal(rows, ("Area", "Group", "Maori"))
    assert '# values = { "No response" = "" }' in text
    for asked in (lines, of_file("tick-boxes.csv")[2]):
        assert asked["communities"] == {"flags": {"Maori": "maori"}}
        assert not {"region", "stakeholder"} & set(asked)
    assert 'does "Area" say the region that people live in?' in text


@pytest.mark.slow
def test_an_attendance_sheet_is_seen_and_names_nobody(of_file):
    path, text, lines = of_file("attendance.csv")
    assert (lines["kind"], lines["number"]["columns"]) == ("attendance", ["Number attending"])
    assert not [name for name in NAMES if name in text]
    intake = read(path, text)
    assert counts(intake) == (4, 0, 0)
    assert intake.contributions.height == 1 + 3 + 2 + 12


@pytest.mark.slow
def test_a_comma_within_an_option_is_not_what_parts_options(proposal):
    cells = (
        *("Māori, Disabled people, carers and whānau", "Disabled people, Disabled people, carers and whānau"),
        *("Rainbow, takatāpui, Pacific peoples", "Māori", "Disabled people, carers", "Pacific peoples,Māori"),
        *("Māori; Pacific peoples", "", "Pacific peoples, carers and whānau"),
    )
    rows = [(f"R-{at}", f"{at + 11}/07/2018 10:01", cell, "Agree") for at, cell in enumerate(cells)]
    headings = ("Response ID", "Date Submitted", "Which of these communities do you belong to?", TRUST)
    path, text, lines = proposal(rows, headings)
    assert lines["communities"] == {"columns": ["Which of these communities do you belong to?"]}
    assert 'does "," part the words of a cell?' in text
    assert '"carers and whānau" and ' in text
    assert counts(read(path, text)) == (2, 7, 0)


@pytest.mark.parametrize("numbers", [(9, 2, 4, 5, 6, 7), (6, 1, 2, 3, 4, 5)])
def test_numbers_of_a_scale_are_never_given_an_order(proposal, numbers):
    rows = [(f"R-{at}", "2018-07-01 10:01:00", "Otago", str(numbers[at % 6])) for at in range(18)]
    path, text, lines = proposal(rows, ("ResponseId", "RecordedDate", "Where do you live?", TRUST))
    assert lines["questions"] == [{"id": "trust", "columns": [TRUST]}]
    assert all(f'"{number}" = ""' in text for number in numbers)
    intake = read(path, text)
    assert (counts(intake), intake.answers.height, intake.waiting.height) == ((18, 0, 0), 0, 18)


@pytest.mark.slow
def test_a_number_is_no_region_and_three_digits_are_perhaps_a_postcode(of_file):
    path, text, lines = of_file("regions-as-numbers.csv")
    assert lines["region"] == {"columns": ["Region"]}
    assert '"Postcode": numbers of 3 and 4 digits, as postcodes are: never read as regions' in text
    intake = read(path, text, ONLINE)
    assert counts(intake) == (0, 16, 0)
    assert "may be the code of Northland" in intake.quarantined["reason"].str.join().item()


def test_one_instant_in_many_spellings_is_a_question(proposal):
    cells = (
        *("2018-07-01T11:45:12Z", "2018-07-01 23:45:12+12:00", "2018/07/01 11:45:12 PM GMT+12"),
        *("Sunday, 1 July 2018 at 11:45:12 pm New Zealand Standard Time", "1/07/2018 23:45"),
        *("7/1/2018 11:45 PM", "43282.98972", "1530445512"),
    )
    rows = [(f"t{at}", cell, "Wellington", "agree") for at, cell in enumerate(cells)]
    _, text, lines = proposal(rows, ("id", "received", "region", "trust"))
    assert "received_on" not in lines
    assert 'does "received" say the day on which each came?' in text


@pytest.mark.parametrize(
    ("heading", "is_live"), [("Number attending", True), ("People", True), ("Sign-ins at the door", False)]
)
def test_numbers_of_people_are_never_left_out_because_some_are_written_otherwise(proposal, heading, is_live):
    counted = ("12", "8", "1,200", "about 10", "7", "10-12")
    rows = [(f"{at % 5 + 14}/06/2018", ("Manukau", "Dunedin")[at % 2], counted[at % 6]) for at in range(18)]
    path, text, lines = proposal(rows, ("Hui date", "Venue", heading))
    assert lines["kind"] == "attendance"
    assert ("number" in lines) == is_live
    assert is_live or f'does "{heading}" say how many people came?' in text
    if is_live:
        assert counts(read(path, text)) == (9, 9, 0)  # 9 that are whole numbers, each of several people


def test_of_several_sheets_the_one_that_is_named_is_proposed_for(tmp_path):
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(path)
    for name, rows in (
        ("Read me", [["How to"], ["A row each"]]),
        ("Said", [["Region", TRUST], ["Otago", "agree"]]),
    ):
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    book.close()
    with pytest.raises(DataError, match="wellbeing profile FILE --sheet NAME"):
        propose(path, SHIPPED)
    assert tomllib.loads(propose(path, SHIPPED, "Said"))["layout"] == {"sheet": "Said"}


def test_a_total_below_the_days_does_not_cost_the_column(proposal):
    rows = [(f"R{at}", f"{at + 1:02}/06/2018", "Otago") for at in range(28)]
    path, text, lines = proposal([*rows, ("Total", "28", "")], ("Response ID", "Date", "Where do you live?"))
    assert lines["received_on"] == {"columns": ["Date"], "formats": ["%d/%m/%Y"]}
    assert "28 of 29 values are days as %d/%m/%Y; 1 are not, and wait" in text
    assert counts(read(path, text, f'{ONLINE}[topic]\nconstant = "both"\n')) == (28, 0, 1)


@pytest.mark.slow
def test_yes_and_no_never_become_an_opinion(of_file):
    path, text, lines = of_file("yes-and-no.csv")
    boxes = [f"Communities: {name}" for name in ("Māori", "Pacific peoples", "Disabled people")]
    assert lines["communities"] == {"flags": dict(zip(boxes, ("maori", "pacific", "disabled"), strict=True))}
    assert [answer["id"] for answer in lines["questions"]] == ["trust", "data_comment"]
    intake = read(path, text, ONLINE)
    said = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    ticked = {
        community: sum(row[box] == "Yes" for row in said)
        for box, community in lines["communities"]["flags"].items()
    }
    assert Counter(intake.contributions["communities"].explode(empty_as_null=False)) == ticked
    assert set(intake.answers["question_id"]) == {"trust", "data_comment"}


def test_consent_is_no_opinion_either(proposal):
    rows = [(f"R{at}", "2018-07-01", *("Yes", "No")[:: 1 - at % 2 * 2], "agree") for at in range(20)]
    headings = ("Response ID", "Date", "Communities: Māori", "Consent to be quoted", TRUST)
    _, _, lines = proposal(rows, headings)
    assert [answer["id"] for answer in lines["questions"]] == ["trust"]
    assert ("approach", "columns", "Consent to be quoted") not in live_facts(lines)


def test_a_heading_that_names_a_place_is_of_regions_where_its_values_are(proposal):
    regions = ("Auckland", "Waikato", "Northland", "Otago")
    rows = [(f"R{at}", "2018-07-01", regions[at % 4], "agree") for at in range(20)]
    _, _, lines = proposal(rows, ("Response ID", "Date", "Nearest town", TRUST))
    assert lines["region"] == {"columns": ["Nearest town"]}
    assert "place" not in lines


def test_a_column_headed_by_an_open_question_is_its_comments_however_few_differ(proposal):
    question = next(one for one in SHIPPED.engagement.questions if not one.closed)
    rows = [(f"R{at}", "2018-07-01", "agree", ("It is loud", "", "I walk")[at % 3]) for at in range(20)]
    _, _, lines = proposal(rows, ("Response ID", "Date", TRUST, question.en))
    assert question.id in [answer["id"] for answer in lines["questions"]]
