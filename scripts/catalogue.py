"""Collect the messages of the code, and say which ones a catalogue lacks: ``python scripts/catalogue.py [LANGUAGE]``.

Prints each missing message as an entry to translate; exit 1 where there is one.
"""

import sys
from pathlib import Path

from babel.messages.extract import extract_from_dir

from wellbeing.language.catalogue import CATALOGUES, messages_of

SOURCE = Path(__file__).parents[1] / "src" / "wellbeing"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {
    "say": None,
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "say_many": (1, 2),
}


def messages() -> dict[object, str]:
    """Message id, or (context, id), or (one, many) → where it stands first."""
    found: dict[object, str] = {}
    for path, line, text, _comments, context in extract_from_dir(
        SOURCE, METHODS, keywords=KEYWORDS, strip_comment_tags=True
    ):
        found.setdefault((context, text) if context else text, f"{path}:{line}")
    return found


def missing(language: str) -> dict[object, str]:
    """The messages that no catalogue of a language has."""
    catalogue = messages_of(language)
    had = {(one.context, one.id) if one.context else one.id for one in catalogue if one.id}
    return {message: place for message, place in messages().items() if message not in had}


def main() -> int:
    """Print what is missing; 1 where something is."""
    languages = sys.argv[1:] or [path.name for path in CATALOGUES.glob("*/")]
    lacks = {language: missing(language) for language in languages}
    for language, found in lacks.items():
        for message, place in found.items():
            print(f"{language}: {place}: {message!r}")
        print(f"{language}: {len(found)} of {len(messages())} messages are missing")
    return int(any(lacks.values()))


if __name__ == "__main__":
    sys.exit(main())
