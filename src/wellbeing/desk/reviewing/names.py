"""Names that a reader of comments should know: regions, places, organisations."""

import sqlite3

from wellbeing.opinion.identifiers.detection import KnownNames
from wellbeing.opinion.lexicon.vader import valued_words
from wellbeing.opinion.text.names import ProperNames
from wellbeing.record.organisations.roster import organisation_names
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.places import place_spellings


def names_of(record: sqlite3.Connection, folder: EngagementFolder) -> ProperNames:
    """Regions, towns and places in all their spellings, and the organisations that the record knows."""
    organisations = organisation_names(record)["name"]
    return ProperNames([*place_spellings(folder), *organisations], valued_words())


def known_names(record: sqlite3.Connection, folder: EngagementFolder) -> KnownNames:
    """What to mark in a comment that only this engagement knows to be a name."""
    organisations = organisation_names(record)["name"].to_list()
    return {"organisation": organisations, "place": place_spellings(folder)}
