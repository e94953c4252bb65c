"""Whether the files of an engagement's folder fit each other: what one names, another declares."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from wellbeing.model.engagement import Engagement, Group
from wellbeing.model.errors import counted, quoted
from wellbeing.sources.checking.benchmarks import benchmark_problems
from wellbeing.sources.checking.decisions import evidence_problems
from wellbeing.sources.checking.ids import region_problems, unusable
from wellbeing.sources.checking.lines import lines_with
from wellbeing.sources.checking.tiles import tile_problems


def fit_problems(settings: Engagement, tables: Mapping[str, pl.DataFrame], path: Path) -> Iterator[str]:
    """What is wrong between the files, a line each.

    Args:
        settings: of ``engagement.toml``.
        tables: name of a file → its rows, as far as it could be read.
        path: of the folder.
    """
    codes = tables["regions.csv"]["code"].to_list()
    types = [term.id for term in settings.stakeholders]
    for problem in (*region_problems(settings, codes), *tile_problems(tables["regions.csv"])):
        yield f"{path / 'regions.csv'}: {problem}"
    for problem in unusable("themes", tables["codebook.csv"]["theme"]):
        yield f"{path / 'codebook.csv'}: {problem}"
    if codes:
        yield from _unknown_regions(settings, tables, codes, path)
        yield from _not_a_partition("region", codes, settings.region_groups, path)
    yield from _unknown_types(settings, tables, types, path)
    yield from _not_a_partition("stakeholder type", types, settings.stakeholder_groups, path)
    for problem in benchmark_problems(settings, tables["benchmarks.csv"]):
        yield f"{path / 'engagement.toml'}: {problem}"
    yield from evidence_problems(settings, tables, path)
    yield from _costs_of_nothing(settings, tables["plan.csv"], path)


def _costs_of_nothing(settings: Engagement, plan: pl.DataFrame, path: Path) -> Iterator[str]:
    """Costs without what they are counted in: nobody could read them."""
    number = plan["cost"].count() if "cost" in plan.columns else 0
    if number and not settings.currency:
        yield (
            f"{path / 'plan.csv'}: {counted(number, 'cost')}, and {path / 'engagement.toml'} names no currency. "
            'Add what they are counted in, such as currency = "EUR", or take the costs out.'
        )


def _unknown_regions(
    settings: Engagement, tables: Mapping[str, pl.DataFrame], known: list[str], path: Path
) -> Iterator[str]:
    named = {
        "benchmarks.csv": tables["benchmarks.csv"]["region"].to_list(),
        "plan.csv": tables["plan.csv"]["region"].to_list(),
        "places.csv": tables["places.csv"]["region"].to_list(),
        "roster.csv": tables["roster.csv"]["regions"].explode().to_list(),
        "engagement.toml": [code for group in settings.region_groups for code in group.members],
    }
    groups = {group.id for group in settings.region_groups}
    named["engagement.toml"] += [*settings.opens, *(settings.words.located.keys() - groups)]
    for file, codes in named.items():
        yield from _unknown("region", sorted({*codes} - {*known, "", None}), known, path / file)


def _unknown_types(
    settings: Engagement, tables: Mapping[str, pl.DataFrame], known: list[str], path: Path
) -> Iterator[str]:
    named = {
        "benchmarks.csv": tables["benchmarks.csv"]["stakeholder"].to_list(),
        "roster.csv": tables["roster.csv"]["type"].to_list(),
        "engagement.toml": [name for group in settings.stakeholder_groups for name in group.members],
    }
    for file, names in named.items():
        yield from _unknown("stakeholder type", sorted({*names} - {*known, ""}), known, path / file)


def _unknown(noun: str, unknown: list[str], known: list[str], path: Path) -> Iterator[str]:
    if unknown:
        count = counted(len(unknown), f"unknown {noun}")
        yield f"{count} in {path}{lines_with(path, unknown)}: {quoted(unknown)}. Known: {quoted(known, 30)}."


def _not_a_partition(noun: str, members: list[str], groups: tuple[Group, ...], path: Path) -> Iterator[str]:
    """Groups that leave a member out, or hold it twice; none declared at all is right."""
    times = Counter(member for group in groups for member in group.members)
    wrong = [member for member in members if times[member] != 1]
    if groups and wrong:
        count = counted(len(wrong), noun)
        yield f"{path / 'engagement.toml'}: {count} not in exactly one group: {quoted(wrong)}."
