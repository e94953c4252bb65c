"""Numbers in columns of words: what they mean is a convention of the column, and stands in none of them."""

import re
from typing import Final

#: A number as files write it; as a regular expression of Polars too.
NUMERAL: Final = r"^\s*[-+−–]?\d+([.,]\d+)?\s*$"
_NUMERAL: Final = re.compile(NUMERAL)


def numeral(written: str) -> str | None:
    """A number in one spelling: ``1`` for "1", "01", "1.0", "+1", ``-1`` for "−1"; None for what is no number."""
    if not _NUMERAL.match(written):
        return None
    plain = written.strip().replace(",", ".").replace("−", "-").replace("–", "-").removeprefix("+")
    sign, digits = ("-", plain[1:]) if plain.startswith("-") else ("", plain)
    whole, _, part = digits.partition(".")
    decimals = part.rstrip("0")
    number = (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")
    return number if number == "0" else sign + number
