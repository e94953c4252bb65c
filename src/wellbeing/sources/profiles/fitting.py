"""Fit a profile to a file: its headings found, or the columns that are missing named."""

import difflib
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from wellbeing.language import message
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.profile import Answered, Column, Day, Profile, Several, Sign
from wellbeing.sources.names.spelling import key


def fit_profile(profile: Profile, columns: Sequence[str], file: str) -> Profile:
    """The profile with the file's own headings in place of those it names.

    A heading fits if only case, spaces, punctuation and accents differ, or if it begins with the words that
    stand before a ``*``; or if another generation of the export calls it so (``also``).

    Raises:
        DataError: headings are missing, or fit several columns; all of them are named.
    """
    headings = _Headings(columns, profile.also)
    fitted = _replaced(profile, headings)
    if headings.missing or headings.several:
        raise DataError("\n".join(_misfits(profile, headings, columns, file)))
    return fitted


class _Headings:
    """The headings of a file, and those asked for that it has not."""

    def __init__(self, columns: Sequence[str], also: Mapping[str, Sequence[str]]) -> None:
        self._columns = columns
        self._also = also
        self.missing: list[str] = []
        self.several: list[str] = []

    def all(self, named: Sequence[str]) -> tuple[str, ...]:
        """The file's headings for those asked for."""
        return tuple(self.one(name) for name in named)

    def one(self, named: str) -> str:
        """The file's heading for one asked for, which is noted if it fits none or several."""
        names = (named, *self._also.get(named, ()))
        fits = list(dict.fromkeys(column for name in names for column in self._fits(name)))
        if not fits:
            self.missing.append(named)
        elif len(fits) > 1:
            self.several.append(named)
        return fits[0] if fits else named

    def _fits(self, named: str) -> list[str]:
        if named in self._columns:
            return [named]
        if named.endswith("*"):
            just_so = [column for column in self._columns if column.startswith(named[:-1])]
            alike = [column for column in self._columns if f"{key(column)} ".startswith(f"{key(named)} ")]
            return just_so if len(just_so) == 1 else alike
        return [column for column in self._columns if key(column) == key(named) != ""]


def _replaced(profile: Profile, headings: _Headings) -> Profile:
    ids = headings.all(profile.id)
    parts = {name: getattr(profile, name) for name in profile.__struct_fields__}
    changed = {name: _part(part, headings) for name, part in parts.items() if isinstance(part, Column | Day)}
    statements = profile.statements
    if statements:
        statements = msgspec.structs.replace(statements, column=headings.one(statements.column))
    return msgspec.structs.replace(
        profile,
        **changed,
        id=ids,
        apart=headings.all(profile.apart),
        questions=tuple(_answered(answer, headings) for answer in profile.questions),
        statements=statements,
        sign=_signed(profile.sign, headings),
        refuse=tuple(
            msgspec.structs.replace(rule, column=headings.one(rule.column)) for rule in profile.refuse
        ),
    )


def _part(part: Column | Day, headings: _Headings) -> Column | Day:
    replaced = msgspec.structs.replace(part, columns=headings.all(part.columns))
    if isinstance(replaced, Several):
        flags = {headings.one(heading): word for heading, word in replaced.flags.items()}
        return msgspec.structs.replace(replaced, flags=flags)
    return replaced


def _signed(sign: Sign | None, headings: _Headings) -> Sign | None:
    """Headings of the file of votes; those of the file of statements are looked for when it is read."""
    if sign is None:
        return None
    mine = {name: headings.one(getattr(sign, name)) for name in ("vote", "voter", "statement")}
    return msgspec.structs.replace(sign, **mine)


def _answered(answer: Answered, headings: _Headings) -> Answered:
    return msgspec.structs.replace(answer, columns=headings.all(answer.columns))


def _misfits(profile: Profile, headings: _Headings, columns: Sequence[str], file: str) -> Iterator[str]:
    start = message(f"{file} does not fit the profile '{profile.name}':")
    missing = list(dict.fromkeys(headings.missing))
    if missing:
        yield message(f"{start} {counted(len(missing), 'column')} missing: {quoted(missing, 30)}.")
    if headings.several:
        yield message(f"{start} more than one column is called {quoted(headings.several)}.")
    yield message(f"Columns of the file: {quoted(columns, 30)}.")
    nearest = {named: _alike(named, columns) for named in missing}
    close = [f"'{near}' for '{named}'" for named, near in nearest.items() if near]
    if close:
        yield message(f"Perhaps {', '.join(close)}. Is it another export, or another profile?")


def _alike(named: str, columns: Sequence[str]) -> str:
    return next(iter(difflib.get_close_matches(named, columns, 1, 0.7)), "")
