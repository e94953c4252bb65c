"""No English scorer reads another language, and hardly any English is held back."""

import tomllib
from pathlib import Path

import pytest

from wellbeing.opinion.text.language import MOSTLY, identify_language

DECLARATION = tomllib.loads(Path(__file__).with_name("declaration.toml").read_text("utf-8"))
SETS = ("nhs_fft", "vader_amazon", "vader_movies", "vader_nyt", "vader_tweets")


def held_back(text):
    language = identify_language(text)
    return language.foreign or language.te_reo >= MOSTLY


def share(texts):
    return sum(held_back(text) for text in texts) / len(texts)


def begun(text):
    """Its first six words."""
    return " ".join(text.split()[:6])


@pytest.mark.parametrize("language", DECLARATION)
def test_sentences_and_six_words_of_a_language_are_held_back(language):
    sentences = DECLARATION[language]
    assert share(sentences) >= 0.97
    assert share([begun(sentence) for sentence in sentences]) >= 0.90


@pytest.mark.parametrize(
    "text",
    [
        "Fakaaue lahi mahaki ma e fono nei",
        "Vinaka vakalevu",
        "Faafetai lava mo le avanoa",
        "Malo aupito e ngaue",
        "Oku ou tui ki he palani ko eni",
        "E le o lelei le auaunaga",
        "Hum sarkar par bharosa nahi karte",
        "Walang nakikinig sa amin",
        "Je n'ai pas confiance dans ce projet",
        "No confiamos en el gobierno",
        "我们不信任政府",
        "Thank you for this. Matou te popole i le saogalemu o faamatalaga a o matou aiga, ma le lumanai o tamaiti.",
    ],
)
def test_comments_in_other_languages_are_held_back(text):
    assert held_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rude receptionist",
        "Car parking charges",
        "Counsellors in schools",
        "wasnt gud",
        "thx heaps",
        "Talofa, thank you for coming to listen to us",
        "Vinaka for the hui",
        "Notes of the rōpū hui: kaumātua, kuia want kōrero, not emails",
        "My aiga needs warm housing",
        "Bula! Great session",
        "Dr Singh and Mrs Fa'asavalu were lovely",
        "Plunket, WINZ, ACC, MSD",
        "Jeane Freeman MSP sent a letter",
        "see https://example.org/informe @lagente",
        "👍👍",
    ],
)
def test_english_is_read_with_its_greetings_names_and_slips(text):
    assert not held_back(text)


@pytest.mark.datasets
def test_at_most_one_english_comment_in_two_hundred_is_held_back(tone_dev):
    texts = [row["text"] for name in SETS for row in tone_dev(name)]
    assert share(texts) <= 0.005
    assert share([begun(text) for text in texts]) <= 0.005
