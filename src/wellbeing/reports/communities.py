"""Communities, a second lens: of each its own share of the people. They overlap, so none is added to another."""

from typing import Final

import polars as pl

from wellbeing.charts.palette import GLYPHS
from wellbeing.language import join_words, message, say
from wellbeing.measures.coverage.states import UNDER
from wellbeing.model.grouping import AND
from wellbeing.reports.words.cells import (
    STATE_WORDS,
    CellRow,
    count_text,
    expected_words,
    heard_words,
    state_words,
    status_words,
    upper_first,
)
from wellbeing.reports.words.heard_rows import TIMES_DIGITS, TIMES_EXPECTED
from wellbeing.reports.words.picture import Picture, Pictures
from wellbeing.state.answer import Answer
from wellbeing.state.beside.communities import communities_heard

#: What is said in place of a state where nobody knows how many could have been heard.
NOT_KNOWN: Final = message("how many could have been heard is not known")
#: What begins the sentence of communities beside the list of gaps.
TOLD_APART: Final = message(
    "Communities overlap, so they are told apart and not counted here: {communities}."
)
#: State → in which regions a community is in it.
_LACKS: Final = {
    "gap": message("It is a gap in {areas}."),
    "thin": message("It looks thin, not certain, in {areas}."),
}
#: With what a community is compared; why no community is added to another.
OWN_PART: Final = message("their part of all who live there")
#: The same in a file.
NOT_ADDED_UP: Final = message("communities overlap, and overlap the types: never add them up")
NEVER_ADDED: Final = message(
    "Communities overlap, with each other and with the {types}: they are never added up."
)


def community_facts(answer: Answer) -> list[tuple[str, str]]:
    """Each community in the chosen area, all types together: its name, and what is known of it; none of several."""
    area, names = answer.choice.area, community_names(answer)
    if AND in area:
        return []
    rows = communities_heard(answer.figures).filter(pl.col("area") == area)
    found = {row["community"]: community_words(row, answer.threshold) for row in rows.iter_rows(named=True)}
    return [(name, found[one]) for one, name in names.items()]


def community_words(row: CellRow, threshold: int) -> str:
    """``490, about 299 expected (more than its share)``; the number alone where nothing is expected."""
    number = count_text(row, threshold)
    if row["expected"] is None:
        return f"{number}; {say(NOT_KNOWN)}"
    return f"{number}, {expected_words(row)} ({state_words(row)})"


def community_pictures(answer: Answer) -> Pictures:
    """Area × community → its state and count, the words with the community's name."""
    names = community_names(answer)
    return {
        (row["area"], row["community"]): Picture(
            row["state"],
            GLYPHS[row["state"]],
            count_text(row, answer.threshold),
            f"{names[row['community']]}: {community_words(row, answer.threshold)}",
            owner=names[row["community"]],
        )
        for row in communities_heard(answer.figures).iter_rows(named=True)
    }


def community_sentence(answer: Answer, community: str) -> str:
    """What is known of one community in the chosen area; of everywhere, with the regions that lack its voices.

    Args:
        answer: its type and slice are not followed: communities are told of all types, and of everyone heard.
        community: its id.
    """
    area, name = answer.choice.area, community_names(answer)[community]
    heard = communities_heard(answer.figures).filter(community=community)
    row = heard.filter(pl.col("area") == area).row(0, named=True)
    where = f"{answer.names.area(area)} · {name}" if area else name
    if row["expected"] is None:
        return f"{where}: {heard_words(row, answer.threshold)}; {say(NOT_KNOWN)}."
    said = f"{where}: {heard_words(row, answer.threshold)}, {expected_words(row)} ({state_words(row)})."
    return said if area else f"{said} {_lacking(answer, heard)}".strip()


def lacking_communities(answer: Answer) -> dict[str, str]:
    """Community → where it lacks voices, in words: in the chosen area, else anywhere; in the order of the engagement.

    Nothing of several areas or of a chosen type or slice: communities are told of all types, and of everyone heard.
    """
    choice = answer.choice
    if choice.stakeholder or choice.cut or AND in choice.area:
        return {}
    if (rows := communities_heard(answer.figures)).is_empty():
        return {}
    here = pl.col("area") == choice.area
    asked = rows.filter(
        here if choice.area else here | (pl.col("family") & (pl.col("area_kind") == "region"))
    )
    each = {one: _where(answer, asked.filter(community=one)) for one in community_names(answer)}
    return {one: where for one, where in each.items() if where}


def communities_sentence(answer: Answer) -> str:
    """Which communities lack voices, apart from the list of gaps; "" where none does, or none can be told."""
    lacking, names = lacking_communities(answer), community_names(answer)
    told = [f"{names[one]}{where}" for one, where in lacking.items()]
    return say(TOLD_APART, communities="; ".join(told)) if told else ""


def _where(answer: Answer, rows: pl.DataFrame) -> str:
    """`` in Northland (gap), in Otago (looks thin, not certain)``; of a chosen area its state alone."""
    texts = []
    for state in UNDER:
        areas = rows.filter(pl.col("state").cast(pl.String) == state)["area"].to_list()
        if areas:
            where = "" if answer.choice.area else _in_areas(answer, areas)
            texts.append(f"{where} ({say(STATE_WORDS[state])})")
    return ",".join(texts)


def _in_areas(answer: Answer, areas: list[str]) -> str:
    """`` in Northland and Otago``, `` all together``."""
    named = [answer.names.area(area) if area else say("all together") for area in areas]
    joined = join_words(named)
    return f" {joined}" if areas[0] == "" else f" {say('in {areas}', areas=joined)}"


def community_title(answer: Answer) -> str:
    """Whose answer it is, and its state."""
    row = _chosen(answer)
    state = f": {state_words(row)}" if row["expected"] is not None else ""
    return f"{answer.names.selection(answer.choice)}{state}"


def community_lines(answer: Answer) -> list[tuple[str, str]]:
    """Head and text of each line of the answer about the chosen community."""
    words = answer.names.words
    return [
        (say("Heard"), community_sentence(answer, answer.choice.community)),
        (say("Compared with"), f"{upper_first(compared_words(answer, with_source=True))}."),
        (say("Beside other communities"), say(NEVER_ADDED, types=words.types)),
        (
            say("What they said"),
            say(
                "What was said is told by {region} and {type}, not by community.",
                region=words.region,
                type=words.type,
            ),
        ),
    ]


def compared_words(answer: Answer, *, with_source: bool = False) -> str:
    """With what the chosen community is compared, and whose figures these are if asked; that there are none."""
    community = next(
        one for one in answer.figures.engagement.communities if one.id == answer.choice.community
    )
    rows = answer.figures.release.table("benchmarks").filter(pl.col("set") == community.population)
    if not community.population or rows.is_empty():
        return say("nothing, since {why}", why=say(NOT_KNOWN))
    if not with_source:
        return say(OWN_PART)
    return f"{say(OWN_PART)} ({join_words(rows['source'].unique(maintain_order=True).to_list())})"


def _chosen(answer: Answer) -> CellRow:
    heard = communities_heard(answer.figures)
    row: CellRow = heard.filter(community=answer.choice.community, area=answer.choice.area).row(0, named=True)
    return row


def community_rows(answer: Answer) -> pl.DataFrame:
    """The figures of every community and area as rows of a file; numbers are numbers, what is not known is null."""
    heard, names = communities_heard(answer.figures), community_names(answer)
    if heard.is_empty():
        return heard.clear()
    said = {state: say(words) for state, words in STATE_WORDS.items()}
    return heard.select(
        "community",
        pl.col("community").replace_strict(names, return_dtype=pl.String).alias("community_name"),
        "area",
        pl.Series("area_name", [answer.names.area(area) for area in heard["area"]]),
        pl.col("area_kind").replace({"": "all"}),
        pl.Series("status", [status_words(row, answer.threshold) for row in heard.iter_rows(named=True)]),
        pl.col("count").alias("heard"),
        "low",
        "high",
        pl.col("expected").round(1),
        *(pl.col(of).round(TIMES_DIGITS).alias(name) for name, of in TIMES_EXPECTED.items()),
        pl.col("state").cast(pl.String).replace_strict(said, return_dtype=pl.String).alias("in_words"),
        pl.col("basis").cast(pl.String),
        pl.lit(say(NOT_ADDED_UP)).alias("adding_up"),
    )


def _lacking(answer: Answer, heard: pl.DataFrame) -> str:
    """The regions on a community's own list of gaps."""
    rows = heard.filter("family", pl.col("area_kind") == "region")
    states = rows["state"].cast(pl.String)
    listed = {
        state: [answer.names.area(area) for area in rows.filter(states == state)["area"]] for state in UNDER
    }
    said = {state: say(_LACKS[state], areas=join_words(areas)) for state, areas in listed.items() if areas}
    return " ".join(said.values())


def community_names(answer: Answer) -> dict[str, str]:
    """Id → name, in the order of the engagement."""
    return {one.id: answer.names.community(one.id) for one in answer.figures.engagement.communities}
