"""The order of day and month, dates that a spreadsheet has changed, and the zone of times: one for a whole column."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from wellbeing.language import message
from wellbeing.model.errors import counted, quoted
from wellbeing.model.intake import Notice
from wellbeing.model.profile import Day
from wellbeing.sources.intake.conventions.date_evidence import (
    EITHER,
    FREE,
    FREE_BEYOND,
    TIMED,
    DateEvidence,
    free_formats,
    inside_only,
    only,
)
from wellbeing.sources.intake.conventions.notices import CONFIRM, Decided, by_whom, convention_notice
from wellbeing.sources.intake.conventions.orders import OPPOSITE, DateOrder, formats_in_order, order_of
from wellbeing.sources.intake.mapping.days import ISO, NEVER
from wellbeing.sources.names.spelling import key

_FIELD: Final = "received_on"
#: Dates of a kind from which on it is no chance that none of them has a day beyond 12.
_FEWEST: Final = 2


def decide_dates(evidence: DateEvidence) -> Decided[Day]:
    """How the dates of a file are read, or which of them are not believed and why."""
    day, found = evidence.day, evidence.found
    declared: set[DateOrder] = {order for form in day.formats if (order := order_of(form))}
    if found[NEVER]:
        return _held(day, _zoneless(day), found[NEVER], _impossible(evidence))
    if found[TIMED] and _is_of_greenwich(day) and not (day.time_zone or day.confirmed_by):
        return _held(day, _zoneless(day), found[TIMED], _unsaid_zone(day))
    against = {order: _against(evidence, order, declared) for order in sorted(declared)}
    fitting = [order for order, values in against.items() if not values]
    if declared and not fitting:
        return _held(day, _ordered(day), found[EITHER], _contradiction(evidence, declared))
    proven = [order for order in fitting if _speaks_for(evidence, order)]
    is_asked = found[EITHER] and not proven and (len(fitting) > 1 or not day.confirmed_by)
    if is_asked:
        return _held(day, _ordered(day), found[EITHER], _unproven(evidence, fitting))
    if declared and _is_changed(evidence) and not day.confirmed_by:
        return _held(day, (*_ordered(day), *free_formats(day)), found[FREE], _changed(evidence))
    return _settled(evidence, (proven or fitting)[:1], is_proven=bool(proven))


def _against(evidence: DateEvidence, order: DateOrder, declared: set[DateOrder]) -> list[str]:
    """Values that an order does not fit: they are no dates, or where nothing else decides, of other days."""
    other = OPPOSITE[order]
    is_decided = any(evidence.found[only(each)] for each in OPPOSITE)
    is_confirmed = evidence.day.confirmed_by and len(declared) == 1
    soft = [] if is_decided or is_confirmed else evidence.named.get(inside_only(other), [])
    return evidence.named.get(only(other), []) or soft


def _speaks_for(evidence: DateEvidence, order: DateOrder) -> int:
    return evidence.found[only(order)] or evidence.found[inside_only(order)]


def _is_changed(evidence: DateEvidence) -> bool:
    """Whether all dates that could be mistaken stand as a spreadsheet writes its own, all others as text."""
    found = evidence.found
    few = min(found[FREE], sum(found[only(order)] for order in OPPOSITE)) < _FEWEST
    return not few and not found[FREE_BEYOND] and not found[EITHER]


def _ordered(day: Day) -> tuple[str, ...]:
    """Formats that depend on the order, as declared and turned round."""
    return tuple(dict.fromkeys(form for order in OPPOSITE for form in formats_in_order(day.formats, order)))


def _zoneless(day: Day) -> tuple[str, ...]:
    """All formats without an offset."""
    forms = (form for form in (*day.formats, *ISO) if "%z" not in form and not form.startswith("epoch"))
    return tuple(dict.fromkeys(forms))


def _held(day: Day, formats: Iterable[str], number: int, doubt: tuple[str, str]) -> Decided[Day]:
    """Dates that are not believed; why, and what to do about it."""
    why, remedy = doubt
    settled = msgspec.structs.replace(day, held=tuple(formats), doubt=why)
    text = message(f"{_FIELD}: {why}, so that none of the column that is written so is believed: {remedy}.")
    return Decided(settled, (convention_notice(_FIELD, number, text),))


def _settled(evidence: DateEvidence, order: list[DateOrder], *, is_proven: bool) -> Decided[Day]:
    day, found = evidence.day, evidence.found
    forms = tuple(form for form in day.formats if order_of(form) in {None, *order})
    return (
        Decided(
            msgspec.structs.replace(day, formats=forms), tuple(_notices(evidence, order, is_proven=is_proven))
        )
        if found
        else Decided(day)
    )


def _notices(evidence: DateEvidence, order: list[DateOrder], *, is_proven: bool) -> Iterator[Notice]:
    day, found = evidence.day, evidence.found
    if found[EITHER] and not is_proven:
        text = message(f"{_FIELD}: days are read {order[0]}; {by_whom(day.confirmed_by)}.")
        yield convention_notice(_FIELD, found[EITHER], text)
    if found[TIMED]:
        zone = day.time_zone or evidence.engagement.time_zone
        whose = "as the profile says" if day.time_zone else "the engagement's"
        text = message(
            f"{_FIELD}: times without an offset are read as of {zone}, {whose}; {by_whom(day.confirmed_by)}."
        )
        yield convention_notice(f"the times of {_FIELD}", found[TIMED], text)


def _is_of_greenwich(day: Day) -> bool:
    """Whether the heading of the times says that they are."""
    return any({"utc", "gmt"} & {*key(column).split()} for column in day.columns)


def _unsaid_zone(day: Day) -> tuple[str, str]:
    why = message(f"the heading {quoted(day.columns)} tells of another zone than the profile")
    return why, message(f'write time_zone = "UTC" in the profile, or {CONFIRM}')


def _impossible(evidence: DateEvidence) -> tuple[str, str]:
    zone = evidence.day.time_zone or evidence.engagement.time_zone
    times = counted(evidence.found[NEVER], "time")
    why = message(f"{times} {NEVER} in {zone}, whose clocks went forward ({quoted(evidence.named[NEVER])})")
    return why, message("say the zone in the profile (time_zone)")


def _contradiction(evidence: DateEvidence, declared: set[DateOrder]) -> tuple[str, str]:
    """The values that contradict each order, told apart by whether they are dates in it at all."""
    told = [_contradicting(evidence, order) for order in sorted(declared)]
    why = message(f"{'; '.join(told)}: day and month seem to be the other way round, or mixed")
    return why, message("mend formats in the profile, or the file")


def _contradicting(evidence: DateEvidence, order: DateOrder) -> str:
    other = OPPOSITE[order]
    if evidence.found[only(other)]:
        return message(f"{_values(evidence, only(other))} cannot be {order}")
    return message(
        f"{_values(evidence, inside_only(other))} lie outside the engagement {order}, inside it {other}"
    )


def _values(evidence: DateEvidence, kind: str) -> str:
    """The first values of a kind, and how many rows have such."""
    return message(f"{quoted(evidence.named[kind])} ({counted(evidence.found[kind], 'row')})")


def _unproven(evidence: DateEvidence, fitting: list[DateOrder]) -> tuple[str, str]:
    why = message(f"nothing in the file proves whether day or month comes first: {_values(evidence, EITHER)}")
    return why, message("leave one order in formats") if len(fitting) > 1 else CONFIRM


def _changed(evidence: DateEvidence) -> tuple[str, str]:
    text = [value for order in OPPOSITE for value in evidence.named.get(only(order), [])]
    both = message(f"{quoted(evidence.named[FREE])} beside {quoted(text)}")
    why = message(f"a spreadsheet seems to have turned day and month of some dates round ({both})")
    return why, message(f"export the file anew without opening it in one, or {CONFIRM}")
