"""The list of gaps beside the map: how many of those expected were heard, in its range, most lacking first."""

from collections import Counter
from typing import Final

import polars as pl

from wellbeing.charts.palette import GLYPHS
from wellbeing.language import message, say, say_many
from wellbeing.measures.coverage.states import METHOD, UNDER
from wellbeing.model.vocabulary import STATES
from wellbeing.reports.shows.coverage_sentences import no_gaps, overlap_sentence
from wellbeing.reports.shows.listing import Bar, Listing, ListRow
from wellbeing.reports.words.cells import (
    CellRow,
    count_text,
    expected_text,
    hidden_sentence,
    lower_first,
    percent,
)
from wellbeing.reports.words.judging import heard_and_judged, listed_words
from wellbeing.reports.words.sentences import chance_sentence
from wellbeing.state.answer import Answer

#: The end of the axis, as times the number expected.
AXIS: Final = 1.25
TICKS: Final = ((0.0, "0"), (100 * METHOD.under / AXIS, "80"), (100 / AXIS, "100\N{NO-BREAK SPACE}%"))
#: The same where letters are large.
LARGE_TICKS: Final = (TICKS[0], (TICKS[1][0], ""), TICKS[2])
#: What is drawn in a row.
ROW_DRAWN: Final = message(
    "Of those expected. Line: 95\N{NO-BREAK SPACE}% range of that row alone; bar: at most."
)
#: Why a line may say less than the sign beside it.
JUDGED_TOGETHER: Final = message(
    "Signs weigh all rows together, so a gap’s line may pass 80 or 100\N{NO-BREAK SPACE}%."
)
BEYOND: Final = message("A dot at the end: {most} or more.")
#: What is drawn of a range that the axis does not hold.
GOES_ON: Final = message("An arrow: the range goes on.")
TARGETS_ASSUMED: Final = message(
    "Expected numbers by {type} are an assumed target, not a count of who could have been heard."
)

#: Why of two that look alike one may be listed and the other not.
EITHER_SIDE: Final = message(
    "Where few are expected, a hidden number may be enough or too few. Of two that look "
    "alike, one may be likely enough to be too few for this list, and the other just not."
)


def gap_listing(answer: Answer) -> Listing:
    """Cells of the list, gaps first; what is chosen does not change it."""
    gaps = answer.coverage.gaps
    overlap, *listed = listed_sentences(answer)
    found = gaps.filter(pl.col("state").cast(pl.String) == "gap").to_dicts()
    chance = chance_sentence(found) if found else ""
    return Listing(
        title=_title(gaps),
        rows=(("", range_rows(gaps, answer)),),
        left=say("Heard"),
        right=say("Expected"),
        ticks=TICKS,
        drawn=drawn_words(gaps),
        note=" ".join(filter(None, (overlap, chance, *listed, hidden_words(gaps)))),
        empty=no_gaps(answer),
        is_sorted=True,
    )


def area_listing(answer: Answer, areas: pl.DataFrame, name: str, note: str) -> Listing:
    """Regions of one community, gaps first: all of them, each against its own part of the people.

    Args:
        answer: what areas are called.
        areas: rows of coverage, one for each region.
        name: of the community.
        note: what stands once for all rows.
    """
    place = pl.col("state").cast(pl.String).replace_strict(dict(zip(STATES, range(len(STATES)), strict=True)))
    rows = areas.sort(place, -pl.col("needed_high"), "area", nulls_last=True).to_dicts()
    is_compared = any(row["expected"] is not None for row in rows)
    return Listing(
        title=f"{name}: {lower_first(_title(areas))}"
        if is_compared
        else say("{name} by {region}", name=name, region=answer.names.words.region),
        rows=(("", tuple(_row(row, answer, name) for row in rows)),),
        left=say("Heard"),
        right=say("Expected") if is_compared else "",
        ticks=TICKS if is_compared else (),
        drawn=drawn_words(areas) if is_compared else "",
        note=note,
    )


def region_labels(answer: Answer, regions: pl.DataFrame) -> dict[str, str]:
    """Of regions that lack voices the name and ``6 of 19``; of each group how many of its types are on the list."""
    lines = {area: [text] for area, text in lacking_labels(answer, regions).items()}
    listed = Counter(answer.coverage.gaps.filter(pl.col("area") != "", pl.col("stakeholder") != "")["area"])
    words = answer.names.words
    for area, number in listed.items():
        first = answer.figures.region_groups.members_of(area)[0]
        lines.setdefault(first, []).append(
            say("{number} {types} short", number=number, types=words.type if number == 1 else words.types)
        )
    return {area: "\n".join(texts) for area, texts in lines.items()}


def lacking_labels(answer: Answer, regions: pl.DataFrame) -> dict[str, str]:
    """Area that lacks voices → its name and ``6 of 19``, parted by a line break; a group’s on its first region."""
    lacking = regions.filter(pl.col("state").cast(pl.String).is_in(UNDER))
    groups = answer.figures.region_groups
    return {
        groups.members_of(row["area"])[
            0
        ]: f"{answer.names.area(row['area'])}\n{_of_expected(row, answer.threshold)}"
        for row in lacking.iter_rows(named=True)
    }


def drawn_words(rows: pl.DataFrame) -> str:
    """What dots, lines and bars are; and why the line of a gap may reach as far as those expected."""
    passing = rows.filter(
        pl.col("state").cast(pl.String) == "gap",
        pl.col("ratio").is_not_null(),
        pl.col("upper") >= METHOD.under,
    )
    beyond = bool((rows["ratio"] > AXIS).any())
    onward = any(bar.goes_on for bar in map(_bar, rows.iter_rows(named=True)) if bar)
    told = (
        (not passing.is_empty(), say(JUDGED_TOGETHER)),
        (beyond, say(BEYOND, most=percent(AXIS))),
        (onward, say(GOES_ON)),
    )
    return " ".join((say(ROW_DRAWN), *(words for is_told, words in told if is_told)))


def _title(rows: pl.DataFrame) -> str:
    states = rows["state"].cast(pl.String)
    number, thin = int((states == "gap").sum()), int((states == "thin").sum())
    if not (number or thin):
        return say("No gaps, and nothing looks thin")
    gaps = say_many("{count} gap", "{count} gaps", number) if number else say("No gaps")
    thinning = say_many("{count} looks thin", "{count} look thin", thin) if thin else say("none looks thin")
    return f"{gaps} · {thinning}"


def _of_expected(row: CellRow, threshold: int) -> str:
    """``6 of 19``: heard, of those expected."""
    return say(
        "{heard} of {expected}", heard=count_text(row, threshold), expected=expected_text(row["expected"])
    )


def range_rows(rows: pl.DataFrame, answer: Answer) -> tuple[ListRow, ...]:
    """Rows of coverage of which a number was expected, each as a dot in its range."""
    return tuple(_row(row, answer) for row in rows.drop_nulls("expected").iter_rows(named=True))


def listed_sentences(answer: Answer) -> tuple[str, str, str]:
    """Which gaps overlap, what is listed, and against what; empty of what cannot be said."""
    gaps, words = answer.coverage.gaps, answer.names.words
    found = gaps.filter(pl.col("state").cast(pl.String) == "gap").to_dicts()
    is_assumed = "assumed" in gaps["basis"].cast(pl.String)
    assumed = say(TARGETS_ASSUMED, type=words.type) if is_assumed else ""
    return overlap_sentence(found, answer), listed_words(answer.figures), assumed


def hidden_words(gaps: pl.DataFrame) -> str:
    """Why of two rows that look alike one may not be listed, where any hides its number; else empty."""
    return say(EITHER_SIDE) if any(map(hidden_sentence, gaps.iter_rows(named=True))) else ""


def _row(row: CellRow, answer: Answer, community: str = "") -> ListRow:
    names, figures = answer.names, answer.figures
    area, type_ = row["area"], row.get("stakeholder", "")
    name = names.cell(area, type_)
    whose = f"{name} · {community}" if community else name
    said = heard_and_judged(row, answer.threshold)
    hidden = hidden_sentence(row)
    return ListRow(
        id=f"gap-{area}-{type_}",
        name=name,
        choice={"area": area} if community else {"area": area, "stakeholder": type_},
        key=row["state"],
        glyph=GLYPHS[row["state"]],
        words=f"{whose}: {said}{f'. {hidden[:-1]}' if hidden else ''}",
        left=count_text(row, answer.threshold),
        right=expected_text(row["expected"]),
        bar=_bar(row),
        order=(_order(area, [*figures.region_groups.ids, *figures.regions]), _order(type_, _types(answer))),
    )


def _types(answer: Answer) -> list[str]:
    return [*answer.figures.type_groups.ids, *answer.figures.types]


def _bar(row: CellRow) -> Bar | None:
    """How many times those expected were heard: a dot and its interval, or the range of a count that is not told."""
    if row["expected"] is None:
        return None
    if row["ratio"] is None:
        most = row["high"] / row["expected"]
        return Bar(known=_along(most), goes_on=most > AXIS)
    lower, upper = _along(row["lower"]), _along(row["upper"])
    return Bar(
        at=_along(row["ratio"]), lower=lower, width=round(upper - lower, 1), goes_on=row["upper"] > AXIS
    )


def _along(times: float) -> float:
    return round(min(100.0, 100 * times / AXIS), 1)


def _order(name: str, names: list[str]) -> int:
    return names.index(name) if name in names else -1
