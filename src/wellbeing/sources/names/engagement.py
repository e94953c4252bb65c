"""The words of one engagement: its regions with their towns, its types, topics, channels, options."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import dataframely as dy
import polars as pl

from wellbeing.language import message, say, speaking
from wellbeing.model.consent import NO, YES
from wellbeing.model.engagement import Question, Term
from wellbeing.model.errors import DataError, counted, quoted
from wellbeing.model.towns import Postcodes, Towns
from wellbeing.model.vocabulary import BOTH, ROUNDS
from wellbeing.sources.checking.tabular import read_table
from wellbeing.sources.engagement import EngagementFolder
from wellbeing.sources.names.spelling import key
from wellbeing.sources.names.vocabulary import Vocabulary, meanings

TOWNS_FILE: Final = "towns.csv"
POSTCODES_FILE: Final = "postcodes.csv"
#: What may stand around a region's name, in the languages of official names.
_AROUND_REGIONS: Final = frozenset({"region", "regional", "council", "rohe"})
#: Words that are surely meant; others, and numbers, a profile has to explain.
_CONSENTS: Final = {
    YES: ("yes", "y", "true", "āe", "Yes"),
    NO: ("no", "n", "false", "kāo", "No"),
}
_BOTH_TOPICS: Final = (BOTH, "both topics", "all", "All topics")
#: What is meant, and how it may be written.
_Spellings = list[tuple[str, list[str]]]


@dataclass(frozen=True)
class EngagementNames:
    """What each kind of word may be written like."""

    region: Vocabulary
    place: Vocabulary
    stakeholder: Vocabulary
    community: Vocabulary
    channel: Vocabulary
    topic: Vocabulary
    round: Vocabulary
    theme: Vocabulary
    #: To be quoted, to be named, to be for the agency's eyes only.
    consent: Vocabulary
    #: By the id of the question: its options.
    options: Mapping[str, Vocabulary]
    #: Place → the regions it may lie in.
    regions_of: Mapping[str, frozenset[str]]
    #: Own place → the town that it is, whatever remark it carries: "Nelson (the marae)".
    town_of: Mapping[str, str]


def engagement_names(folder: EngagementFolder) -> EngagementNames:
    """The words of an engagement's folder.

    Raises:
        DataError: ``towns.csv`` names a region that is not declared.
    """
    settings = folder.engagement
    known = towns(folder)
    regions_of, spelled = _regions_of(folder, known), _town_spellings(folder, known)
    closed = [question for question in settings.questions if question.closed]
    topics = [*_spelled(settings.topics), (BOTH, _also_said(_BOTH_TOPICS, settings.language))]
    consents = [(one, _also_said(words, settings.language)) for one, words in _CONSENTS.items()]
    return EngagementNames(
        region=_regions(folder, regions_of, spelled),
        place=Vocabulary(message("place"), meanings(spelled), _same(regions_of)),
        stakeholder=_terms(settings.words.type, settings.stakeholders),
        community=_terms(message("community"), settings.communities),
        channel=_terms(message("channel"), settings.channels),
        topic=Vocabulary(message("topic"), meanings(topics), {**_labels(settings.topics), BOTH: BOTH}),
        round=Vocabulary(
            message("round"), meanings((name, [name]) for name in ROUNDS), {name: name for name in ROUNDS}
        ),
        theme=_themes(folder),
        consent=Vocabulary(message("yes or no"), meanings(consents), _same(_CONSENTS)),
        options={question.id: _options(question) for question in closed},
        regions_of=regions_of,
        town_of=_town_of(folder, known),
    )


def _also_said(words: tuple[str, ...], language: str) -> list[str]:
    """Words of English files; the last as forms of the engagement's own language have it too."""
    with speaking(language):
        return [*words, say(words[-1])]


def towns(folder: EngagementFolder) -> dy.DataFrame[Towns]:
    """The towns that the engagement knows; none where its folder has no ``towns.csv``.

    Raises:
        DataError: it is malformed, or names a region that is not declared.
    """
    return Towns.cast(_located(folder, TOWNS_FILE, Towns))


def postcodes(folder: EngagementFolder) -> dy.DataFrame[Postcodes]:
    """In which regions postcodes are; none where its folder has no ``postcodes.csv``.

    Raises:
        DataError: it is malformed, or names a region that is not declared.
    """
    return Postcodes.cast(_located(folder, POSTCODES_FILE, Postcodes))


def _located(folder: EngagementFolder, name: str, schema: type[dy.Schema]) -> pl.DataFrame:
    """The rows of a file that says where something is."""
    path = folder.path / name
    listed = read_table(path, schema) if path.is_file() else schema.create_empty()
    unknown = sorted(set(listed["regions"].explode()) - set(folder.regions["code"]))
    if unknown:
        msg = f"{counted(len(unknown), 'unknown region')} in {path}: {quoted(unknown)}."
        raise DataError(msg)
    return listed


def _terms(noun: str, terms: Iterable[Term]) -> Vocabulary:
    listed = list(terms)
    return Vocabulary(noun, meanings(_spelled(listed)), _labels(listed))


def _spelled(terms: Iterable[Term]) -> _Spellings:
    return [(term.id, [term.id, term.en, term.mi, term.short, *term.also]) for term in terms]


def _labels(terms: Iterable[Term]) -> dict[str, str]:
    return {term.id: term.en for term in terms}


def _options(question: Question) -> Vocabulary:
    values = [option.value for option in question.options]
    return Vocabulary(
        message(f"answer to '{question.id}'"), meanings((value, [value]) for value in values), _same(values)
    )


def _same(values: Iterable[str]) -> dict[str, str]:
    return {value: value for value in values}


def _themes(folder: EngagementFolder) -> Vocabulary:
    rows = folder.codebook.select("theme", "name").rows()
    return Vocabulary(message("theme"), meanings((theme, [theme, name]) for theme, name in rows), dict(rows))


def _regions(
    folder: EngagementFolder, regions_of: Mapping[str, frozenset[str]], towns_spelled: _Spellings
) -> Vocabulary:
    rows = folder.regions.select("code", "iso", "name_en", "name_mi", "also").rows()
    named = [(code, [english, maori, *_listed(also)]) for code, _, english, maori, also in rows]
    inside = [
        (code, spellings) for town, spellings in towns_spelled for code in regions_of.get(town, frozenset())
    ]
    codes = {written.upper(): code for code, iso, *_ in rows for written in (code, iso) if written}
    labels = {code: english for code, _, english, *_ in rows}
    words = folder.engagement.words
    around = _AROUND_REGIONS | {*key(words.region).split(), *key(words.regions).split()}
    return Vocabulary(words.region, meanings([*named, *inside]), labels, codes, around)


def _town_spellings(folder: EngagementFolder, known: dy.DataFrame[Towns]) -> _Spellings:
    """The engagement's own places first, then towns, under all their spellings."""
    own = [(place, [place]) for place in folder.places["place"]]
    listed = known.select("town", "also").rows()
    return [*own, *((town, [town, *_listed(also)]) for town, also in listed)]


def _regions_of(folder: EngagementFolder, known: dy.DataFrame[Towns]) -> dict[str, frozenset[str]]:
    own = folder.places.select("place", pl.concat_list("region")).rows()
    listed = known.select("town", "regions").rows()
    return {place: frozenset(codes) for place, codes in (*listed, *own)}


def _town_of(folder: EngagementFolder, known: dy.DataFrame[Towns]) -> dict[str, str]:
    """Own places that are a town in other words: called the same but for a remark, in the same region."""
    own = defaultdict(set)
    for place, code in folder.places.select("place", "region").rows():
        own[key(place.partition(" (")[0]), code].add(place)
    found = {
        town: own[key(town), code] for town, codes in known.select("town", "regions").rows() for code in codes
    }
    return {next(iter(places)): town for town, places in found.items() if len(places) == 1}


def _listed(text: str | None) -> list[str]:
    return [part for part in (text or "").split("|") if part]
