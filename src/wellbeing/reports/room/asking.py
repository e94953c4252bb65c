"""Every region, type and place, and each region with each type, by three keys at most.

Two keys stand for a region, a group of regions or a place, one for a type. What is typed may be read as the beginning
of a name too: keys of a pair are never that, so that nobody who types a name is taken to mean something else.
"""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, product
from string import ascii_lowercase, digits
from typing import Final

import msgspec

from wellbeing.reports.briefing.content import Briefing, RoomAnswer
from wellbeing.reports.finding import Index, Named, index_of
from wellbeing.reports.room.communities import COMMUNITY, community_answers
from wellbeing.state.answer import answer_to
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures

#: As many keys as lead anywhere, before Enter.
MOST_KEYS: Final = 3
_EVERY_KEY: Final = f"{ascii_lowercase}{digits}"


class Askable(msgspec.Struct, frozen=True, kw_only=True):
    """A region, a group, a place, a type or a community that can be asked for."""

    name: str
    #: Other words that lead to it.
    also: str = ""
    area: str = ""
    stakeholder: str = ""
    #: In which order equals are meant, as ``reports.finding`` has it.
    kind: int = 0
    #: Whether it is a place, which the figures know by its region alone.
    is_place: bool = False


class RoomIndex:
    """What can be asked of a release, and by which keys."""

    def __init__(self, told: Briefing, figures: Figures) -> None:
        """Take what is answered, and what everything is called."""
        self.answers: dict[tuple[str, str], RoomAnswer] = {
            (one.area, one.stakeholder): one for one in told.room
        } | community_answers(told, answer_to(figures, Choice()))
        found = msgspec.json.decode(index_of(figures), type=Index)
        every = [asked for named in found.named for asked in _asked(named, found.place)]
        known = [one for one in every if (one.area, one.stakeholder) in self.answers]
        self.where = [one for one in known if one.area]
        # Types have the first choice of letters.
        self.who = sorted(
            (one for one in known if one.stakeholder), key=lambda one: one.stakeholder.startswith(COMMUNITY)
        )

    @cached_property
    def keys(self) -> dict[str, tuple[int, int]]:
        """What is typed → places in ``where`` and ``who``; −1 where all are meant."""
        alone = {at: (at, -1) for at in range(len(self.where))}
        alone |= {len(alone) + by: (-1, by) for by in range(len(self.who))}
        begun = _begun([*self.where, *self.who])
        found = {letters: alone[at] for letters, at in begun.items()}
        own = _of_their_own(self.where, 2), _of_their_own(self.who, 1)
        for at, where in own[0].items():
            for by, who in own[1].items():
                if self.pair(at, by) and (keys := _free(_pairings(where, who), found)):
                    found[keys] = at, by
        hidden = [at for at in alone if at not in begun.values()]
        for at in hidden:
            name = _all_words([*self.where, *self.who][at])
            if keys := _free(chain(_likely(name, 2), _likely(name, MOST_KEYS)), found):
                found[keys] = alone[at]
        return found

    def pair(self, at: int, by: int) -> RoomAnswer | None:
        """What is answered to a place in ``where`` with one in ``who``."""
        area = self.where[at].area if at >= 0 else ""
        return self.answers.get((area, self.who[by].stakeholder if by >= 0 else ""))


def _asked(named: Named, place: int) -> Iterator[Askable]:
    """One that stands for an area, a type or a community alone."""
    area, community = named.choice.get("area", ""), named.choice.get("community", "")
    stakeholder = f"{COMMUNITY}{community}" if community else named.choice.get("stakeholder", "")
    if len(named.choice) == 1 and (area or stakeholder):
        yield Askable(
            name=named.name,
            also=named.also,
            area=area,
            stakeholder=stakeholder,
            kind=named.kind,
            is_place=named.kind == place,
        )


def _words(*texts: str) -> list[str]:
    """The words of names: small letters without marks, as the browser makes them of what is typed."""
    letters = unicodedata.normalize("NFKD", " ".join(texts).lower())
    plain = "".join(letter for letter in letters if not unicodedata.category(letter).startswith("M"))
    return "".join(letter if letter.isalnum() else " " for letter in plain.replace("’", "")).split()


def _of_their_own(named: Sequence[Askable], number: int) -> dict[int, str]:
    """Place in the list → so many keys that are no other's; those that are left without are found by name alone."""
    taken: dict[int, str] = {}
    for at, one in enumerate(named):
        if keys := _free(_likely(_all_words(one), number), taken.values()):
            taken[at] = keys
    return taken


def _likely(words: Sequence[str], number: int) -> Iterator[str]:
    """Keys that somebody would think of first: the beginning, initials, other letters of the name; then any."""
    name = "".join(words)
    if number == 1:
        return chain((word[0] for word in words), name, _EVERY_KEY)
    if number == MOST_KEYS:
        return (name[:1] + one + other for one in _EVERY_KEY for other in _EVERY_KEY)
    first = name[:1]
    initials = f"{words[0][:1]}{words[1][:1]}" if len(words) > 1 else ""
    every = chain(
        [name[:2], initials], (first + one for one in name[1:]), (first + one for one in _EVERY_KEY)
    )
    return (keys for keys in every if len(keys) == number)


def _pairings(where: str, who: str) -> Iterator[str]:
    """Keys of a region with a type: theirs, in any order; else the region's and any other; else any."""
    near = (where + who, who + where, where[0] + who + where[1])
    return chain(
        near, (where + one for one in _EVERY_KEY), map("".join, product(_EVERY_KEY, repeat=MOST_KEYS))
    )


def _free(keys: Iterable[str], taken: Collection[str]) -> str:
    return next((one for one in keys if one not in taken), "")


def _begun(named: Sequence[Askable]) -> dict[str, int]:
    """Beginnings of words → the place of the one that is meant first.

    A name that begins so comes before one that has such a word; then regions before groups, types and places.
    """
    order = sorted(range(len(named)), key=lambda at: (named[at].kind, len(named[at].name)))
    found: dict[str, int] = {}
    for words_of in (_first_word, _name_words, _all_words):
        for at in order:
            for word in words_of(named[at]):
                for length in range(1, MOST_KEYS + 1):
                    found.setdefault(word[:length], at)
    return found


def _first_word(one: Askable) -> list[str]:
    return _words(one.name)[:1]


def _name_words(one: Askable) -> list[str]:
    return _words(one.name)


def _all_words(one: Askable) -> list[str]:
    return _words(one.name, one.also)
