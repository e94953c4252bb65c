"""The paper as PDF, tagged so that it can be read aloud (PDF/UA-1): set by typst, to which all text is data."""

import datetime as dt
import re
from pathlib import Path
from typing import Any, Final, Literal

import msgspec
import typst

from wellbeing.language import say
from wellbeing.reports.briefing.content import Briefing
from wellbeing.reports.formats.drawing import as_svg, map_words
from wellbeing.reports.formats.paper.content import paper_of
from wellbeing.reports.formats.paper.sections import Section
from wellbeing.reports.formats.words import PaperTable

_TEMPLATE: Final = Path(__file__).parents[1] / "templates" / "report.typ"
#: Language and country, as far as typst knows them.
_LANGUAGE: Final = re.compile(r"([a-z]{2,3})(?:-([A-Z]{2}))?(?![A-Za-z])")
#: What typst says of a text for which no font is at hand.
_NO_LETTERS: Final = "could not be displayed"
_STANDARD: Final = "ua-1"
#: The same briefing makes the same bytes: when it was printed is not part of it.
_MADE: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def printed_paper(briefing: Briefing) -> bytes:
    """The paper as ``.pdf``."""
    paper = paper_of(briefing)
    language = _LANGUAGE.match(briefing.language)
    told = {
        "title": paper.title,
        "under": paper.under,
        "badge": paper.badge,
        "agency": briefing.agency,
        "keywords": say("release {release}", release=briefing.release),
        "language": language[1] if language else "en",
        "region": language[2] if language else None,
        "sections": [_section(one) for one in paper.sections],
        "appendix": [_section(one) for one in paper.appendix],
        "about": paper.about,
        "about_title": say("About these figures"),
    }
    return _set(msgspec.json.encode(told).decode())


def _set(paper: str) -> bytes:
    """Tagged and held to the standard; tagged alone where this machine has no letters for some of the text."""
    try:
        return _compiled(paper, _STANDARD)
    except typst.TypstError as error:
        if _NO_LETTERS not in f"{error}":
            raise
        return _compiled(paper, None)


def _compiled(paper: str, standard: Literal["ua-1"] | None) -> bytes:
    made = typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"paper": paper},
        pdf_standards=standard,
        timestamp=_MADE,
    )
    return bytes(made)


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "texts": section.texts,
        "leads": section.leads,
        "table": _table(section.table) if section.table else None,
        "drawing": as_svg(section.picture) if section.picture else "",
        "alt": map_words(section.picture) if section.picture else "",
    }


def _table(table: PaperTable) -> dict[str, Any]:
    return msgspec.structs.asdict(table) | {"widths": table.widths}
