"""Where next: what further events would settle, with which chance, and where more would change nothing."""

from typing import Final

import msgspec
import numpy as np
import polars as pl

from wellbeing.measures.coverage.baseline import Floats
from wellbeing.measures.coverage.evidence import Counts
from wellbeing.measures.coverage.states import METHOD, UNDER, Rule
from wellbeing.measures.planning.candidates import Kinds, Turnout, candidates
from wellbeing.measures.planning.choosing import Choosing, by_gain, choose
from wellbeing.measures.planning.outlook import outlook

#: As many events are looked ahead: about a week of this kind of engagement, or what may be added after its end.
AHEAD: Final = 6
#: A cell is called settled by events after which it is told enough with this chance …
LIKELY: Final = 0.8
#: … and out of reach where even all of them, held for it alone, leave it open but for this chance.
HARDLY: Final = 0.05
#: Events whose chances differ by less are as good as one another: the cheapest is taken.
_SAME: Final = 1e-3
#: Digits of a chance: what differs in later ones differs by arithmetic alone.
_DIGITS: Final = 9
#: In place of a row, of a cell that no event serves.
_NONE: Final = -1
#: Cells of which it cannot be said that enough were heard, though enough are expected to say it.
OPEN: Final = (*UNDER, "unclear")
#: Cells that have enough.
MET: Final = ("enough", "over")


class Venues(msgspec.Struct, frozen=True):
    """Where events can be held, and how many come to one."""

    #: ``place``, ``region``, ``cost`` of one event (null: not known).
    rows: pl.DataFrame
    turnout: Turnout
    kinds: Kinds


class WhereNext(msgspec.Struct, frozen=True):
    """The answer for the family of the list of gaps."""

    #: How many events were looked ahead.
    ahead: int
    #: Events, those first that settle most cells: ``place``, ``area``, ``audience`` ("" is everybody), ``cost`` of one,
    #: ``number`` of them.
    events: pl.DataFrame
    #: What they would probably settle together: ``place``, ``audience``, and a cell that would be open without the
    #: events of that row: ``area``, ``stakeholder``. A cell may stand beside several.
    settled: pl.DataFrame
    #: Cells that are open: ``nearest`` and ``after``, the chance of being told enough after all of ``events``.
    open: pl.DataFrame
    #: Cells that have enough; ``now`` is the chance that they still do after the events, wherever these are held.
    met: pl.DataFrame


def where_next(
    coverage: pl.DataFrame, places: Venues, threshold: int, ahead: int = AHEAD, rule: Rule = METHOD
) -> WhereNext:
    """The events that leave the fewest cells of the family open.

    A cell weighs the root of how many are expected of it: large ones more, but not so that they alone are chosen.

    Args:
        coverage: of area × type and both margins, under one benchmark.
        places: where, and how many come.
        threshold: counts below it are not shown.
        ahead: how many events.
        rule: the numbers of the states.
    """
    choosing = choosing_of(coverage.filter("family"), coverage, places, threshold, ahead, rule)
    times = choose(choosing, ahead)
    cells = nearest(choosing, ahead).with_columns(after=pl.Series(choosing.chance(times), dtype=pl.Float64))
    state = pl.col("state").cast(pl.String)
    can_tell = cells.filter(pl.col("expected") >= rule.least)
    is_open = state.is_in(OPEN)
    by_turn = list(dict.fromkeys(by_gain(choosing, times)))
    settled = _settled(choosing, times, by_turn, can_tell.filter(is_open))
    first = sorted(by_turn, key=lambda row: -settled.filter(pl.col("row") == row).height)
    return WhereNext(
        ahead=ahead,
        settled=settled.drop("row"),
        events=choosing.among.events.with_columns(number=pl.Series(times, dtype=pl.Int64))[first],
        open=can_tell.filter(is_open),
        met=can_tell.filter(state.is_in(MET)),
    )


def _settled(choosing: Choosing, times: Counts, rows: list[int], open_cells: pl.DataFrame) -> pl.DataFrame:
    """Which cells need which rows of the plan to be settled."""
    keys = ["area", "stakeholder"]
    likely = open_cells.filter(pl.col("after") >= LIKELY).select(keys)
    found = []
    for row in rows:
        without = times.copy()
        without[row] = 0
        short = choosing.ahead.cells.select(keys).filter(pl.Series(choosing.chance(without) < LIKELY))
        event = choosing.among.events.select(pl.lit(row).alias("row"), "place", "audience")[row]
        found.append(event.join(likely.join(short, on=keys, how="semi"), how="cross"))
    schema = {"row": pl.Int32, **dict.fromkeys(("place", "audience", *keys), pl.String)}
    return pl.concat([pl.DataFrame(schema=schema), *found])


def choosing_of(
    rows: pl.DataFrame,
    coverage: pl.DataFrame,
    places: Venues,
    threshold: int,
    ahead: int,
    rule: Rule = METHOD,
) -> Choosing:
    """Cells, the events that could be held, and what they would leave open.

    Args:
        rows: of ``coverage``, whole views: the cells that events are chosen for.
        coverage: of area × type and both margins.
        places: as ``where_next`` takes them.
        threshold: counts below it are not shown.
        ahead: so many events more are imagined.
        rule: the numbers of the states.
    """
    added = ahead * places.turnout.mean
    before = outlook(rows, threshold, added, rule)
    among = candidates(places.rows, coverage, before, places.turnout, places.kinds)
    after = before.cells.select(pl.col("expected") + added * pl.col("share").fill_null(0.0))[
        "expected"
    ].to_numpy()
    weights = np.where(after >= rule.least, np.sqrt(after), 0.0)
    return Choosing(before, among, places.turnout, weights)


def nearest(choosing: Choosing, ahead: int) -> pl.DataFrame:
    """The fewest events that would settle each cell, were they all held for it.

    Returns:
        The cells as ``coverage`` gives them, with ``now``, the chance of being told enough without any more;
        ``number``, the fewest events of one kind after which it is ``LIKELY``, with their ``place`` and
        ``audience``; null where as many as were looked ahead are too few: ``place`` and ``audience`` are then of
        those that come nearest; ``chance``, after these; ``most``, the chance after all that were looked ahead,
        were everything that is learnt from other cells in its favour.
    """
    cells, events = choosing.ahead.cells, choosing.among.events
    now = choosing.chance(np.zeros(events.height, dtype=np.int64))
    number, row, chance = _fewest(choosing, ahead, now)
    known = pl.DataFrame({"row": row, "number": number}).with_columns(
        pl.when(pl.Series(chance) >= LIKELY).then("number").alias("number")
    )
    kinds = events.with_row_index("row").select(pl.col("row").cast(pl.Int64), "place", "audience")
    return cells.hstack(
        known.join(kinds, on="row", how="left", maintain_order="left").select("number", "place", "audience")
    ).with_columns(
        pl.Series("now", now, dtype=pl.Float64),
        pl.Series("chance", chance, dtype=pl.Float64),
        pl.Series("most", choosing.most_chance(ahead), dtype=pl.Float64),
    )


def _fewest(choosing: Choosing, ahead: int, now: Floats) -> tuple[Counts, Counts, Floats]:
    """Of each cell how many events, of which row, and the chance after them; as far as was looked ahead."""
    cells = np.arange(now.size)
    number, row, chance = np.zeros(now.size, np.int64), np.full(now.size, _NONE, np.int64), now
    for held in range(1, ahead + 1) if choosing.among.events.height else ():
        after = choosing.chances_alone(held)
        # Rounded: of those that serve it alike the first is taken, which is for everybody.
        best = np.round(after - _SAME * choosing.among.weights[:, None], _DIGITS).argmax(axis=0)
        is_better = (chance < LIKELY) & (after[best, cells] > chance)
        number = np.where(is_better, held, number)
        row = np.where(is_better, best, row)
        chance = np.where(is_better, after[best, cells], chance)
    return number, row, chance


def is_out_of_reach() -> pl.Expr:
    """Whether as many events as were looked ahead, all of them for a cell that is open, hardly could settle it."""
    return pl.col("most") <= HARDLY


def is_firm() -> pl.Expr:
    """Whether a cell that has enough almost surely still has after the events, wherever they are held."""
    return pl.col("now") >= 1 - HARDLY
