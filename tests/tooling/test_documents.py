"""What documents, docstrings and comments point to exists: files, sections, words of the glossary."""

import re
from pathlib import PurePosixPath

import pytest

#: ``[words](target)`` of Markdown, pictures among them.
LINK = re.compile(r"\]\(([^)\s]+)\)")
#: ``docs/method.md``, and the section where one is named: ``docs/method.md, "Coverage"``.
CITED = re.compile(r'(?<![\w/.*-])((?:[\w-]+/)*[\w-]+\.md)(?:, "([^"]+)")?')
HEADING = re.compile(r"^#+ +(.+?)\s*$", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
#: A path of the repository, as documents write one: in backticks, from one of its folders on.
PATH = re.compile(r"`((?:src|tests|docs|scripts|dashboards|benchmarks|geo|data)/[\w./-]+)`")
#: A module or a name of the library: ``wellbeing.opinion.judging``.
DOTTED = re.compile(r"`(wellbeing(?:\.\w+)+)`")
#: A name of a module of the library, as docstrings write it: ``grid.number_cells``.
NAMED = re.compile(r"``(?:\w+\.)*?(\w+)\.(\w+)``")
#: What follows a dot there and is the ending of a file.
ENDINGS = {"csv", "json", "key", "md", "parquet", "pub", "py", "sqlite", "toml"}
#: Figures of earlier commits keep the commands of their day.
HISTORY = {"docs/evidence.md", "CHANGELOG.md"}
#: Words of the field, each to be found once.
FIELD = (
    *("statistical disclosure control", "intruder", "perturbation", "cell key", "discrete Gaussian noise"),
    *("reconciliation", "threshold rule", "dominance or (n,k) rule", "differencing", "information loss"),
    *("intraclass correlation", "design effect", "empirical Bayes", "false-discovery rate"),
    *("benchmark sensitivity", "audit trail", "provenance", "import, quarantine, refuse", "suppression"),
)


def anchors(text):
    """The sections of a Markdown file, as links name them."""
    headings = HEADING.findall(FENCED.sub("", text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def resolved(name, target):
    """The path in the checkout that a link of a file points to."""
    parts = []
    for part in (PurePosixPath(name).parent / target).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def broken_links(name, text, root, tracked):
    for target in LINK.findall(FENCED.sub("", text)):
        if "://" in target or target.startswith("mailto:"):
            continue
        file, _, section = target.partition("#")
        path = resolved(name, file) if file else name
        if not (root / path).exists():
            yield f"{name}: {target}"
        elif section and section not in anchors(tracked[path]):
            yield f"{name}: {target} is no section"


def missing_citations(name, text, tracked):
    documents = {path: path for path in tracked if path.endswith(".md")}
    documents |= {PurePosixPath(path).name: path for path in documents if path.startswith("docs/")}
    for document, section in CITED.findall(text):
        beside = resolved(name, document)
        found = documents.get(document) or documents.get(beside)
        if found is None:
            yield f"{name}: {document}"
        elif section and section not in HEADING.findall(tracked[found]):
            yield f"{name}: {document} has no section {section!r}"


@pytest.fixture(scope="module")
def markdown(tracked):
    return {name: text for name, text in tracked.items() if name.endswith(".md")}


@pytest.mark.parametrize(
    "text",
    ["[a](absent.md)", "[a](../src/absent.py)", "[a](method.md#absent)", "[a](#absent)"],
)
def test_a_broken_link_is_found(root, tracked, text):
    assert len(list(broken_links("docs/index.md", text, root, tracked))) == 1


@pytest.mark.parametrize(
    "text", ["(design.md, release tables)", 'docs/method.md, "Absent"', "shared/data.md"]
)
def test_a_citation_of_what_is_not_there_is_found(tracked, text):
    assert len(list(missing_citations("src/wellbeing/a.py", text, tracked))) == 1


def test_every_link_leads_somewhere(root, tracked, markdown):
    assert [link for name, text in markdown.items() for link in broken_links(name, text, root, tracked)] == []


@pytest.mark.slow
def test_every_document_and_section_that_is_cited_exists(tracked):
    ours = ("src/", "tests/", "docs/", "scripts/", "benchmarks/", "geo/", "data/", "pyproject", "Makefile")
    cited = {name: text for name, text in tracked.items() if name.startswith(ours) and name != THIS}
    assert [one for name, text in cited.items() for one in missing_citations(name, text, tracked)] == []


def test_every_path_that_a_document_names_exists(root, markdown):
    named = {
        f"{name}: {path}"
        for name, text in markdown.items()
        if name not in HISTORY
        for path in PATH.findall(text)
        if not (root / path).exists()
    }
    assert named == set()


def names_something(dotted, root):
    """Whether a dotted name is a package, a module, or stands in one."""
    *within, last = dotted.split(".")
    folder = root.joinpath("src", *within)
    if (folder / f"{last}.py").is_file() or (folder / last).is_dir():
        return True
    module = folder.with_suffix(".py")
    text = (module if module.is_file() else folder / "__init__.py").read_text("utf8")
    return re.search(rf"\b{last}\b", text) is not None


def test_every_name_of_the_library_that_a_document_uses_exists(root, markdown):
    named = {
        (name, one) for name, text in markdown.items() if name not in HISTORY for one in DOTTED.findall(text)
    }
    assert len(named) > 1
    assert {f"{name}: {one}" for name, one in named if not names_something(one, root)} == set()


def names_of_modules(root):
    """Stem of a module or package → every name that it defines, and the modules in a package."""
    names = {}
    for path in (root / "src").rglob("*.py"):
        stem = path.parent.name if path.stem == "__init__" else path.stem
        defined = re.findall(
            r"^ *(?:async def|def|class) (\w+)|^ *(\w+)(?:: [^=\n]+)? = ",
            path.read_text("utf8"),
            re.MULTILINE,
        )
        beside = {each.stem for each in path.parent.iterdir()} if path.stem == "__init__" else set()
        names.setdefault(stem, set()).update({one or other for one, other in defined}, beside)
    return names


def absent_names(text, names):
    """What a text says stands in a module of the library, and does not."""
    return [
        f"{module}.{name}"
        for module, name in NAMED.findall(text)
        if module in names and name not in names[module] | ENDINGS
    ]


def test_a_docstring_that_names_what_is_not_there_is_found(root):
    names = names_of_modules(root)
    assert absent_names("``grid.number_cells``, ``grid.not_there``", names) == ["grid.not_there"]


def test_what_docstrings_name_in_a_module_is_there(root, tracked):
    names = names_of_modules(root)
    ours = {name: text for name, text in tracked.items() if re.match(r"src/.*\.py$", name)}
    assert [f"{name}: {one}" for name, text in ours.items() for one in absent_names(text, names)] == []


def test_the_method_has_its_sections(tracked):
    sections = HEADING.findall(tracked["docs/method.md"])
    wanted = ["Coverage", "What people said", "Disclosure control", "The record", "Text that could identify"]
    assert sections == ["Method", *wanted]


def test_the_glossary_has_each_word_once(tracked):
    rows = re.findall(r"^\| ([^|]+?) \|", tracked["docs/glossary.md"], re.MULTILINE)
    words = [word for word in rows if word not in {"word", "---"}]
    assert sorted({word for word in words if words.count(word) > 1}) == []
    assert [word for word in FIELD if word not in words] == []


#: This file cites what does not exist, to see that it is found.
THIS = "tests/tooling/test_documents.py"
