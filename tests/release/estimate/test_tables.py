"""Tables of tones and themes with their estimates."""

import dataclasses

import msgspec
import polars as pl
import pytest

from wellbeing.model.engagement import Group
from wellbeing.release.estimate.tables import ESTIMATED, with_estimates
from wellbeing.release.estimate.tone import SCORED

MEAN = ("estimate", "lower", "upper", "validation")


def test_every_row_of_a_parent_says_the_same(published):
    table = published["adviser"].tables["region_by_tone"]
    told = table.group_by("area", "question").agg(pl.struct(MEAN).n_unique().alias("k"))
    assert (told["k"] == 1).all()


def test_every_cell_says_whether_it_is_validated(published):
    for name, table in published["adviser"].tables.items():
        if name.endswith(("_by_tone", "_by_theme")):
            assert set(table["validation"]) <= {"ok", "few", "unvalidated"}, name
            assert (table["estimate"].is_not_null() == (table["validation"] == "ok")).all()


def test_a_group_of_one_sounds_as_its_member_does(published):
    table = published["adviser"].tables["stakeholder_by_tone"]
    one, group = (table.filter(stakeholder=name).select(MEAN) for name in ("teacher", "public_service"))
    assert one.equals(group)
    assert one["validation"].to_list() == ["ok"] * 5


def alone(islands):
    """The engagement with every region a group of its own."""
    groups = tuple(Group(id=f"g{code}", en=code, members=(code,)) for code in ("N1", "N2", "S1", "S2"))
    settings = msgspec.structs.replace(islands.engagement, region_groups=groups)
    return dataclasses.replace(islands, engagement=settings)


@pytest.mark.slow
def test_in_crossed_tables_too(islands, islands_true, measure, tell):
    folder = alone(islands)
    tables = tell(folder, measure(folder, islands_true)).tables
    crossed = tables["region_stakeholder_by_tone"].filter(area="gN1", stakeholder="primary")
    assert crossed["validation"].to_list() == ["ok"] * 5
    (of_group,) = set(tables["region_by_tone"].filter(area="gN1").select(MEAN).rows())
    assert set(tables["region_by_tone"].filter(area="N1").select(MEAN).rows()) == {of_group}


def test_shares_are_of_the_three_tones_and_agree_with_the_mean(published):
    """Positive less negative is the mean, and all make one: but for the rounding of each."""
    for name in ("total_by_tone", "region_by_tone", "stakeholder_by_tone"):
        table = published["adviser"].tables[name].filter(validation="ok")
        others = table.filter(~pl.col("tone").cast(pl.String).is_in(SCORED))
        assert others["share"].null_count() == others.height > 0
        keys = [key for key in ("area", "stakeholder", "question") if key in table.columns]
        wide = (
            table.filter(pl.col("share").is_not_null())
            .group_by(keys)
            .agg(
                pl.col("estimate").first(),
                *(
                    pl.col("share").filter(pl.col("tone").cast(pl.String) == tone).first().alias(tone)
                    for tone in SCORED
                ),
            )
        )
        assert wide.height > 0
        assert (wide["negative"] + wide["neutral"] + wide["positive"] - 1).abs().max() <= 0.0151
        assert (wide["positive"] - wide["negative"] - wide["estimate"]).abs().max() <= 0.0601


def test_intervals_hold_their_estimates(published):
    for name, table in published["adviser"].tables.items():
        if name.endswith(("_by_tone", "_by_theme")):
            ok = table.filter(validation="ok")
            assert (ok["lower"] <= ok["estimate"]).all(), name
            assert (ok["estimate"] <= ok["upper"]).all(), name


def test_no_share_is_told_of_a_theme_that_is_not_shown(published):
    for name, table in published["adviser"].tables.items():
        if name.endswith("_by_theme"):
            hidden = table.filter(pl.col("status").cast(pl.String) != "shown")
            assert hidden["estimate"].null_count() == hidden.height, name
            assert "ok" not in set(hidden["validation"]), name


def test_tables_of_other_things_are_left_as_they_are(islands):
    table = pl.DataFrame({"area": ["N1"]})
    assert with_estimates({"region": table}, {}, islands.engagement)["region"].equals(table)
    assert set(ESTIMATED) == {"tone", "theme"}
