"""What a function is marked by, so that it is shown wherever a show is: ``@wb.measure(title=…, unit=…, needs=…)``."""

import inspect
import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Final, TypeVar
from unicodedata import category, normalize

import msgspec
import polars as pl

from wellbeing.language import message
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.lattice import MARGINS, lattice_of
from wellbeing.reports.shows.own.errors import Failure, safe_text
from wellbeing.reports.shows.own.show import OwnShow, show_of_measure
from wellbeing.reports.shows.own.working_out import OwnMeasure, Worked
from wellbeing.reports.shows.registry import register, registered, unregister
from wellbeing.reports.words.cells import upper_first
from wellbeing.state.figures import Figures
from wellbeing.state.rows.arguments import as_given, takes, text_like

Function = TypeVar("Function", bound=Callable[..., pl.DataFrame])
#: An id stands in addresses and on buttons.
_ID: Final = re.compile(r"[a-z][a-z0-9_]*")
#: Letters of what stands on a switch and at the head of a column.
_LONGEST_TITLE, _LONGEST_UNIT, _LONGEST_ID = 60, 30, 40
#: Combining marks of one letter: no script that is written has more.
_MOST_MARKS: Final = 3
#: Of the id of one that is not there, before the number that tells it apart.
_LONGEST_FAILED: Final = 36
#: Tables of a release beside its cells.
_BESIDE_CELLS: Final = frozenset(
    {
        *(
            "areas",
            "benchmarks",
            "bodies",
            "clustering",
            "codebook",
            "columns",
            "conventions",
            "design_effects",
        ),
        *(
            "events",
            "figures",
            "hui_themes",
            "organisations",
            "plan",
            "published",
            "quotes",
            "roster",
            "scoring",
        ),
        "week_channel",
    }
)


@takes(name=text_like("heard"))
def own_measure(
    *, title: str, unit: str, needs: str | Sequence[str], name: str = ""
) -> Callable[[Function], Function]:
    """Show what a function of published tables says: on pages, as a scene of the briefing, in every file.

    The function is given the tables that it ``needs``, as Polars frames in that order, and gives a frame with a row
    for each cell: ``area`` and ``stakeholder`` (either may be left out, or "": all), ``value``, null where it cannot
    be told, and, where it knows them, the ends of its 95 % interval, ``lower`` and ``upper``. Its docstring is its
    explanation. A group of one region, or of one type, is that one: of two numbers the member's stands for both. What
    it raises is shown in its place, and so is why a frame of another shape, or one with NaN or inf,
    is none.

    Args:
        title: what is told, as it stands on the switch and over the map.
        unit: what a number is of: ``times``, ``per 1,000 people``.
        needs: the names of tables of the release; one may stand alone.
        name: its id in addresses; "" is the function's name. Another measure of the same id gives way to it.

    Raises:
        DataError: a word is missing or too long, the id or the title is taken, no release has such a table, or the
            function does not take its tables.

    Example:
        >>> @wb.measure(title="Contributions", unit="contributions", needs="region")
        ... def heard(region):
        ...     \"\"\"How many contributions each region made, as published.\"\"\"
        ...     return region.select("area", value="count")
    """
    tables = (needs,) if isinstance(needs, str) else tuple(f"{one}" for one in needs)

    def marked(function: Function) -> Function:
        called = name or _name_of(function)
        _check(called, title, unit, tables, function)
        told = safe_text(inspect.cleandoc(function.__doc__ or ""))
        register(
            show_of_measure(
                OwnMeasure(
                    id=called, title=title, unit=unit, needs=tables, function=function, explanation=told
                )
            )
        )
        return function

    return marked


def own_shows() -> list[OwnShow]:
    """Every measure of an analyst's own, in the order in which they came."""
    return [show for show in registered() if isinstance(show, OwnShow)]


def forget_measure(name: str) -> None:
    """Show a measure no longer."""
    unregister(name)


def register_failed(name: str, title: str, failure: Failure) -> None:
    """Show why a measure is not there, in its place: beside other measures, whatever their ids and titles are."""
    called = re.sub(r"[^a-z0-9_]+", "_", name.lower()).strip("_") or "measure"
    first, told = f"own_{called}"[:_LONGEST_FAILED], safe_text(upper_first(title))[:_LONGEST_TITLE]
    taken = {show.id for show in own_shows() if show.measure.title != told}
    free = next(
        one for one in (first, *(f"{first}_{n}" for n in range(2, len(taken) + 3))) if one not in taken
    )
    failed = OwnMeasure(
        id=free,
        title=told,
        unit="–",
        needs=(),
        function=pl.DataFrame,
        found=lambda _: Worked(failure=failure),
    )
    register(show_of_measure(failed))


def register_worked(measure: OwnMeasure, worked: Worked, release_id: str) -> None:
    """Show what a measure said of one release where it was worked out, and of any other that it was not."""
    other = message(f"It was worked out of release {release_id} alone, before this page was served.")

    def found(figures: Figures) -> Worked:
        return worked if figures.release.id == release_id else Worked(failure=Failure(text=other))

    register(show_of_measure(msgspec.structs.replace(measure, found=found)))


def _name_of(function: object) -> str:
    if not callable(function):
        msg = f"A measure is a function, not {as_given(function)}: `@wb.measure(…)` stands above its `def`."
        raise DataError(msg)
    return str(getattr(function, "__name__", ""))


def _check(
    called: str, title: str, unit: str, tables: tuple[str, ...], function: Callable[..., pl.DataFrame]
) -> None:
    if not _ID.fullmatch(called) or len(called) > _LONGEST_ID:
        letters = message(f"at most {_LONGEST_ID} small letters, digits and _, beginning with a letter")
        msg = f"{quoted([called])} is no id of a measure: {letters}."
        raise DataError(msg)
    _check_line(called, message("title"), title, _LONGEST_TITLE)
    _check_line(called, message("unit"), unit, _LONGEST_UNIT)
    _check_title(called, title)
    _check_tables(called, tables)
    try:
        inspect.signature(function).bind(*tables)
    except (TypeError, ValueError) as error:
        given = message(
            f"the {len(tables)} tables that it needs" if len(tables) != 1 else "the one table that it needs"
        )
        msg = f"Measure '{called}' does not take {given}: {error}."
        raise DataError(msg) from error


def _check_line(called: str, what: str, words: str, most: int) -> None:
    """A title and a unit are each a line that can be read."""
    if not 0 < len(words.strip()) <= most:
        msg = f"The {what} of measure '{called}' has {len(words)} letters: it is a line of 1 to {most}."
        raise DataError(msg)
    if hidden := [one for one in words if not one.isprintable()]:
        signs = counted(len(hidden), "sign")
        msg = f"The {what} of measure '{called}' has {signs} that cannot be seen: {quoted(hidden)}. Leave them out."
        raise DataError(msg)
    marks = "".join("m" if category(one).startswith("M") else " " for one in words).split()
    if max(map(len, marks), default=0) > _MOST_MARKS:
        msg = f"The {what} of measure '{called}' has a letter with more than {_MOST_MARKS} marks on it: leave some out."
        raise DataError(msg)


def _check_title(called: str, title: str) -> None:
    """Two measures of one title could not be told apart on a switch."""
    alike = [
        show.id for show in own_shows() if show.id != called and _plain(show.measure.title) == _plain(title)
    ]
    if alike:
        msg = f"Measure '{called}' has the title of measure '{alike[0]}': give it one of its own."
        raise DataError(msg)


def _plain(title: str) -> str:
    return " ".join(normalize("NFKC", title).casefold().split())


def _check_tables(called: str, tables: tuple[str, ...]) -> None:
    """A table that no release can have is refused where it is written, not where it is first missed."""
    known = [*MARGINS, *(table.name for table in lattice_of(range(2)).tables), *sorted(_BESIDE_CELLS)]
    of_own_slice = tuple(f"{margin}_by_" for margin in MARGINS)
    strange = [one for one in tables if not (one in known or one.startswith(of_own_slice))]
    if strange:
        near = [like for one in strange for like in get_close_matches(one, known, n=1)]
        msg = f"Measure '{called}' needs {counted(len(strange), 'table')} that no release has: {quoted(strange)}."
        meant = [message(f"Did you mean {quoted(near)}?")] if near else []
        listed = message(f"Known: {quoted(dict.fromkeys(known), 99)}.")
        raise DataError(" ".join([msg, *meant, listed]))
