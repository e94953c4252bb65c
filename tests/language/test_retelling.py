"""What inner rooms say in English is told again on pages, with its parts, however deep they stand."""

import pytest

from wellbeing.language import retold, speaking
from wellbeing.model.errors import counted, quoted

#: What an inner room says → what a page says.
TOLD = {
    "says no date": "no indica fecha",
    "says no sector": "no indica: sector",
    f"{counted(2, 'row')} not in quarantine (any more): {quoted([7, 8])}. Nothing was mended.": (
        "2 filas ya no en cuarentena: '7', '8'. No se corrigió nada."
    ),
    "no answer to 'cuál' is called that": "nada se llama así: respuesta a 'cuál'",
    # two sentences of which each is known
    "x.csv is empty. No word helps here.": "x.csv está vacío. Aquí no ayuda ninguna palabra.",
    # a full stop in a name ends no sentence, and a name with an apostrophe is one name
    "/a.b/profiles has no profile 'x'. Profiles: 'O'Higgins', 'b'. `wellbeing profile FILE` proposes one.": (
        "/a.b/profiles no tiene el perfil 'x'. Perfiles: 'O'Higgins', 'b'. `wellbeing profile FILE` propone uno."
    ),
    "1,234 rows in quarantine, 3 comments": "1,234 filas en cuarentena, 3 comentarios",
}


@pytest.mark.parametrize("text", TOLD, ids=range(len(TOLD)))
def test_a_text_is_found_by_its_wording(text):
    with speaking("es-CL"):
        assert retold(text) == TOLD[text]


@pytest.mark.parametrize("text", ["", "Nobody ever said this.", "row", "Ana: hello"], ids=range(4))
def test_what_no_catalogue_knows_stays_as_it_is(text):
    with speaking("es-CL"):
        assert retold(text) == text


def test_in_english_everything_stays_as_it_is():
    assert [retold(text) for text in TOLD] == [*TOLD]


def test_what_a_row_says_is_filled_in_and_never_read_as_a_message():
    with speaking("es-CL"):
        assert retold("region '{reason}' cannot be mended by a word. A number is no word.").startswith(
            "región '{reason}' no se corrige"
        )
