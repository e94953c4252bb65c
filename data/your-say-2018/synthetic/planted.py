"""What is planted: who is heard too little, and how many are meant to be heard in each region and type."""

from dataclasses import asdict, dataclass
from typing import Final

import polars as pl

from wellbeing.sources.engagement import EngagementFolder

#: Published totals (published.csv; a test compares them).
ATTENDANCES: Final = 1047
RESPONSES: Final = {"investing_for_social_wellbeing": 605, "data_protection_and_use": 196}
#: "Around a quarter" of the responses in both surveys: 605 / 4 and 196 / 4, as derived in published.csv.
SERVICE_USERS: Final = {"investing_for_social_wellbeing": 151, "data_protection_and_use": 49}
CONTRIBUTIONS: Final = ATTENDANCES + sum(RESPONSES.values())
SERVICE_USER: Final = "service_user"
#: 28 locations were planned and 27 visited; which one was not is not public, so this one is synthetic.
NOT_HELD: Final = "Blenheim (synthetic)"

REGION: Final = "region"
GROUPS: Final = "region_group_stakeholder_group"
CELL: Final = "region_stakeholder"


@dataclass(frozen=True)
class Gap:
    """People planted to be heard too little: an area, and a type or group of types ("" for everybody)."""

    level: str
    area: str
    stakeholder: str
    #: Of their share, how much is heard, before all are scaled to the published total.
    coverage: float


GAPS: Final = (
    # Small regions: no cell of theirs expects enough to be judged, the region itself does.
    Gap(REGION, "05", "", 0.25),
    Gap(REGION, "18", "", 0.40),  # its hui was not held: heard through the surveys alone
    # Groups: none or few of their members expect enough to be judged alone.
    Gap(GROUPS, "top_of_the_south", "providers", 0.35),
    Gap(GROUPS, "lower_north_island", "others", 0.25),
    Gap(GROUPS, "otago_southland", "iwi_maori", 0.30),
    Gap(GROUPS, "bay_of_plenty_gisborne", "government", 0.40),
    # Single cells that expect 15 or more.
    Gap(CELL, "01", "service_user", 0.35),
    Gap(CELL, "02", "local_government", 0.40),
    Gap(CELL, "03", "iwi_maori_organisation", 0.35),
    Gap(CELL, "06", "service_user", 0.35),
)


def intended(folder: EngagementFolder) -> pl.DataFrame:
    """How many are meant to be heard, by region and type: full grid.

    Returns:
        ``expected`` (E = n·q), ``attendances`` and ``responses`` (means of what is drawn) and ``coverage``,
        the true ratio (attendances + responses) / expected.
    """
    surveyed = _surveyed(_whole(folder))
    left = (pl.col("whole") - pl.col("responses")).clip(0) * pl.col("hui")
    return surveyed.with_columns(attendances=left * ATTENDANCES / left.sum()).select(
        "region",
        "stakeholder",
        "expected",
        "attendances",
        "responses",
        coverage=(pl.col("attendances") + pl.col("responses")) / pl.col("expected"),
    )


def _surveyed(whole: pl.DataFrame) -> pl.DataFrame:
    """With ``responses``: each branch adds to its total; a region without hui is heard by survey alone."""
    everyone, users = sum(RESPONSES.values()), sum(SERVICE_USERS.values())
    weight = pl.when("hui").then("whole").otherwise(pl.col("whole") * CONTRIBUTIONS / everyone)
    of_users = pl.col("stakeholder") == SERVICE_USER
    share = weight / weight.sum().over(of_users)
    return whole.with_columns(responses=share * pl.when(of_users).then(users).otherwise(everyone - users))


def _whole(folder: EngagementFolder) -> pl.DataFrame:
    """``whole``: surveys and hui together, gaps planted; ``hui``: whether the region has any."""
    grid = shares(folder).with_columns(expected=CONTRIBUTIONS * pl.col("share"), heard=pl.lit(1.0))
    for gap in GAPS:
        in_area = pl.col("region").is_in(regions_of(folder, gap))
        inside = in_area & pl.col("stakeholder").is_in(types_of(folder, gap))
        lowered = pl.when(inside).then(pl.min_horizontal("heard", gap.coverage))
        grid = grid.with_columns(heard=lowered.otherwise("heard"))
    weight = pl.col("share") * pl.col("heard")
    visited = folder.plan.filter(pl.col("place") != NOT_HELD)["region"].unique()
    return grid.with_columns(
        whole=CONTRIBUTIONS * weight / weight.sum(), hui=pl.col("region").is_in(visited.implode())
    )


def shares(folder: EngagementFolder) -> pl.DataFrame:
    """The default benchmark's share by region and type: one margin times the other.

    Worked out apart from ``wellbeing.measures``, so that finding the gaps tests the measures too.
    """
    choice = folder.engagement.default_benchmark
    regions = folder.benchmarks.filter(pl.col("set") == choice.regions).select("region", area="weight")
    types = folder.benchmarks.filter(pl.col("set") == choice.stakeholders).select(
        "stakeholder", role="weight"
    )
    weight = pl.col("area") * pl.col("role")
    return regions.join(types, how="cross").select("region", "stakeholder", share=weight / weight.sum())


def regions_of(folder: EngagementFolder, gap: Gap) -> list[str]:
    """The regions of a gap's area."""
    groups = {group.id: list(group.members) for group in folder.engagement.region_groups}
    return groups.get(gap.area, [gap.area])


def types_of(folder: EngagementFolder, gap: Gap) -> list[str]:
    """The stakeholder types of a gap; all of them where it names none."""
    if not gap.stakeholder:
        return [term.id for term in folder.engagement.stakeholders]
    groups = {group.id: list(group.members) for group in folder.engagement.stakeholder_groups}
    return groups.get(gap.stakeholder, [gap.stakeholder])


def planted_gaps(folder: EngagementFolder) -> list[dict[str, object]]:
    """Each planted gap with its true coverage and what was expected, as truth.json tells it."""
    grid = intended(folder)
    return [asdict(gap) | _true(grid, regions_of(folder, gap), types_of(folder, gap)) for gap in GAPS]


def _true(grid: pl.DataFrame, regions: list[str], types: list[str]) -> dict[str, object]:
    inside = grid.filter(pl.col("region").is_in(regions) & pl.col("stakeholder").is_in(types))
    heard = inside["attendances"].sum() + inside["responses"].sum()
    expected = inside["expected"].sum()
    return {
        "regions": regions,
        "stakeholders": types,
        "expected": round(expected, 1),
        "coverage": round(heard / expected, 3),
    }
