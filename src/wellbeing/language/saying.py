"""A message in the language that is spoken, its numbers and days as that language writes them."""

import datetime as dt
import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from babel import Locale
from babel.dates import format_date, format_skeleton, get_month_names
from babel.numbers import get_decimal_symbol, get_group_symbol

from wellbeing.language.catalogue import catalogue_of, of_scripts

ENGLISH: Final = "en-NZ"


class _Voice:
    """What is spoken: one language for a process, since a process tells of one engagement."""

    def __init__(self, tag: str) -> None:
        self.take(tag)

    def take(self, tag: str) -> None:
        """Speak another language from now on; English is New Zealand's."""
        self.tag = tag
        self.locale = Locale.parse(ENGLISH if tag == "en" else tag, sep="-")
        self.catalogue: gettext.NullTranslations = catalogue_of(tag)
        #: What Python writes in a number → what the language writes.
        self.marks = str.maketrans({",": get_group_symbol(self.locale), ".": get_decimal_symbol(self.locale)})


_voice: Final = _Voice(ENGLISH)


def speak(tag: str) -> None:
    """Speak a language from now on.

    Args:
        tag: BCP 47: ``en``, ``es-CL``.
    """
    if tag != _voice.tag:
        _voice.take(tag)


def spoken() -> str:
    """The language that is spoken, BCP 47."""
    return _voice.tag


def said_by_scripts() -> dict[str, str]:
    """What the scripts of pages say in the language that is spoken, by what stands in them; nothing of English."""
    return of_scripts(_voice.tag)


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Speak a language for a while, then the one before."""
    before = _voice.tag
    speak(tag)
    try:
        yield
    finally:
        speak(before)


def locale() -> Locale:
    """How the language that is spoken writes numbers, days and rows of names."""
    return _voice.locale


def message(text: str) -> str:
    """A message that stands in the code and is said later: a constant is made before a language is known."""
    return text


def say(text: str, /, **parts: object) -> str:
    """A message in the language that is spoken.

    Args:
        text: in English, as it stands in the code: ``"{name}: nothing was heard"``; "" is nothing.
        parts: what stands in its braces; whole numbers are written as the language writes them.
    """
    return _filled(_voice.catalogue.gettext(text), parts) if text else ""


def say_many(one: str, many: str, /, count: int, **parts: object) -> str:
    """A message that a number decides: ``say_many("{count} gap", "{count} gaps", 9)``."""
    return _filled(_voice.catalogue.ngettext(one, many, count), {"count": count, **parts})


def in_digits(value: float, digits: int = 0) -> str:
    """A number with its thousands parted, and as many decimals."""
    return f"{value:,.{digits}f}".translate(_voice.marks)


def decimal_mark() -> str:
    """What stands between a number and its decimals."""
    return str(get_decimal_symbol(_voice.locale))


def day(value: dt.date, *, year: bool = True) -> str:
    """``31 August 2018``, or ``31 August``."""
    if year:
        return format_date(value, "long", locale=_voice.locale)
    return format_skeleton("MMMMd", value, locale=_voice.locale)


def short_day(value: dt.date) -> str:
    """``31 Aug``."""
    return format_date(value, "d MMM", locale=_voice.locale.language)


def month_name(month: int) -> str:
    """``August``, of 8."""
    return str(get_month_names("wide", "stand-alone", _voice.locale)[month])


def _filled(text: str, parts: dict[str, object]) -> str:
    if not parts:
        return text
    told = {name: _written(value) for name, value in parts.items()}
    return text.format(**told)


def _written(value: object) -> object:
    return in_digits(value) if isinstance(value, int) and not isinstance(value, bool) else value
