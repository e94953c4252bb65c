"""Names on tiles tell regions apart."""

from wellbeing.charts.tile_names import tile_names


def test_where_several_begin_alike_the_last_word_tells_them_apart():
    names = {"13": "Los Lagos", "14": "Los Ríos", "09": "La Araucanía", "05": "Valparaíso", "x": "Ny"}
    assert list(tile_names(names).values()) == ["LLA", "LRÍ", "LAR", "VAL", "NY"]


def test_names_that_stay_alike_are_told_apart_by_their_codes():
    names = {"geo": "Saint-Géry", "ger": "Saint-Gérard", "van": "Sainte-Anne", "w": "Wavre"}
    made = tile_names(names)
    assert made == {"geo": "GEO", "ger": "GER", "van": "SAN", "w": "WAV"}
