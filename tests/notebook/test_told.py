"""What frames tell is what pages tell: no number of people below the threshold, and nothing worked out of one."""

import re
from itertools import product

import polars as pl
import pytest

from wellbeing.notebook.opened import OpenedRelease, _opened
from wellbeing.reports.briefing.tables import share_row
from wellbeing.reports.words.cells import band, with_sign
from wellbeing.state.choice import Choice
from wellbeing.state.comments import Comments

#: Numbers of people, answers, comments or events, in any frame; the ends of their ranges are none.
NUMBERS = {"count", "count_before", "answered", "commented", "no_answer", "hui", "raised"}
#: Kinds of rows, and what they are crossed with.
ROWS = (("region", ""), ("stakeholder", ""), ("total", ""), ("region", "stakeholder"))
#: In a text: a small number of what people said, or of those heard of those expected; named bodies may be few.
FEW = re.compile(r"\b[0-5] (?:heard (?:of|\()|comments?\b|answers?\b|answered|contributions?\b)(?! more)")


@pytest.fixture(scope="module")
def asked(release) -> OpenedRelease:
    return _opened(release)


@pytest.fixture(scope="module")
def every_frame(asked):
    """Every call × rows × groups × slice × benchmark × question × theme, by what was asked."""
    figures, frames = asked._figures, {}
    closed = [one.id for one in figures.positions.questions]
    opened = [one.id for one in figures.comments.questions]
    slices = [None, *(dict([cut.split(":")]) for cut, _ in figures.slices)]
    for (rows, by), groups in product(ROWS, (False, True)):
        kind = {"rows": rows, "by": by, "groups": groups}
        asking = {
            "coverage": [{"where": one} for one in slices],
            "positions": [{"question": one} for one in closed],
            "tone": [{"question": one} for one in opened],
            "themes": [{"theme": a, "question": b} for a, b in product(figures.comments.themes, opened)],
            "compare": [{"other": asked}],
        }
        for call, every in asking.items():
            for more in every:
                frames[call, *kind.values(), str(more)] = getattr(asked, call)(**kind, **more)
        supposed = asked.what_if(rule={"false_gaps": 0.05}, **kind)
        frames["what_if", *kind.values(), ""] = supposed.rows
    return frames


def test_no_frame_holds_a_number_of_people_below_the_threshold(asked, every_frame):
    threshold = asked.policy.threshold
    small = {}
    for name, frame in every_frame.items():
        for column in NUMBERS & set(frame.columns):
            few = frame.filter(pl.col(column) < threshold)
            if column == "count":  # a fact that nobody was there is told as it is: its range is no range
                few = few.filter(~pl.all_horizontal(pl.col("count", "low", "high") == 0))
            if few.height:
                small[name, column] = few[column].to_list()
    assert small == {}


def test_every_number_of_a_frame_is_of_a_kind_that_is_looked_at(every_frame):
    ends = {"low", "high", "low_before", "high_before", "answered_low", "answered_high"}
    ends |= {"commented_low", "commented_high", "needed_low", "needed_high"}
    whole = {
        name for frame in every_frame.values() for name, kind in frame.schema.items() if kind.is_integer()
    }
    assert whole <= NUMBERS | ends


def test_what_is_worked_out_of_few_is_null_and_their_range_stands(asked, every_frame):
    hidden = {"positions": 0, "themes": 0, "tone": 0}
    for (call, *_), frame in every_frame.items():
        if call not in hidden:
            continue
        number = "commented" if call == "tone" else "answered"
        assert frame.select(f"{number}_low", f"{number}_high").null_count().sum_horizontal().item() == 0
        few = frame.filter(pl.col(number).is_null())
        told = [
            one for one in ("share", "estimate", "standing", "p_below", "shrunken") if one in frame.columns
        ]
        assert few.select(told).null_count().row(0) == (few.height,) * len(told), call
        hidden[call] += few.height
    assert all(hidden.values())


def test_a_frame_and_a_file_tell_the_same_numbers_of_answers(asked, every_frame):
    for (call, *_), frame in every_frame.items():
        if call == "positions":
            for row in frame.iter_rows(named=True):
                assert row["answered"] == share_row(row, asked.policy.threshold)["answered"]


def test_comments_have_the_range_that_the_page_gives_them(asked):
    page = Comments(asked._figures, Choice(show="tone")).tone
    frame = asked.tone(by="stakeholder", groups=True)
    ends = ["commented_low", "commented_high"]
    assert frame.select(ends).equals(page.cells.select(ends))


def test_a_theme_without_a_share_has_no_interval(every_frame):
    frames = [frame for (call, *_), frame in every_frame.items() if call == "themes"]
    without = [frame.filter(pl.col("share").is_null()) for frame in frames]
    assert sum(frame.height for frame in without) > 100
    assert all(frame["interval"].null_count() == frame.height for frame in without)
    told = pl.concat([frame.filter(pl.col("share").is_not_null()) for frame in frames], how="diagonal")
    assert told.filter(~pl.col("share").is_between("lower", "upper")).is_empty()


def test_intervals_are_written_as_pages_write_them(every_frame):
    digits = re.compile(r"\d+(?:[.,]\d+)*")
    for (call, *_), frame in every_frame.items():
        if "interval" not in frame.columns:
            continue
        for low, high, text in frame.drop_nulls("interval").select("lower", "upper", "interval").iter_rows():
            ends = [one.rpartition(".")[2] if "." in one else "" for one in digits.findall(text)]
            assert len(ends) == 2
            assert len(ends[0]) == len(ends[1]), text
            if call == "tone":
                assert text == f"{with_sign(low)} to {with_sign(high)}"
            elif call in {"positions", "themes"}:
                assert text == band(low, high)


@pytest.mark.slow
def test_no_explanation_tells_a_number_below_the_threshold(asked):
    figures = asked._figures
    for show in ("coverage", "position", "tone", "theme"):
        for area, type_ in product(
            ["", *figures.regions[::4], *figures.region_groups.ids[:2]], ["", *figures.types[::3]]
        ):
            assert FEW.findall(str(asked.explain((area, type_), show=show))) == [], (area, type_, show)
