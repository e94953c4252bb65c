"""Lists of what was said: types and their members beside everyone, and themes."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl

from wellbeing.language import message, say
from wellbeing.reports.evidence.themes import TOO_FEW, ThemeEvidence
from wellbeing.reports.shows.listing import Listing, ListRow, share_bar
from wellbeing.reports.words.cells import about_number, upper_first
from wellbeing.reports.words.picture import Picture, Pictures
from wellbeing.state.answer import Answer
from wellbeing.state.comments import Comments

READING: Final = message("The line is the interval, the dot the share. Order says nothing.")
SHARES: Final = ((0.0, "0"), (50.0, "50"), (100.0, "100\N{NO-BREAK SPACE}%"))


def type_listing(answer: Answer, pictures: Pictures, rows: Mapping[str, Any], title: str) -> Listing:
    """Everyone, then each group of types and its members, in the declared order: of the chosen area, or of all.

    Args:
        answer: to the choice.
        pictures: of every cell.
        rows: of the measure, by type, "" being all types: with ``share``, ``lower``, ``upper``, ``answered``.
        title: what is shown.
    """
    area, names = answer.choice.area, answer.names
    types = [one for one in types_in_order(answer) if (area, one) in pictures]
    listed = [_type(one, names.stakeholder_short(one), answer, pictures, rows) for one in types]
    where = names.area(area) if area else say("everywhere")
    return Listing(
        title=say("{title}: by {type}, {where}", title=title, type=names.words.type, where=where),
        rows=(("", tuple(listed)),),
        left=say("Share"),
        right=say("About n"),
        ticks=SHARES,
        note=" ".join(filter(None, (say(READING), _keys([pictures[area, one] for one in types], answer)))),
    )


def _keys(pictures: Sequence[Picture], answer: Answer) -> str:
    """What a number without a share is, and of which group of regions those in brackets are, where there are such."""
    few = any(one.text.strip("()").startswith("n") for one in pictures)
    lent = any(one.owner for one in pictures)
    group = answer.names.area(answer.figures.region_groups.group_of(answer.choice.area))
    told = [say("n: so many answered, too few for a share.")] * few + [
        say("In brackets: {group}.", group=group)
    ] * lent
    return " ".join(told)


def _type(type_: str, name: str, answer: Answer, pictures: Pictures, rows: Mapping[str, Any]) -> ListRow:
    picture = pictures[answer.choice.area, type_]
    row = None if picture.owner else rows.get(type_)
    return ListRow(
        id=f"type-{type_}",
        name=name,
        choice={"stakeholder": type_},
        key=picture.key,
        glyph=picture.glyph,
        words=f"{name}: {picture.words}",
        left=picture.text or (say("not told") if row and picture.key == "unsaid" else ""),
        right=about_number(row, "answered", answer.threshold) if row else "",
        bar=share_bar(row) if row and picture.key != "unsaid" else None,
    )


def types_in_order(answer: Answer) -> list[str]:
    """All types, then groups of types, each before its members where it has several."""
    groups = answer.figures.type_groups
    return [
        "",
        *(
            one
            for group in groups.ids
            for one in (group, *(groups.members_of(group) if len(groups.members_of(group)) > 1 else ()))
        ),
    ]


def theme_listing(answer: Answer, comments: Comments, title: str) -> Listing:
    """Themes, most raised first, with the share of comments that raise them and at how many events."""
    themes = ThemeEvidence(answer, comments)
    events = upper_first(answer.figures.engagement.words.events)
    return Listing(
        title=title,
        rows=(("", tuple(_theme(row) for row in themes.rows())),),
        left=say("Share"),
        right=events if answer.figures.engagement.has_events else "",
        ticks=SHARES,
        note=themes.note(),
    )


def _theme(row: Mapping[str, Any]) -> ListRow:
    return ListRow(
        id=f"theme-{row['theme']}",
        name=row["name"],
        choice={"theme": row["theme"]},
        key="level" if row["share"] else "unsaid",
        glyph="",
        words=f"{row['name']}: {row['share'] or say(TOO_FEW)}",
        left=row["short"],
        right=row["hui"],
        bar=share_bar(row["bar"]),
    )


def rows_by_type(frame: pl.DataFrame) -> dict[str, Any]:
    """The rows of a frame of one area, by type; "" is all of them."""
    return {row.get("stakeholder", ""): row for row in frame.iter_rows(named=True)}
