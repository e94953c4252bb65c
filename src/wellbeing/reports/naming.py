"""What is taken away, by name: each part of the selection, in the file's name and in the title inside it."""

import re
import unicodedata
from typing import Final
from zlib import crc32

from wellbeing.language import say
from wellbeing.reports.shows.registry import show_of
from wellbeing.state.answer import Answer
from wellbeing.state.names import curly

#: Characters of one part of a file's name; eight parts at most stay below what file systems take.
LONGEST_PART: Final = 32
_OTHER: Final = re.compile(r"[^a-z0-9]+")


def chosen_parts(answer: Answer) -> list[str]:
    """Each part of what is chosen, in words: where, who, beside whom, how, what is shown, how measured."""
    choice, names, show = answer.choice, answer.names, show_of(answer)
    parts = [
        names.area(choice.area) if choice.area else "",
        names.stakeholder_short(choice.stakeholder) if choice.stakeholder else "",
        names.community(choice.community) if choice.community and "community" in show.fields else "",
        say("beside {cell}", cell=names.cell(choice.beside.area, choice.beside.stakeholder))
        if choice.beside
        else "",
        names.cut(choice.cut) if choice.cut and "cut" in show.fields else "",
        show.title(answer),
        say("by {events}", events=names.words.events)
        if choice.counts_hui and "measure" in show.fields
        else "",
        say("without codes") if not choice.uses_codes and "codes" in show.fields else "",
        say("compared with {benchmark}", benchmark=answer.benchmark.en)
        if choice.benchmark and "benchmark" in show.fields
        else "",
    ]
    return [part for part in parts if part]


def chosen_title(answer: Answer) -> str:
    """The title of a file or a picture: ``Auckland · Government · Who was heard``; all of it where all is shown."""
    choice, parts = answer.choice, chosen_parts(answer)
    is_part = choice.area or choice.stakeholder or choice.community
    return curly(" · ".join(parts if is_part else [answer.names.everyone, *parts]))


def file_name(answer: Answer, kind: str, parts: list[str] | None = None) -> str:
    """``engagement_auckland_government_who-was-heard_2018-08-31.01.csv``.

    Args:
        answer: what is shown.
        kind: how the name ends, after a dot.
        parts: what is in the file, where that is not all that is chosen.
    """
    release = answer.figures.release
    parts = chosen_parts(answer) if parts is None else parts
    return f"{'_'.join([release.engagement.id, *map(slug, parts), release.id])}.{kind}"


def slug(text: str) -> str:
    """A text as part of a file's name on any system: small Latin letters, numbers, hyphens.

    What is cut short, or has other letters, ends in a number of its own: no two texts make one name.
    """
    letters = unicodedata.normalize("NFKD", text)
    plain = "".join(one for one in letters if not unicodedata.combining(one)).lower()
    made = _OTHER.sub("-", plain).strip("-")
    is_whole = (
        len(made) <= LONGEST_PART and made and not any(ord(one) > 0x7F and one.isalnum() for one in plain)
    )
    return (
        made
        if is_whole
        else f"{made[: LONGEST_PART - 9]}-{crc32(text.encode(errors='replace')):08x}".lstrip("-")
    )
