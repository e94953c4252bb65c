from wellbeing.reports.representative import representative
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice


def test_how_representative_stands_beside_a_fair_draw(figures):
    regions, groups, by_region, by_type, sensitivity = representative(Answer(figures, Choice()))
    assert "A fair draw of the same size" in regions
    assert "A fair draw of the same size" in groups
    assert by_region.startswith("By region: taking part varies")
    assert by_type.startswith("By type: taking part varies")
    assert "“Plan”" in sensitivity
    assert "“Equal roles”" in sensitivity


def test_against_targets_no_other_yardstick_is_compared(figures):
    sentences = representative(Answer(figures, Choice(benchmark="targets")))
    assert sentences[-1].startswith("There is only one thing to compare with")
