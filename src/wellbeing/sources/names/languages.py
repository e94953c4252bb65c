"""Names of languages, as people write them: in the engagement's language, or in English."""

import re
from collections import defaultdict
from functools import cache
from typing import Final

from babel import Locale

from wellbeing.sources.names.spelling import key

#: BCP 47: a language, perhaps a script, a country.
LANGUAGE_TAG: Final = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_ENGLISH: Final = "en"


def language_tag(written: str, spoken: str) -> str:
    """The tag of a language, by its tag or its name ("English", "español"); what is written where that is not known.

    Args:
        written: what stands in a file or form.
        spoken: the engagement's language, BCP 47.
    """
    tag = written.lower().replace("_", "-")
    return tag if re.fullmatch(LANGUAGE_TAG, tag) else _tags(spoken).get(key(written), tag)


@cache
def _tags(spoken: str) -> dict[str, str]:
    """Key of each name → the one tag that it means, by the Unicode Common Locale Data Repository."""
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for locale in (Locale.parse(spoken, sep="-"), Locale.parse(_ENGLISH)):
        for tag, name in locale.languages.items():
            meant[key(name)].add(tag.replace("_", "-"))
    return {name: tags.pop() for name, tags in meant.items() if len(tags) == 1}
