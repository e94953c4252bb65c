"""Names on tiles tell regions apart."""

from wellbeing.reports.naming import tile_names


def test_where_several_begin_alike_the_last_word_tells_them_apart():
    names = {"13": "Los Lagos", "14": "Los Ríos", "09": "La Araucanía", "05": "Valparaíso", "x": "Ny"}
    assert list(tile_names(names).values()) == ["LLA", "LRÍ", "LAR", "VAL", "NY"]
