"""Files and functions stay small enough to be read: one over budget is a missing noun."""

import ast
from statistics import median

MODULE_LINES = 220
MODULE_MEDIAN = 90
BODY_LINES = 25
BODY_MEDIAN = 6

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


def test_a_body_is_counted_without_signature_and_docstring():
    written = (
        'def twice(\n    a,\n):\n    """Add.\n\n    Twice.\n    """\n    total = a + a\n    return total\n'
    )
    assert body_lines(ast.parse(written).body[0]) == 2


def test_no_module_is_longer_than_its_budget(modules):
    lengths = {module.name: len(module.text.splitlines()) for module in modules}
    assert {name: lines for name, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_half_of_the_modules_are_shorter_than_the_median_budget(modules):
    # A package's own file holds one sentence and would flatter the median.
    lengths = [len(module.text.splitlines()) for module in modules if not module.name.endswith("__init__.py")]
    assert median(lengths) <= MODULE_MEDIAN


def test_no_function_body_is_longer_than_its_budget(modules):
    bodies = {name: lines for module in modules for name, lines in functions(module).items()}
    assert {name: lines for name, lines in bodies.items() if lines > BODY_LINES} == {}


def test_half_of_the_function_bodies_are_shorter_than_the_median_budget(modules):
    assert median(lines for module in modules for lines in functions(module).values()) <= BODY_MEDIAN
