"""What is measured of comments: sums corrected by codes, of every cell at every level."""

import dataclasses

import by_hand
import polars as pl
import pytest

from wellbeing.model.vocabulary import NOT_STATED
from wellbeing.opinion.coding.correction import corrected_sums, correction
from wellbeing.release.count.axes import axes
from wellbeing.release.count.sources import PARENT
from wellbeing.release.estimate.sums import MIDDLE, TONE, levels, sums, weighted_comments

LEVELS = (
    *("whole|whole", "member|whole", "group|whole", "whole|member", "whole|group", "group|group"),
    "community|whole",
)


def counted_as(member, groups):
    """A member's group; itself where it is alone in it; none."""
    found = [group for group in groups if member in group.members]
    if not found:
        return NOT_STATED
    return found[0].id if len(found[0].members) > 1 else member


def parents_of(one, axes, level):
    """The cells that one contribution counts towards at a level: (area, stakeholder, community)."""
    by_area, by_type = level.split("|")
    if by_area == "community":
        return [("", "", name) for name in one.row["communities"]]
    settings, own = axes.settings, [one.row[name] or NOT_STATED for name in ("region", "stakeholder")]
    areas = {"member": own[0], "group": counted_as(own[0], settings.region_groups), "whole": ""}
    types = {"member": own[1], "group": counted_as(own[1], settings.stakeholder_groups), "whole": ""}
    return [(areas[by_area], types[by_type], "")]


def comments_of(true, axes, level):
    """The comments of each cell of a level, as ``corrected_sums`` takes them."""
    weighted = {row["contribution_id"]: row for row in weighted_comments(true, axes.open).to_dicts()}
    rows = [
        ("|".join((*cell, "why")), row["stratum"], row["weight"], row["score"], row["code"])
        for one in by_hand.contributions(true)
        if (row := weighted.get(one.row["contribution_id"]))
        for cell in parents_of(one, axes, level)
    ]
    names = ["cell", "stratum", "weight", "score", "code"]
    floats = dict.fromkeys(("weight", "score", "code"), pl.Float64)
    return pl.DataFrame(rows, names, orient="row", schema_overrides=floats)


@pytest.fixture(scope="module")
def found(islands_true, along):
    return sums(islands_true, along)


@pytest.mark.parametrize("level", LEVELS)
def test_sums_are_those_of_the_correction_over_each_cell_s_comments(found, islands_true, along, level):
    comments = comments_of(islands_true, along, level)
    expected = corrected_sums(comments, correction(comments.drop_nulls("weight")))
    told = found.tones.filter(level=level).with_columns(cell=pl.concat_str(PARENT, separator="|"))
    both = expected.join(told, on="cell", suffix="_told")
    assert both.height == expected.height == told.height
    assert both["codes_told"].equals(both["codes"], check_names=False)
    assert both[TONE].to_list() == pytest.approx(both["sum"].to_list())


@pytest.mark.parametrize("level", LEVELS[:-1])
def test_the_cells_of_a_level_hold_every_comment_once(found, islands_true, level):
    codes = islands_true.judged.comments.filter(pl.col("tone") != "no_answer")["code"].count()
    assert found.tones.filter(level=level)["codes"].sum() == codes
    assert found.codes.filter(level=level)["codes"].item() == codes


def test_where_each_speaks_for_itself_neutral_and_the_sides_add_up_to_the_comments(
    found, islands_true, along
):
    """Of the whole: positive less negative is the sum of tones; what is not neutral is one of them."""
    (row,) = found.tones.filter(level="whole|whole").to_dicts()
    rows = weighted_comments(islands_true, along.open)
    coded = rows.drop_nulls("weight").filter(pl.col("weight") > 0)
    weighted = coded.select(neutral=(pl.col("code") == 0) * pl.col("weight"))["neutral"].sum()
    assert 0 < row[MIDDLE] < rows["score"].count()
    assert row[MIDDLE] == pytest.approx(weighted, rel=0.15)
    assert abs(row[TONE]) <= rows["score"].count() - row[MIDDLE]


def test_there_is_a_factor_of_every_tone_and_theme_at_every_level(found, along):
    figures = {TONE, MIDDLE, "negative", "positive", *along.themes}
    told = found.factors.group_by("level").agg(pl.col("figure").sort())
    assert {tuple(each) for each in told["figure"]} == {tuple(sorted(figures))}
    assert set(told["level"]) == set(LEVELS)
    ratios = found.factors.filter(pl.col("figure").is_in([TONE, MIDDLE, "negative", "positive"]))
    assert ratios.group_by("level").agg(pl.col("ratio").n_unique())["ratio"].to_list() == [1] * len(LEVELS)


def test_comments_that_raise_a_theme_are_summed_over_all_that_answer(found, islands_true, along):
    rows = weighted_comments(islands_true, along.open)
    (row,) = found.themes.filter(level="whole|whole", theme="taste").to_dicts()
    coded = rows.drop_nulls("theme_weight")
    raise_it = coded["theme_codes"].list.contains("taste")
    # The model is always right here, so that the correction leaves what it assigns.
    assert row["raised"] == pytest.approx(rows["assigned"].list.contains("taste").sum(), rel=0.02)
    assert raise_it.any()
    assert coded["theme_weight"].sum() == pytest.approx(rows.height)


def test_levels_tell_members_from_groups_and_wholes(along):
    cells = [("", "", ""), ("N1", "", ""), ("north_island", "", ""), ("", "teacher", ""), ("", "primary", "")]
    cells += [("north_island", "teacher", ""), (NOT_STATED, "", ""), ("", "", "old")]
    rows = pl.DataFrame(cells, list(PARENT[:3]), orient="row")
    assert levels(rows, along).to_list() == [
        *("whole|whole", "member|whole", "group|whole", "whole|member", "whole|group"),
        *("group|group", "member|whole", "community|whole"),
    ]


def test_who_states_no_region_sounds_as_they_do(islands, islands_true):
    """Their sum is that of their own comments, not nothing."""
    missing = pl.col("region") == "N1"
    rows = islands_true.contributions.with_columns(region=pl.when(~missing).then("region"))
    told = sums(dataclasses.replace(islands_true, contributions=rows), axes(islands, islands_true))
    unstated = told.tones.filter(area=NOT_STATED, level="member|whole").row(0, named=True)
    assert unstated["codes"] > 20
    assert unstated[TONE] < -2
