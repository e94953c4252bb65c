"""Text that any file can hold: what is not a character of a text, or turns the order of others, is taken out."""

import re
from typing import Any, Final, TypeVar

import msgspec
import polars as pl

#: Control characters that XML refuses, halves of surrogates and what is no character; and those that turn the order
#: of the text after them, so that it reads otherwise than it is.
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
#: The same, as Polars' engine takes it: a frame holds no half of a surrogate.
_IN_FRAMES: Final = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\x{FFFE}\x{FFFF}\x{202A}-\x{202E}\x{2066}-\x{2069}]"
Value = TypeVar("Value")


def printable(value: Value) -> Value:
    """The same value, and all that is in it, with every text fit to be printed."""
    return _printable(value)  # type: ignore[no-any-return]


def _printable(value: Any) -> Any:  # noqa: ANN401 - whatever a briefing is made of
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value)
    if isinstance(value, pl.DataFrame):
        return value.with_columns(pl.col(pl.String).str.replace_all(_IN_FRAMES, ""))
    return _inside(value)


def _inside(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, tuple):
        return tuple(map(_printable, value))
    if isinstance(value, dict):
        return {key: _printable(one) for key, one in value.items()}
    if isinstance(value, msgspec.Struct):
        fields = {name: _printable(getattr(value, name)) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **fields)
    return value
