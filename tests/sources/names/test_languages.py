"""A language is known by its name in the engagement's language or in English, where one language has that name."""

import pytest

from wellbeing.sources.names.languages import language_tag


@pytest.mark.parametrize(
    ("written", "spoken", "tag"),
    [
        ("English", "en", "en"),
        (" ENGLISH ", "es-CL", "en"),
        ("inglés", "es-CL", "en"),
        ("ingles", "es-CL", "en"),
        ("Maori", "en", "mi"),
        ("Simplified Chinese", "en", "zh-Hans"),
        ("en_NZ", "en", "en-nz"),
        ("inglés", "en", "inglés"),
        ("te reo", "en", "mi"),
        ("te reo Māori", "es-CL", "mi"),
        ("Te Reo Maori", "en", "mi"),
        ("Gagana Sāmoa", "en", "sm"),
        ("NZSL", "en", "nzs"),
        ("français", "en", "fr"),
        ("Deutsch", "es-CL", "de"),
        ("中文", "en", "zh"),
        ("whatever", "en", "whatever"),
    ],
)
def test_a_name_means_a_tag_or_stays_as_it_is(written, spoken, tag):
    assert language_tag(written, spoken) == tag
