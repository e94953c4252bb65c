"""Communities, a second lens: of each its own share of the people. They overlap, so none is added to another."""

import polars as pl

from wellbeing.measures.coverage.states import UNDER
from wellbeing.reports.words.cells import (
    STATE_WORDS,
    CellRow,
    count_text,
    expected_words,
    heard_words,
    join_words,
    state_words,
)
from wellbeing.state.answer import Answer
from wellbeing.state.beside.communities import communities_heard

#: What is said in place of a state where nobody knows how many could have been heard.
NOT_KNOWN = "how many could have been heard is not known"


def community_facts(answer: Answer) -> list[tuple[str, str]]:
    """Each community in the chosen area, all types together: its name, and what is known of it."""
    area, names = answer.choice.area, _names(answer)
    rows = communities_heard(answer.figures).filter(pl.col("area") == area)
    found = {row["community"]: community_words(row, answer.threshold) for row in rows.iter_rows(named=True)}
    return [(name, found[one]) for one, name in names.items()]


def community_words(row: CellRow, threshold: int) -> str:
    """``490, about 299 expected: more than its share``; the number alone where nothing is expected."""
    number = count_text(row, threshold)
    if row["expected"] is None:
        return f"{number}; {NOT_KNOWN}"
    return f"{number}, {expected_words(row)}: {state_words(row)}"


def community_sentence(answer: Answer, community: str) -> str:
    """What is known of one community in the chosen area; of everywhere, with the regions that lack its voices.

    Args:
        answer: its type and slice are not followed: communities are told of all types, and of everyone heard.
        community: its id.
    """
    area, name = answer.choice.area, _names(answer)[community]
    heard = communities_heard(answer.figures).filter(community=community)
    row = heard.filter(pl.col("area") == area).row(0, named=True)
    where = f"{answer.names.area(area)} · {name}" if area else name
    if row["expected"] is None:
        return f"{where}: {heard_words(row, answer.threshold)}; {NOT_KNOWN}."
    said = f"{where}: {heard_words(row, answer.threshold)}, {expected_words(row)} ({state_words(row)})."
    return said if area else f"{said} {_lacking(answer, heard)}".strip()


def community_rows(answer: Answer) -> pl.DataFrame:
    """The figures of every community and area as rows of a file; numbers are numbers, what is not known is null."""
    heard, names, release = communities_heard(answer.figures), _names(answer), answer.figures.release
    if heard.is_empty():
        return heard.clear()
    return heard.select(
        "community",
        pl.col("community").replace_strict(names, return_dtype=pl.String).alias("community_name"),
        "area",
        pl.Series("area_name", [answer.names.area(area) for area in heard["area"]]),
        pl.col("area_kind").replace({"": "all"}),
        pl.col("status").cast(pl.String),
        pl.col("count").alias("heard"),
        "low",
        "high",
        pl.col("expected").round(1),
        pl.col("state").cast(pl.String).replace_strict(STATE_WORDS, return_dtype=pl.String).alias("in_words"),
        pl.col("basis").cast(pl.String),
        pl.lit("communities overlap, and overlap the types: never add them up").alias("note"),
        pl.lit(release.engagement.provenance).alias("provenance"),
        pl.lit(release.id).alias("release"),
    )


def _lacking(answer: Answer, heard: pl.DataFrame) -> str:
    """The regions on a community's own list of gaps."""
    rows = heard.filter("family", pl.col("area_kind") == "region")
    listed = {
        state: [
            answer.names.area(area) for area in rows.filter(pl.col("state").cast(pl.String) == state)["area"]
        ]
        for state in UNDER
    }
    parts = [
        f"{STATE_WORDS['gap']}: {join_words(listed['gap'])}" if listed["gap"] else "",
        f"looks thin, not certain: {join_words(listed['thin'])}" if listed["thin"] else "",
    ]
    told = "; ".join(filter(None, parts))
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _names(answer: Answer) -> dict[str, str]:
    return {one.id: one.en for one in answer.figures.engagement.communities}
