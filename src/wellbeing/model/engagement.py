"""One consultation, as its folder describes it. Read by ``sources.engagement``, carried by every release."""

import datetime as dt
from typing import Final, Self

import msgspec

from wellbeing.language import message, say
from wellbeing.model.consent import Care, Unstated
from wellbeing.model.decisions.decision import Decision
from wellbeing.model.decisions.rounds import Round
from wellbeing.model.scene import Scene

#: A word of the ids of types and communities of Māori, where an engagement says nothing of kaitiaki.
_MAORI: Final = "maori"
#: The channel whose contributions are attendances, whatever an engagement calls its events.
EVENT_CHANNEL: Final = "hui"


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of the engagement: immutable, and no key is ignored."""


class _Named(_Part, frozen=True, kw_only=True):
    id: str
    #: Singular or collective name, or a question as it was put, in English, then te reo Māori ("" where there is none).
    en: str
    mi: str = ""
    #: For cramped places such as the heads of a matrix; ``en`` where empty.
    short: str = ""

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short or self.en


class Term(_Named, frozen=True, kw_only=True):
    """A word of the engagement: a channel, topic, stakeholder type or community, with its names."""

    #: Other words in source files that mean the same.
    also: tuple[str, ...] = ()
    #: Whether kaitiaki look after what these people say, as of types and communities of Māori.
    kaitiaki: bool = False


class Group(Term, frozen=True, kw_only=True):
    """Regions or stakeholder types declared to belong together; one of a kind partitions its members."""

    members: tuple[str, ...]


class Community(Term, frozen=True, kw_only=True):
    """A population group that contributions may speak for; communities overlap, and are never added up."""

    #: Sets of benchmarks.csv: its people by region, and all people that it is part of; "" where no numbers are at hand.
    population: str = ""
    among: str = ""


class Option(_Part, frozen=True, kw_only=True):
    """One choice of a closed question, and the position that it says."""

    value: str
    position: str


class Question(_Named, frozen=True, kw_only=True):
    """A question that was asked, closed (with options) or open (without)."""

    #: A topic, or ``both``.
    topic: str
    #: Headline questions get the crossed tables; the others whole engagement, region and type margins.
    headline: bool = False
    options: tuple[Option, ...] = ()
    #: What the positions are called for this question ({"support": "agree"}); the general word otherwise.
    words: dict[str, str] = {}

    @property
    def closed(self) -> bool:
        """Whether the answer is one of the options."""
        return bool(self.options)


class Benchmark(_Part, frozen=True, kw_only=True):
    """A choice of who could have been heard: a set of regions and a set of types, or one crossed set."""

    id: str
    en: str
    mi: str = ""
    #: Names of sets in benchmarks.csv; the same name twice: one crossed set; empty: nothing is said of that kind.
    regions: str = ""
    stakeholders: str = ""
    #: Type → the set that spreads it over regions in place of ``regions``. Empty for a crossed set.
    within: dict[str, str] = {}
    #: Why this benchmark, and what it assumes; or why its slot is empty.
    note: str
    default: bool = False

    def said(self) -> Self:
        """One of the code's own, in the language that is spoken."""
        return msgspec.structs.replace(self, en=say(self.en), note=say(self.note))


#: Stands where an engagement declares no benchmark: nothing is expected anywhere.
NO_BENCHMARK: Final = Benchmark(
    id="none",
    en=message("None"),
    note=message("This engagement gives no figures of who could have been heard, so no gap can be told."),
)


class Disclosure(_Part, frozen=True, kw_only=True):
    """The figure of a tier below which "fewer than" it is told; ``model.policy`` holds the rest of its protection."""

    threshold: int


class Nouns(_Part, frozen=True, kw_only=True):
    """What this engagement calls things, in the language of its pages."""

    #: An event on a date in a place, and several ("hui", "hui").
    event: str = "event"
    events: str = "events"
    #: An area of regions.csv, and several ("local board", "local boards").
    region: str = "region"
    regions: str = "regions"
    #: A role in which people took part, and several ("sector", "sectors").
    type: str = "type"
    types: str = "types"
    #: Whoever looks after what types and communities marked ``kaitiaki`` said.
    kaitiaki: str = "kaitiaki"
    #: A language of the engagement that no scorer of comments reads; others are meant where empty.
    unscored: str = ""
    #: A region, or a group of them → where one is there, where that is not "in" and its name ("on the West Coast").
    located: dict[str, str] = {}


class Engagement(_Part, frozen=True, kw_only=True):
    """Everything that describes one engagement and that pages may need."""

    id: str
    en: str
    mi: str = ""
    agency: str
    starts_on: dt.date
    ends_on: dt.date
    time_zone: str
    #: International Association for Public Participation: inform, consult, involve, collaborate, empower.
    iap2: str
    #: Said by ``status --json`` and every export.
    provenance: str
    #: The badge on every page; empty when the data are real.
    badge: str = ""
    care: Care
    #: What holds of contributions that do not say whether they may be quoted and named.
    unstated_consents: Unstated = Unstated()
    words: Nouns = Nouns()
    #: What costs of ``plan.csv`` are counted in, as it stands before a number ("NZ$"); needed where any is given.
    currency: str = ""
    #: Of the pages, BCP 47.
    language: str = "en"
    #: File in ``geo/`` that draws the regions; empty for an engagement without a map.
    boundaries: str = ""
    #: A region whose places are shown when it is opened (a third of the country lives in one).
    opens: tuple[str, ...] = ()
    #: Whether the attendance of each event is already public, so that it may be shown exactly.
    attendance_is_public: bool = False
    channels: tuple[Term, ...]
    topics: tuple[Term, ...]
    stakeholders: tuple[Term, ...]
    communities: tuple[Community, ...] = ()
    #: Where none are declared, every region, and every type, is a group of its own.
    region_groups: tuple[Group, ...] = ()
    stakeholder_groups: tuple[Group, ...] = ()
    #: In their order; of one round alone, or none, nothing is told by round.
    rounds: tuple[Round, ...] = ()
    questions: tuple[Question, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    disclosure: dict[str, Disclosure]
    #: Fingerprints of the keys whose releases are believed.
    trusted_keys: tuple[str, ...] = ()
    #: Of the briefing, from ``brief.toml``; none where it is made from the release alone.
    scenes: tuple[Scene, ...] = ()
    #: What was decided so far, from ``decisions.csv``.
    decisions: tuple[Decision, ...] = ()

    @property
    def has_events(self) -> bool:
        """Whether people could come to events; else all was heard by survey."""
        return any(channel.id == EVENT_CHANNEL for channel in self.channels)

    @property
    def has_surveys(self) -> bool:
        """Whether people could answer a survey, by whatever channel."""
        return any(channel.id != EVENT_CHANNEL for channel in self.channels)

    @property
    def default_benchmark(self) -> Benchmark:
        """What figures are read against unless another is chosen; ``NO_BENCHMARK`` if none is declared."""
        return next((choice for choice in self.benchmarks if choice.default), NO_BENCHMARK.said())

    @property
    def kept_by_kaitiaki(self) -> frozenset[str]:
        """Those in kaitiaki care, while it is not allowed to tell by area what they said: no figure of it is made."""
        return frozenset() if self.care.kaitiaki_allows_maori_map else self.in_kaitiaki_care

    @property
    def in_kaitiaki_care(self) -> frozenset[str]:
        """Types, communities and groups of types whose opinions kaitiaki look after.

        Those that say ``kaitiaki = true``, and groups of nothing but such types. Where none says it, as in
        files from before the key was known, those with ``maori`` among the words of their id: protection is
        never lost by silence.
        """
        terms = (*self.stakeholders, *self.communities, *self.stakeholder_groups)
        declared = {term.id for term in terms if term.kaitiaki}
        named = declared or {term.id for term in terms if _MAORI in term.id.split("_")}
        groups = {one.id for one in self.stakeholder_groups if one.members and named.issuperset(one.members)}
        return frozenset(named | groups)
