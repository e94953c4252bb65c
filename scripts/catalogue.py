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
#: Rooms whose errors a page of the desk tells again: their texts are messages, parts by the names of what fills them.
RETELLING = (
    *("sources/reading", "sources/profiles", "sources/intake", "sources/templates", "sources/private.py"),
    *("record/additions.py", "record/care.py", "record/checking.py", "record/comments", "record/forms"),
    *("record/intake", "record/recalling.py", "record/rights", "record/store", "record/undoing.py"),
    *(
        "desk/reviewing",
        "desk/collect/telling/naming.py",
        "release/store/columns.py",
        "model/errors.py",
        "model/intake.py",
        "sources/names",
        "reports/own",
        "reports/shows/own/working_out.py",
    ),
)
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


def retold_messages() -> set[object]:
    """Those that pages tell again: they stand in a file of their own."""
    rooms = [module for module in SOURCE.rglob("*.py") if _is_retold(module)]
    return {said for module in rooms for _, said in _of_code(module)}


def _is_retold(path: Path) -> bool:
    return str(path.relative_to(SOURCE)).startswith(RETELLING)


def _of_code(path: Path) -> Iterator[tuple[int, object]]:
    """Line and text of each message of a module; of two forms both."""
    is_retold = _is_retold(path)
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
            parts = [node.args[at] for at in SAYING[node.func.id] if at < len(node.args)]
            texts = [one for part in parts for one in _texts(part)]
            of_number = node.func.id == "say_many" and len(texts) == len(parts)
            yield from ((node.lineno, one) for one in ([tuple(texts)] if of_number else texts))
        elif is_retold:
            yield from ((node.lineno, one) for one in _retold(node))  # type: ignore[attr-defined]


def _retold(node: ast.AST) -> Iterator[object]:
    """What an error says (``msg = …``), and numbers with their nouns."""
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "msg":
        yield from _texts(node.value)
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "counted":
        nouns = [_texts(one) for one in node.args[1:]]
        if all(nouns):
            one, many = nouns[0][0], nouns[1][0] if len(nouns) > 1 else f"{nouns[0][0]}s"
            yield f"{{count}} {one}", f"{{count}} {many}"


def _texts(part: ast.expr) -> list[str]:
    """A text, or each of those between which a condition chooses."""
    if isinstance(part, ast.IfExp):
        return [*_texts(part.body), *_texts(part.orelse)]
    if isinstance(part, ast.JoinedStr):
        return ["".join(_pieces(part))]
    return [part.value] if isinstance(part, ast.Constant) and isinstance(part.value, str) else []


def _pieces(text: ast.JoinedStr) -> Iterator[str]:
    names: dict[str, int] = {}
    for piece in text.values:
        if isinstance(piece, ast.Constant):
            yield f"{piece.value}"
        elif isinstance(piece, ast.FormattedValue):
            name = _name(piece.value)
            names[name] = names.get(name, 0) + 1
            yield f"{{{name}{names[name] if names[name] > 1 else ''}}}"


def _name(value: ast.expr) -> str:
    """What a part is called: as the variable, the attribute or the function that fills it."""
    if isinstance(value, ast.Call | ast.Subscript | ast.Starred):
        return _name(value.func if isinstance(value, ast.Call) else value.value)
    name = getattr(value, "id", None) or getattr(value, "attr", None) or "part"
    return f"{name}".strip("_").lower()


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
