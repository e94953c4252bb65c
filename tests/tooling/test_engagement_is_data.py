"""Nothing in the library is named after one country or year: that comes from the engagement's folder."""

import ast
import csv
import re

import pytest

#: The one module that names the shipped engagement, as the default.
DEFAULT = "sources/paths.py"
COUNTRY_AND_YEAR = ("New Zealand", "Aotearoa", "2018")


def said(tree):
    """Every name and text of a module that is code; docstrings and comments may cite sources and examples."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {id(node.body[0].value) for node in ast.walk(tree) if has_docstring(node, documented)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value
        yield from (
            text
            for _, text in ast.iter_fields(node)
            if isinstance(text, str) and not isinstance(node, ast.Constant)
        )


def has_docstring(node, documented):
    return isinstance(node, documented) and ast.get_docstring(node, clean=False) is not None


def named(modules, words):
    pattern = re.compile(
        "|".join(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])" for word in words), re.IGNORECASE
    )
    return {
        f"{module.name}: {match[0]}"
        for module in modules
        for text in (module.name, *said(module.tree))
        for match in pattern.finditer(text)
    }


@pytest.fixture(scope="module")
def region_names(root):
    with (root / "data/your-say-2018/regions.csv").open(encoding="utf8") as file:
        return {name for row in csv.DictReader(file) for name in (row["name_en"], row["name_mi"]) if name}


def test_code_is_read_and_sources_cited_are_not():
    tree = ast.parse(
        '"""As in 2018."""\ndef auckland(x=2):\n    # 2018\n    "In 2018."\n    return "Otago"\n'
    )
    assert {"auckland", "x", "Otago"} == set(said(tree))


@pytest.mark.slow
def test_no_module_is_named_after_a_country_or_a_year(modules):
    assert named([module for module in modules if module.name != DEFAULT], COUNTRY_AND_YEAR) == set()


@pytest.mark.slow
def test_no_module_names_a_region(modules, region_names):
    assert len(region_names) > 16
    assert named(modules, region_names) == set()


def test_only_one_module_names_the_shipped_engagement(modules):
    assert {module.name for module in modules if "your-say-2018" in module.text} == {DEFAULT}
