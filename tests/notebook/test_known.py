"""Every word that is known is taken by the call that takes its kind, and every word that is taken is known."""

import re
from functools import partial

import polars as pl
import pytest

import wellbeing as wb
from wellbeing.language import speaking
from wellbeing.measures.coverage.states import METHOD
from wellbeing.notebook.opened import OpenedRelease, _opened
from wellbeing.reports.own.measure import forget_measure
from wellbeing.state.rows import words as words_module

#: Words of a list in an error, in quotes.
LISTED = re.compile(r"'([^']+)'")


@pytest.fixture
def asked(release):
    wb.measure(title="Heard", unit="contributions", needs="region", name="tried")(
        lambda region: region.filter(pl.col("area_kind") == "region").select("area", value="count")
    )
    yield _opened(release)
    forget_measure("tried")


def calls_of(asked: OpenedRelease):
    """Kind → the calls that take a word of it; one is enough."""
    crossed = {"region": "stakeholder", "stakeholder": "region"}

    def sliced(word):
        name, _, value = word.partition(":")
        return asked.coverage(where={name: value})

    explained = {
        kind: [partial(lambda kind, word: asked.explain("02", **{kind: word}), kind)]
        for kind in ("show", "codes", "cut", "benchmark", "community")
    }
    return explained | {
        "theme_by": [lambda word: asked.explain("02", show="theme", theme_by=word)],
        "area": [lambda word: asked.explain((word, ""))],
        "stakeholder": [lambda word: asked.cell("02", word)],
        "compared_with": [lambda word: asked.coverage(compared_with=word)],
        "where": [sliced],
        "question": [lambda word: asked.positions(question=word), lambda word: asked.tone(question=word)],
        "theme": [asked.themes, lambda word: asked.explain("02", show="theme", theme=word)],
        "rows": [asked.coverage],
        "by": [lambda word: asked.coverage(crossed.get(word, "region"), by=word)],
        "rule": [lambda word: asked.what_if(rule={word: getattr(METHOD, word, 1)})],
        "measure": [asked.measured],
    }


def refusal(call, word):
    """What a call says of a word that it refuses; "" where it takes it."""
    try:
        call(word)
    except wb.DataError as error:
        return str(error)
    return ""


@pytest.mark.slow
def test_every_word_that_is_known_is_taken_by_the_call_of_its_kind(asked):
    calls = calls_of(asked)
    known = asked.known()
    assert set(known["kind"]) == set(calls)
    refused = {
        (kind, word): said
        for kind, word in known.select("kind", "word").iter_rows()
        if all(said := [refusal(call, word) for call in calls[kind]])
    }
    assert refused == {}
    assert not known.select("kind", "word").is_duplicated().any()


@pytest.mark.parametrize(
    "kind", ["by", "compared_with", "measure", "question", "rows", "rule", "show", "theme", "where"]
)
def test_every_word_that_is_taken_is_known(asked, kind):
    taken = set()
    for call in calls_of(asked)[kind]:
        said = refusal(call, "~:~" if kind == "where" else "~").partition(": ")[2]
        taken |= set(LISTED.findall(said))
    known = set(asked.known().filter(kind=kind)["word"])
    assert taken <= known
    assert known - taken <= ({"region"} if kind == "by" else set())


def test_a_measure_of_one_s_own_is_known_as_one_and_how_themes_are_counted_is_not(asked):
    known = asked.known()
    assert known.filter(kind="measure").select("word", "name").rows() == [("tried", "Heard")]
    assert set(known.filter(kind="theme_by")["word"]) == {"share", "hui"}
    assert asked.measured("tried").height == len(asked._figures.regions)


def test_what_no_show_follows_is_refused_with_the_show_that_does(asked):
    theme = asked.known().filter(kind="theme")["word"][0]
    for show in ({}, {"show": "tone"}, {"show": "tried"}):
        for chosen in ({"theme": theme}, {"theme_by": "hui"}):
            with pytest.raises(wb.DataError, match=r'Ask with `show="theme"` beside it'):
                asked.explain("02", **show, **chosen)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"by": "stakeholder"}, 'Ask with `rows="region"`.'),
        ({"rows": "stakeholder"}, 'Ask with `rows="region"`.'),
        ({"rows": "total"}, 'Ask with `rows="region"`.'),
    ],
)
def test_rows_of_which_a_measure_says_nothing_are_refused_with_those_of_which_it_does(asked, given, said):
    with pytest.raises(wb.DataError, match="Measure 'tried' says nothing of the rows asked for") as refused:
        asked.measured("tried", **given)
    assert said in str(refused.value)


def test_a_measure_of_groups_alone_is_asked_for_with_groups_and_one_of_nobody_says_so(asked):
    wb.measure(title="Heard", unit="contributions", needs="region_stakeholder", name="tried")(
        lambda cells: cells.filter(
            pl.col("area_kind") == "group", pl.col("stakeholder") != "not_stated"
        ).select("area", "stakeholder", value="count")
    )
    with pytest.raises(wb.DataError, match=r'`rows="region", by="stakeholder", groups=True`'):
        asked.measured("tried")
    rows = asked.measured("tried", by="stakeholder", groups=True)
    assert set(rows["area"]) == set(asked._figures.region_groups.ids)
    assert asked.measured("tried", groups=True).equals(rows)
    wb.measure(title="Heard", unit="contributions", needs="region", name="tried")(
        lambda region: region.select("area", value="count").clear()
    )
    nothing = asked.measured("tried")
    assert (nothing.height, nothing.about) == (
        0,
        "`value`: Heard (contributions). It says nothing of anybody.",
    )


def test_each_kind_of_word_has_its_name_in_spanish():
    with speaking("es-CL"):
        for kind, name in words_module._KINDS.items():
            said = words_module.unknown_word("nada", kind, [], "–")
            assert said.startswith("'nada' no existe en esta publicación: ")
            assert f": {name}." not in said, kind
