"""A group of one member is that member: whatever is told of both is one figure, measured once."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

pytestmark = pytest.mark.slow


def pairs(release):
    """Column → group of one member, and that member."""
    settings = release.engagement
    groups = {"area": settings.region_groups, "stakeholder": settings.stakeholder_groups}
    return [
        (name, group.id, group.members[0])
        for name, declared in groups.items()
        for group in declared
        if len(group.members) == 1 and group.id != group.members[0]
    ]


def test_every_table_tells_the_same_of_a_group_of_one_and_of_its_member(release):
    told = {"region_by_tone": 0, "region_by_theme": 0, "region_stakeholder_by_position": 0}
    ones = pairs(release)
    assert ones
    for table in release.manifest.tables:
        rows = release.table(table)
        if "status" not in rows.columns:
            continue
        for name, group, member in ones:
            if name not in rows.columns:
                continue
            kinds = {name, "area_kind"}
            both = [
                rows.filter(pl.col(name) == one).drop(kinds & set(rows.columns)) for one in (group, member)
            ]
            if any(part.is_empty() for part in both):
                continue
            told[table] = told.get(table, 0) + both[0].height
            assert_frame_equal(*both, check_row_order=False)
    assert min(told.values()) > 0, told
