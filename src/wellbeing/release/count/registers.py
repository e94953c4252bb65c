"""A release's tables that are not cells: events, who may be named, what was planned and expected."""

from typing import Final

import polars as pl

from wellbeing.model.consent import Care
from wellbeing.model.engagement import Group
from wellbeing.model.grouping import Grouping
from wellbeing.release.count.axes import AREA_KIND
from wellbeing.release.count.bodies import bodies, roster_counts
from wellbeing.release.count.tally import counted_by
from wellbeing.release.count.true_tables import TrueTables
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.placement import drawn_places

CONVENTIONS: Final = "conventions"
#: In place of a name that an engagement does not tell.
SOMEBODY: Final = "a person whose name the record keeps"


def registers(folder: EngagementFolder, true: TrueTables) -> dict[str, pl.DataFrame]:
    """The plain tables of a release, by name; ``events`` apart."""
    named = bodies(folder, true)
    return {
        "organisations": organisations(true),
        "bodies": named,
        "roster": roster_counts(named, folder.engagement, folder.regions["code"].to_list()),
        CONVENTIONS: true.conventions,
        **declared(folder),
    }


def told_conventions(read_by: pl.DataFrame, care: Care) -> pl.DataFrame:
    """How files were read where none proves it: whose word it is only where the engagement says so.

    Args:
        read_by: as ``READ_BY``.
        care: whether who confirmed is named.

    Returns:
        Each once, ``confirmed_by`` as it is, or a general word; "" where nobody has confirmed it.
    """
    someone = pl.when(pl.col("confirmed_by") == "").then(pl.lit("")).otherwise(pl.lit(SOMEBODY))
    named = read_by if care.names_who_confirmed else read_by.with_columns(confirmed_by=someone)
    return named.unique(maintain_order=True)


def declared(folder: EngagementFolder) -> dict[str, pl.DataFrame]:
    """The tables that come from the engagement's folder alone."""
    return {
        "benchmarks": folder.benchmarks.sort("set", "region", "stakeholder"),
        "plan": folder.plan.sort("week", "place"),
        "areas": area_register(folder),
        "published": folder.published.sort("figure"),
        "codebook": folder.codebook.select("theme", "name", "definition", "version"),
    }


def hui_held(rows: pl.DataFrame) -> pl.DataFrame:
    """``event``: a label for each hui that was held, from what is published of it, with what it counts.

    Returns:
        ``event``, ``region``, ``week`` (its Monday, as text), ``month``, ``attendees``; on the record's side
        also ``event_id``. The label is day, place and a number among those of one day and place, in the order
        of ``events``.
    """
    held = _in_order(rows).filter(pl.col("status").cast(pl.String) == "held")
    day, place = pl.col("held_on").cast(pl.String), pl.col("place")
    number = pl.int_range(pl.len()).over("held_on", "place") + 1
    kept = [name for name in ("event_id", "attendees") if name in held.columns]
    return held.select(
        "region",
        *kept,
        event=pl.format("{} {} {}", day, place, number),
        week=pl.col("held_on").dt.truncate("1w").cast(pl.String),
        month=pl.col("held_on").dt.truncate("1mo"),
    )


def events(
    folder: EngagementFolder, rows: pl.DataFrame, boundaries: pl.DataFrame, bands: pl.DataFrame
) -> pl.DataFrame:
    """Hui by place and date, without their notes.

    ``attendees_low`` … ``attendees_high`` is the band that attendance lies in as far as its noisy number
    tells (the upper end null for the last), or twice the exact number where the engagement declares it
    public; both null unless held. ``x``, ``y`` are drawn metres, null where the place is not known.

    Args:
        folder: the engagement.
        rows: as ``model.tables.Events``.
        boundaries: outlines of the regions.
        bands: ``event``, ``attendees_low``, ``attendees_high``.
    """
    spots = _spots(boundaries, folder.places)
    ordered = _in_order(rows)
    named = ordered.join(
        hui_held(ordered).select("event_id", "event"), on="event_id", how="left", maintain_order="left"
    )
    banded = named.join(bands, on="event", how="left", maintain_order="left")
    plain = ("held_on", "place", "region", "audience", "status", "attendees_low", "attendees_high")
    return banded.select(plain).join(spots, on="place", how="left", maintain_order="left")


def bands(attendance: pl.DataFrame, starts: tuple[int, ...]) -> pl.DataFrame:
    """The band of each hui: ``event``, ``attendees_low``, ``attendees_high`` (null for the last).

    Args:
        attendance: reconciled: ``event``, ``rounded``, ``sd`` (0 where attendance is public).
        starts: where bands begin.
    """
    came, is_public = pl.col("rounded").clip(lower_bound=0), pl.col("sd") == 0
    low = pl.max_horizontal(pl.when(came >= start).then(start) for start in starts)
    high = pl.min_horizontal(pl.when(came < start).then(start - 1) for start in starts[1:])
    return attendance.select(
        "event",
        attendees_low=pl.when(is_public).then(came).otherwise(low).cast(pl.Int64),
        attendees_high=pl.when(is_public).then(came).otherwise(high).cast(pl.Int64),
    )


def _in_order(rows: pl.DataFrame) -> pl.DataFrame:
    """By day and place; hui of one day and place in an order that says nothing of them."""
    ids = ["event_id"] if "event_id" in rows.columns else []
    return rows.sort("held_on", "place", *ids, maintain_order=True)


def _spots(boundaries: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    if boundaries.is_empty():
        unknown = pl.lit(None, pl.Float64)
        return places.select("place", x=unknown, y=unknown)
    return drawn_places(boundaries, places).select("place", "x", "y")


def organisations(true: TrueTables) -> pl.DataFrame:
    """The roster of those that may be named: ``invited``, ``heard``, ``declined`` are facts, not shares."""
    heard = counted_by(true, "organisation_id").select("organisation_id", heard=True).drop_nulls()
    return (
        true.organisations.filter("may_be_named")
        .join(heard, on="organisation_id", how="left")
        .select(
            organisation="name",
            stakeholder="type",
            region="region",
            invited=pl.col("invited_on").is_not_null(),
            heard=pl.col("heard").fill_null(value=False),
            declined=pl.col("organisation_id").is_in(sorted(true.declined)),
        )
        .sort("organisation", "stakeholder", "region")
    )


def area_register(folder: EngagementFolder) -> pl.DataFrame:
    """Regions, then groups, in the order in which pages list them.

    ``group`` is the group that a region belongs to, null for a group; ``population`` null where a region's
    is not known.
    """
    groups = folder.engagement.region_groups
    home = Grouping(groups).home
    regions = folder.regions.select(
        area="code",
        area_kind=pl.lit("region", AREA_KIND),
        name_en="name_en",
        name_mi="name_mi",
        short="name_en",
        group=pl.Series([home.get(code) for code in folder.regions["code"]], dtype=pl.String),
        population="population",
    )
    people = dict(folder.regions.select("code", "population").iter_rows())
    rows = [_group_row(group, people) for group in groups]
    both = pl.concat([regions, pl.DataFrame(rows, regions.schema, orient="row")])
    return both.with_columns(order=pl.int_range(pl.len(), dtype=pl.Int64))


def _group_row(group: Group, people: dict[str, int | None]) -> tuple[object, ...]:
    known = [people[code] for code in group.members]
    total = None if None in known else sum(number for number in known if number is not None)
    return (group.id, "group", group.en, group.mi, group.label, None, total)
