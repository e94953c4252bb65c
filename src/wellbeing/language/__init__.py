"""The language of an engagement's pages: messages, numbers and dates.

What a page or file says is a message in English, translated by a catalogue of ``catalogues/`` (gettext). ``say``
translates one; ``speak`` chooses the language, once for a process, since a process tells of one engagement.
"""

from wellbeing.language.catalogue import CATALOGUES, catalogue_of
from wellbeing.language.saying import (
    day,
    in_digits,
    month_name,
    say,
    say_many,
    short_day,
    speak,
    speaking,
    spoken,
)

__all__ = [
    "CATALOGUES",
    "catalogue_of",
    "day",
    "in_digits",
    "month_name",
    "say",
    "say_many",
    "short_day",
    "speak",
    "speaking",
    "spoken",
]
