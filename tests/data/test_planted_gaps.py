"""On a published release, the gaps that were planted are found, and hardly any other.

A row that lies within a planted gap (a type in a planted region, a region of a planted group) is planted too.
"""

import hashlib
from itertools import product

import pytest
from judged import judged

from wellbeing.release.build.content import content
from wellbeing.sources.paths import ROOT

README = ROOT / "data/your-say-2018/README.md"
UNDER = {"gap", "thin"}
LEVELS = ("region", "region_group_stakeholder_group", "region_stakeholder")


@pytest.fixture(
    scope="module", params=["one", *(pytest.param(key, marks=pytest.mark.prove) for key in ("two", "three"))]
)
def states(request, folder, true):
    """(area, stakeholder) → row of coverage, under the default benchmark; "" is everybody."""
    secret = hashlib.sha256(request.param.encode()).digest()
    tables = content(folder, true, "adviser", secret).tables
    rows = judged(tables, folder)
    return {(row["area"], row["stakeholder"]): row for row in rows.iter_rows(named=True)}


def regions_of(folder, area):
    groups = {group.id: set(group.members) for group in folder.engagement.region_groups}
    return groups.get(area, {area})


def types_of(folder, stakeholder):
    groups = {group.id: set(group.members) for group in folder.engagement.stakeholder_groups}
    everybody = {term.id for term in folder.engagement.stakeholders}
    return groups.get(stakeholder, {stakeholder} if stakeholder else everybody)


def within(cell, folder, truth):
    """Whether each region × type of a row is part of a planted gap."""
    planted = {pair for gap in truth["gaps"] for pair in product(gap["regions"], gap["stakeholders"])}
    area, stakeholder = cell
    parts = product(
        regions_of(folder, area) if area else folder.regions["code"], types_of(folder, stakeholder)
    )
    return set(parts) <= planted


def level_rows(folder, level):
    """Every (area, stakeholder) that stands at a level."""
    settings = folder.engagement
    regions, types = list(folder.regions["code"]), [term.id for term in settings.stakeholders]
    groups = ([group.id for group in settings.region_groups], [g.id for g in settings.stakeholder_groups])
    return {
        "region": [(code, "") for code in regions],
        "region_group_stakeholder_group": list(product(*groups)),
        "region_stakeholder": list(product(regions, types)),
    }[level]


def untouched(folder, truth, level):
    """The rows of a level that share no region × type with a planted gap (a region: with a region's gap)."""
    gaps = [gap for gap in truth["gaps"] if level != "region" or gap["level"] == "region"]
    planted = {cell for gap in gaps for cell in product(gap["regions"], gap["stakeholders"])}
    return [
        (area, stakeholder)
        for area, stakeholder in level_rows(folder, level)
        if planted.isdisjoint(product(regions_of(folder, area), types_of(folder, stakeholder)))
    ]


def test_gaps_are_planted_at_three_levels_below_half_of_their_share(truth):
    assert {gap["level"] for gap in truth["gaps"]} == set(LEVELS)
    assert all(gap["coverage"] < 0.5 for gap in truth["gaps"])
    assert sum(gap["level"] == "region" for gap in truth["gaps"]) >= 2
    assert all(gap["expected"] >= 12 for gap in truth["gaps"])


def test_outside_the_planted_gaps_true_coverage_is_about_fair(truth):
    gaps = [*truth["gaps"], *truth["hidden_by_campaign"]]
    planted = {cell for gap in gaps for cell in product(gap["regions"], gap["stakeholders"])}
    known = [cell for cell in truth["intended"] if cell["expected"] >= 0.5]
    fair = [cell["coverage"] for cell in known if (cell["region"], cell["stakeholder"]) not in planted]
    assert len(fair) > 50
    assert 1 <= min(fair) <= max(fair) <= 1.25
    assert max(fair) / min(fair) <= 1.10


def test_every_planted_region_and_four_of_five_of_all_planted_gaps_are_found(states, truth):
    found = {
        level: [
            states[gap["area"], gap["stakeholder"]]["state"] in UNDER
            for gap in truth["gaps"]
            if gap["level"] == level
        ]
        for level in LEVELS
    }
    assert all(found["region"])
    assert sum(found[LEVELS[1]]) / len(found[LEVELS[1]]) >= 0.8
    assert sum(map(sum, found.values())) / len(truth["gaps"]) >= 0.8


def test_at_most_one_in_ten_of_the_list_is_not_planted(states, folder, truth):
    on_list = [cell for cell, row in states.items() if row["family"] and row["state"] in UNDER]
    false = [cell for cell in on_list if not within(cell, folder, truth)]
    assert len(on_list) >= 8
    assert len(false) / len(on_list) <= 0.1, false


def test_nothing_within_a_planted_gap_is_called_enough(states, folder, truth):
    called = [cell for cell, row in states.items() if row["state"] in {"enough", "over"}]
    assert [cell for cell in called if within(cell, folder, truth)] == []


def test_whom_the_campaign_hides_is_enough_while_every_copy_counts(states, truth):
    (hidden,) = truth["hidden_by_campaign"]
    assert hidden["coverage"] < 0.3
    assert states[hidden["area"], hidden["stakeholder"]]["state"] == "enough"


@pytest.mark.parametrize("level", LEVELS)
def test_at_most_one_in_twenty_of_the_other_cells_is_called_a_gap(states, folder, truth, level):
    others = untouched(folder, truth, level)
    called = [cell for cell in others if states[cell]["state"] == "gap"]
    assert len(others) >= 12
    assert len(called) / len(others) <= 0.05, called


def test_the_readme_lists_every_planted_gap(truth):
    told = README.read_text(encoding="utf8")
    assert [line for line in map(readme_line, truth["gaps"]) if line not in told] == []


def readme_line(gap):
    who = f"`{gap['stakeholder']}`" if gap["stakeholder"] else "everybody"
    return f"| `{gap['area']}` | {who} | {gap['expected']} | {gap['coverage']} |"
