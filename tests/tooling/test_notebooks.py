"""A notebook reads like a contents page: it composes, and holds nothing of its own."""

import ast
import json

import pytest

CELLS = 6
STATEMENTS = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda | ast.For | ast.While | ast.If


def code(notebook):
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def source(cell):
    """The Python of a cell: its magics are not."""
    lines = "".join(cell["source"]).splitlines()
    return "\n".join(line for line in lines if not line.startswith(("%", "!")))


def is_measure(node):
    """Whether a function is a measure of the analyst's own: that is what its notebook ends with."""
    marks = getattr(node, "decorator_list", [])
    return any(isinstance(one, ast.Call) and ast.unparse(one.func) == "wb.measure" for one in marks)


def problems(notebook):
    cells = code(notebook)
    if len(cells) > CELLS:
        yield f"{len(cells)} code cells, at most {CELLS}"
    for number, cell in enumerate(cells, 1):
        if cell["outputs"] or cell["execution_count"] is not None:
            yield f"code cell {number} has saved output"
        for node in ast.walk(ast.parse(source(cell))):
            if isinstance(node, STATEMENTS) and not is_measure(node):
                yield f"code cell {number} has a {type(node).__name__}"


def cell(text, outputs=()):
    return {"cell_type": "code", "source": [text], "outputs": list(outputs), "execution_count": None}


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ([cell("1")] * 7, "7 code cells, at most 6"),
        ([cell("1", outputs=["1"])], "code cell 1 has saved output"),
        ([cell("def f(): pass")], "code cell 1 has a FunctionDef"),
        ([cell("1"), cell("%load_ext x\nfor a in b: a")], "code cell 2 has a For"),
    ],
)
def test_what_a_notebook_may_not_do_is_found(cells, problem):
    assert list(problems({"cells": cells})) == [problem]


def test_every_notebook_only_composes(root):
    notebooks = {path.name: json.loads(path.read_text("utf8")) for path in root.glob("dashboards/*.ipynb")}
    assert {name: found for name, book in notebooks.items() if (found := list(problems(book)))} == {}
