from wellbeing.release.estimate.clustering import design_effects


def test_every_closed_question_has_one_rounded_figure(islands, islands_true):
    found = design_effects(islands.engagement, islands_true)
    closed = sorted(question.id for question in islands.engagement.questions if question.closed)
    assert found["question"].to_list() == closed
    assert found.columns == ["question", "deff", "basis"]
    assert (found["deff"] == found["deff"].round(1)).all()
    assert (found["deff"] >= 1).all()
