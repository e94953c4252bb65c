"""What a call of the library may be given: an argument of another kind is refused in words, with an example."""

import os
from collections.abc import Callable, Mapping
from functools import wraps
from inspect import Signature, signature
from typing import Final, ParamSpec, TypeVar

import msgspec
import polars as pl

from wellbeing.language import message, say
from wellbeing.measures.coverage.states import Rule
from wellbeing.model.errors import DataError, quoted, seen
from wellbeing.release.store.opening import Release

Given = ParamSpec("Given")
Returned = TypeVar("Returned")


class Expected(msgspec.Struct, frozen=True):
    """What an argument is: its types, what they are called, and one as it is written."""

    types: tuple[type, ...]
    what: str
    example: str


def text_like(example: str) -> Expected:
    """A word or a title."""
    return Expected((str,), message("text"), f'"{example}"')


FRAME: Final = Expected((pl.DataFrame,), message("a Polars frame"), "release.coverage()")
#: Names of a table or a frame that has areas.
TABLE_OR_FRAME: Final = Expected(
    (str, pl.DataFrame), message("a table's name or a Polars frame"), "release.coverage()"
)
_FLAG: Final = Expected((bool,), message("True or False"), "True")
_RELEASE: Final = message("a release, or its id or folder")
_FOLDER: Final = Expected((str, os.PathLike), message("a folder"), '"workspace"')
#: One name is one thing in every call of the library; a call whose own is another says so.
_KINDS: Final = {
    "rows": text_like("region"),
    "by": text_like("stakeholder"),
    "compared_with": text_like("population"),
    "where": Expected((Mapping,), message("a slice and its value"), '{"channel": "paper"}'),
    **dict.fromkeys(("groups", "changed", "texts"), _FLAG),
    "question": text_like("clarity"),
    "theme": text_like("trust"),
    "name": text_like("region"),
    "table": text_like("region"),
    "cell": Expected(
        (str, Mapping, tuple, list),
        message("an area, a type, a pair of both, or a frame's row"),
        '"02"',
    ),
    "stakeholder": text_like("provider"),
    "value": text_like("ratio"),
    "draw": text_like("state"),
    "title": text_like("Heard"),
    "unit": text_like("contributions"),
    "needs": Expected((str, list, tuple), message("a table's name, or several"), '"region"'),
    "targets": Expected((Mapping,), message("cells and their numbers"), '{"02": 800}'),
    "rule": Expected((Rule, Mapping), message("a rule, or some of its numbers"), '{"false_gaps": 0.05}'),
    "other": Expected((str, os.PathLike, Release), _RELEASE, "release.beside()[0]"),
    "path": Expected((str, os.PathLike), message("a release's id or folder"), '"workspace/releases/ID"'),
    **dict.fromkeys(("folder", "workspace", "engagement"), _FOLDER),
}
_WRONG: Final = message("`{name}` of `{call}` cannot be {given}: it is {what}, such as `{example}`.")
_CALL: Final = message("`{call}` cannot be asked so: {error}. It takes {names}.")
#: Calls that the library has under another name.
_CALLED: Final = {
    "opened": "wb.open_release",
    "opened_record": "wb.open_record",
    "own_measure": "wb.measure",
    "load_measures": "wb.load_measures",
}
#: Letters of a value that a sentence repeats.
_LONGEST: Final = 40


def takes(**own: Expected) -> Callable[[Callable[Given, Returned]], Callable[Given, Returned]]:
    """Have a call refuse arguments of another kind than their names have, or than is said here.

    What is given must be of the types of its name, or the default. The call then raises ``DataError``.
    """

    def checking(function: Callable[Given, Returned]) -> Callable[Given, Returned]:
        call = signature(function)

        @wraps(function)
        def checked(*given: Given.args, **named: Given.kwargs) -> Returned:
            _check(_CALLED.get(function.__name__, function.__name__), call, own, given, named)
            return function(*given, **named)

        return checked

    return checking


def _check(
    name: str,
    call: Signature,
    own: Mapping[str, Expected],
    given: tuple[object, ...],
    named: Mapping[str, object],
) -> None:
    try:
        arguments = call.bind(*given, **named).arguments
    except TypeError as error:
        names = quoted(one for one in call.parameters if one != "self")
        msg = say(_CALL, call=name, error=str(error), names=names)
        raise DataError(msg) from error
    for one, value in arguments.items():
        kind = own.get(one) or _KINDS.get(one)
        if kind and value is not call.parameters[one].default and not isinstance(value, kind.types):
            what = say(kind.what)
            msg = say(_WRONG, name=one, call=name, given=as_given(value), what=what, example=kind.example)
            raise DataError(msg)


def as_given(value: object) -> str:
    """A value in a sentence: as Python writes it where that is short, else what it is."""
    written = repr(value) if isinstance(value, str | int | float | list | tuple | dict | None) else ""
    return seen(written) if 0 < len(written) <= _LONGEST else type(value).__name__
