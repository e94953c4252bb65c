"""Every way by which anything leaves, found in the code: what the registry in docs/ways-out.md must list."""

import ast
from collections.abc import Iterator
from pathlib import Path

import click

from wellbeing.cli.main import main
from wellbeing.desk.serving import DESK_PAGES
from wellbeing.reports.formats.every import FOLDER, ONE_FILE
from wellbeing.sources.paths import DASHBOARDS
from wellbeing.views.files.downloads import DOWNLOADS
from wellbeing.views.serving import PAGES

#: What writes a file, makes the bytes of one, sends something to a browser, or notes it in a log.
WRITING = {
    *(
        "write_private",
        "make_private",
        "start_private",
        "write_bytes",
        "write_text",
        "mkstemp",
        "copytree",
        "copyfile",
    ),
    *(
        "write_parquet",
        "write_csv",
        "write_excel",
        "write_ndjson",
        "write_ipc",
        "write_database",
        "to_parquet",
    ),
    *(
        "save",
        "savefig",
        "Workbook",
        "add_sheet",
        "echo",
        "secho",
        "print",
        "_send_msg",
        "write_message",
        "getLogger",
    ),
    *(
        "urlopen",
        "urlretrieve",
        "sendall",
        "sendmail",
        "connect_ex",
        "fetch",
        "HTTPConnection",
        "HTTPSConnection",
    ),
}
#: Commands are listed by name: that they print is no way of its own.
COMMANDS = "cli/commands/"


def ways_out() -> set[str]:
    """Pages and what they hand out, reports, notebooks, commands, lines of a browser, modules that write or send."""
    return {
        *(f"page {path}" for path in PAGES),
        *(f"desk {path}" for path in DESK_PAGES),
        *(f"notebook {path.stem}" for path in DASHBOARDS.glob("*.ipynb")),
        *(f"download {kind}" for kind in DOWNLOADS),
        *(f"report {kind}" for kind in (*ONE_FILE, *FOLDER)),
        *(f"command {name}" for name in leaves(main)),
        *in_code(Path(__file__).parents[2] / "src/wellbeing"),
    }


def leaves(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[str]:
    """Commands by name, those of groups with the group's."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, (*before, name))
        else:
            yield " ".join((*before, name))


def in_code(package: Path) -> Iterator[str]:
    """Modules that write or send, and classes that answer a browser."""
    for path in sorted(package.rglob("*.py")):
        tree, name = ast.parse(path.read_text("utf8")), path.relative_to(package).as_posix()
        called = {_last(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        if called & WRITING and not name.startswith(COMMANDS):
            yield f"module {name}"
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and any(_last(base).endswith("Handler") for base in node.bases):
                yield f"handler {node.name}"


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
