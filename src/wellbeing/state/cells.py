"""Published cells of places and roles that are named: what pages list, draw and compare."""

from typing import Final

import polars as pl

from wellbeing.measures.cells import DIMENSIONS
from wellbeing.measures.coverage.clustering import quiet_channels, with_phi
from wellbeing.measures.coverage.views import parts, view
from wellbeing.measures.opinion.answered import asked as asked_of
from wellbeing.model.grouping import Grouping
from wellbeing.model.lattice import MEASURED, Slice, table_name
from wellbeing.model.vocabulary import BOTH, NOT_STATED, ROUNDS
from wellbeing.release.store.opening import Release

#: The tables of area × type, of both margins and of everybody.
CROSSED: Final = ("region_stakeholder", "region", "stakeholder", "total")
#: Dimensions in which a contribution may state nothing.
PLACE_AND_ROLE: Final = ("area", "stakeholder")
#: The slice by whether a contribution is a further copy of a campaign.
CAMPAIGN: Final = "campaign"
_OWN, _COPY = "own", "copy"


def published_cells(release: Release, margin: str, cut: str = "") -> pl.DataFrame:
    """A margin's cells, or those of a slice of it; no rows where the release has no such table.

    Contributions that state no area or no type are in none: they belong to the wholes alone.
    """
    name = table_name(margin, cut)
    if name in release.tables:
        return drop_not_stated(release.table(name))
    like = release.table(margin).clear()
    return like.with_columns(pl.lit("").alias(cut)) if cut else like


def every_cell(release: Release, cut: str = "") -> pl.DataFrame:
    """The published cells of area × type, of both margins and of everybody, keys that a table lacks being "".

    ``DIMENSIONS``, ``MEASURED``, and the column of the slice ``cut`` if one is named.
    """
    return pl.concat([_keyed(published_cells(release, margin, cut), cut) for margin in CROSSED])


def _keyed(cells: pl.DataFrame, cut: str) -> pl.DataFrame:
    absent = [pl.lit("").alias(name) for name in DIMENSIONS if name not in cells.columns]
    keys = pl.col(*DIMENSIONS, *filter(None, [cut])).cast(pl.String)
    return cells.with_columns(absent).select(keys, *MEASURED)


def slices_offered(release: Release) -> list[Slice]:
    """The slices of who was heard that say something: one with a rest does where more than that is shown.

    Where there was no campaign, all of an engagement is in everybody's own words.
    """
    return [cut for cut in release.lattice.plain if cut.rest not in cut.members or _is_shown(release, cut)]


def members_told(release: Release, cut: str) -> list[str]:
    """The members of a slice in their order, rounds as they came after each other."""
    told = published_cells(release, "total", cut)[cut].unique(maintain_order=True).to_list()
    first = [one for one in ROUNDS if one in told] if cut == "round" else []
    return [*first, *(one for one in told if one not in first)]


def rounds_told(release: Release) -> list[str]:
    """The rounds of which a release tells figures; none where there was one alone."""
    return [one for one in members_told(release, "round") if one in ROUNDS]


def _is_shown(release: Release, cut: Slice) -> bool:
    cells = published_cells(release, "total", cut.name)
    return not cells.filter(pl.col(cut.name) != cut.rest, pl.col("status") == "shown").is_empty()


def question_base(release: Release, margin: str, question: str) -> pl.DataFrame:
    """All to whom a question was put: who spoke on its topic, or on all of them.

    Where the release does not part the margin by topic, of a whole it is known alone that no more were heard.
    """
    heard = published_cells(release, margin)
    topic = next(one.topic for one in release.engagement.questions if one.id == question)
    if topic == BOTH:
        return heard
    return asked_of(published_cells(release, margin, "topic"), heard, {topic, BOTH})


def drop_not_stated(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells of named areas and types."""
    named = [pl.col(column) != NOT_STATED for column in PLACE_AND_ROLE if column in cells.columns]
    return cells.filter(named) if named else cells


def compared_cells(release: Release, cut: str, shares: pl.DataFrame, types: Grouping) -> pl.DataFrame:
    """Areas × types and their margins, or those of one value of a slice, with ``phi``, ``once``, ``unstated``.

    Args:
        release: the published tables.
        cut: a slice and its value (``channel:hui``); "" for everybody.
        shares: the benchmark's.
        types: groups of stakeholder types.
    """
    name, _, value = cut.partition(":")
    cells = every_cell(release, name)
    if name:
        cells = cells.filter(pl.col(name) == value).drop(name)
    else:
        cells = cells.join(_once(release), on=DIMENSIONS, how="left", maintain_order="left")
    clustering = release.table("clustering")
    cells = cells.with_columns(unstated=pl.lit(unstated(release, cut, shares)))
    return with_phi(cells, channels_heard(release, cut, shares, types), clustering, types.ids)


def unstated(release: Release, cut: str, shares: pl.DataFrame) -> float:
    """About how many of everybody are in none of the cells compared: they state no area or no type.

    Args:
        release: the published tables.
        cut: as ``compared_cells`` takes it.
        shares: the benchmark's: of areas, of types, or of both.
    """
    margins = {"region": "area", "stakeholder": "stakeholder"}
    asked = [margin for margin, column in margins.items() if (shares[column] != "").any()]
    numbers = [_not_stated(release, margin, cut) for margin in asked]
    both = _not_stated(release, CROSSED[0], cut) if len(asked) == len(margins) else 0
    return float(max(0, sum(numbers) - both))


def _not_stated(release: Release, margin: str, cut: str) -> int:
    """How many state nothing that a margin asks for; 0 where that is not shown."""
    name, _, value = cut.partition(":")
    if (table := table_name(margin, name)) not in release.tables:
        return 0
    cells = release.table(table)
    stated = [pl.col(column) == NOT_STATED for column in PLACE_AND_ROLE if column in cells.columns]
    of_slice = [pl.col(name).cast(pl.String) == value] if name else []
    return int(cells.filter(*stated, *of_slice)["count"].sum())


def channels_heard(release: Release, cut: str, shares: pl.DataFrame, types: Grouping) -> pl.DataFrame:
    """Everybody by channel, but for what is loud; of a slice by channel that channel alone.

    Args:
        release: the published tables.
        cut: as ``compared_cells`` takes it.
        shares: the benchmark's.
        types: groups of stakeholder types.

    Returns:
        ``channel``, ``count``, ``low``, ``high``.
    """
    name, _, value = cut.partition(":")
    if name == "channel":
        return published_cells(release, "total", "channel").filter(pl.col("channel") == value)
    viewed = every_cell(release).with_columns(view(types.ids))
    known = parts(viewed, types.ids).join(shares.select(*DIMENSIONS, "share"), on=DIMENSIONS, how="left")
    if known["share"].null_count() == known.height:  # nothing is expected by share: nobody is loud
        return published_cells(release, "total", "channel")
    return quiet_channels(every_cell(release, "channel"), known, release.table("clustering"))


def _once(release: Release) -> pl.DataFrame:
    """``once``: contributions with each campaign once, of cells of which further copies are shown."""
    if not release.lattice.named(CAMPAIGN):
        return every_cell(release).select(*DIMENSIONS, once=pl.lit(None, pl.Int64)).clear()
    cells = every_cell(release, CAMPAIGN)
    copied = cells.filter(pl.col(CAMPAIGN) == _COPY, pl.col("count").is_not_null()).select(DIMENSIONS)
    own = cells.filter(pl.col(CAMPAIGN) == _OWN).select(*DIMENSIONS, once="count")
    return own.join(copied, on=DIMENSIONS, how="semi")
