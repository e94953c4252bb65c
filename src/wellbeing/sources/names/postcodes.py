"""How columns of postcodes are called."""

from typing import Final

from wellbeing.sources.names.spelling import key

#: Anywhere in a heading ("HomePostcode"), and as words of their own.
_PARTS: Final = ("postcode", "post code", "zipcode", "postleitzahl")
_WORDS: Final = frozenset({"postcodes", "zip", "postal", "plz"})


def is_postal(heading: str) -> bool:
    """Whether a heading speaks of postcodes."""
    written = key(heading)
    return any(part in written for part in _PARTS) or not _WORDS.isdisjoint(written.split())
