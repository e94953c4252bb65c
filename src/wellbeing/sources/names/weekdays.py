"""Names of the days of the week, as people write them before a date: they say nothing that the date does not."""

from collections import defaultdict
from functools import cache
from typing import Final

from babel import Locale

from wellbeing.sources.names.spelling import key

#: Whose names are known, by the Unicode Common Locale Data Repository.
_LANGUAGES: Final = ("en", "es", "mi", "fr", "de", "pt")
#: Monday first, of te reo Māori beside those that its locale has.
_MAORI: Final = ("rāhina", "rātū", "rāapa", "rāpare", "rāmere", "rāhoroi", "rātapu")
_EVERY_DAY: Final = frozenset(range(7))


def without_weekday(text: str) -> tuple[str, frozenset[int]]:
    """A date without the day of the week before it, and which days that may be (Monday is 0): any where none stands."""
    first, _, rest = text.strip().partition(" ")
    meant = _weekdays().get(key(first.strip(",.")), frozenset())
    return (rest.strip(), meant) if meant and rest.strip() else (text.strip(), _EVERY_DAY)


@cache
def _weekdays() -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for name, number in zip(_MAORI, range(7), strict=True):
        found[key(name)].add(number)
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(language).days["format"][width].items():
                found[key(name.strip("."))].add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}
