"""Where next, in words: of every cell under every yardstick a whole sentence; where nothing is planned, why."""

import dataclasses
import re
from datetime import date

import msgspec
import polars as pl
import pytest

from wellbeing.measures.planning.where_next import MET, OPEN
from wellbeing.reports.files.table import next_as_csv
from wellbeing.reports.next_rows import next_rows
from wellbeing.reports.where_next import NONE, NextReport, settles_sentence
from wellbeing.reports.words.cells import STATE_WORDS, lower_first
from wellbeing.reports.words.settling import chance_words
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures

#: What no sentence may hold: two spaces, a doubled mark, an open end, a technical word, one of a kind in the plural.
WRONG = re.compile(
    r"  |\.\.|,\.|None|nan|1 chances|one more events|benchmark|posterior|cell\b|\bone .* have\b"
)


def every_choice(figures):
    areas = ["", *figures.release.table("areas")["area"]]
    types = ["", *figures.types, *figures.type_groups.ids]
    return [Choice(area=area, stakeholder=one) for area in areas for one in types]


@pytest.mark.slow
def test_of_every_cell_there_is_one_sentence_that_fits_its_state(figures):
    states = {
        (row["area"], row["stakeholder"]): row["state"]
        for row in figures.coverage("", "").iter_rows(named=True)
    }
    for choice in every_choice(figures):
        said = settles_sentence(Answer(figures, choice))
        assert re.fullmatch(r"[A-ZĀĒĪŌŪ][^\n]+\.", said), said
        assert not WRONG.search(said), said
        state = states[choice.area, choice.stakeholder]
        if choice.area or choice.stakeholder:
            assert ("was heard" in said or "were heard" in said) == (state in MET), (choice, said)
            is_open = any(words in said for words in ("bring it to enough", "too few heard"))
            assert is_open == (state in OPEN), (choice, said)


@pytest.mark.slow
def test_it_is_said_under_every_yardstick(figures):
    for reading in figures.readings:
        answer = Answer(figures, Choice(benchmark=reading.id))
        report = NextReport(answer)
        for text in (*report.sentences(), *(row["settles"] for row in report.cells())):
            assert not WRONG.search(text), text
        assert sum(int(row["number"]) for row in report.events()) == 6
        open_cells = answer.coverage.family.filter(pl.col("state").cast(pl.String).is_in(OPEN))
        assert len(report.cells()) == open_cells.height
        states = [row["state"].partition(". ")[0] for row in report.cells()]
        assert states == sorted(states, key=[STATE_WORDS[one] for one in OPEN].index)
        listed = [
            answer.names.cell(*cell)
            for cell in answer.coverage.gaps.select("area", "stakeholder").iter_rows()
        ]
        assert [row["name"] for row in report.cells()][: len(listed)] == listed
        settles = [row["settles"].count(";") + (row["settles"] != NONE) for row in report.events()]
        assert settles == sorted(settles, reverse=True)


def test_the_point_counts_what_the_tables_hold(figures):
    report = NextReport(Answer(figures, Choice()))
    said = " ".join(report.sentences())
    assert f"of the {len(report.cells())} groups, regions and types that are a gap" in said
    assert report.has_costs()
    assert all(
        row["cost"].startswith("NZ$\N{NO-BREAK SPACE}") for row in report.events() if row["cost"] != "–"
    )
    gaps = Answer(figures, Choice()).coverage.gaps.head(3).iter_rows(named=True)
    for row, sentence in zip(
        gaps, report.sentences(), strict=False
    ):  # the largest gaps, each with what it needs
        assert sentence.startswith(f"{figures.names.cell(row['area'], row['stakeholder'])} (gap): ")
        own = settles_sentence(Answer(figures, Choice(area=row["area"], stakeholder=row["stakeholder"])))
        assert lower_first(own).startswith(sentence.partition(": ")[2])


def test_an_event_of_the_engagement_s_own_plan_is_told_from_one_proposed(release, figures):
    assert {row["whose"] for row in NextReport(Answer(figures, Choice())).events()} == {"proposed"}
    plan, first = release.table("plan"), NextReport(Answer(figures, Choice())).events()
    everybody = next(row["place"] for row in first if row["audience"] == "Everybody")
    later = changed(
        release,
        plan=plan.with_columns(
            week=pl.when(pl.col("place").str.starts_with(everybody))
            .then(pl.lit(date(2018, 9, 3)))
            .otherwise("week")
        ),
    )
    report = NextReport(Answer(later, Choice()))
    own = [row["place"] for row in report.events() if row["whose"] == "planned by the engagement"]
    assert own == [everybody]
    assert "still to come" in " ".join(report.sentences())
    assert next_rows(Answer(later, Choice()))["kind"].to_list().count("planned by the engagement") == 1


def test_a_slice_is_not_planned_for_and_says_so(figures):
    said = settles_sentence(Answer(figures, Choice(area="01", cut="channel:paper")))
    assert said == "What would settle it is told of everyone heard, not of “Paper survey” alone."


def changed(release, settings=None, **tables):
    engagement = msgspec.structs.replace(release.engagement, **(settings or {}))
    return Figures(dataclasses.replace(release, engagement=engagement, _frames=release._frames | tables))


@pytest.mark.slow
def test_where_nothing_can_be_planned_it_says_why(release):
    surveys = tuple(one for one in release.engagement.channels if one.id != "hui")
    counted = release.table("figures")
    lacking = {
        "No hui are held": changed(release, {"channels": surveys}),
        "There is no plan": changed(release, plan=release.table("plan").clear()),
        "How many come to a hui is not known": changed(
            release, figures=counted.filter(~pl.col("figure").is_in(["hui", "attendances"]))
        ),
        "How many could have been heard": changed(release, benchmarks=release.table("benchmarks").clear()),
    }
    for why, figures in lacking.items():
        answer = Answer(figures, Choice(area="01"))
        report = NextReport(answer)
        assert report.sentences()[0].startswith(why)
        assert settles_sentence(answer).startswith(why)
        assert (report.events(), report.cells(), report.assumptions()) == ([], [], "")
        assert next_rows(answer).is_empty()
        assert pl.read_csv(next_as_csv(answer))["why"].item().startswith(why)


def test_a_release_from_before_costs_were_known_is_planned_for_without(release):
    figures = changed(release, plan=release.table("plan").drop("cost"))
    report = NextReport(Answer(figures, Choice()))
    assert (report.has_costs(), len(report.events()) > 0) == (False, True)


def test_its_file_holds_numbers_and_no_count_that_is_not_shown(figures):
    rows = pl.read_csv(next_as_csv(Answer(figures, Choice())))
    assert rows["kind"].unique().sort().to_list() == ["proposed", "would settle it"]
    assert rows.filter(kind="proposed")["events"].sum() == 6
    told = rows.filter(kind="would settle it")
    assert told["heard"].null_count() == (told["status"] == "fewer than 6").sum() > 0
    assert rows["chance_with_these"].dtype == pl.Float64


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0, "hardly a chance"),
        (0.1, "about 1 chance in 10"),
        (0.81, "about 8 chances in 10"),
        (1, "more than 9 chances in 10"),
    ],
)
def test_a_chance_is_never_none_and_never_certain(chance, said):
    assert chance_words(chance) == said
