"""What each table means: one class a table, one line a column."""

from typing import Final

import dataframely as dy

from wellbeing.model import vocabulary as words
from wellbeing.model.consent import CONSENTS

#: Said of a column that a file need not have: it is then null everywhere.
OPTIONAL: Final = {"may_be_absent": True}


class Regions(dy.Schema):
    """One row per region of the engagement."""

    #: As the statistics office writes it ("02").
    code = dy.String(primary_key=True)
    #: ISO 3166-2; null where there is none.
    iso = dy.String(nullable=True)
    name_en = dy.String(min_length=1)
    #: Empty where no official name in te reo Māori is known.
    name_mi = dy.String()
    #: Other spellings that mean this region, separated by ``|``.
    also = dy.String(nullable=True)
    #: Usually resident people.
    population = dy.Int64(nullable=True, min=0)
    #: Column from the west and row from the north, from 0, on a map of equal tiles: for an engagement without a file of
    #: boundaries. The columns may be absent.
    tile_x = dy.Int64(nullable=True, min=0, metadata=OPTIONAL)
    tile_y = dy.Int64(nullable=True, min=0, metadata=OPTIONAL)
    basis = dy.Enum(words.BASES)
    source = dy.String(min_length=1)


class Places(dy.Schema):
    """One row per town or suburb where an event was planned or held."""

    place = dy.String(primary_key=True)
    region = dy.String()
    #: Degrees, WGS 84; null where unknown (the place is then listed, not drawn).
    longitude = dy.Float64(nullable=True, min=-180, max=180)
    latitude = dy.Float64(nullable=True, min=-90, max=90)
    source = dy.String(min_length=1)


class Events(dy.Schema):
    """One row per hui planned or held."""

    event_id = dy.String(primary_key=True)
    held_on = dy.Date()
    place = dy.String()
    region = dy.String()
    #: Stakeholder types that were invited.
    audience = dy.List(dy.String())
    status = dy.Enum(words.EVENT_STATUSES)
    #: How many came; null unless held.
    attendees = dy.Int64(nullable=True, min=0)
    notes = dy.String(nullable=True)
    provenance = dy.String()


class Organisations(dy.Schema):
    """One row per organisation on the roster: heard, or invited and not heard, is a fact."""

    organisation_id = dy.String(primary_key=True)
    name = dy.String(min_length=1)
    #: A stakeholder type.
    type = dy.String()
    region = dy.String(nullable=True)
    #: Null when it was never invited.
    invited_on = dy.Date(nullable=True)
    may_be_named = dy.Bool()
    provenance = dy.String()


class KnownBodies(dy.Schema):
    """One row per body that could be asked, whether or not anybody thought of it: a council, a board, an iwi."""

    name = dy.String(primary_key=True, min_length=1)
    #: Other names and spellings that mean this body.
    also = dy.List(dy.String())
    #: A stakeholder type.
    type = dy.String()
    #: Every region that it serves, at least one.
    regions = dy.List(dy.String(), min_length=1)
    #: Of the name and of the regions, the weaker.
    basis = dy.Enum(words.BASES)
    source = dy.String(min_length=1)


class Contributions(dy.Schema):
    """One row per attendance at a hui or survey response: the unit that is counted, never "person"."""

    #: UUID.
    contribution_id = dy.String(primary_key=True)
    round = dy.Enum(words.ROUNDS)
    channel = dy.Enum(words.CHANNELS)
    #: Null unless the channel is hui.
    event_id = dy.String(nullable=True)
    #: Null unless known.
    organisation_id = dy.String(nullable=True)
    #: Null when not stated: counted in the total, in no region.
    region = dy.String(nullable=True)
    place = dy.String(nullable=True)
    #: Null when not stated: counted in the total, in no type.
    stakeholder = dy.String(nullable=True)
    #: Population groups it speaks for: none, one or several; never added up.
    communities = dy.List(dy.String())
    #: A topic of the engagement, or ``both``.
    topic = dy.String()
    received_on = dy.Date()
    #: BCP 47 ("en", "mi").
    language = dy.String(nullable=True)
    source_file = dy.String()
    source_row = dy.Int64(min=0)
    provenance = dy.String()


#: Columns that say what a contribution is; its id and where it comes from are not among them.
_WHENCE: Final = frozenset({"contribution_id", "source_file", "source_row", "provenance"})
FIELDS: Final = (*(name for name in Contributions.column_names() if name not in _WHENCE), *CONSENTS)
#: Those that a person may say of it, and have corrected; the record knows its hui and its body otherwise.
SAID_FIELDS: Final = tuple(name for name in FIELDS if name not in {"event_id", "organisation_id"})


class Answers(dy.Schema):
    """One row per contribution and question that was answered."""

    contribution_id = dy.String(primary_key=True)
    question_id = dy.String(primary_key=True)
    #: The option chosen; null for an open question.
    value = dy.String(nullable=True)
    #: The comment; null for a closed question. Never leaves the record.
    text = dy.String(nullable=True)
    #: What a closed answer says; null for an open question.
    position = dy.Enum(words.POSITIONS, nullable=True)


class Codes(dy.Schema):
    """One row per comment and reading: how a person heard it and what they found it to be about."""

    contribution_id = dy.String(primary_key=True)
    question_id = dy.String(primary_key=True)
    #: 1, or 2 for that of a second coder who has not seen the first's.
    reading = dy.Int64(primary_key=True, min=1, max=2)
    coder = dy.String(min_length=1)
    #: A tone; null where the coder could not tell.
    tone = dy.String(nullable=True, regex=f"^({'|'.join(words.CODED_TONES)})$")
    #: Codebook ids.
    themes = dy.List(dy.String(min_length=1))
    coded_on = dy.Date()
    #: ``measure``: of a random sample; ``teach``: chosen for a model to learn from, left out of corrections.
    purpose = dy.String(regex=f"^({'|'.join(words.CODE_PURPOSES)})$")
    codebook_version = dy.String(min_length=1)
    provenance = dy.String(min_length=1)


class Benchmarks(dy.Schema):
    """One row per share of a benchmark set: who could have been heard."""

    #: Several sets stand side by side ("census_2018", "plan_intent").
    set = dy.String(primary_key=True)
    #: Empty string: all regions.
    region = dy.String(primary_key=True)
    #: Empty string: all stakeholder types.
    stakeholder = dy.String(primary_key=True)
    #: A count or a share; only its proportion within the set matters.
    weight = dy.Float64(min=0)
    basis = dy.Enum(words.BASES)
    source = dy.String(min_length=1)
    #: The date the figure describes.
    as_of = dy.Date()


class Plan(dy.Schema):
    """One row per place where the engagement planned to hold hui, and how many it meant to hear there."""

    place = dy.String(primary_key=True)
    region = dy.String()
    #: Monday of the week planned.
    week = dy.Date()
    events = dy.Int64(min=0)
    #: Contributions the plan meant to hear.
    target = dy.Int64(min=0)
    audience = dy.String()
    #: What one event there costs, in the engagement's ``currency``; null where unknown. The column may be absent.
    cost = dy.Float64(nullable=True, min=0, metadata=OPTIONAL)
    basis = dy.Enum(words.BASES)
    source = dy.String(min_length=1)


class PublishedFigures(dy.Schema):
    """One row per fact about the engagement that is already public."""

    figure = dy.String(primary_key=True)
    value = dy.Float64()
    unit = dy.String()
    basis = dy.Enum(words.BASES)
    source = dy.String(min_length=1)
    note = dy.String(nullable=True)
    #: What pages call it; null: by the words of ``figure``. The column may be absent.
    label = dy.String(nullable=True, metadata=OPTIONAL)


class Codebook(dy.Schema):
    """One row per theme that analysts code comments with."""

    theme = dy.String(primary_key=True)
    name = dy.String(min_length=1)
    definition = dy.String(min_length=1)
    include = dy.String(nullable=True)
    exclude = dy.String(nullable=True)
    #: Separated by ``|``.
    keywords = dy.String(nullable=True)
    examples = dy.String(nullable=True)
    version = dy.String()
    source = dy.String(min_length=1)
