"""Every command that a message, a page or a document names exists, with the options named beside it."""

import ast
import re
import shlex

import click
import pytest

from wellbeing.cli import main

#: In backticks, as messages and documents name a command: ``wellbeing release --approve NAME``.
NAMED = re.compile(r"`wellbeing ([a-z][^`]*)`")
#: A line of a block of commands.
LINE = re.compile(r"^ *(?:[\w./-]*/)?wellbeing ([a-z-][^#\n]*)", re.MULTILINE)
TARGET = re.compile(r"(?:`|^ *)make ([a-z]+)", re.MULTILINE)
BLOCK = re.compile(r"^```sh\n(.*?)^```|((?:^ {4}\S.*\n)+)", re.MULTILINE | re.DOTALL)


def problem(words):
    """What click would say of a command's words; nothing where it would run."""
    command, context = main, click.Context(main, info_name="wellbeing")
    words = [word for word in words if not word.startswith("{")]
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        name = words.pop(0)
        if (found := command.get_command(context, name)) is None:
            return f"no command {name!r}"
        command, context = found, click.Context(found, parent=context, info_name=name)
    try:
        command.make_parser(context).parse_args(words)
    except click.UsageError as error:
        return error.message
    return None


def spoken(tree):
    """Texts of a module: constants, and the constant parts of what is put together."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def blocks(text):
    return ["".join(found) for found in BLOCK.findall(text)]


def named_in(text):
    """The commands that a document names, in its sentences and in its blocks."""
    yield from NAMED.findall(text)
    for block in blocks(text):
        yield from LINE.findall(block)


def wrong(name, commands):
    for command in commands:
        said = command.replace("…", "").strip()
        if (told := problem(shlex.split(said))) is not None:
            yield f"{name}: wellbeing {said}: {told}"


@pytest.fixture(scope="module")
def documents(tracked):
    return {name: text for name, text in tracked.items() if name.endswith(".md")}


@pytest.mark.parametrize("command", ["nothing", "codes nothing", "release --nothing"])
def test_a_command_that_does_not_exist_is_found(command):
    assert len(list(wrong("a", [command]))) == 1


@pytest.mark.slow
def test_every_command_named_in_a_message_exists(modules):
    texts = {module.name: spoken(module.tree) for module in modules}
    named = {name: [found for text in told for found in NAMED.findall(text)] for name, told in texts.items()}
    assert sum(map(len, named.values())) > 10
    assert [one for name, commands in named.items() for one in wrong(name, commands)] == []


def test_every_command_named_on_a_page_exists(root):
    pages = {path.name: path.read_text("utf8") for path in root.glob("src/wellbeing/**/*.html")}
    assert [one for name, text in pages.items() for one in wrong(name, NAMED.findall(text))] == []


def test_every_command_named_in_a_document_exists(documents):
    named = {name: list(named_in(text)) for name, text in documents.items()}
    assert sum(map(len, named.values())) > 30
    assert [one for name, commands in named.items() for one in wrong(name, commands)] == []


def test_every_target_of_make_named_in_a_document_exists(documents, root):
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text("utf8"), re.MULTILINE))
    named = {f"{name}: make {one}" for name, text in documents.items() for one in TARGET.findall(text)}
    assert len(named) > 5
    assert {one for one in named if one.rpartition(" ")[2] not in targets} == set()


def test_hooks_before_a_commit_run_what_make_check_runs(root):
    hooks = (root / ".pre-commit-config.yaml").read_text("utf8")
    makefile = (root / "Makefile").read_text("utf8")
    (lint,) = re.findall(r"^lint:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    programs = re.findall(r"\$\(BIN\)/([a-z-]+(?: check| format --check| --verify)?)", lint)
    assert len(programs) == 5
    assert [one for one in programs if f"entry: .venv/bin/{one}\n" not in hooks] == []
    assert "entry: make check\n" in hooks
