"""What every show says of itself, and what follows from the pictures of its cells: map, list, matrix, files."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Final

from wellbeing.language import message, say
from wellbeing.model.grouping import each_of
from wellbeing.reports.shows.listing import SAID, Family, Listing
from wellbeing.reports.shows.said_lists import type_listing
from wellbeing.reports.words.care import care_entry, kept_sentence, types_in_care, unmapped, who_keeps
from wellbeing.reports.words.cells import lower_first, upper_first
from wellbeing.reports.words.lending import NOT_ADDED, every_area, picture_at, told_around, with_lent
from wellbeing.reports.words.picture import LegendEntry, Picture, Pictures, amounts
from wellbeing.state.answer import Answer
from wellbeing.state.figures import Figures

MARGINS_ONLY: Final = message(
    "This choice holds too few for most cells of the matrix: read its edges, or how everyone was heard."
)


class Show(ABC):
    """One thing that is shown of every cell. A subclass says a title, a legend and pictures; the rest follows."""

    #: In addresses; what ``Choice.show`` holds.
    id: ClassVar[str]
    #: On the switch, and where it stands there.
    label: ClassVar[str]
    place: ClassVar[int] = 100
    family: ClassVar[Family] = SAID
    #: Whether it is one of the switch, and not what another becomes under some choice.
    stands_alone: ClassVar[bool] = True
    #: Whether it tells what people said: of those in the care of kaitiaki not by area, unless they agree.
    is_opinion: ClassVar[bool] = True
    #: Whether its figures of several regions or types at once are the sums of theirs.
    adds_up: ClassVar[bool] = False
    #: Fields of a choice that it follows, beside area and type: the page offers them.
    fields: ClassVar[tuple[str, ...]] = ()
    #: Fields that its map follows beside those; the rest of what is chosen is outlined on it.
    map_fields: ClassVar[tuple[str, ...]] = ("stakeholder",)
    #: Fields that the list beside the map follows: a choice marks rows of it, and changes none.
    list_fields: ClassVar[tuple[str, ...]] = ("area",)
    #: Whether a funnel of areas stands under the matrix.
    has_funnel: ClassVar[bool] = False
    #: What its figures are, as the head of a column.
    column: ClassVar[str] = message("Figure")

    @abstractmethod
    def title(self, answer: Answer) -> str:
        """What is shown: the same on the map, the matrix, a file and a picture."""

    def subject(self, answer: Answer) -> str:
        """The same before the words of a cell, which say the rest."""
        return self.title(answer)

    @abstractmethod
    def legend(self, answer: Answer) -> list[LegendEntry]:
        """What the colours and signs mean."""

    @abstractmethod
    def pictures(self, answer: Answer) -> Pictures:
        """The picture of every cell and margin."""

    def is_available(self, figures: Figures) -> bool:
        """Whether a release has what it needs."""
        return True

    def signs(self, answer: Answer) -> list[LegendEntry]:
        """The legend with the sign of what kaitiaki keep; that alone where they keep all that a map would show."""
        settings, own = answer.figures.engagement, self.legend(answer)
        if not (self.is_opinion and types_in_care(answer)):
            return own
        return [*(own if self.may_be_mapped(answer) else []), care_entry(settings.words)]

    def map_title(self, answer: Answer) -> str:
        """The same over the map."""
        who = answer.names.stakeholder(answer.choice.stakeholder)
        return say(
            "{title}, {who} by {region}",
            title=self.title(answer),
            who=lower_first(who),
            region=answer.names.words.region,
        )

    def map_note(self, answer: Answer) -> str:
        """How to read its labels, where they need it."""
        return ""

    def heading(self, answer: Answer) -> str:
        """What the finding is headed by: whose it is, else what is shown."""
        return answer.names.selection(answer.choice) or self.title(answer)

    def labels(self, answer: Answer) -> dict[str, str]:
        """Area → what stands on the map there beside colour and sign; lines parted by a line break."""
        return {}

    def listing(self, answer: Answer) -> Listing:
        """What stands beside the map: types, unless it has more to say."""
        pictures = self.cell_pictures(answer)
        return type_listing(answer, pictures, {}, self.title(answer))

    def caption(self, answer: Answer) -> str:
        """What the text in a cell counts, of what."""
        return ""

    def note(self, answer: Answer) -> str:
        """How to read a cell without a figure."""
        return ""

    def sentences(self, answer: Answer) -> list[str]:
        """The point: at most three sentences, about everything or about what is chosen."""
        picture = picture_at(
            self.cell_pictures(answer), answer.figures, answer.choice.area, answer.choice.stakeholder
        )
        return [f"{self.subject(answer)}: {picture.words}."]

    def compared(self, answer: Answer) -> str:
        """With what those heard are compared; empty where that plays no part."""
        return answer.benchmark.en if "benchmark" in self.fields else ""

    def beside_types(self, answer: Answer) -> Pictures:
        """Area × community → its picture, where communities are told: they stand apart from types."""
        return {}

    def firmness(self, answer: Answer) -> list[str]:
        """How firm the finding about everyone is, a sentence each."""
        return []

    def cell_firmness(self, answer: Answer) -> str:
        """How firm the finding about those chosen is; empty where its own words say it."""
        return ""

    def point(self, answer: Answer) -> list[str]:
        """The sentences, or why there are none: kaitiaki keep what those chosen said; it does not add up."""
        if self.is_opinion and answer.is_kept:
            return [kept_sentence(answer)]
        if answer.choice.is_several and not self.adds_up:
            around = told_around(answer, self.cell_pictures(answer)) if self.is_opinion else []
            return [f"{self.subject(answer)}: {say(NOT_ADDED)}.", *around]
        return self.sentences(answer)

    def questions(self, answer: Answer) -> list[tuple[str, str]]:
        """Questions to choose from: id, and how it is put."""
        return []

    def question(self, answer: Answer) -> str:
        """The id of the question that is shown."""
        return ""

    def remark(self, answer: Answer) -> str:
        """What must be known of the present choice."""
        choice, who = answer.choice, lower_first(answer.names.stakeholder(answer.choice.stakeholder))
        if not self.may_be_mapped(answer):
            return f"{say('Opinion of {who} is not mapped.', who=who)} {who_keeps(answer)}"
        if choice.cut and not answer.coverage.is_crossable:
            return say(MARGINS_ONLY)
        return answer.benchmark.note if choice.benchmark else ""

    def may_be_mapped(self, answer: Answer) -> bool:
        """Whether it may colour a map of the chosen type."""
        kept = answer.figures.engagement.kept_by_kaitiaki
        return not self.is_opinion or kept.isdisjoint(each_of(answer.choice.stakeholder))

    def cell_pictures(self, answer: Answer) -> Pictures:
        """The pictures that may be shown: a type in the care of kaitiaki has none by area, which would be a map."""
        figures, pictures = answer.figures, with_lent(self.pictures(answer), answer)
        if not self.is_opinion:
            return pictures
        picture, types = unmapped(figures.engagement.words), types_in_care(answer)
        return {**pictures, **{(area, one): picture for area in every_area(answer) for one in types}}

    def map_pictures(self, answer: Answer) -> dict[str, Picture]:
        """Area → what the map shows of it."""
        if not self.may_be_mapped(answer):
            return dict.fromkeys(every_area(answer), unmapped(answer.figures.engagement.words))
        return self.area_pictures(answer)

    def area_pictures(self, answer: Answer) -> dict[str, Picture]:
        """Area → its picture, of the chosen type or of all."""
        cells, type_ = self.cell_pictures(answer), answer.choice.stakeholder
        return {area: picture_at(cells, answer.figures, area, type_) for area in every_area(answer)}

    def map_table(self, answer: Answer) -> tuple[list[str], dict[str, list[str]]]:
        """The map as a table: the heads of its columns; region → what stands in them after its name."""
        pictures = self.map_pictures(answer)
        cells = {code: [pictures[code].text, pictures[code].words] for code in answer.figures.regions}
        return [upper_first(answer.names.words.region), say(self.column), say("In words")], cells

    def file_pictures(self, answer: Answer) -> Pictures:
        """The pictures that a file has rows of."""
        return self.cell_pictures(answer)

    def figure_words(self, answer: Answer) -> str:
        """What a number of a file is: of what it is a part, and between which ends it lies."""
        return say(self.column).lower()

    def rows(self, answer: Answer) -> list[dict[str, Any]]:
        """The rows of a file: the numbers of each cell and margin, and what they say in words."""
        names, what = answer.names, self.figure_words(answer)
        return [
            {
                "area": area,
                "area_name": names.area(area),
                "stakeholder": stakeholder,
                "stakeholder_name": names.stakeholder(stakeholder),
                **amounts(picture),
                "figure_is": what,
                "in_words": picture.words,
                "figure_of": picture.owner or names.cell(area, stakeholder),
            }
            for (area, stakeholder), picture in self.file_pictures(answer).items()
        ]
