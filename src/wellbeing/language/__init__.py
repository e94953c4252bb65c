"""The language of an engagement's pages: messages, numbers and dates.

What a page or file says is a message in English, translated by a catalogue of ``catalogues/`` (gettext). ``say``
translates one; ``speak`` chooses the language, once for a process, since a process tells of one engagement.
"""

from wellbeing.language.catalogue import CATALOGUES, catalogue_of
from wellbeing.language.joining import join_words
from wellbeing.language.retelling import RETOLD, retold
from wellbeing.language.saying import (
    day,
    decimal_mark,
    in_digits,
    message,
    month_name,
    said_by_scripts,
    say,
    say_many,
    short_day,
    speak,
    speaking,
    spoken,
)
from wellbeing.language.spelling import spelled

__all__ = [
    "CATALOGUES",
    "RETOLD",
    "catalogue_of",
    "day",
    "decimal_mark",
    "in_digits",
    "join_words",
    "message",
    "month_name",
    "retold",
    "said_by_scripts",
    "say",
    "say_many",
    "short_day",
    "speak",
    "speaking",
    "spelled",
    "spoken",
]
