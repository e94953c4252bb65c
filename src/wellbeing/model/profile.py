"""How the columns and values of a foreign file become ours. Read by ``sources.profiles``."""

import datetime as dt
from typing import Literal

import msgspec

from wellbeing.model.consent import CONSENTS


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a profile: immutable, and no key is ignored."""


class Layout(_Part, frozen=True, kw_only=True):
    """How a file is written, where it does not say so itself."""

    #: One character; found out where empty.
    delimiter: str = ""
    #: A Python codec name; found out where empty.
    encoding: str = ""
    #: Name of a workbook's sheet; the only visible one where empty.
    sheet: str = ""
    #: Rows before the data.
    header_rows: int = 1
    #: Which of them names the columns; ``joined``: the first, filled to the right, and the last.
    names: Literal["first", "last", "joined"] = "first"


class Column(_Part, frozen=True, kw_only=True):
    """Where one of our columns comes from."""

    #: Headings; a heading may end in ``*`` for "begins with". The first that is not empty in a row counts.
    columns: tuple[str, ...] = ()
    #: Our word where the file's columns are empty or none are named.
    constant: str = ""
    #: The file's words and ours; ours is "" where theirs means "not stated".
    values: dict[str, str] = {}
    #: Ours for every word that is not known. Unless it is given, such rows are quarantined.
    otherwise: str | None = None
    #: Whether numbers are the engagement's codes (regions'); else they may be the numbers of answers.
    codes: bool = False
    #: Whether rows that do not say are quarantined.
    required: bool = False
    #: Who has made sure what its numbers mean, where nothing in a file proves it.
    confirmed_by: str = ""
    #: Found over the whole column when a file is taken in: why no number in it is believed.
    doubt: str = ""


class Several(Column, frozen=True, kw_only=True):
    """Where one of our columns that holds several words comes from."""

    #: What parts the words in a cell (";"); a cell holds one word where empty.
    split: str = ""
    #: Headings of tick boxes, and the word of ours that a tick means.
    flags: dict[str, str] = {}
    #: Found when a file is taken in: boxes, and why no number in them is believed.
    doubts: dict[str, str] = {}


class Day(_Part, frozen=True, kw_only=True):
    """Where the day of a contribution comes from."""

    columns: tuple[str, ...] = ()
    constant: dt.date | None = None
    #: As ``strptime`` writes them, tried in order before ISO 8601; or ``excel``, ``excel-1904`` (days since a
    #: workbook's epoch), ``epoch``, ``epoch-ms`` (seconds or milliseconds since 1970 UTC).
    formats: tuple[str, ...] = ()
    #: Of the times written without an offset; the engagement's where empty.
    time_zone: str = ""
    #: What the file writes where it knows no date.
    missing: tuple[str, ...] = ()
    #: Days after the engagement's end that are still believed. A day and month swapped seldom fit in.
    late_days: int = 31
    #: Who has made sure of the order of day and month, and of the zone, where nothing in a file proves them.
    confirmed_by: str = ""
    #: Found over the whole column when a file is taken in: formats whose days are not believed, and why.
    held: tuple[str, ...] = ()
    doubt: str = ""


class Answered(_Part, frozen=True, kw_only=True):
    """Where the answers to one question of the engagement come from."""

    #: The engagement's question.
    id: str
    #: Closed: the first that is not empty in a row counts. Open: all that are not empty, a paragraph each.
    columns: tuple[str, ...]
    #: The file's words and the question's options; "" where theirs means "no answer".
    values: dict[str, str] = {}
    #: The question's options in the order of a scale that the file writes as 1, 2, 3, …
    scale: tuple[str, ...] = ()
    #: The option for every word that is not known. Unless it is given, such rows are quarantined.
    otherwise: str | None = None
    #: Who has made sure what its numbers mean: nothing in a file proves a scale or a sign.
    confirmed_by: str = ""
    #: Found over the whole column when a file is taken in: why no number in it is believed.
    doubt: str = ""


class Statements(_Part, frozen=True, kw_only=True):
    """For files with a row for each answer: which question a row is about."""

    column: str
    #: What the file calls a question, and the engagement's question.
    questions: dict[str, str]
    #: The question of all others; "": such a row is counted, its answer is not kept. Unless it is given, such
    #: rows are quarantined.
    otherwise: str | None = None


class Sign(_Part, frozen=True, kw_only=True):
    """For files of votes, whose sign some exports of a platform turn round, and what proves it.

    Who writes a statement agrees with it: the first vote of an author on an own statement tells what agreement is.
    """

    #: The votes, who voted, on which statement.
    vote: str
    voter: str
    statement: str
    #: The number that agrees.
    agrees: str
    #: What the name of the file of votes holds, and what that of the file of statements beside it has instead.
    beside: tuple[str, str]
    #: In the file of statements: the statement, and who wrote it.
    key: str
    author: str
    #: Who has made sure of the sign, where no file of statements proves it.
    confirmed_by: str = ""


class Refusal(_Part, frozen=True, kw_only=True):
    """Rows that are no contributions, such as tests of the survey."""

    column: str
    #: "" means an empty cell.
    values: tuple[str, ...]
    reason: str


#: What the rows of a file are.
Kind = Literal["survey", "attendance", "notes"]


class Profile(_Part, frozen=True, kw_only=True):
    """How one kind of file becomes contributions, answers, events."""

    #: The name of the file that holds the profile, without its ending.
    name: str = ""
    #: What it is for, in a sentence.
    about: str
    #: What it was written from: "genuine export", "public documentation", "our own template", "proposed".
    evidence: str
    sources: tuple[str, ...] = ()
    kind: Kind = "survey"
    #: Whether a row is a contribution, or one of several that its ``id`` holds together.
    rows: Literal["one", "many"] = "one"
    #: Columns in which the platform identifies a response. Without them, what is mapped identifies it. Of several,
    #: the last numbers the responses and must be filled; those before it may be empty.
    id: tuple[str, ...] = ()
    #: Whether people write the ids by hand: small letters are then the same as large ones.
    id_by_hand: bool = False
    #: Whether its rows add answers to responses that other files of the ``collection`` bring: a row of none waits.
    adds: bool = False
    #: Columns that are not kept, and tell people apart who say the same: the office where a form was filled in.
    apart: tuple[str, ...] = ()
    #: The survey or batch that ids belong to: many platforms count 1, 2, 3 in each. Else the profile's name.
    collection: str = ""
    layout: Layout = Layout()
    #: What other generations and languages of the export call a heading. A file has one of them.
    also: dict[str, tuple[str, ...]] = {}
    received_on: Day = Day()
    channel: Column = Column()
    round: Column = Column(constant="engage")
    topic: Column = Column()
    region: Column = Column()
    place: Column = Column()
    stakeholder: Column = Column()
    communities: Several = Several()
    language: Column = Column()
    #: The name of a body on whose behalf it was said.
    organisation: Column = Column()
    #: Consents ("yes", "no"): to be quoted, to be named; to be for the agency's eyes only.
    may_publish: Column = Column()
    may_be_named: Column = Column()
    only_for_agency: Column = Column()
    questions: tuple[Answered, ...] = ()
    statements: Statements | None = None
    sign: Sign | None = None
    refuse: tuple[Refusal, ...] = ()
    #: Attendance and notes: what tells two hui on one day in one place apart.
    session: Column = Column()
    #: Attendance and notes: the stakeholder types that were invited.
    audience: Several = Several()
    #: Attendance: how many came; 1 where empty.
    number: Column = Column()
    #: Notes: what was said.
    note: Column = Column()
    #: Notes: themes of the codebook.
    themes: Several = Several()

    @property
    def scope(self) -> str:
        """What the ids of the file are unique in."""
        return self.collection or self.name

    @property
    def constants(self) -> tuple[str, ...]:
        """What of a contribution no column of the file says: it is the same in every row."""
        names = ("round", "channel", "topic", "stakeholder", "language", "organisation", *CONSENTS)
        said = {name for name in names if getattr(self, name).columns}
        said |= {"region", "place"} if self.region.columns or self.place.columns else set()
        said |= {"communities"} if self.communities.columns or self.communities.flags else set()
        said |= {"received_on"} if self.received_on.columns else set()
        every = (*names, "region", "place", "communities", "received_on")
        return tuple(
            "organisation_id" if name == "organisation" else name for name in every if name not in said
        )
