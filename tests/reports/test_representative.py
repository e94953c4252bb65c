from wellbeing.reports.representative import representative
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice


def test_how_representative_stands_beside_a_fair_draw(figures):
    regions, groups, sensitivity = representative(Answer(figures, Choice()))
    assert "A fair draw of the same size" in regions
    assert "A fair draw of the same size" in groups
    assert "“Plan”" in sensitivity
    assert "“Equal roles”" in sensitivity
