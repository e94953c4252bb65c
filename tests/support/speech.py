"""All that is generated of a release, as it is read; and which words of it would be English."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import msgspec
import polars as pl
from walking import choices, in_words

from wellbeing.language.catalogue import messages_of
from wellbeing.release.store.opening import Release
from wellbeing.reports.briefing.content import Briefing
from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.files.notes import file_notes
from wellbeing.reports.files.table import as_csv, next_as_csv
from wellbeing.reports.formats.paper.content import Paper, paper_of
from wellbeing.reports.formats.paper.document import word_document
from wellbeing.reports.formats.publication import publication
from wellbeing.reports.formats.sheets import sheets_of
from wellbeing.reports.formats.slides import slides
from wellbeing.reports.formats.web_page import web_page
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures
from wellbeing.views.brief import Brief
from wellbeing.views.explore import Explore
from wellbeing.views.files.downloads import downloads
from wellbeing.views.shell.markup import Markup
from wellbeing.views.shell.sheet import Sheet
from wellbeing.views.stage.beside import beside_the_room

WORD = re.compile(r"[^\W\d_]{2,}")
#: What is filled into a message, its marks, and names of files.
FILLED = re.compile(r"%\(\w+\)s|\{[^}]*\}|<[^>]+>|&\w+;|[\w-]+\.csv")
#: Code to be copied is Python's.
CODE = re.compile(r"<pre.*?</pre>|<style.*?</style>|<script.*?</script>", re.DOTALL)
#: Attributes that are read out, or written by a script.
READ_OUT = re.compile(
    r'(?:aria-label|title|alt|placeholder|data-(?:words|near|unkept|place|untold|done|none))="([^"]*)"'
)
#: Columns of files that programs read: their values are the same in every language.
CODES = frozenset(
    [
        *(
            "row_kind",
            "chosen",
            "area",
            "area_kind",
            "stakeholder",
            "stakeholder_kind",
            "community",
            "question",
        ),
        *("on_the_list", "benchmark_basis", "basis", "status", "kind", "ranges", "adding_up"),
    ]
)
#: Of no language: formats, and what is typed as it stands.
ANY_LANGUAGE = frozenset(
    ["csv", "png", "svg", "pdf", "xlsx", "toml", "brief", "wellbeing", "serve", "tester"]
)


def words(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return [one.lower() for one in WORD.findall(text)]


def words_of_english(language: str) -> set[str]:
    """Words of English messages that no translation has."""
    of_english, of_language = set[str](), set[str]()
    for one in messages_of(language):
        for told, texts in ((of_english, one.id), (of_language, one.string)):
            for text in [texts] if isinstance(texts, str) else texts:
                told.update(words(FILLED.sub(" ", text)))
    return of_english - of_language - ANY_LANGUAGE


def words_of_engagement(release: Release) -> set[str]:
    """Words of what the engagement itself says, in the language that is its own."""
    told = [*_texts(msgspec.to_builtins(release.engagement))]
    for table, columns in (
        ("areas", ("name_en", "short")),
        ("benchmarks", ("source",)),
        ("published", ("unit", "source", "note", "label")),
        ("codebook", ("name", "definition", "include", "exclude")),
    ):
        rows = release.table(table)
        told += [f"{one}" for column in columns if column in rows.columns for one in rows[column]]
    return {word for text in told for word in words(text)}


def said_in_full(release: Release) -> dict[str, str]:
    """Where something is said, and what: explore under every choice with all its sections open, files, briefing."""
    page = Explore(release)
    for _ in range(2):  # a section may hold others
        for piece in _pieces(page):
            piece.opened = re.findall(r'<details id="([\w-]+)"', piece.html)
    explorer, found = page.explorer, {}
    for choice in choices(explorer.figures, thoroughly=False):
        explorer.filters.choose({name: getattr(Choice(), name) for name in Choice.__struct_fields__} | choice)
        found[f"explore {choice}"] = f"{written_out(page)} {explorer.filters.note}"
        if set(choice) <= {"show"}:
            found |= dict(_files(release, explorer.answer, choice))
    deck = Brief(release).deck
    found["brief"] = read_out(deck.html)
    answers = msgspec.json.decode(deck.room)["answers"]
    found["room"] = " ".join(" ".join(told[:3]) for told in answers.values())
    found["presenter"] = read_out(beside_the_room(release))
    return found | dict(_reports(explorer.figures))


def written_out(page: Explore) -> str:
    """The words of a page with those that are read out, but no code."""
    return " ".join(read_out(piece.html) for piece in _pieces(page))


def _pieces(page: Explore) -> list[Markup]:
    sheets = page.__panel__().select(Sheet)
    return [piece for sheet in sheets for piece in sheet.pieces if isinstance(piece, Markup)]


def read_out(html: str) -> str:
    """What a reader sees or hears of a page, code apart."""
    plain = CODE.sub(" ", html)
    return FILLED.sub(" ", in_words(f"{plain} {' '.join(READ_OUT.findall(plain))}"))


def _files(release: Release, answer: Answer, choice: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, content in (("csv", as_csv(answer)), ("where next", next_as_csv(answer))):
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
        yield f"{name} of {choice}", " ".join(row[one] for row in rows for one in row if one not in CODES)
    yield (
        f"notes of {choice}",
        " ".join(f"{name} {text}" for name, text in file_notes(answer) if name != "Rangos"),
    )
    for kind, one in downloads(release).items():
        if kind.endswith("svg"):
            drawn = one.file(answer, kind)[2].decode()
            yield (
                f"{kind} of {choice}",
                in_words(" ".join(re.findall(r"<text[^>]*>(.*?)</text>", drawn, re.DOTALL))),
            )


def _reports(figures: Figures) -> Iterator[tuple[str, str]]:
    made = briefing(figures)
    yield "web page", read_out(web_page(made).decode())
    yield "publication", read_out(publication(made, "", {})["index.html"].decode())
    yield "paper", " ".join(_of_paper(paper_of(made)))
    yield "document", _xml(word_document(made), r"word/document\.xml")
    yield "slides", _xml(slides(made), r"ppt/slides/slide\d+\.xml")
    yield from _tables(made)


def _of_paper(paper: Paper) -> Iterator[str]:
    yield from (paper.title, paper.under, *map(" ".join, paper.about))
    for one in (*paper.sections, *paper.appendix):
        yield from (one.title, *one.texts)
        if one.table:
            yield from (one.table.caption, *one.table.heads, *map(" ".join, one.table.rows))
        if one.picture:
            yield from (one.picture.title, *(entry.words for entry in one.picture.legend))


def _tables(made: Briefing) -> Iterator[tuple[str, str]]:
    for name, table in sheets_of(made).items():
        texts = [table.caption]
        for column, told in table.columns.items():
            texts += [told.head] + ([told.says] if not CODES & {column} else [])
            if column not in CODES and table.rows.schema[column] == pl.String:
                texts += [f"{one}" for one in table.rows[column].drop_nulls()]
        yield f"table {name}", " ".join(texts)


def _xml(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(one).decode() for one in package.namelist() if re.fullmatch(name, one)]
    return in_words(" ".join(re.findall(r"<[aw]:t[^>]*>([^<]*)", " ".join(parts))))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _texts(one)
