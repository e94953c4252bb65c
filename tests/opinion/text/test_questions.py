"""A question asks for praise, for faults, or for anything."""

import pytest

from wellbeing.opinion.text.questions import Valence, question_valence


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What could be better?", Valence.FAULTS),
        ("How could we improve?", Valence.FAULTS),
        ("Do you have any concerns about the policy?", Valence.FAULTS),
        ("What was good?", Valence.PRAISE),
        ("What do you like about the approach?", Valence.PRAISE),
        ("What worries or hopes do you have?", Valence.OPEN),
        ("What works well, and what could be improved?", Valence.OPEN),
        ("Is there anything else you would like to tell us about wellbeing?", Valence.OPEN),
        ("What would you change about the policy?", Valence.FAULTS),
        ("What works well?", Valence.PRAISE),
        ("What would success look like?", Valence.OPEN),
        ("How well were you looked after?", Valence.OPEN),
        ("How satisfied are you with the service?", Valence.OPEN),
        ("What are your hopes for your whānau?", Valence.OPEN),
        ("", Valence.OPEN),
        (None, Valence.OPEN),
    ],
)
def test_a_question_asks_for_praise_for_faults_or_for_anything(question, wanted):
    assert question_valence(question) is wanted
