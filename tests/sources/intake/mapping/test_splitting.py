"""Words of a cell are parted where no known word goes on: the longest wins."""

import pytest

from wellbeing.sources.intake.mapping.splitting import split_cell
from wellbeing.sources.names.spelling import key

OPTIONS = ("Disabled people", "Disabled people, carers and whānau", "Rainbow, takatāpui", "Māori", "A, B, C")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("Māori", ["Māori"]),
        ("Māori,Disabled people", ["Māori", "Disabled people"]),
        ("Māori, Disabled people, carers and whānau", ["Māori", "Disabled people, carers and whānau"]),
        ("Disabled people, Rainbow, takatāpui", ["Disabled people", "Rainbow, takatāpui"]),
        ("Disabled people, carers", ["Disabled people", "carers"]),
        ("a, b, c, māori", ["a, b, c", "māori"]),
        (" , Māori,, ", ["Māori"]),
    ],
)
def test_the_longest_known_word_wins(cell, words):
    assert split_cell(cell, ",", {key(option) for option in OPTIONS}) == words
