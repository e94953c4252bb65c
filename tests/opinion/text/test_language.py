"""Te reo Māori is known by its spelling, and is never read as English."""

import pytest

from wellbeing.opinion.text.language import MOSTLY, SOME, identify_language


@pytest.mark.parametrize(
    "text",
    [
        "Kei te tino pai tēnei kaupapa mō ngā whānau katoa.",
        "He aha ai ka tukuna nga raraunga a nga tamariki?",
        "Ko te tumanako ka whakarongo mai koutou ki a matou",
        "Kia whakamanatia te Tiriti",
        "Manaakitanga",
        "Tautoko",
    ],
)
def test_te_reo_is_mostly_te_reo_with_and_without_macrons(text):
    assert identify_language(text).te_reo >= MOSTLY


@pytest.mark.parametrize(
    "text",
    [
        "We were here more than one time, no one came to take me home.",
        "Nike are a rare name to make tomatoes",
        "Kia ora, I hope the tamariki and their whānau are heard. Ngā mihi nui",
        "Te Tiriti o Waitangi must be in the policy, and iwi at the table.",
        "Our marae in Ōtara works with Te Puni Kōkiri on kaupapa Māori services.",
        "",
        "1234 !!!",
    ],
)
def test_english_with_shared_words_names_and_greetings_is_english(text):
    assert identify_language(text).te_reo < SOME


def test_half_and_half_is_mostly_te_reo():
    assert identify_language("Kāore au i te whakapono ki tēnei. I think the plan is weak.").te_reo >= MOSTLY


def test_a_te_reo_sentence_in_a_long_english_comment_is_some_te_reo():
    told = identify_language(
        "The plan reads well to our staff and our board. Engari kei hea te iwi? We would like to know soon."
    )
    assert SOME <= told.te_reo < MOSTLY


def test_decomposed_macrons_are_read_like_composed_ones():
    composed, decomposed = "ng\u0101 wh\u0101nau", "nga\u0304 wha\u0304nau"
    assert identify_language(composed) == identify_language(decomposed)


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("这个政策对我们的家庭很好", True),
        (
            "La política protege los datos personales pero todavía falta claridad sobre quién puede verlos",
            True,
        ),
        (
            "We like the policy but it is not clear who may look at the information that is kept about us",
            False,
        ),
        ("Rude receptionist", False),
        ("Kei te tino pai tēnei kaupapa", False),
    ],
)
def test_a_text_in_neither_language_is_foreign(text, foreign):
    assert identify_language(text).foreign is foreign


@pytest.mark.datasets
def test_the_method_s_figures_are_reached_on_news_sentences(tone_dev):
    rows = tone_dev("lid_ntrex")
    flagged = {
        language: [identify_language(row["text"]).te_reo >= SOME for row in rows if row["lang"] == language]
        for language in ("mi", "en", "mix")
    }
    assert sum(flagged["mi"]) >= 0.985 * len(flagged["mi"])
    assert sum(flagged["en"]) <= 0.005 * len(flagged["en"])
    assert sum(flagged["mix"]) >= 0.80 * len(flagged["mix"])
