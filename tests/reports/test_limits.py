from wellbeing.reports.limits import unknowns
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice


def test_what_is_not_known_names_the_empty_slot_and_the_assumed_types(with_empty_slot):
    said = " ".join(unknowns(Answer(with_empty_slot, Choice())))
    assert "No figures yet for the benchmark “Work”. Not at hand." in said
    assert "All 8 types are compared with an assumed target" in said
    assert "Chatham Islands" in said


def test_a_benchmark_with_patterns_within_types_does_not_take_their_mix_to_be_the_same(figures):
    same_mix = "The mix of types is taken to be the same everywhere."
    said = {name: " ".join(unknowns(Answer(figures, Choice(benchmark=name)))) for name in ("", "need")}
    assert [same_mix in text for text in said.values()] == [True, False]


def test_who_states_no_region_and_no_type_is_counted(figures):
    said = " ".join(unknowns(Answer(figures, Choice())))
    area, type_ = (figures.not_stated[column]["count"] for column in ("area", "stakeholder"))
    assert f"{area} contributions state no region and {type_} contributions state no type" in said
