"""Messages, numbers and days in the language that is spoken."""

import datetime as dt

import pytest

from wellbeing.language import (
    day,
    in_digits,
    join_words,
    message,
    month_name,
    say,
    say_many,
    short_day,
    speaking,
    spelled,
)


def test_english_is_said_as_it_stands_with_thousands_parted():
    assert say("{count} heard in {place}", count=1047, place="Gisborne") == "1,047 heard in Gisborne"
    assert say_many("{count} gap", "{count} gaps", 1) == "1 gap"
    assert say_many("{count} gap", "{count} gaps", 9) == "9 gaps"


def test_a_brace_in_a_part_is_text():
    assert say("{place}: heard", place="{7*7}") == "{7*7}: heard"


@pytest.mark.parametrize(
    ("tag", "long", "short", "count"),
    [
        ("en", "31 August 2018", "31 August", "21,047"),
        ("es-CL", "31 de agosto de 2018", "31 de agosto", "21.047"),
    ],
)
def test_days_and_numbers_are_written_as_the_language_does(tag, long, short, count):
    with speaking(tag):
        assert day(dt.date(2018, 8, 31)) == long
        assert day(dt.date(2018, 8, 31), year=False) == short
        assert in_digits(21047) == count


def test_decimals_and_months_are_written_as_the_language_does():
    with speaking("es-CL"):
        assert (in_digits(1047.25, 1), month_name(7), short_day(dt.date(2020, 7, 31))) == (
            "1.047,2",
            "julio",
            "31 jul",
        )
    assert (in_digits(1047.25, 1), month_name(9), short_day(dt.date(2020, 9, 1))) == (
        "1,047.2",
        "September",
        "1 Sep",
    )


def test_the_language_before_is_spoken_again():
    with speaking("es-CL"):
        pass
    assert in_digits(1047) == "1,047"


@pytest.mark.parametrize(
    ("names", "kind", "english", "spanish"),
    [
        (["Norte"], "standard", "Norte", "Norte"),
        (["Norte", "Sur", "Centro"], "standard", "Norte, Sur and Centro", "Norte, Sur y Centro"),
        (["ciencias", "ingeniería"], "standard", "ciencias and ingeniería", "ciencias e ingeniería"),
        (["nieve", "hielo"], "standard", "nieve and hielo", "nieve y hielo"),
        (["siete", "ocho"], "or", "siete or ocho", "siete u ocho"),
    ],
)
def test_names_in_a_row_are_joined_as_the_language_does(names, kind, english, spanish):
    assert join_words(names, kind) == english
    with speaking("es-CL"):
        assert join_words(names, kind) == spanish


def test_a_message_of_a_constant_is_said_in_the_language_of_its_moment():
    gap = message("gap")
    with speaking("es-CL"):
        assert (say(gap), spelled(3)) == ("brecha", "3")
    assert (say(gap), spelled(3)) == ("gap", "three")
