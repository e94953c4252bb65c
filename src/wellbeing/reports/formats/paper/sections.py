"""What a paper is made of, whichever program writes it."""

import msgspec

from wellbeing.reports.briefing.content import Outline
from wellbeing.reports.formats.words import PaperTable


class Section(msgspec.Struct, frozen=True):
    """A heading with what stands under it: sentences, or short points, and a table."""

    title: str
    texts: tuple[str, ...]
    table: PaperTable | None = None
    picture: Outline | None = None
    leads: tuple["Basis", ...] = ()


class Basis(msgspec.Struct, frozen=True):
    """What somebody said or decided, and the figures that it rests on."""

    what: str
    #: In words, each with the address that shows it, "" where that is not known.
    figures: tuple[tuple[str, str], ...]


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A whole paper."""

    title: str
    #: Whose it is, when, which release; and that the data are not real, where they are not.
    under: str
    badge: str
    sections: tuple[Section, ...]
    #: On pages of their own, after the two.
    appendix: tuple[Section, ...]
    #: The small print: name and value.
    about: tuple[tuple[str, str], ...]
