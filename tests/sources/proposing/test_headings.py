"""Headings rule columns out: one word that a part or a question does not know, and a person is asked."""

import pytest
from taking import SHIPPED

from wellbeing.sources.proposing.evidence.lexicon import numbers_responses, speaks_of
from wellbeing.sources.proposing.evidence.likeness import alike

QUESTIONS = {question.id: question for question in SHIPPED.engagement.questions}


@pytest.mark.parametrize(
    ("heading", "part", "speaks"),
    [
        ("Which region do you live in?", "region", "surely"),
        ("REGION. Where do you live? (select one)", "region", "surely"),
        ("Region of birth", "region", "else"),
        ("Where is your organisation based?", "region", "else"),
        ("Area", "region", "perhaps"),
        ("Q7", "region", "nothing"),
        ("Who are you?", "stakeholder", "perhaps"),
        ("In what capacity are you responding?", "stakeholder", "surely"),
        ("Who referred you?", "stakeholder", "else"),
        ("RecordedDate", "received_on", "surely"),
        ("Date of birth", "received_on", "else"),
        ("Next appointment", "received_on", "else"),
        ("Organisation name", "organisation", "surely"),
        ("Name of the person", "organisation", "else"),
    ],
)
def test_a_heading_speaks_of_a_part_only_in_words_that_belong_to_it(heading, part, speaks):
    assert speaks_of(heading, part) == speaks


@pytest.mark.parametrize(
    ("heading", "speaks"),
    [
        ("Response ID", "surely"),
        ("Form no.", "surely"),
        ("ID", "surely"),
        ("No.", "else"),
        ("Passport number", "else"),
    ],
)
def test_numbers_of_responses_are_told_from_numbers_of_people(heading, speaks):
    assert numbers_responses(heading) == speaks


@pytest.mark.parametrize(
    ("heading", "question", "like"),
    [
        ("Q5. I trust how government uses my information", "trust", "same"),
        ("I trust how the government uses my information?", "trust", "same"),
        ("Trust", "trust", "named"),
        ("I do not trust how government uses my information", "trust", "shares"),
        ("I trust how businesses use my information", "trust", "shares"),
        ("I trust how government uses my tax information", "trust", "shares"),
        ("Information is shared", "clarity", "shares"),
        ("What worries or hopes do you have?", "data_comment", "begins"),
        ("What worries or hopes do you have about how per", "data_comment", "begins"),
        ("What do you think of the weather?", "approach_comment", "unlike"),
        ("Do you support", "approach", "unlike"),
    ],
)
def test_a_heading_is_a_question_only_without_a_word_more(heading, question, like):
    assert alike(heading, QUESTIONS[question], list(QUESTIONS.values())) == like
