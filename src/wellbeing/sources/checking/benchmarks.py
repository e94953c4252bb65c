"""What is wrong with the benchmarks that an engagement offers: sets and types that do not fit each other."""

from collections.abc import Iterable, Iterator

import polars as pl

from wellbeing.model.engagement import Benchmark, Community, Engagement
from wellbeing.model.errors import counted, quoted


def benchmark_problems(settings: Engagement, benchmarks: pl.DataFrame) -> Iterator[str]:
    """What is wrong with patterns within types, and with numbers of communities, a line each.

    Args:
        settings: the choices of benchmarks, and the types.
        benchmarks: rows of ``Benchmarks``.
    """
    types = [term.id for term in settings.stakeholders]
    by_region = benchmarks.filter(pl.col("region") != "", pl.col("stakeholder") == "")
    sets = by_region["set"].unique(maintain_order=True).to_list()
    for choice in settings.benchmarks:
        yield from _problems(choice, types, sets)
    for community in settings.communities:
        yield from _community_problems(community, by_region)


def _problems(choice: Benchmark, types: list[str], sets: list[str]) -> Iterator[str]:
    at = f"benchmark '{choice.id}'"
    yield from _unknown(f"{at}: {{}} in 'within'", "unknown stakeholder type", choice.within, types)
    needed = f"{at}: {{}} that 'within' names, without rows by region in benchmarks.csv"
    yield from _unknown(needed, "set", choice.within.values(), sets)
    if choice.within and choice.regions == choice.stakeholders:
        set_name = f"the crossed set '{choice.regions}'"
        yield f"{at}: {set_name} has a region pattern for each type already; leave out 'within'."


def _community_problems(community: Community, by_region: pl.DataFrame) -> Iterator[str]:
    """A community's numbers without those of all people, or larger than these."""
    at = f"community '{community.id}'"
    if bool(community.population) != bool(community.among):
        yield f"{at}: 'population' and 'among' go together: a number of people is a share of all people."
        return
    people, everybody = (
        by_region.filter(pl.col("set") == name).select("region", "weight")
        for name in (community.population, community.among)
    )
    both = people.join(everybody, on="region", suffix="_of_all")
    larger = both.filter(pl.col("weight") > pl.col("weight_of_all"))["region"].to_list()
    if larger:
        regions = f"{counted(len(larger), 'region')}: {quoted(larger)}"
        yield f"{at}: more people in '{community.population}' than in '{community.among}' in {regions}."


def _unknown(said: str, noun: str, named: Iterable[str], known: list[str]) -> Iterator[str]:
    unknown = sorted({*named} - {*known})
    if unknown:
        yield f"{said.format(counted(len(unknown), noun))}: {quoted(unknown)}. Known: {quoted(known, 30)}."
