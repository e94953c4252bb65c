"""Redaction: words of a text with nothing added, and what was taken out shown as […]."""

import re
import unicodedata
from typing import Final

#: Stands where words were taken out.
GAP: Final = "[…]"
_GAPS: Final = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]")


def normalise_words(words: str) -> str:
    """The words as they are kept: composed letters, single spaces, every gap written alike."""
    composed = unicodedata.normalize("NFC", words)
    return " ".join(_GAPS.sub(f" {GAP} ", composed).split())


def locate_words(words: str, text: str) -> tuple[int, int] | None:
    """Where in a text the words lie, as the first character and one after the last.

    What stands between two gaps must be whole words of the text, in order; before the first word and after
    the last the text may go on. Spaces and line ends count alike.

    Args:
        words: with ``[…]`` (or ``[...]``) where something was taken out.
        text: the comment. Positions are those of its composed (NFC) form.

    Returns:
        None where the words are not a redaction of the text.
    """
    parts = [part.split() for part in normalise_words(words).split(GAP)]
    patterns = [r"\s+".join(re.escape(word) for word in part) for part in parts if part]
    if not patterns:
        return None
    # A part that begins or ends inside a word could turn it round: "[…]happy" of "unhappy".
    whole = r".*?\S.*?".join(rf"(?<!\w){part}(?!\w)" for part in patterns)
    match = re.search(whole, unicodedata.normalize("NFC", text), re.DOTALL)
    return match.span() if match else None


def is_whole(words: str, text: str) -> bool:
    """Whether the words are all of a text."""
    return normalise_words(words) == " ".join(unicodedata.normalize("NFC", text).split())
