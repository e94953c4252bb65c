"""Files, functions and folders stay small enough to be read: one over budget is a missing noun."""

import ast
import tomllib
from collections import defaultdict
from functools import cache

import grimp
import pytest

MODULE_LINES = 220
BODY_LINES = 40
COMPLEXITY = 6
ARGUMENTS = 6
FOLDER_FILES = 15
FLOORS = 6
#: Public names that stand in several modules, each for a reason.
SEVERAL = {
    "Floats": "a short name for NumPy's arrays in the signatures of the module that uses it; no thing of its own",
    "Integers": "the same of whole numbers",
}
#: Commands are named by the contract of the command line; what they call is named by what it does.
COMMANDS = "cli/"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def body_lines(function):
    """Lines from the first statement after the docstring to the last."""
    documented = ast.get_docstring(function, clean=False) is not None
    body = function.body[1:] if documented else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def functions(module):
    return {
        f"{module.name}:{node.lineno} {node.name}": body_lines(node)
        for node in ast.walk(module.tree)
        if isinstance(node, Function)
    }


def is_command(node):
    """Whether click makes a command of a function."""
    called = [each.func if isinstance(each, ast.Call) else each for each in node.decorator_list]
    return any(isinstance(each, ast.Attribute) and each.attr in {"command", "group"} for each in called)


def public_names(module):
    """What a module defines for others: functions, classes and constants; commands apart."""
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef) or (isinstance(node, Function) and not is_command(node)):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names = [node.target.id]
        else:
            names = []
        yield from (name for name in names if not name.startswith("_"))


def repeated(modules):
    """Public name → the modules that define it, where there are several."""
    places = defaultdict(set)
    for module in modules:
        for name in public_names(module):
            places[name].add(module.name)
    return {name: sorted(found) for name, found in places.items() if len(found) > 1 and name not in SEVERAL}


def siblings(edges, folder):
    """Who imports whom among the modules and rooms of a folder."""
    depth = folder.count(".") + 2

    def room(module):
        return ".".join(module.split(".")[:depth]) if module.startswith(f"{folder}.") else None

    within = defaultdict(set)
    for importer, imported in edges:
        above, below = room(importer), room(imported)
        if above and below and above != below:
            within[above].add(below)
    return within


def longest_chain(within):
    """The longest chain of imports, lowest last; a chain that meets itself ends with what it met."""

    @cache
    def below(room):
        return max((chain(each) for each in sorted(within.get(room, ()))), key=len, default=())

    met = []

    def chain(room):
        if room in met:
            raise RecursionError(" → ".join([*met[met.index(room) :], room]))
        met.append(room)
        found = (room, *below(room))
        met.pop()
        return found

    return max((chain(room) for room in sorted(within)), key=len, default=())


@pytest.fixture(scope="module")
def edges():
    """Every import between modules of the library, ``(importer, imported)``; for types alone left out."""
    graph = grimp.build_graph("wellbeing", exclude_type_checking_imports=True, cache_dir=None)
    return [
        (importer, each)
        for importer in graph.modules
        for each in graph.find_modules_directly_imported_by(importer)
    ]


@pytest.fixture(scope="module")
def folders(modules):
    """Package → the modules of its own, ``__init__`` apart."""
    held = defaultdict(list)
    for module in modules:
        *folder, file = module.name.split("/")
        if file != "__init__.py":
            held[".".join(["wellbeing", *folder])].append(file)
    return held


def test_a_body_is_counted_without_signature_and_docstring():
    written = (
        'def twice(\n    a,\n):\n    """Add.\n\n    Twice.\n    """\n    total = a + a\n    return total\n'
    )
    assert body_lines(ast.parse(written).body[0]) == 2


def test_a_chain_of_imports_is_found_and_so_is_a_circle():
    edges = [("w.a.x", "w.b"), ("w.b", "w.c.y"), ("w.c.y", "w.c.z"), ("w.a.x", "w.c.z")]
    assert longest_chain(siblings(edges, "w")) == ("w.a", "w.b", "w.c")
    assert longest_chain(siblings(edges, "w.c")) == ("w.c.y", "w.c.z")
    with pytest.raises(RecursionError, match=r"w\.a → w\.b → w\.c → w\.a"):
        longest_chain(siblings([*edges, ("w.c.z", "w.a.x")], "w"))


def test_no_module_is_longer_than_its_budget(modules):
    lengths = {module.name: len(module.text.splitlines()) for module in modules}
    assert {name: lines for name, lines in lengths.items() if lines > MODULE_LINES} == {}


@pytest.mark.slow
def test_no_function_body_is_longer_than_its_budget(modules):
    bodies = {name: lines for module in modules for name, lines in functions(module).items()}
    assert {name: lines for name, lines in bodies.items() if lines > BODY_LINES} == {}


def test_lint_holds_complexity_and_arguments(root):
    lint = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf8"))["tool"]["ruff"]["lint"]
    assert lint["mccabe"]["max-complexity"] == COMPLEXITY
    assert lint["pylint"]["max-args"] == ARGUMENTS
    assert {"C90", "PL"} <= set(lint["select"])
    silenced = {*lint["ignore"], *lint["per-file-ignores"].get("src/**", ())}
    assert not silenced & {"C901", "PLR0913"}


def test_no_module_silences_complexity_or_arguments(modules):
    codes = ("C901", "PLR0913")
    lines = [(module.name, line) for module in modules for line in module.text.splitlines() if "noqa" in line]
    assert [name for name, line in lines if any(code in line for code in codes)] == []


def test_no_folder_holds_more_files_than_its_budget(folders):
    assert {name: len(files) for name, files in folders.items() if len(files) > FOLDER_FILES} == {}


def test_no_folder_has_more_floors_than_its_budget(edges, folders):
    """The floors of the library itself are its layers, which the import contracts hold."""
    chains = {name: longest_chain(siblings(edges, name)) for name in folders if name != "wellbeing"}
    assert {name: chain for name, chain in chains.items() if len(chain) > FLOORS} == {}


def test_every_package_says_what_it_is_for(modules):
    packages = [module for module in modules if module.name.endswith("__init__.py")]
    assert [module.name for module in packages if not ast.get_docstring(module.tree)] == []


def test_a_public_name_is_defined_once(modules):
    assert repeated(modules) == {}


def test_exceptions_are_still_needed(modules):
    counts = defaultdict(int)
    for module in modules:
        for name in set(public_names(module)):
            counts[name] += 1
    assert [name for name in SEVERAL if counts[name] < 2] == []
