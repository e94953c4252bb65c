"""What MkDocs asks while it builds the site: the order of pages, and a reference page for each package.

The reference is written from the packages that there are, so that nothing has to be said twice.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT: Final = Path(__file__).resolve().parents[1]
PACKAGE: Final = ROOT / "src" / "wellbeing"
DOCUMENTS: Final = ROOT / "docs"
#: Pages in the order of reading; decisions and the reference follow.
PAGES: Final = (
    "index.md",
    "tutorial.md",
    "walkthrough.md",
    "collecting.md",
    "own-data.md",
    "disclosure.md",
    "opinion.md",
    "quotes.md",
    "method.md",
    "glossary.md",
    "architecture.md",
    "evidence.md",
)
#: A link to a file of the repository that is no page: on the site only its words are left.
OUTSIDE: Final = re.compile(r"\[([^\]]+)\]\((?:\.\./)+(?:src|tests|data|geo|dashboards|benchmarks)/[^)]*\)")


def packages() -> list[Path]:
    """The library's packages and their rooms, in alphabetical order."""
    return sorted(found.parent for found in PACKAGE.rglob("__init__.py"))


def modules(folder: Path) -> list[str]:
    """The names of a package's own modules."""
    return [path.stem for path in sorted(folder.glob("*.py")) if not path.stem.startswith("_")]


def dotted(folder: Path) -> str:
    """``wellbeing.release.protect``."""
    return ".".join(folder.relative_to(PACKAGE.parent).parts)


def address(folder: Path) -> str:
    """Where a package's page is."""
    return f"reference/{dotted(folder)}.md"


def reference(folder: Path) -> str:
    """The page of one package: its own words, then each of its modules."""
    own = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf8"))) or ""
    each = "\n\n".join(f"::: {dotted(folder)}.{name}" for name in modules(folder))
    return f"# {dotted(folder)}\n\n{own}\n\n{each}\n"


def documents(folder: Path) -> Iterator[str]:
    """The pages that a folder of the documentation holds."""
    return (path.relative_to(DOCUMENTS).as_posix() for path in sorted(folder.glob("*.md")))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Say which pages there are, in which order."""
    decisions = list(documents(DOCUMENTS / "decisions"))
    others = [name for name in documents(DOCUMENTS) if name not in PAGES]
    config.nav = [
        *PAGES,
        *others,
        {"Decisions": decisions},
        {"Reference": [*map(address, packages())]},
    ]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the reference."""
    for folder in packages():
        files.append(File.generated(config, address(folder), content=reference(folder)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Leave the words of links to files that are no pages."""
    return OUTSIDE.sub(r"\1", markdown)
