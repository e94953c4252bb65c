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
SERVICE_USER: Final = "service_user"
#: 28 locations were planned and 27 visited; which one was not is not public, so this one is synthetic.
NOT_HELD: Final = "Blenheim (synthetic)"

REGION: Final = "region"
GROUPS: Final = "region_group_stakeholder_group"
CELL: Final = "region_stakeholder"


@dataclass(frozen=True)
class Campaign:
    """Copies of one letter, sent online by one type in a few regions, on top of who is heard otherwise."""

    letter: str
    topic: str
    question: str
    stakeholder: str
    #: Responses by region.
    responses: dict[str, int]

    @property
    def size(self) -> int:
        """How many responses are copies of the letter."""
        return sum(self.responses.values())


CAMPAIGN: Final = Campaign(
    letter="fair-funding-first",
    topic="investing_for_social_wellbeing",
    question="approach_comment",
    stakeholder="provider",
    responses={"14": 25, "15": 11},
)
#: Contributions that are no form of the campaign: what is expected and heard is a share of these.
CONTRIBUTIONS: Final = ATTENDANCES + sum(RESPONSES.values()) - CAMPAIGN.size


@dataclass(frozen=True)
class Gap:
    """People planted to be heard too little: an area, and a type or group of types ("" for everybody)."""

    level: str
    area: str
    stakeholder: str
    #: Of their share, how much is heard, before all are scaled to the published total.
    coverage: float


GAPS: Final = (
    # Regions whose hui hardly anybody came to.
    Gap(REGION, "01", "", 0.15),
    Gap(REGION, "07", "", 0.15),
    # Groups: members that expect too few to be judged alone.
    Gap(GROUPS, "bay_of_plenty_gisborne", "government", 0.15),
    Gap(GROUPS, "top_of_the_south", "providers", 0.13),
    Gap(GROUPS, "lower_north_island", "others", 0.15),
    Gap(GROUPS, "wellington", "iwi_maori", 0.15),
    Gap(GROUPS, "canterbury_chathams", "others", 0.15),
    # Single cells.
    Gap(CELL, "03", "iwi_maori_organisation", 0.13),
    Gap(CELL, "13", "dhb", 0.15),
)
#: Whom the campaign hides: too little heard in their own words, enough if every copy of the letter counts.
HIDDEN: Final = Gap(GROUPS, "otago_southland", "providers", 0.2)
#: Who is missed in one region or type is made up for by the rest of its groups, up to so many times as many:
#: the group as a whole is heard nearly as it should be.
MADE_UP: Final = 1.05


def intended(folder: EngagementFolder) -> pl.DataFrame:
    """How many are meant to be heard, by region and type, the campaign left out: full grid.

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
    users = sum(SERVICE_USERS.values())
    of_users = pl.col("stakeholder") == SERVICE_USER
    branch = pl.when(of_users).then(users).otherwise(CONTRIBUTIONS - ATTENDANCES - users)
    alone = pl.when("hui").then(0.0).otherwise("whole")
    at_hui = pl.col("whole") - alone
    left = branch - alone.sum().over(of_users)
    return whole.with_columns(responses=alone + left * at_hui / at_hui.sum().over(of_users))


def _whole(folder: EngagementFolder) -> pl.DataFrame:
    """``whole``: surveys and hui together, gaps planted; ``hui``: whether the region has any."""
    grid = _made_up(folder, _lowered(folder, shares(folder).with_columns(heard=pl.lit(1.0))))
    weight = pl.col("share") * pl.col("heard")
    visited = folder.plan.filter(pl.col("place") != NOT_HELD)["region"].unique()
    return grid.with_columns(
        expected=CONTRIBUTIONS * pl.col("share"),
        whole=CONTRIBUTIONS * weight / weight.sum(),
        hui=pl.col("region").is_in(visited.implode()),
    )


def _lowered(folder: EngagementFolder, grid: pl.DataFrame) -> pl.DataFrame:
    for gap in (*GAPS, HIDDEN):
        in_area = pl.col("region").is_in(regions_of(folder, gap.area))
        inside = in_area & pl.col("stakeholder").is_in(types_of(folder, gap.stakeholder))
        lowered = pl.when(inside).then(pl.min_horizontal("heard", gap.coverage))
        grid = grid.with_columns(heard=lowered.otherwise("heard"))
    return grid


def _made_up(folder: EngagementFolder, grid: pl.DataFrame) -> pl.DataFrame:
    """Within each group of regions × group of types, the cells without a gap make up for those with one."""
    settings = folder.engagement
    homes = {code: group.id for group in settings.region_groups for code in group.members}
    kinds = {role: group.id for group in settings.stakeholder_groups for role in group.members}
    together = pl.col("region").replace(homes), pl.col("stakeholder").replace(kinds)
    fair = pl.col("share").filter(pl.col("heard") == 1).sum().over(*together)
    missed = (pl.col("share") * (1 - pl.col("heard"))).sum().over(*together)
    more = (1 + missed / fair).clip(upper_bound=MADE_UP)
    return grid.with_columns(heard=pl.when(pl.col("heard") == 1).then(more).otherwise("heard"))


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


def regions_of(folder: EngagementFolder, area: str) -> list[str]:
    """The regions of an area."""
    groups = {group.id: list(group.members) for group in folder.engagement.region_groups}
    return groups.get(area, [area])


def types_of(folder: EngagementFolder, stakeholder: str) -> list[str]:
    """The types of a group, or the type itself; all of them where none is named."""
    if not stakeholder:
        return [term.id for term in folder.engagement.stakeholders]
    groups = {group.id: list(group.members) for group in folder.engagement.stakeholder_groups}
    return groups.get(stakeholder, [stakeholder])


def truth_of(folder: EngagementFolder, *gaps: Gap) -> list[dict[str, object]]:
    """Each gap with its true coverage and what was expected, as truth.json tells it."""
    grid = intended(folder)
    return [
        asdict(gap) | _true(grid, regions_of(folder, gap.area), types_of(folder, gap.stakeholder))
        for gap in gaps
    ]


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
