@pytest.mark.parametrize(
    ("names", "kind", "english", "spanish"),
    [
        (["Norte"], "standard", "Norte", "Norte"),
        (["Norte", "Sur", "Centro"], "standard", "Norte, Sur and Centro", "Norte, Sur y Centro"),
        (["ciencias", "ingeniería"], "standard", "ciencias and ingeniería", "ciencias e ingeniería"),
        (["nieve", "hielo"], "standard", "nieve and hielo", "nieve y hielo"),
        (["siete", "ocho"], "or", "siete or ocho", "siete u ocho"),
    ],
)
def test_names_in_a_row_are_joined_as_the_language_does(names, kind, english, spanish):
    assert join_words(names, kind) == english
    with speaking("es-CL"):
        assert join_words(names, kind) == spanish


def test_a_message_of_a_constant_is_said_in_the_language_of_its_moment():
    gap = message("gap")
    with speaking("es-CL"):
        assert (say(gap), spelled(3)) == ("brecha", "3")
    assert (say(gap), spelled(3)) == ("gap", "three")
