"""Every call of the library answers an argument of another kind in words: what it takes, and an example."""

import inspect
import re
from types import MappingProxyType

import numpy as np
import polars as pl
import pytest

import wellbeing as wb
from wellbeing.notebook.opened import OpenedRelease, _opened

#: What no argument is, or hardly any: each is given to every argument of every call.
ODD = {
    "none": None,
    "number": 3,
    "fraction": 2.5,
    "not a number": float("nan"),
    "truth": True,
    "word": "nope",
    "long word": "x" * 5_000,
    "bytes": b"region",
    "list": ["region"],
    "empty list": [],
    "nested": [["region"], {}],
    "mapping": {"region": "nope"},
    "mapping of no words": {5: None, None: [1]},
    "function": len,
    "thing": object(),
    "array": np.array([1, 2]),
    "frame": pl.DataFrame({"area": [[1], [2]], "value": [None, object()]}),
    "column": pl.Series("area", ["01"]),
    "expression": pl.col("area"),
}
#: Calls of a release, with what they need to be asked at all.
CALLS = {
    "cell": {},
    "columns": {},
    "compare": {"other": "itself"},
    "coverage": {},
    "explain": {},
    "map": {},
    "measured": {"name": "heard"},
    "positions": {},
    "table": {"name": "region"},
    "themes": {"theme": "trust"},
    "to_geopandas": {},
    "tone": {},
    "what_if": {},
}
#: Doors of the library.
DOORS = {
    "load_measures": {},
    "measure": {"title": "Heard", "unit": "times", "needs": "region"},
    "open_record": {},
    "open_release": {},
}
#: A sentence of our own: it begins with a sign that begins one, ends as one, and names no part of a program.
SENTENCE = re.compile(r"[A-Z`'0-9].*[.?!)]", re.DOTALL)


@pytest.fixture(scope="module")
def asked(release) -> OpenedRelease:
    return _opened(release)


def arguments_of(call):
    """Its arguments, by name."""
    every = inspect.signature(call).parameters.values()
    return [one.name for one in every if one.kind is not inspect.Parameter.VAR_KEYWORD]


def refused(call, **given):
    """What it says where it refuses; "" where it answers. Whatever else it raises is a fault."""
    try:
        call(**given)
    except wb.DataError as error:
        return str(error)
    return ""


def test_every_call_of_a_release_is_among_those_that_are_tried(asked):
    fields = {"page", "rule_sliders", "known", "beside"}
    calls = {name for name in dir(asked) if inspect.ismethod(getattr(asked, name))}
    assert calls - fields == set(CALLS)
    assert set(DOORS) <= set(dir(wb))


@pytest.mark.slow
@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("odd", ODD)
def test_no_odd_argument_of_a_release_is_answered_by_an_error_of_python_s(asked, name, odd):
    call, needed = getattr(asked, name), MappingProxyType(CALLS[name])
    for argument in arguments_of(call):
        given = {key: asked if value == "itself" else value for key, value in needed.items()}
        said = refused(call, **given | {argument: ODD[odd]})
        assert not said or SENTENCE.fullmatch(said), (argument, said)
        assert len(said) < 6_000


@pytest.mark.parametrize("name", DOORS)
@pytest.mark.parametrize(
    "odd", sorted(set(ODD) - {"none", "word", "long word", "list", "empty list", "nested"})
)
def test_no_odd_argument_of_a_door_is_answered_by_an_error_of_python_s(name, odd):
    call = getattr(wb, name)
    for argument in arguments_of(call):
        said = refused(call, **DOORS[name] | {argument: ODD[odd]})
        assert said.startswith(f"`{argument}` of `wb.{name}` cannot be ") or isinstance(ODD[odd], bool), said


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda one: one[0], '`name` of `table` cannot be 0: it is text, such as `"region"`.'),
        (lambda one: one.map("region"), "`rows` of `map` cannot be 'region': it is a Polars frame"),
        (lambda one: one.explain(one.coverage()), "`cell` of `explain` cannot be FigureFrame: it is an area"),
        (lambda one: one.compare(None), "`other` of `compare` cannot be None: it is a release"),
        (lambda one: one.what_if(targets=[800]), 'such as `{"02": 800}`'),
        (lambda one: one.what_if(rule=3), 'such as `{"false_gaps": 0.05}`'),
        (lambda one: one.coverage(where="paper"), 'such as `{"channel": "paper"}`'),
        (lambda one: one.coverage(["region"]), "`rows` of `coverage` cannot be ['region']: it is text"),
        (lambda one: one.coverage(groups="yes"), "it is True or False"),
        (lambda one: one.coverage(compare_with="need"), "It takes 'rows', 'by', 'compared_with'"),
        (lambda one: one.explain("02", show=3), "'3' is no show of this release"),
        (lambda one: one.what_if(targets={5: 800}), "A cell is an area and a type"),
        (lambda one: one.page().show(one.coverage(), draw=5), "`draw` of `show` cannot be 5"),
    ],
)
def test_what_is_expected_is_said_with_an_example(asked, ask, said):
    with pytest.raises(wb.DataError) as told:
        ask(asked)
    assert said in str(told.value)


def test_every_word_that_an_explanation_takes_is_known(asked):
    known = asked.known()
    with pytest.raises(wb.DataError) as told:
        asked.explain("02", nothing="x")
    fields = re.findall(r"'(\w+)'", str(told.value).partition("Known: ")[2])
    assert set(fields) <= set(known["kind"])
    for field in fields:
        with pytest.raises(wb.DataError) as told:
            asked.explain("02", **{field: "~"})
        words = re.findall(r"'([^']+)'", str(told.value).partition("Known: ")[2])
        assert set(words) <= set(known.filter(kind=field)["word"]), field
