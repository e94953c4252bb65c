"""What a briefing is, as values."""

import msgspec
import polars as pl

from wellbeing.charts.outline import Drawing
from wellbeing.reports.briefing.references import Reference
from wellbeing.reports.shows.listing import Listing
from wellbeing.reports.words.picture import LegendEntry, Picture


class SceneTable(msgspec.Struct, frozen=True, eq=False):
    """The figures of a scene: typed columns, each with its description, null where nothing is told."""

    caption: str
    rows: pl.DataFrame
    #: Column → what it says; the head of a printed table begins with it.
    columns: dict[str, "TableColumn"]


class TableColumn(msgspec.Struct, frozen=True):
    """What a column says: in a word or two for its head, in a sentence, and whether printed tables leave it out."""

    head: str
    says: str
    is_for_programs: bool = False


class Outline(msgspec.Struct, frozen=True):
    """Regions in their shapes, each as it is painted."""

    title: str
    drawing: Drawing
    #: Area → its name, what it is painted as, and what stands beside it, lines parted by a line break.
    areas: dict[str, tuple[str, Picture, str]]
    legend: tuple[LegendEntry, ...]
    note: str = ""
    #: Area → what stands on its tile; of none where regions have shapes, and names have room beside them.
    shorts: dict[str, str] = {}

    def lines(self, area: str) -> list[str]:
        """What stands at an area that lacks voices: its name and figure, the short name on a tile."""
        lines = self.areas[area][2].split("\n") if self.areas[area][2] else []
        return [self.shorts[area], *lines[1:]] if lines and self.shorts else lines


#: One a scene: an outline map, or rows of dots in their ranges.
ScenePicture = Outline | Listing


class SceneContent(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One scene: one message."""

    #: One of ``model.scene.SCENE_KINDS``, or ``OWN_KIND``.
    kind: str
    id: str
    #: The finding.
    title: str
    #: To be spoken, in order.
    statements: tuple[str, ...]
    #: What lights up, step by step: areas of an outline, ids of rows of a listing. Without any, all is shown at once.
    steps: tuple[tuple[str, ...], ...] = ()
    #: What a screen says before the first step and at each, in place of the statements; none of a scene without.
    captions: tuple[str, ...] = ()
    picture: ScenePicture | None = None
    table: SceneTable | None = None
    #: How many, when, which release.
    evidence: str
    #: The query of the page that shows the same; None where none does.
    address: str | None = None
    #: What rests on cells that such pages show, and which.
    leads: tuple["Lead", ...] = ()
    #: Of whom its sentences say something, once for each sentence.
    mentions: tuple["Mention", ...] = ()
    #: Among its sentences, who stands apart from everyone heard; empty where none can be told.
    apart: str = ""
    #: What its question is about, in a word or two, for whoever asks by it.
    about: str = ""
    #: Area and type, parted by ``|`` → what it says of them by itself, for whoever asks at this scene.
    replies: dict[str, str] = {}
    #: For the presenter: no format writes them.
    notes: str = ""


class Lead(msgspec.Struct, frozen=True):
    """From something that was said, decided for one, to the figures that it rests on."""

    what: str
    cells: tuple[Reference, ...]


class Mention(msgspec.Struct, frozen=True):
    """One sentence that says something of a group: of an area, a type, or what was answered to a question."""

    area: str = ""
    stakeholder: str = ""
    question: str = ""
    position: str = ""


class SpokenFor(msgspec.Struct, frozen=True, eq=False):
    """For whom a briefing stands: in sentences, and group by group."""

    #: How many are named, and who is left out; then how that was found, for its author.
    sentences: tuple[str, ...]
    table: SceneTable

    @property
    def in_short(self) -> tuple[str, ...]:
        """What a reader of a paper needs of it."""
        return self.sentences[:2]


class RoomAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What is published of one cell, how it is painted, and the sentence to speak."""

    area: str
    stakeholder: str
    name: str
    picture: Picture
    #: At the finest level that can answer, saying whose figure it is; of everything its picture's words.
    sentence: str
    #: The same as one sentence to be spoken, and how firm it is by itself; empty where nothing can be said of that.
    spoken: str
    firm: str
    #: Whether it is judged itself: neither by a group's figure, nor not at all.
    is_answered: bool
    #: Whether the figure is that of a larger group, which the sentences name.
    is_lent: bool
    status: str
    #: As published; None unless shown.
    heard: int | None
    low: int | None
    high: int | None
    expected: float | None


class Briefing(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A whole briefing, with what every file says of itself."""

    subject: str
    agency: str
    #: BCP 47.
    language: str
    dates: str
    #: Its id.
    release: str
    #: "" where the data are real.
    badge: str
    #: What every file carries: name and value.
    about: tuple[tuple[str, str], ...]
    scenes: tuple[SceneContent, ...]
    #: Every cell that can be asked for.
    room: tuple[RoomAnswer, ...]
    #: Who was heard by community; None where there are none.
    communities: SceneTable | None = None
    #: What all areas together are called.
    everywhere: str
    #: Numbers below it are told as "fewer than".
    threshold: int
    #: For whom its sentences stand, for its author and its appendix.
    spoken_for: SpokenFor
    #: Where the pages of this release are served; "" where whoever reads a file has to know.
    page: str = ""
