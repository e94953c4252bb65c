"""What each column of each table of a release means: the codebook that travels in every release."""

from collections.abc import Mapping
from typing import Final

import dataframely as dy
import polars as pl

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
    "area": "Code of a region, id of a group of regions, or “not stated”. Groups stand beside their regions: add "
    "up one kind alone.",
    "area_kind": "What `area` is: region, group, or not_stated.",
    "stakeholder": "Id of a stakeholder type, of a group of types, or “not stated”. Groups stand beside their members.",
    "community": "Id of a community that contributions speak for. Communities overlap: never add them up.",
    "region": "Code of a region; empty or null where it is of none.",
    "question": "Id of the question.",
    "theme": "Id of a theme of the codebook.",
    "channel": "How contributions came: hui, online or paper.",
    "topic": "Id of the topic; “both” of all at once.",
    "period": "Months, merged so that each holds at least two events.",
    "campaign": "own: own words, and the first of each campaign; copy: further copies of one text.",
    "position": "What a closed answer says; “no_answer” makes all add up.",
    "tone": "How comments sound, as they were read: negative, neutral, positive, not_scored, no_answer.",
    "status": "shown: the count is published; few: it is below the threshold; one_source: of too few sources.",
    "count": "Contributions, measured with a deliberate error and reconciled; null unless shown.",
    "low": "The least that the true count may be (95 %).",
    "high": "The most that the true count may be (95 %).",
    "sd": "Standard deviation of the deliberate error that is left of the count; 0: exact.",
    "estimate": "Corrected by human codes: mean tone from −1 to 1, or the share of comments that raise the theme; "
    "null unless validated.",
    "lower": "Lower end of the estimate’s 95 % interval.",
    "upper": "Upper end of the estimate’s 95 % interval.",
    "validation": "ok, or why there is no estimate: few, few_sources, unvalidated.",
    "share": "Share of scored comments that sound so, corrected by human codes, 0 to 1; null unless validated.",
    "share_lower": "Lower end of that share’s 95 % interval.",
    "share_upper": "Upper end of that share’s 95 % interval.",
    "basis": "How sure it is: published, derived, assumed; of a design effect estimated or assumed.",
    "source": "Where it comes from.",
    "invited": "Whether, or how many, an invitation is recorded of.",
    "heard": "Whether, or how many, took part, as far as that may be told by name; null where it may not.",
    "declined": "Whether it declined.",
    "place": "Town or suburb.",
    "audience": "Stakeholder types that it was for.",
    "week": "The Monday that a week begins with.",
    "figure": "Name of a figure of the whole engagement.",
    "label": "What pages call it.",
    "table": "Name of a table of this release.",
    "column": "Name of one of its columns.",
    "type": "Of its values, as Polars names it.",
    "meaning": "What it says, and what null means where it may be null.",
}
#: Of one table alone.
_OF_TABLE: Final[Mapping[str, Mapping[str, str]]] = {
    "areas": {
        "name_en": "Name in English.",
        "name_mi": "Name in te reo Māori; empty where none is known.",
        "short": "Short name, for cramped places.",
        "group": "Id of the group that a region belongs to; null for a group.",
        "population": "People who usually live there; null where not known.",
        "order": "Place in lists.",
    },
    "benchmarks": {
        "set": "Name of a set of figures of who could have been heard.",
        "weight": "A number or a share; only its part of the set matters.",
        "as_of": "The day that it describes.",
    },
    "bodies": {
        "body": "Name of a body that could be asked, from a public list.",
        "regions": "Codes of all regions that it serves, parted by “|”.",
    },
    "clustering": {
        "together": "In which cells: of an area, of a type’s group in it, of a type in it.",
        "phi": "With how many of its event a contribution falls into one such cell, itself counted; 1 of a survey.",
    },
    "codebook": {
        "name": "What the theme is called.",
        "definition": "What it is, as analysts defined it.",
        "version": "Of the codebook.",
    },
    "conventions": {
        "part": "Which files, or which part of them.",
        "convention": "How they were read where nothing in them proves it.",
        "confirmed_by": "Who said that it is so; empty where nobody did.",
    },
    "design_effects": {
        "deff": "How many answers count for one independent answer, since people came together."
    },
    "events": {
        "held_on": "The day.",
        "status": "planned, held or cancelled.",
        "attendees_low": "Least of the band that attendance lies in; null unless held.",
        "attendees_high": "Most of that band; null for the last band, and unless held.",
        "x": "Drawn metres to the east; null where the place is not known.",
        "y": "Drawn metres to the north; null where the place is not known.",
    },
    "hui_themes": {
        "raised": "At how many events of the area the theme was raised; null unless shown.",
        "hui": "Of how many with comments or notes; null unless shown.",
    },
    "organisations": {"organisation": "Name of an organisation that may be named."},
    "plan": {
        "events": "How many events were planned there in that week.",
        "target": "How many contributions the plan meant to hear there.",
        "cost": "What one event costs there; null where not known.",
    },
    "published": {
        "value": "A number that was public already.",
        "unit": "Of what.",
        "note": "What to know of it; null where nothing.",
    },
    "quotes": {
        "words": "Words of one comment that a steward approved, redacted where […] stands.",
        "position": "What its writer answered to the closed question; null where that is not told.",
    },
    "roster": {"known": "How many known bodies serve the area and are of the type."},
    "scoring": {
        "scorer": "What read the comments on the question.",
        "themes_by": "What found their themes.",
        "codes": "About how many comments a person coded.",
        "twice": "About how many of them a second person coded too.",
        "alpha_tone": "How far coders agree on tone (Krippendorff’s α); null of too few.",
        "alpha_themes": "How far coders agree on themes (Krippendorff’s α); null of too few.",
        "r": "Correlation of scores with human codes; null of too few.",
        "f1": "Macro-F1 of scores against human codes; null of too few.",
    },
}
#: What ends the name of an interval's column.
_ENDS: Final = {
    "_lower": "Lower end of the 95 % interval of `{}`.",
    "_upper": "Upper end of the 95 % interval of `{}`.",
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
            return words.format(column.removesuffix(end))
    slices = {cut.name: cut.label for cut in lattice.slices}
    return f"Which part of the slice “{slices[column]}”." if column in slices else f"{column} of this table."
