"""Names of languages, as people write them: in the engagement's language, in English, or in the language itself."""

import re
from collections import defaultdict
from functools import cache
from typing import Final

from babel import Locale
from babel.localedata import locale_identifiers

from wellbeing.sources.names.spelling import key

#: BCP 47: a language, perhaps a script, a country.
LANGUAGE_TAG: Final = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_ENGLISH: Final = "en"
#: How those who speak a language call it, where no locale says so.
_ALSO: Final = {
    **dict.fromkeys(("te reo", "te reo maori", "reo maori", "te reo maori language", "maori language"), "mi"),
    **dict.fromkeys(("gagana samoa", "gagana faa samoa"), "sm"),
    **dict.fromkeys(("lea faka tonga", "lea fakatonga"), "to"),
    **dict.fromkeys(("nzsl", "te reo rotarota"), "nzs"),
}


def language_tag(written: str, spoken: str) -> str:
    """The tag of a language, by its tag or its name ("English", "te reo Māori"); what is written where it is unknown.

    Args:
        written: what stands in a file or form.
        spoken: the engagement's language, BCP 47.
    """
    tag = written.lower().replace("_", "-")
    if re.fullmatch(LANGUAGE_TAG, tag):
        return tag
    name = key(written)
    return _tags(spoken).get(name) or _ALSO.get(name) or _own_names().get(name, tag)


@cache
def _tags(spoken: str) -> dict[str, str]:
    """Key of each name → the one tag that it means, by the Unicode Common Locale Data Repository."""
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for locale in (Locale.parse(spoken, sep="-"), Locale.parse(_ENGLISH)):
        for tag, name in locale.languages.items():
            meant[key(name)].add(tag.replace("_", "-"))
    return {name: tags.pop() for name, tags in meant.items() if len(tags) == 1}


@cache
def _own_names() -> dict[str, str]:
    """Key of the name of each language in that language → its tag; read once it is needed, since it takes a second."""
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for tag in (one for one in locale_identifiers() if "_" not in one):
        meant[key(Locale.parse(tag).language_name or "")].add(tag)
    return {name: tags.pop() for name, tags in meant.items() if name and len(tags) == 1}
