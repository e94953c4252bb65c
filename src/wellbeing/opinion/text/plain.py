"""Plain text: what a comment says without the markup, entities and invisible characters it came with."""

import html
import re
from typing import Final

#: What only a text that needs work has: markup, entities, anything but printable ASCII and line ends.
_SUSPECT: Final = re.compile(r"[<&]|[^\n\r\t -~]")
#: A closed entity; "R&D" and the old forms without a semicolon stay as they are written.
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
#: Comments, and the elements whose content nobody wrote to be read.
_UNREAD: Final = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
#: Tags within a word or sentence ("<b>v</b>ery"); every other tag stands between two words.
_INLINE: Final = re.compile(
    r"</?(?:a|abbr|b|big|code|del|em|font|i|ins|mark|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>")
#: Half characters, control characters, soft hyphens, zero-width spaces, byte order marks.
_INVISIBLE: Final = re.compile(
    "[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b\u200e\u200f\u2060\ufeff]"
)


def plain_text(text: str) -> str:
    """The text with entities decoded, tags stripped, and without characters that nobody sees.

    A text that was escaped several times is decoded as often; plain text stays as it is.
    """
    if not _SUSPECT.search(text):
        return text
    plain = _stripped(text)
    while plain != text:
        text, plain = plain, _stripped(plain)
    return plain


def _stripped(text: str) -> str:
    decoded = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    seen = _INVISIBLE.sub("", decoded.replace("\xa0", " "))
    return _TAG.sub(" ", _INLINE.sub("", _UNREAD.sub(" ", seen)))
