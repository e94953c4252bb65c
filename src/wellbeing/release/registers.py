"""A release's tables that are not cells: events, who may be named, what was planned and expected."""

import polars as pl

from wellbeing.model.engagement import Group
from wellbeing.release.axes import AREA_KIND
from wellbeing.release.true_tables import TrueTables
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.placement import drawn_places

#: Attendance is published as a band that starts at or above the highest threshold: 10, the public tier's.
BANDS = (0, 10, 20, 40)
#: Wider ones, where all attendances together say too much (every hui at the foot of its band).
WIDER = ((0, 10, 40), (0, 10))
#: What the sum of all bands must leave open on either side of all attendances.
ROOM = 3


def registers(
    folder: EngagementFolder, true: TrueTables, boundaries: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """The plain tables of a release, by name."""
    return {
        "events": events(folder, true.events, boundaries),
        "organisations": organisations(true),
        "benchmarks": folder.benchmarks.sort("set", "region", "stakeholder"),
        "plan": folder.plan.sort("week", "place"),
        "areas": areas(folder),
        "published": folder.published.sort("figure"),
        "codebook": folder.codebook.select("theme", "name", "definition", "version"),
    }


def events(folder: EngagementFolder, rows: pl.DataFrame, boundaries: pl.DataFrame) -> pl.DataFrame:
    """Hui by place and date, without their notes.

    ``attendees_low`` … ``attendees_high`` is the band that attendance lies in (the upper end null for the
    last), or twice the exact number where the engagement declares it public; both null unless held. ``x``,
    ``y`` are drawn metres, null where the place's position is not known.
    """
    spots = _spots(boundaries, folder.places)
    exact = folder.engagement.attendance_is_public
    return (
        rows.select(
            "held_on", "place", "region", "audience", "status", *_attendance(bands(rows), exact=exact)
        )
        .join(spots, on="place", how="left", maintain_order="left")
        .sort("held_on", "place", "attendees_low", maintain_order=True)
    )


def _spots(boundaries: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    if boundaries.is_empty():
        unknown = pl.lit(None, pl.Float64)
        return places.select("place", x=unknown, y=unknown)
    return drawn_places(boundaries, places).select("place", "x", "y")


def bands(rows: pl.DataFrame) -> tuple[int, ...]:
    """The starts of the finest bands that give no hui away to who knows all attendances together."""
    came = rows.filter(pl.col("status") == "held")["attendees"].drop_nulls()
    if came.len() < 2:
        return BANDS
    return next((starts for starts in (BANDS, *WIDER) if _leaves_room(came, starts)), WIDER[-1])


def _leaves_room(came: pl.Series, starts: tuple[int, ...]) -> bool:
    rows = came.to_frame("attendees").with_columns(status=pl.lit("held"))
    least, most = (rows.select(end).to_series().to_list() for end in _attendance(starts, exact=False))
    whole = sum(came.to_list())
    return whole - sum(least) >= ROOM and (None in most or sum(most) - whole >= ROOM)


def _attendance(starts: tuple[int, ...], *, exact: bool) -> tuple[pl.Expr, pl.Expr]:
    came = pl.when(pl.col("status") == "held").then(pl.col("attendees"))
    if exact:
        return came.alias("attendees_low"), came.alias("attendees_high")
    ends = [start - 1 for start in starts[1:]]
    least = pl.max_horizontal(pl.when(came >= start).then(start) for start in starts)
    most = pl.min_horizontal(pl.when(came <= end).then(end) for end in ends)
    return least.cast(pl.Int64).alias("attendees_low"), most.cast(pl.Int64).alias("attendees_high")


def organisations(true: TrueTables) -> pl.DataFrame:
    """The roster of those that may be named: ``invited``, ``heard``, ``declined`` are facts, not shares."""
    heard = true.contributions.select("organisation_id").drop_nulls().unique().with_columns(heard=True)
    return (
        true.organisations.filter("may_be_named")
        .join(heard.collect(engine="streaming"), on="organisation_id", how="left")
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


def areas(folder: EngagementFolder) -> pl.DataFrame:
    """Regions, then groups, in the order in which pages list them.

    ``group`` is the group that a region belongs to, null for a group; ``population`` null where a region's
    is not known.
    """
    groups = folder.engagement.region_groups
    member = {code: group.id for group in groups for code in group.members}
    regions = folder.regions.select(
        area="code",
        area_kind=pl.lit("region", AREA_KIND),
        name_en="name_en",
        name_mi="name_mi",
        short="name_en",
        group=pl.col("code").replace_strict(member, return_dtype=pl.String),
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
