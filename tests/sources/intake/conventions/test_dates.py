"""A column of dates has one order, which the file proves or a person confirms; its times have one zone."""

import datetime as dt

import msgspec
import polars as pl
import pytest
from taking import SHIPPED

from wellbeing.model.profile import Day
from wellbeing.sources.intake.conventions.date_evidence import DateEvidence
from wellbeing.sources.intake.conventions.dates import decide_dates
from wellbeing.sources.intake.mapping.days import Days
from wellbeing.sources.reading.batch import ROW

#: 31 May to 31 August 2018, and a month.
ENGAGEMENT = SHIPPED.engagement
DAY_FIRST = Day(columns=("When",), formats=("%d/%m/%Y",))
MONTH_FIRST = Day(columns=("When",), formats=("%m/%d/%Y",))
BOTH = Day(columns=("When",), formats=("%d/%m/%Y %H:%M", "%m/%d/%Y %I:%M %p"))


def read(day, *said, engagement=ENGAGEMENT):
    """What is decided, and the days of the rows (None: waits)."""
    rows = pl.DataFrame({ROW: range(len(said)), "When": said}, {ROW: pl.Int64, "When": pl.String})
    evidence = DateEvidence(day, engagement)
    for one in rows.iter_slices(2):
        evidence.read(one)
    decided = decide_dates(evidence)
    resolved = Days(decided.part, engagement).resolve(rows)
    waiting = set(resolved.problems[ROW])
    days = [None if at in waiting else time.date() for at, time in enumerate(resolved.values)]
    return decided, days


def june(*days):
    return [dt.date(2018, 6, day) for day in days]


def test_the_declared_order_holds_where_a_value_has_no_other():
    assert read(DAY_FIRST, "1/06/2018", "13/06/2018")[1] == june(1, 13)
    assert read(MONTH_FIRST, "6/1/2018", "6/13/2018")[1] == june(1, 13)


def test_one_value_of_the_other_order_keeps_all_of_the_column_out():
    decided, days = read(DAY_FIRST, "1/06/2018", "13/06/2018", "06/14/2018", "2/06/2018")
    assert days == [None] * 4
    assert "'06/14/2018' (1 row) cannot be day first" in decided.part.doubt


def test_dates_that_lie_within_the_engagement_the_other_way_round_only_contradict_the_order():
    decided, days = read(DAY_FIRST, "06/01/2018", "07/02/2018")  # in June and July, month first
    assert days == [None, None]
    assert decided.part.doubt.startswith(
        "'06/01/2018', '07/02/2018' (2 rows) lie outside the engagement day first, inside it month"
    )


def test_dates_that_lie_within_the_engagement_in_the_declared_order_only_prove_it():
    assert read(DAY_FIRST, "1/06/2018", "2/07/2018")[1] == [dt.date(2018, 6, 1), dt.date(2018, 7, 2)]


def test_what_may_be_either_is_asked_until_a_person_confirms_it():
    decided, days = read(DAY_FIRST, "7/06/2018", "8/07/2018")
    assert days == [None, None]
    assert "nothing in the file proves whether day or month comes first" in decided.part.doubt
    confirmed, days = read(
        msgspec.structs.replace(DAY_FIRST, confirmed_by="A. Tester"), "7/06/2018", "8/07/2018"
    )
    assert days == [dt.date(2018, 6, 7), dt.date(2018, 7, 8)]
    assert "received_on: days are read day first; nothing in the file proves it, confirmed by A. Tester." in {
        notice.text for notice in confirmed.notices
    }


def test_what_is_the_same_in_both_orders_is_not_asked():
    assert read(DAY_FIRST, "6/06/2018")[1] == june(6)


def test_two_declared_orders_are_decided_by_the_one_that_fits_all():
    either = msgspec.structs.replace(DAY_FIRST, formats=("%d/%m/%Y", "%m/%d/%Y"))
    assert read(either, "6/1/2018", "6/13/2018")[1] == june(1, 13)
    assert read(either, "1/6/2018", "13/6/2018")[1] == june(1, 13)
    assert read(either, "7/8/2018", "8/7/2018")[1] == [None, None]
    assert read(either, "13/6/2018", "6/13/2018")[1] == [None, None]


def test_a_date_that_no_format_reads_tells_the_order_of_the_others_all_the_same():
    assert read(DAY_FIRST, "7/06/2018", "6/14/2018 10:00 PM")[1] == [None, None]
    assert read(DAY_FIRST, "7/06/2018", "14/06/2018 10:00 PM")[1] == [*june(7), None]


def test_times_under_a_heading_that_names_a_zone_are_not_read_as_of_another():
    rows = pl.DataFrame({ROW: [0], "Received (UTC)": ["2018-06-30 12:30:00"]})
    day = Day(columns=("Received (UTC)",))
    for said, kept in ((day, 1), (msgspec.structs.replace(day, time_zone="UTC"), 0)):
        evidence = DateEvidence(said, ENGAGEMENT)
        evidence.read(rows)
        assert Days(decide_dates(evidence).part, ENGAGEMENT).resolve(rows).problems.height == kept


def test_what_is_no_date_waits_alone():
    assert read(DAY_FIRST, "-", "13/06/2018", "31/02/2018", "soon") == (
        read(DAY_FIRST, "-", "13/06/2018", "31/02/2018", "soon")[0],
        [None, *june(13), None, None],
    )


def test_dates_of_which_a_spreadsheet_turned_some_round_are_asked():
    # Opened in an American locale, 5 and 7 July became real dates, of May and July; the others stayed text.
    said = ("2018-05-07 00:00:00", "13/07/2018", "2018-07-07", "2018-06-08", "25/07/2018")
    assert read(DAY_FIRST, *said)[1] == [None] * 5
    assert read(DAY_FIRST, *said, "2018-07-14")[1].count(None) == 1  # May
    assert read(msgspec.structs.replace(DAY_FIRST, confirmed_by="A. Tester"), *said)[1].count(None) == 1


def test_one_time_that_never_happened_shows_that_all_are_of_another_zone():
    # clocks went from 02:00 to 03:00 on 30 September 2018
    plain = Day(columns=("When",))
    decided, days = read(plain, "2018-08-31 23:30:00", "2018-09-30 02:30:00", "2018-08-31T11:30:00Z")
    assert days == [None, None, dt.date(2018, 8, 31)]
    assert "1 time never happened in Pacific/Auckland" in decided.part.doubt
    assert read(msgspec.structs.replace(plain, time_zone="UTC"), "2018-09-30 02:30:00")[1] == [
        dt.date(2018, 9, 30)
    ]


def test_times_without_an_offset_are_told_with_the_zone_that_they_are_read_as_of():
    told = read(Day(columns=("When",)), "2018-06-01 09:30:00")[0].notices
    (text,) = [notice.text for notice in told]
    assert text.startswith(
        "received_on: times without an offset are read as of Pacific/Auckland, the engagement's;"
    )
    assert text.endswith("nothing in the file proves it, nobody has confirmed it.")
    assert read(Day(columns=("When",)), "2018-06-01", "2018-06-01T09:30:00Z")[0].notices == ()


#: 1 July 2018, 23:45:12 in New Zealand, eight ways; formats declared as far as they can be.
INSTANT = {
    "t1": "2018-07-01T11:45:12Z",
    "t2": "2018-07-01 23:45:12+12:00",
    "t3": "2018/07/01 11:45:12 PM GMT+12",
    "t4": "Sunday, 1 July 2018 at 11:45:12 pm New Zealand Standard Time",
    "t5": "1/07/2018 23:45",
    "t6": "7/1/2018 11:45 PM",
    "t7": "43282.98972",
    "t8": "1530445512",
}
FORMATS = (
    "%Y/%m/%d %I:%M:%S %p %z",
    "%A, %d %B %Y at %I:%M:%S %p New Zealand Standard Time",
    "%d/%m/%Y %H:%M",
    "excel",
    "epoch",
)


def test_one_instant_in_many_spellings_is_one_day_or_waits():
    spelled = {name: said for name, said in INSTANT.items() if name != "t6"}
    decided, days = read(Day(columns=("When",), formats=FORMATS), *spelled.values())
    assert not decided.part.doubt
    assert dict(zip(spelled, days, strict=True)) == dict.fromkeys(spelled, dt.date(2018, 7, 1))


def test_two_orders_in_one_column_are_noticed():
    _, days = read(Day(columns=("When",), formats=(*FORMATS, "%m/%d/%Y %I:%M %p")), *INSTANT.values())
    assert [days[at] for at in (4, 5)] == [None, None]
    assert set(days) == {None, dt.date(2018, 7, 1)}


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2018-05-30T11:59:59Z", None),  # 23:59 of the day before the first
        ("2018-05-30T12:00:00Z", dt.date(2018, 5, 31)),
        ("2018-08-31T11:59:59Z", dt.date(2018, 8, 31)),
        ("2018-08-31T12:00:00Z", dt.date(2018, 9, 1)),  # late, by a second
    ],
)
def test_the_first_and_last_day_are_those_of_the_engagements_clock(said, day):
    assert read(Day(columns=("When",)), said)[1] == [day]
