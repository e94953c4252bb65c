"""Everything that pages of a release can be made to say, and every file that they hand out, as text."""

import html
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from click.testing import CliRunner
from PIL import Image

from wellbeing.cli import main
from wellbeing.release.store.opening import Release, read_release
from wellbeing.release.store.signing import Trust
from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.formats.data_package import data_package
from wellbeing.reports.formats.every import ONE_FILE
from wellbeing.reports.formats.web_page import web_page
from wellbeing.reports.shows.registry import available_shows
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.state.explorer import choice_values
from wellbeing.state.figures import Figures
from wellbeing.views.brief import Brief
from wellbeing.views.explore import Explore
from wellbeing.views.files.downloads import downloads
from wellbeing.views.shell.markup import Markup
from wellbeing.views.shell.sheet import Sheet

#: Words of one country and of the engagement that ships.
FOREIGN_WORDS = frozenset(
    ["hui", "māori", "maori", "te reo", "iwi", "kaitiaki", "whānau", "aotearoa", "new zealand", "nz", "2018"],
)
#: Fields of a choice that are walked one value at a time, everything else being at its first.
EACH = (
    "area",
    "stakeholder",
    "community",
    "cut",
    "benchmark",
    "drawing",
    "opened",
    "measure",
    "codes",
    "question",
    "theme",
)


def command(folder: Path, *arguments: object, exit_code: int = 0) -> str:
    """What a command prints, on both streams, of the engagement and workspace of a folder."""
    folders = ["--engagement", str(folder / "engagement"), "--workspace", str(folder / "workspace")]
    done = CliRunner().invoke(main, [*folders, *map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == exit_code, done.output
    return done.output


def released(folder: Path, *options: str) -> Release:
    """A release of what was imported, made by the command and opened."""
    lines = command(folder, "release", "--approve", "A. Tester", *options).strip().splitlines()
    return read_release(Path(lines[-1]), Trust(folder / "workspace", folder / "engagement"))


def walked(release: Release, *, thoroughly: bool) -> Iterator[tuple[str, str]]:
    """Where something is said, and what: explore under every choice, its files, every scene of brief.

    Args:
        release: opened.
        thoroughly: each value of each field of a choice, its files, and pictures of every map; else two values
            of each, and the files of everything under each show.
    """
    page = Explore(release)
    explorer = page.explorer
    for choice in choices(explorer.figures, thoroughly=thoroughly):
        explorer.filters.choose(_CLEAR | choice)
        yield f"explore {choice}", written(page)
        if thoroughly or set(choice) <= {"show"}:
            yield from files(
                release, explorer.answer, pictures=not choice or (thoroughly and len(choice) == 1)
            )
    yield "brief", in_words(Brief(release).deck.html)
    yield from reports(explorer.figures)


#: What a reader's page begins with.
_CLEAR = {name: getattr(Choice(), name) for name in Choice().__struct_fields__}


def choices(figures: Figures, *, thoroughly: bool) -> Iterator[dict[str, str]]:
    """Every show of everything and of a cell; then every other choice that a reader has, one at a time."""
    shows = [show.id for show in available_shows(figures)]
    cell = {"area": figures.region_groups.ids[-1], "stakeholder": figures.types[0]}
    yield {}
    for show in shows:
        yield {"show": show}
        yield {"show": show} | cell
        yield {"show": show, "compare": f":{figures.types[-1]}"} | cell
    values = choice_values(figures, shows)
    for field in EACH:
        possible = sorted(values[field])
        few = {value.partition(":")[0]: value for value in reversed(possible)}  # the first of each slice
        for value in possible if thoroughly else [*few.values()][: None if field == "cut" else 2]:
            yield {"show": shows[-1] if field in {"measure", "codes", "theme"} else shows[0], field: value}


def in_words(markup: str) -> str:
    """Markup as it is read."""
    return html.unescape(re.sub(r"<[^>]+>", " ", markup))


def written(page: Explore) -> str:
    """The words of a page, part by part, as a reader sees them."""
    sheets = page.__panel__().select(Sheet)
    parts = (piece.html for sheet in sheets for piece in sheet.pieces if isinstance(piece, Markup))
    return " ".join(map(in_words, parts))


def reports(figures: Figures) -> Iterator[tuple[str, str]]:
    """What reports say: a web page as it is read, and every table; the other files say the same, and are made."""
    made = briefing(figures)
    read = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", web_page(made).decode(), flags=re.DOTALL)
    yield "report", html.unescape(read)
    for name, content in data_package(made).items():
        if name.endswith(".csv"):
            yield f"report {name}", content.decode()
    for make in ONE_FILE.values():
        assert make(made)


def files(release: Release, answer: Answer, *, pictures: bool) -> Iterator[tuple[str, str]]:
    """Every file that can be made of what is shown, each opened again."""
    for kind, download in downloads(release).items():
        if pictures or not download.media_type.startswith("image/"):
            name, _, content = download.file(answer, kind)
            assert name.endswith(f".{kind.rpartition('.')[2]}")
            yield f"{name} of {answer.choice}", OPENED[kind.rpartition(".")[2]](content)


def _picture(content: bytes) -> str:
    with Image.open(io.BytesIO(content)) as picture:
        assert min(picture.size) > 100
    return ""


def _drawing(content: bytes) -> str:
    text = content.decode("utf8")
    return html.unescape(" ".join(re.findall(r"<text[^>]*>(.*?)</text>", text, re.DOTALL)))


def workbook_text(content: bytes) -> str:
    """The words in the cells of every sheet, hints and lists beside them included."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(name).decode("utf8") for name in package.namelist() if name.startswith("xl/")]
    told = [
        *(re.sub(r"<[^>]+>", " ", part) for part in parts),
        *re.findall(r'prompt="([^"]*)"', " ".join(parts)),
    ]
    return html.unescape(" ".join(told))


OPENED: Mapping = {
    "csv": lambda content: content.decode("utf-8-sig"),
    "xlsx": workbook_text,
    "png": _picture,
    "svg": _drawing,
}


def named_in(text: str, names: set[str]) -> set[str]:
    """Those names, in small letters, that stand in a text as words of their own."""
    low = re.sub(r"\s+", " ", text.lower())
    return {
        name for name in names if name in low and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", low)
    }
