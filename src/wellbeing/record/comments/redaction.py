"""Whether words are a redaction of a text: nothing added, and what was taken out shown as […]."""

import re
import unicodedata
from typing import Final

#: Stands where words were taken out.
GAP: Final = "[…]"
_GAPS: Final = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]")


def redacted(words: str) -> str:
    """The words as they are kept: composed letters, single spaces, every gap written alike."""
    spelled = unicodedata.normalize("NFC", words)
    return " ".join(_GAPS.sub(f" {GAP} ", spelled).split())


def located(words: str, text: str) -> tuple[int, int] | None:
    """Where in a text the words lie, as the first character and one after the last.

    What stands between two gaps must be whole words of the text, in order; before the first word and after
    the last the text may go on. Spaces and line ends count alike.

    Args:
        words: with ``[…]`` (or ``[...]``) where something was taken out.
        text: the comment. Positions are those of its composed (NFC) form.

    Returns:
        None where the words are not a redaction of the text.
    """
    parts = [part.split() for part in redacted(words).split(GAP)]
    kept = [r"\s+".join(re.escape(word) for word in part) for part in parts if part]
    if not kept:
        return None
    # A part that begins or ends inside a word could turn it round: "[…]happy" of "unhappy".
    whole = r".*?\S.*?".join(rf"(?<!\w){part}(?!\w)" for part in kept)
    found = re.search(whole, unicodedata.normalize("NFC", text), re.DOTALL)
    return found.span() if found else None


def is_whole(words: str, text: str) -> bool:
    """Whether the words are all of a text."""
    return redacted(words) == " ".join(unicodedata.normalize("NFC", text).split())
