"""Small numbers in letters."""

from typing import Final

from wellbeing.language.saying import in_digits, message, say

NUMBERS: Final = (
    *(message("no"), message("one"), message("two"), message("three"), message("four")),
    *(message("five"), message("six"), message("seven"), message("eight"), message("nine")),
)


def spelled(number: int) -> str:
    """A number within a sentence: in letters up to nine."""
    return say(NUMBERS[number]) if 0 <= number < len(NUMBERS) else in_digits(number)
