"""What stands below a frame or a map is true of all that is in it."""

import polars as pl
import pytest

import wellbeing as wb
from wellbeing.notebook.frames import FigureFrame
from wellbeing.notebook.mapping import pictured
from wellbeing.notebook.opened import OpenedRelease, _opened

BY_PEOPLE = "Compared with: Population (population)."


@pytest.fixture(scope="module")
def asked(release) -> OpenedRelease:
    return _opened(release)


#: Ways in which figures of elsewhere come into a frame.
MIXED = {
    "join": lambda one, other: one.join(other, on="area", suffix="_other"),
    "left join": lambda one, other: one.join(other.select("area", more="ratio"), on="area", how="left"),
    "as of": lambda one, other: one.sort("area").join_asof(other.sort("area"), on="area"),
    "update": lambda one, other: one.update(other, on="area"),
    "stack": lambda one, other: one.vstack(other),
    "beside": lambda one, other: one.hstack(other.select(more="ratio")),
    "extend": lambda one, other: one.clone().extend(other),
}
#: Ways in which a column of elsewhere does, of which nothing is known.
COLUMNS = {
    "column": lambda one, column: one.with_columns(column),
    "columns": lambda one, column: one.with_columns([column, pl.col("count")]),
    "named": lambda one, column: one.with_columns(more=column),
    "insert": lambda one, column: one.clone().insert_column(1, column),
    "replace": lambda one, column: one.clone().replace_column(1, column),
    "beside": lambda one, column: one.hstack([column]),
}


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("mix", MIXED.values(), ids=list(MIXED))
def test_a_frame_of_two_benchmarks_names_neither_and_of_one_that_one(asked, mix):
    people, need = asked.coverage(), asked.coverage(compared_with="need")
    assert mix(people, need).about == mix(need, people).about == ""
    assert mix(people, asked.coverage()).about == people.about == BY_PEOPLE
    assert mix(people, pl.DataFrame(need)).about == ""
    assert isinstance(mix(people, need), FigureFrame)


@pytest.mark.parametrize("mix", COLUMNS.values(), ids=list(COLUMNS))
def test_a_column_of_elsewhere_is_said_to_be_of_nothing(asked, mix):
    people, need = asked.coverage(), asked.coverage(compared_with="need")
    assert mix(people, need["ratio"].alias("more")).about == ""
    assert people.about == BY_PEOPLE


def test_what_is_made_of_a_frame_alone_says_what_the_frame_says(asked):
    rows = asked.coverage()
    for made in (
        rows.with_columns(half=pl.col("count") / 2),
        rows.join(asked.coverage("stakeholder"), on="area", how="anti"),
        rows.join(pl.DataFrame({"area": ["02"]}), on="area", how="semi"),
        rows.filter(rows["count"] > 20),
        rows.sort("ratio").head(3).rename({"ratio": "times"}),
    ):
        assert made.about == BY_PEOPLE


def test_a_map_of_two_benchmarks_says_neither(asked):
    both = asked.coverage().join(asked.coverage(compared_with="need"), on="area", suffix="_need")
    assert "Compared with" not in pictured(asked._figures, both, "ratio_need").note
    assert "Compared with" not in both._repr_html_()


def test_measures_beside_each_other_keep_their_titles(asked):
    one = FigureFrame({"area": ["02"], "value": [1.0]}).told("x", {"value": "One (times)"})
    other = FigureFrame({"area": ["02"], "value": [2.0]}).told("y", {"value": "Other (times)"})
    both = one.join(other, on="area", suffix="_other")
    assert both.titles == {"value": "One (times)", "value_other": "Other (times)"}


def test_targets_and_another_rule_are_named_below_the_frame_and_the_map(asked):
    rows = asked.what_if(targets={"Auckland": 800, "providers": 250}, rule={"false_gaps": 0.05}).rows
    said = "Targets in its place: Auckland at 800, Providers at 250. By another rule: `false_gaps` 0.05."
    assert rows.about.startswith(f"{BY_PEOPLE} {said} Not in these rows: Providers.")
    assert said in rows._repr_html_()
    assert said in pictured(asked._figures, rows, "").note
    assert asked.what_if().rows.about == BY_PEOPLE
    many = asked.what_if(targets=dict.fromkeys(asked._figures.regions, 30)).rows.about
    assert "and 7 more." in many


@pytest.mark.parametrize(
    ("targets", "arguments"),
    [
        ({"": 900}, {"rows": "total"}),
        ({"canterbury_chathams": 10}, {"rows": "region", "groups": True}),
        ({("auckland", ""): 10}, {"rows": "region", "groups": True}),
        ({"providers": 10, ("02", "provider"): 10}, {"rows": "region", "by": "stakeholder"}),
        ({("", "providers"): 10}, {"rows": "stakeholder", "groups": True}),
    ],
)
def test_a_target_that_nothing_shown_would_tell_of_is_refused_with_how_to_ask(asked, targets, arguments):
    with pytest.raises(wb.DataError, match="would change nothing") as refused:
        asked.what_if(targets=targets)
    said = ", ".join(
        f'{name}="{one}"' if isinstance(one, str) else f"{name}={one}" for name, one in arguments.items()
    )
    assert f"Ask with `{said}`." in str(refused.value)
    rows = asked.what_if(targets=targets, **arguments).rows
    cell = asked.cell([*targets][-1])
    assert rows.filter(area=cell.area, stakeholder=cell.stakeholder)["expected"].to_list() == [
        [*targets.values()][-1]
    ]
