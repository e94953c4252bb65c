"""Collect the messages of the code, and say which ones a catalogue lacks: ``python scripts/catalogue.py [LANGUAGE]``.

Prints each missing message as an entry to translate; exit 1 where there is one.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir

from wellbeing.language.catalogue import CATALOGUES, messages_of

SOURCE = Path(__file__).parents[1] / "src" / "wellbeing"
TEMPLATES = [("**/templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
#: Functions of the code of whose arguments some are messages → which.
SAYING = {"say": (0,), "message": (0,), "say_many": (0, 1), "ColumnWords": (1, 2)}
#: What a script of a page says.
OF_SCRIPT = re.compile(r'\bphrase\("([^"]+)"')
#: Languages whose catalogue holds part of the messages: English stands in place of the others.
IN_PART = frozenset({"mi"})


def messages() -> dict[object, str]:
    """Message id, or (context, id), or (one, many) → where it stands first."""
    found: dict[object, str] = {}
    for path, line, text, _comments, context in extract_from_dir(SOURCE, TEMPLATES, keywords=KEYWORDS):
        found.setdefault((context, text) if context else text, f"{path}:{line}")
    for module in sorted(SOURCE.rglob("*.py")):
        for line, said in _of_code(module):
            found.setdefault(said, f"{module.relative_to(SOURCE)}:{line}")
    for script in sorted(SOURCE.rglob("*.js")):
        for said in OF_SCRIPT.findall(script.read_text("utf8")):
            found.setdefault(said, f"{script.relative_to(SOURCE)}")
    return found


def _of_code(path: Path) -> Iterator[tuple[int, object]]:
    """Line and text of each message of a module; of two forms both."""
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
            parts = [node.args[at] for at in SAYING[node.func.id] if at < len(node.args)]
            texts = [one for part in parts for one in _texts(part)]
            of_number = node.func.id == "say_many" and len(texts) == len(parts)
            yield from ((node.lineno, one) for one in ([tuple(texts)] if of_number else texts))


def _texts(part: ast.expr) -> list[str]:
    """A text, or each of those between which a condition chooses."""
    if isinstance(part, ast.IfExp):
        return [*_texts(part.body), *_texts(part.orelse)]
    return [part.value] if isinstance(part, ast.Constant) and isinstance(part.value, str) else []


def missing(language: str) -> dict[object, str]:
    """The messages that no catalogue of a language has."""
    catalogue = messages_of(language)
    had = {(one.context, one.id) if one.context else one.id for one in catalogue if one.id}
    return {text: place for text, place in messages().items() if text not in had}


def main() -> int:
    """Print what is missing; 1 where something is."""
    languages = sys.argv[1:] or sorted({path.name for path in CATALOGUES.glob("*/")} - IN_PART)
    lacks = {language: missing(language) for language in languages}
    for language, found in lacks.items():
        for text, place in found.items():
            print(f"{language}: {place}: {text!r}")
        print(f"{language}: {len(found)} of {len(messages())} messages are missing")
    return int(any(lacks.values()))


if __name__ == "__main__":
    sys.exit(main())
