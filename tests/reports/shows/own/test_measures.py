"""A measure of an analyst's own is seen wherever a show is, says why where it fails, and breaks no page."""

import doctest
import io
import itertools
import re
import signal
from zipfile import ZipFile

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wellbeing as wb
from wellbeing.language import speaking
from wellbeing.model.scene import OWN_KIND
from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.formats.every import FOLDER, ONE_FILE
from wellbeing.reports.own import measure as measure_module
from wellbeing.reports.own.loading import load_measures
from wellbeing.reports.own.measure import forget_measure, own_shows
from wellbeing.reports.reply import CellReply
from wellbeing.reports.shows.own.listing import axis
from wellbeing.reports.shows.own.numbers import number_text, short_text
from wellbeing.reports.shows.own.working_out import worked_out
from wellbeing.reports.shows.registry import available_shows, explorer_of, show_of
from wellbeing.sources.paths import SHIPPED
from wellbeing.state.answer import Answer, answer_to
from wellbeing.state.choice import Choice
from wellbeing.views.explore import Explore
from wellbeing.views.files.downloads import DOWNLOADS
from wellbeing.views.parts.map import Map
from wellbeing.views.parts.matrix import Matrix
from wellbeing.views.parts.more import More
from wellbeing.views.parts.point import Point

EXAMPLES = ("location_quotient", "beside_urban", "per_thousand_in_need")
HOSTILE = '<img src=x onerror="alert(1)">{0}$x$'


@pytest.fixture(autouse=True)
def forgotten():
    """No measure outlives its test."""
    yield
    for show in own_shows():
        forget_measure(show.id)


@pytest.fixture
def examples():
    load_measures(SHIPPED / "data/your-say-2018/measures")
    return {show.id: show for show in own_shows()}


def raising(region):
    """Never comes to an end."""
    raise ValueError(HOSTILE)


#: What is no measure → what is said of it.
WRONG = {
    "no frame": (lambda _: 1, "It gave int, not a Polars frame"),
    "no value": (lambda region: region, "no column 'value' of numbers"),
    "words": (lambda region: region.select("area", value=pl.col("area")), "no column 'value' of numbers"),
    "a strange area": (lambda _: pl.DataFrame({"area": ["nowhere"], "value": [1.0]}), "'nowhere'"),
    "a cell twice": (
        lambda _: pl.DataFrame({"area": ["02"] * 2, "value": [1.0, 2]}),
        "1 cell has several rows",
    ),
    "nobody's row": (
        lambda _: pl.DataFrame({"area": [None, "01"], "value": [1.0, 2]}),
        "1 row has null for 'area'",
    ),
    "more columns": (lambda region: region.select("area", value="count", other="low"), "'other'"),
    "an interval turned round": (
        lambda _: pl.DataFrame({"area": ["01"], "value": [1.0], "lower": [2.0], "upper": [0.0]}),
        "1 row has a `lower` above its `upper`",
    ),
    "no number": (
        lambda _: pl.DataFrame({"area": ["01", "02"], "value": [float("nan"), 1.0]}),
        "1 row has a 'value' that is no number or has no end (NaN, inf). Make them null",
    ),
    "no end": (
        lambda _: pl.DataFrame({"area": ["01"], "value": [1.0], "lower": [float("-inf")], "upper": [2.0]}),
        "1 row has a 'lower' that is no number or has no end",
    ),
    "ends in words": (
        lambda _: pl.DataFrame({"area": ["01"], "value": [1.0], "lower": ["few"], "upper": ["many"]}),
        "'lower', 'upper' hold no numbers",
    ),
    "a frame of pandas": (
        lambda region: region.to_pandas(),
        "a pandas DataFrame, not a Polars frame with the columns 'area', 'stakeholder', 'value'. Make one: `pl.from",
    ),
    "a lazy frame": (lambda region: region.lazy(), "Make one: `rows.collect()`"),
    "another's error": (lambda region: region.select("nothing"), ", in `<lambda>`)"),
    "an error": (raising, "ValueError: <img"),
}


def marked(function, needs="region", **words):
    told = {"title": "A measure", "unit": "times"} | words
    wb.measure(**{"needs": needs, "name": "tried"} | told)(function)
    return own_shows()[-1]


def test_the_example_of_the_docstring_runs():
    found = doctest.DocTestFinder().find(measure_module, extraglobs={"wb": wb})
    (test,) = [one for one in found if one.examples]
    said = list[str]()
    doctest.DocTestRunner().run(test, out=said.append)
    assert "".join(said) == ""
    assert [show.id for show in own_shows()] == ["heard"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_has_a_picture_of_every_cell_and_a_number_of_most_regions(name, examples, figures):
    assert set(examples) == set(EXAMPLES)
    show, answer = examples[name], answer_to(figures, Choice(show=name))
    pictures = show.cell_pictures(answer)
    areas, types = [*figures.regions, *figures.region_groups.ids], [*figures.types, *figures.type_groups.ids]
    assert set(pictures) == set(itertools.product(["", *areas], ["", *types]))
    told = [one for one in pictures.values() if one.numbers.figure is not None]
    assert len(told) >= 12
    assert all(one.text and show.measure.unit in one.words for one in told)
    assert answer.choice.show == show_of(answer).id == name
    assert show.measure.explanation


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_list_of_each_example_holds_the_cells_that_it_tells_most_first_on_an_axis_of_their_unit(
    name, examples, figures
):
    show, answer = examples[name], answer_to(figures, Choice(show=name))
    pictures, listing = show.cell_pictures(answer), show.listing(answer)
    ((_, rows),) = listing.rows
    told = [pictures[row.choice["area"], row.choice["stakeholder"]].numbers.figure for row in rows]
    assert len(told) >= 8
    assert told == sorted(told, reverse=True)
    assert [row.left for row in rows] == [number_text(one) for one in told]
    ends = [float(text) for _, text in listing.ticks]
    assert ends[0] == 0
    assert ends[-1] >= told[0]
    assert all(
        row.bar.at == pytest.approx(100 * one / ends[-1], abs=0.06)
        for row, one in zip(rows, told, strict=True)
    )
    assert show.measure.unit in listing.drawn
    assert ("interval" in listing.drawn) == (name == "per_thousand_in_need")


def read_back(text, mark=".", parted=","):
    """The number that a text tells."""
    front, _, power = text.replace(parted, "").replace(mark, ".").replace("−", "-").partition(" × 10")
    plain = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(f"{front}e{plain or 0}")


@given(st.floats(-1.79e308, 1.79e308))
def test_a_number_is_told_within_one_in_a_hundred_and_as_nothing_only_where_it_is(value):
    for text in (number_text(value), short_text(value)):
        assert (text == "0") == (value == 0)
        assert read_back(text) == pytest.approx(value, rel=0.01, abs=0)
        assert len(text) <= 18


@pytest.mark.parametrize(
    ("value", "told", "short"),
    [
        (0.87, "0.87", "0.87"),
        (0.5, "0.50", "0.5"),
        (2.0, "2", "2"),
        (0.1044, "0.104", "0.104"),
        (12.44, "12.4", "12.4"),
        (-12.0, "−12", "−12"),
        (1204.4, "1,204", "1,204"),
        (0.0000838, "8.38 × 10⁻⁵", "8.38 × 10⁻⁵"),
        (-1e300, "−1 × 10³⁰⁰", "−1 × 10³⁰⁰"),
        (float("nan"), "", ""),
        (None, "", ""),
    ],
)
def test_a_number_has_the_digits_that_say_something(value, told, short):
    assert (number_text(value), short_text(value)) == (told, short)


def test_a_number_has_the_marks_of_the_language():
    with speaking("es-CL"):
        assert (number_text(1204.4), number_text(0.0000838)) == ("1.204", "8,38 × 10⁻⁵")


@pytest.mark.parametrize("values", [[-1.7e308, 1.7e308], [5e-324, -5e-324], [0.0, 0.0], [1e-5, 8.4e-5]])
def test_an_axis_has_numbers_at_its_ticks_and_a_shade_has_one_at_its_ends(values, figures):
    rows = pl.DataFrame({"area": figures.regions[:2], "value": values})
    show = marked(lambda: rows, needs=())
    answer = answer_to(figures, Choice(show="tried"))
    listing = show.listing(answer)
    assert all(text and "nan" not in text for _, text in listing.ticks)
    ((_, told),) = listing.rows
    assert all(0 <= row.bar.at <= 100 for row in told)
    words = [entry.words for entry in show.legend(answer)]
    assert [one for one in words if "nan" in one or "inf" in one] == []


@pytest.mark.parametrize("values", [[17.0], [17.0, 17.0], [17.0, 168.0, 682.0], [1.0, 2.0, 3.0, 4.0, 5.0]])
def test_a_legend_has_no_shade_of_which_there_is_none_and_says_every_number(figures, values):
    rows = pl.DataFrame({"area": figures.regions[: len(values)], "value": values})
    show = marked(lambda: rows, needs=())
    answer = answer_to(figures, Choice(show="tried"))
    painted = {one.key for one in show.cell_pictures(answer).values()}
    assert {one.key for one in show.legend(answer)} == painted
    assert all(re.search(r"\d", one.words) for one in show.legend(answer) if one.key != "unsaid")


@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=9))
def test_an_axis_holds_all_numbers_and_nothing_and_is_not_much_longer(numbers):
    begins, ends = axis(numbers)
    assert begins <= min(0, *numbers)
    assert ends >= max(0, *numbers) * (1 - 1e-9)
    assert ends > begins
    span = max(0, *numbers) - min(0, *numbers)
    assert ends - begins <= 2 * span or span < 1e-300


@pytest.mark.slow
def test_each_example_stands_on_the_page_in_the_files_and_in_every_report(examples, release, figures):
    made = briefing(figures)
    files = {kind: make(made) for kind, make in ONE_FILE.items()}
    inside = {}
    for kind in ("pptx", "docx", "xlsx"):
        with ZipFile(io.BytesIO(files[kind])) as packed:
            texts = [packed.read(one) for one in packed.namelist() if one.endswith(".xml")]
        inside[kind] = b"".join(texts)
    package = b"".join(FOLDER["csv"](made).values())
    for name, show in examples.items():
        explorer = explorer_of(release, figures)
        explorer.filters.choose({"show": name})
        assert explorer.filters.note == ""
        matrix = Matrix(explorer).markup.html
        assert show.title(explorer.answer) in matrix
        assert show.measure.unit in matrix
        assert Map(explorer).piece.looks
        assert show.measure.unit in DOWNLOADS["csv"].file(explorer.answer, "csv")[2].decode("utf-8-sig")
        (scene,) = [one for one in made.scenes if one.id == f"measure-{name}"]
        assert scene.table.rows.height >= 12
        title = show.measure.title
        assert title in files["html"].decode()
        assert [kind for kind, text in inside.items() if title.encode() not in text] == []
        assert show.measure.unit.encode() in package


def test_a_scene_shows_where_a_measure_tells_something_and_is_compared_with_nothing(examples, figures):
    scenes = {
        one.id.removeprefix("measure-"): one for one in briefing(figures).scenes if one.kind == OWN_KIND
    }
    assert set(scenes) == set(examples)
    assert all("compared with" not in one.evidence for one in scenes.values())
    crossed = scenes["location_quotient"].picture
    assert [title for title, _ in crossed.rows] == ["Most", "Least"]
    assert all(row.bar for _, rows in crossed.rows for row in rows)
    for name in ("beside_urban", "per_thousand_in_need"):
        told = [one.numbers.figure for _, one, _ in scenes[name].picture.areas.values()]
        known = [one for one in told if one is not None]
        assert told == [*sorted(known, reverse=True), *[None] * (len(told) - len(known))]
        assert scenes[name].statements[0] != f"{scenes[name].title}."
        assert sum(one.number for one in scenes[name].picture.legend) == len(scenes[name].picture.areas)


def test_a_scene_of_a_measure_that_fails_says_why(figures):
    marked(raising)
    (scene,) = [one for one in briefing(figures).scenes if one.kind == OWN_KIND]
    assert scene.picture is None
    assert "ValueError" in " ".join(scene.statements)


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_measure_says_why_in_its_own_place(wrong, figures):
    function, said = WRONG[wrong]
    show = marked(function)
    answer = answer_to(figures, Choice(show="tried"))
    assert said in worked_out(show.measure, figures).error
    assert said in show.point(answer)[0]
    assert {one.key for one in show.cell_pictures(answer).values()} <= {"unsaid", "care"}
    others = [one for one in available_shows(figures) if one.id != "tried"]
    assert all(one.point(Answer(figures, Choice(show=one.id))) for one in others)


def test_a_table_that_no_release_has_is_refused_where_it_is_written(figures):
    with pytest.raises(wb.DataError, match=r"no release has: 'regon'\. Did you mean 'region'"):
        marked(lambda region: region, needs="regon")
    for table in figures.release.tables:
        assert marked(lambda frame: frame, needs=table)


def test_a_table_that_this_release_has_not_is_named_with_those_like_it(figures):
    show = marked(lambda region: region, needs="region_by_wave")
    assert "has no table 'region_by_wave'. Did you mean" in worked_out(show.measure, figures).error


@pytest.mark.slow
def test_nothing_of_a_measure_s_words_or_errors_is_markup(release, figures):
    def hostile(region):
        return raising(region)

    hostile.__doc__ = HOSTILE
    marked(hostile, title=HOSTILE[:55], unit=HOSTILE[:28])
    explorer = explorer_of(release, figures)
    explorer.filters.choose({"show": "tried"})
    parts = [part(explorer).markup.html for part in (Matrix, More)]
    made = briefing(figures)
    for text in (*parts, Point(explorer, DOWNLOADS).markup.html, ONE_FILE["html"](made).decode()):
        assert "<img src=x" not in text
    assert ONE_FILE["pdf"](made)
    assert Explore(release)


def test_a_measure_is_given_published_tables_alone_and_cannot_change_them(figures):
    def greedy(region):
        region.insert_column(0, pl.Series("mine", [1] * region.height))
        return pl.DataFrame({"value": [1.0]})

    before = figures.release.table("region")
    assert worked_out(marked(greedy).measure, figures).error == ""
    assert figures.release.table("region").equals(before)
    with pytest.raises(wb.DataError, match="no release has: 'contributions'"):
        marked(lambda record: record, needs="contributions")


def test_what_people_said_is_not_told_by_area_of_those_in_care(figures):
    def said(cells):
        return cells.group_by("area", "stakeholder").agg(value=pl.col("count").sum())

    heard = marked(said, needs="region_stakeholder")
    assert not heard.is_opinion
    show = marked(said, needs="region_stakeholder_by_position")
    assert show.is_opinion
    answer = answer_to(figures, Choice(show="tried"))
    kept = [one for one in figures.types if one in figures.engagement.kept_by_kaitiaki]
    assert kept
    pictures = show.cell_pictures(answer)
    assert {pictures[area, one].key for area in figures.regions for one in kept} == {"care"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.lists(
        st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)), min_size=1, max_size=20
    ),
    chance=st.randoms(use_true_random=False),
)
def test_any_numbers_make_pictures_and_a_legend_that_has_their_keys(values, chance, figures):
    cells = chance.sample(
        [(area, one) for area in ["", *figures.regions] for one in figures.types], len(values)
    )
    columns = {"area": [one for one, _ in cells], "stakeholder": [one for _, one in cells], "value": values}
    rows = pl.DataFrame(columns, schema_overrides={"value": pl.Float64})
    show = marked(lambda: rows, needs=())
    answer = Answer(figures, Choice(show="tried"))
    keys = {one.key for one in show.pictures(answer).values()}
    assert keys <= {entry.key for entry in show.legend(answer)}
    assert all(show.sentences(answer))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"title": ""}, "The title of measure"),
        ({"title": "Heard\u202e"}, r"has 1 sign that cannot be seen: '\\u202e'"),
        ({"needs": None}, "`needs` of `wb.measure` cannot be None: it is a table's name"),
        ({"title": None}, "`title` of `wb.measure` cannot be None: it is text"),
        ({"title": "Heard" + "\u0301" * 4}, "has a letter with more than 3 marks on it"),
        ({"name": "x" * 41}, "is no id of a measure: at most 40 small letters"),
        ({"unit": "x" * 31}, "The unit of measure 'tried' has 31 letters"),
        ({"needs": ("region", "total")}, "does not take the 2 tables that it needs"),
    ],
)
def test_what_cannot_be_shown_is_refused_where_it_is_written(words, said):
    with pytest.raises(wb.DataError, match=said):
        marked(lambda region: region, **words)


def test_a_file_that_fails_is_shown_in_its_place_and_the_others_are_there(tmp_path, figures):
    (tmp_path / "broken one.py").write_text("import nothing_of_that_name")
    (tmp_path / "good.py").write_text(
        "import wellbeing as wb\n"
        '@wb.measure(title="Good", unit="contributions", needs="region")\n'
        "def good(region):\n"
        '    return region.select("area", value="count")\n'
    )
    assert load_measures(tmp_path) == ["Measure of broken one.py", "Good"]
    broken, good = own_shows()
    assert "ModuleNotFoundError" in worked_out(broken.measure, figures).error
    assert worked_out(good.measure, figures).numbers


def test_an_error_of_the_analyst_s_own_function_says_on_which_line(figures):
    error = worked_out(marked(raising).measure, figures).error
    line = raising.__code__.co_firstlineno + 2
    assert error.endswith(f"(line {line}, in `raising`)")


class MuteError(Exception):
    """Cannot say what it is."""

    def __str__(self):
        raise RuntimeError


#: What an analyst's code raises that is no usual error → what is said of it.
RAISED = {
    "an end": (SystemExit(4), "SystemExit: 4 (line"),
    "an interrupt": (KeyboardInterrupt(), "KeyboardInterrupt (line"),
    "a generator's end": (GeneratorExit("over"), "GeneratorExit: over (line"),
    "half of a pair": (ValueError("a\ud800b"), r"ValueError: a\ud800b (line"),
    "a control": (wb.DataError("a\x00b"), r"a\u0000b (line"),
    "no words": (MuteError(), "MuteError (line"),
}


@pytest.mark.parametrize("kind", RAISED)
def test_whatever_a_measure_raises_is_told_in_its_place_in_text_that_can_be_written(kind, figures):
    raised, said = RAISED[kind]

    def ending(_region):
        raise raised

    show = marked(ending)
    answer = answer_to(figures, Choice(show="tried"))
    told = show.point(answer)[0]
    assert said in told
    assert told.encode()
    assert said in " ".join(show.sentences(answer))


def test_a_person_s_interrupt_is_no_error_of_the_measure(figures):
    show = marked(lambda _: signal.raise_signal(signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        worked_out(show.measure, figures)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import sys\nsys.exit(4)\n", "SystemExit: 4 (line 2)"),
        ("\n\n1 / 0\n", "ZeroDivisionError: division by zero (line 3)"),
        ("def deep():\n    raise KeyboardInterrupt\n\ndeep()\n", "KeyboardInterrupt (line 2, in `deep`)"),
        ("def (:\n", "SyntaxError: invalid syntax (zz.py, line 1)"),
    ],
)
def test_a_file_that_ends_is_told_with_a_line_of_its_own(code, said, tmp_path, figures):
    (tmp_path / "zz.py").write_text(code)
    load_measures(tmp_path)
    (show,) = own_shows()
    assert worked_out(show.measure, figures).error == said


def test_files_that_fail_are_told_apart_and_one_that_fails_again_takes_its_own_place(tmp_path):
    for name in ("a b.py", "a_b.py", f"{'long' * 30}.py"):
        (tmp_path / name).write_text("1 / 0")
    for _ in range(2):
        load_measures(tmp_path)
        ids, titles = zip(*((show.id, show.measure.title) for show in own_shows()), strict=True)
        assert len(ids) == len({*ids}) == 3
        assert max(map(len, ids)) <= 40
        assert max(map(len, titles)) <= 60


def test_what_a_measure_says_of_itself_can_be_written(figures):
    def told(region):
        return region.select("area", value="count")

    told.__doc__ = "Half \udc80 of a pair, \x00 and more."
    assert marked(told).measure.explanation == r"Half \udc80 of a pair, \u0000 and more."


#: Which table a measure tells → which areas and types its list holds: each is one of their names in figures.
LISTED = {
    "region": ("regions", None),
    "stakeholder": (None, "types"),
    "region_stakeholder": ("region_groups", "type_groups"),
}


def ids_of(figures, kind):
    found = getattr(figures, kind) if kind else [""]
    return list(getattr(found, "ids", found))


@pytest.mark.parametrize("table", LISTED)
def test_a_list_holds_cells_of_one_kind_and_counts_those_of_it_that_are_not_told(table, figures):
    areas, types = (ids_of(figures, kind) for kind in LISTED[table])
    named = [name for name in ("area", "stakeholder") if name in figures.release.table(table).columns]

    def some(cells):
        told = cells.select(*named, value="count")
        left_out = {
            "area": figures.region_groups.same("02"),
            "stakeholder": figures.type_groups.same(types[0]),
        }
        return told.filter(~pl.col(named[-1]).is_in(left_out[named[-1]]))

    show = marked(some, needs=table)
    answer = answer_to(figures, Choice(show="tried"))
    found = show.ranked(answer)
    cells, untold = found.cells, found.untold
    assert {*cells} <= {*itertools.product(areas, types)}
    assert len({answer.names.cell(*cell) for cell in cells}) == len(cells) > 0
    assert len(cells) + untold == len(areas) * len(types)
    assert untold >= 1
    assert f"{untold} " in show.listing(answer).note


def test_a_list_of_one_region_holds_its_types_and_no_group_beside_them(figures):
    show = marked(
        lambda cells: cells.filter(pl.col("area") == "02").select("area", "stakeholder", value="count"),
        needs="region_stakeholder",
    )
    answer = answer_to(figures, Choice(show="tried"))
    found = show.ranked(answer)
    cells, untold = found.cells, found.untold
    assert {*cells} <= {("02", one) for one in figures.types}
    assert len(cells) + untold == len(figures.types)


def test_a_measure_by_type_alone_says_why_its_map_is_empty(figures):
    show = marked(lambda types: types.select("stakeholder", value="count"), needs="stakeholder")
    answer = answer_to(figures, Choice(show="tried"))
    assert show.map_note(answer) == "Told by type alone: no region has a shade on the map."
    assert {one.key for one in show.signs(answer)} == {"unsaid"}
    finding = show.finding(answer)
    assert finding.count(" and ") >= 1
    assert len({*re.findall(r"\((\d+)", finding)}) == len(re.findall(r"\((\d+)", finding))


def test_an_answer_about_a_region_is_headed_by_what_a_measure_is(figures):
    marked(lambda region: region.select("area", value="count"), title="Heard of mine")
    told = dict(CellReply(answer_to(figures, Choice(show="tried", area="02"))).heard_and_said())
    assert told["An analyst’s own"].startswith("Heard of mine: ")
    assert "What they said" not in told
    usual = dict(CellReply(answer_to(figures, Choice(area="02"))).heard_and_said())
    assert usual["What they said"]
    assert "Heard of mine" not in usual["What they said"]


def test_two_measures_of_one_title_are_refused_and_one_may_be_marked_again():
    marked(lambda region: region, title="Heard of  mine")
    marked(lambda region: region, title="Heard of mine")
    with pytest.raises(wb.DataError, match="'other' has the title of measure 'tried'"):
        marked(lambda region: region, name="other", title="heard of mine")


@pytest.mark.parametrize("word", ["word ", "w"])
def test_a_long_explanation_is_told_in_part_and_stands_whole_with_the_method(word, release, figures):
    def told(region):
        return region.select("area", value="count")

    told.__doc__ = f"{word * 900}\n\nThe second part."
    show = marked(told)
    answer = answer_to(figures, Choice(show="tried"))
    assert 250 < len(show.note(answer)) <= 300
    assert show.sentences(answer)[-1] == show.note(answer)
    explorer = explorer_of(release, figures)
    assert "<p>The second part.</p>" in More(explorer).markup.html
    assert (word * 900).strip() in More(explorer).markup.html
