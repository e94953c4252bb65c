"""A day is read as people type it; what is none, or may be another, stays as it is."""

import datetime as dt

import pytest

from wellbeing.sources.names.typed_days import typed_day

FIRST, LAST = dt.date(2018, 5, 31), dt.date(2018, 10, 1)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "18/6",
            "18.6.",
            "18/6/18",
            "18-6-2018",
            "2018/06/18",
            "2018-6-18",
            "2018.06.18",
            "18 June",
            "June 18",
        ),
        *(
            "18-Jun-18",
            "18 o Pipiri",
            "Monday 18 June 2018",
            "Mon, 18/6",
            "rāhina 18 Pipiri",
            "lunes 18 de junio",
        ),
    ],
)
def test_a_day_is_read_in_the_engagement_s_year(text):
    assert typed_day(text, FIRST, LAST) == "2018-06-18"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/6",
        "18",
        "2018",
        "June 2018",
        "Sunday 18 June 2018",
        "Monday",
        "18 June or later",
        "2018/06-18",
    ],
)
def test_what_is_no_day_or_contradicts_itself_stays(text):
    assert typed_day(text, FIRST, LAST) == text


def test_of_an_engagement_in_two_years_the_day_says_which():
    first, last = dt.date(2018, 11, 1), dt.date(2019, 3, 1)
    assert [typed_day(text, first, last) for text in ("15/12", "15 Feb", "29/2/20")] == [
        "2018-12-15",
        "2019-02-15",
        "2020-02-29",
    ]
    assert typed_day("15/2", dt.date(2018, 1, 1), dt.date(2019, 3, 1)) == "15/2"
