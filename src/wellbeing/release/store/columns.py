"""What each column of each table of a release means: the codebook that travels in every release."""

from collections.abc import Mapping
from typing import Final

import dataframely as dy
import polars as pl

from wellbeing.language import message
from wellbeing.model.lattice import Lattice

#: The table that holds it.
COLUMNS: Final = "columns"


class ColumnMeanings(dy.Schema):
    """One row per column of a release's tables, in their order."""

    table = dy.String(primary_key=True)
    column = dy.String(primary_key=True)
    #: As Polars names it.
    type = dy.String(min_length=1)
    meaning = dy.String(min_length=1)


#: Of any table.
_MEANINGS: Final[Mapping[str, str]] = {
    "area": message(
        "Code of a region, id of a group of regions, or “not stated”. Groups stand beside their regions: add "
        "up one kind alone."
    ),
    "area_kind": message("What `area` is: region, group, or not_stated."),
    "stakeholder": message(
        "Id of a stakeholder type, of a group of types, or “not stated”. Groups stand beside their members."
    ),
    "community": message(
        "Id of a community that contributions speak for. Communities overlap: never add them up."
    ),
    "region": message("Code of a region; empty or null where it is of none."),
    "question": message("Id of the question."),
    "theme": message("Id of a theme of the codebook."),
    "channel": message("How contributions came: the id of a channel."),
    "topic": message("Id of the topic; “both” of all at once."),
    "period": message("Months, merged so that each holds at least two events."),
    "campaign": message("own: own words, and the first of each campaign; copy: further copies of one text."),
    "position": message("What a closed answer says; “no_answer” makes all add up."),
    "tone": message(
        "How comments sound, as they were read: negative, neutral, positive, not_scored, no_answer."
    ),
    "status": message(
        "shown: the count is published; few: it is below the threshold; one_source: of too few sources."
    ),
    "count": message("Contributions, measured with a deliberate error and reconciled; null unless shown."),
    "low": message("The least that the true count may be (95 %)."),
    "high": message("The most that the true count may be (95 %)."),
    "sd": message("Standard deviation of the deliberate error that is left of the count; 0: exact."),
    "estimate": message(
        "Corrected by human codes: mean tone from −1 to 1, or the share of comments that raise the theme; "
        "null unless validated."
    ),
    "lower": message("Lower end of the estimate’s 95 % interval."),
    "upper": message("Upper end of the estimate’s 95 % interval."),
    "validation": message("ok, or why there is no estimate: few, few_sources, unvalidated."),
    "share": message(
        "Share of scored comments that sound so, corrected by human codes, 0 to 1; null unless validated."
    ),
    "share_lower": message("Lower end of that share’s 95 % interval."),
    "share_upper": message("Upper end of that share’s 95 % interval."),
    "basis": message("How sure it is: published, derived, assumed; of a design effect estimated or assumed."),
    "source": message("Where it comes from."),
    "invited": message("Whether, or how many, an invitation is recorded of."),
    "heard": message(
        "Whether, or how many, took part, as far as that may be told by name; null where it may not."
    ),
    "declined": message("Whether it declined."),
    "place": message("Town or suburb."),
    "audience": message("Stakeholder types that it was for."),
    "week": message("The Monday that a week begins with."),
    "figure": message("Name of a figure of the whole engagement."),
    "label": message("What pages call it."),
    "table": message("Name of a table of this release."),
    "column": message("Name of one of its columns."),
    "type": message("Of its values, as Polars names it."),
    "meaning": message("What it says, and what null means where it may be null."),
}
#: Of one table alone.
_OF_TABLE: Final[Mapping[str, Mapping[str, str]]] = {
    "areas": {
        "name_en": message("Name, in the language of the engagement."),
        "name_mi": message("Name in a second language; empty where none is known."),
        "short": message("Short name, for cramped places."),
        "group": message("Id of the group that a region belongs to; null for a group."),
        "population": message("People who usually live there; null where not known."),
        "order": message("Place in lists."),
    },
    "benchmarks": {
        "set": message("Name of a set of figures of who could have been heard."),
        "weight": message("A number or a share; only its part of the set matters."),
        "as_of": message("The day that it describes."),
    },
    "bodies": {
        "body": message("Name of a body that could be asked, from a public list."),
        "regions": message("Codes of all regions that it serves, parted by “|”."),
    },
    "clustering": {
        "together": message("In which cells: of an area, of a type’s group in it, of a type in it."),
        "phi": message(
            "With how many of its event a contribution falls into one such cell, itself counted; 1 of a survey."
        ),
    },
    "codebook": {
        "name": message("What the theme is called."),
        "definition": message("What it is, as analysts defined it."),
        "version": message("Of the codebook."),
    },
    "conventions": {
        "part": message("Which files, or which part of them."),
        "convention": message("How they were read where nothing in them proves it."),
        "confirmed_by": message("Who said that it is so; empty where nobody did."),
    },
    "design_effects": {
        "deff": message("How many answers count for one independent answer, since people came together.")
    },
    "events": {
        "held_on": message("The day."),
        "status": message("planned, held or cancelled."),
        "attendees_low": message("Least of the band that attendance lies in; null unless held."),
        "attendees_high": message("Most of that band; null for the last band, and unless held."),
        "x": message("Drawn metres to the east; null where the place is not known."),
        "y": message("Drawn metres to the north; null where the place is not known."),
    },
    "hui_themes": {
        "raised": message("At how many events of the area the theme was raised; null unless shown."),
        "hui": message("Of how many with comments or notes; null unless shown."),
    },
    "organisations": {"organisation": message("Name of an organisation that may be named.")},
    "plan": {
        "events": message("How many events were planned there in that week."),
        "target": message("How many contributions the plan meant to hear there."),
        "cost": message("What one event costs there; null where not known."),
    },
    "published": {
        "value": message("A number that was public already."),
        "unit": message("Of what."),
        "note": message("What to know of it; null where nothing."),
    },
    "quotes": {
        "words": message("Words of one comment that a steward approved, redacted where […] stands."),
        "position": message("What its writer answered to the closed question; null where that is not told."),
    },
    "roster": {"known": message("How many known bodies serve the area and are of the type.")},
    "scoring": {
        "scorer": message("What read the comments on the question."),
        "themes_by": message("What found their themes."),
        "codes": message("About how many comments a person coded."),
        "twice": message("About how many of them a second person coded too."),
        "alpha_tone": message("How far coders agree on tone (Krippendorff’s α); null of too few."),
        "alpha_themes": message("How far coders agree on themes (Krippendorff’s α); null of too few."),
        "r": message("Correlation of scores with human codes; null of too few."),
        "f1": message("Macro-F1 of scores against human codes; null of too few."),
    },
}
#: What ends the name of an interval's column.
_ENDS: Final = {
    "_lower": message("Lower end of the 95 % interval of `{column}`."),
    "_upper": message("Upper end of the 95 % interval of `{column}`."),
}


def columns_of(tables: Mapping[str, pl.DataFrame], lattice: Lattice) -> pl.DataFrame:
    """The codebook of some tables, and of itself: rows of ``ColumnMeanings``."""
    rows = [
        (name, column, str(kind).partition("(")[0], meaning(name, column, lattice))
        for name, table in sorted(tables.items())
        for column, kind in table.schema.items()
    ]
    own = [
        (COLUMNS, column, "String", meaning(COLUMNS, column, lattice))
        for column in ColumnMeanings.column_names()
    ]
    return ColumnMeanings.validate(
        pl.DataFrame([*rows, *own], ColumnMeanings.create_empty().schema, orient="row")
    )


def meaning(table: str, column: str, lattice: Lattice) -> str:
    """What a column of a table says; of a slice that somebody declared, that it is one."""
    known = _OF_TABLE.get(table, {}).get(column) or _MEANINGS.get(column)
    if known:
        return known
    for end, words in _ENDS.items():
        if column.endswith(end):
            return words.format(column=column.removesuffix(end))
    slices = {cut.name: cut.label for cut in lattice.slices}
    if column in slices:
        return message(f"Which part of the slice “{slices[column]}”.")
    return message(f"{column} of this table.")
