"""What is said of comments: no tone without its interval, its number and by how many codes it is corrected."""

import dataclasses
import re

import pytest
from toned import sounding

from wellbeing.model.engagement import Nouns
from wellbeing.reports.evidence.comments import CommentEvidence
from wellbeing.reports.evidence.themes import WITHOUT_CODES, ThemeEvidence
from wellbeing.reports.shows.registry import available_shows, show_of
from wellbeing.reports.shows.tone_rows import ToneRows
from wellbeing.reports.words.care import kept_by, unmapped
from wellbeing.reports.words.tone import NOT_VALIDATED, VALIDATION_WORDS
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures

KEPT, UNMAPPED = kept_by(Nouns()), unmapped(Nouns())
TONE = re.compile(r"tone [−+]?\d\.\d \([−+]?\d\.\d to [−+]?\d\.\d\)")
NUMBER = re.compile(r"(about [\d,]+|fewer than 6|at most [\d,]+|[\d,]+ to [\d,]+) comments")
CORRECTED = re.compile(r"corrected by about \d+ synthetic codes")
QUESTIONS = ("approach_comment", "data_comment")
#: Colours of the palette that say something of a tone.
COLOURS = {"below", "below_pale", "level", "above", "above_pale"}


def cells(figures, **chosen):
    answer = Answer(figures, Choice(**{"show": "tone"} | chosen))
    return show_of(answer).cell_pictures(answer)


def mapped(figures, **chosen):
    answer = Answer(figures, Choice(**{"show": "tone"} | chosen))
    return show_of(answer).map_pictures(answer)


def sentences(figures, **chosen):
    answer = Answer(figures, Choice(**{"show": "tone"} | chosen))
    return show_of(answer).sentences(answer)


@pytest.mark.parametrize(
    ("estimated", "sounds"),
    [((-0.6, -0.7, -0.5, "ok"), "more negative"), ((0.6, 0.5, 0.7, "ok"), "more positive")],
)
def test_the_finding_is_which_types_surely_sound_otherwise(release, estimated, sounds):
    figures = Figures(sounding(release, "service_users", estimated, "stakeholder"))
    lead, average, *_ = sentences(figures)
    assert re.search(rf"In comments on the approach, service users .*sound {sounds}", lead)
    assert average.startswith("About ")
    assert sentences(figures, stakeholder="service_user")[0].startswith("About ")


def test_no_type_is_named_that_only_looks_to_sound_otherwise(figures):
    for question in QUESTIONS:
        lead, told = sentences(figures, question=question)[0], cells(figures, question=question)
        groups = {one: figures.names.stakeholder_short(one) for one in figures.type_groups.ids}
        named = {one for one, name in groups.items() if name.casefold() in lead.casefold()}
        assert named == {one for one in groups if told["", one].key in {"below", "above"}}


def test_themes_begin_with_the_one_most_raised_and_name_those_that_may_be_as_often(figures):
    answer = Answer(figures, Choice(show="theme"))
    first, second, *_ = ThemeEvidence(answer, answer.comments).rows()
    lead = show_of(answer).sentences(answer)[0]
    assert lead.startswith(f"{first['name']}: raised in {first['share']}")
    is_apart = second["bar"]["upper"] < first["bar"]["lower"]
    assert lead.endswith("It is raised most often." if is_apart else "may be as often.")
    assert is_apart or f"“{second['name']}”" in lead
    other = sentences(figures, show="theme", theme=second["theme"])[0]
    assert "most often" not in other


@pytest.mark.parametrize("show", ["position", "tone", "theme"])
def test_a_map_is_of_one_level_until_a_group_is_opened(figures, show):
    groups, drawn = figures.region_groups, mapped(figures, show=show)
    for group in groups.ids:
        assert {drawn[area].key for area in groups.members_of(group)} == {drawn[group].key}
    opened = mapped(figures, show=show, area="canterbury_chathams")
    own = cells(figures, show=show)
    assert opened["13"] == own["13", ""]
    assert opened["15"] == drawn["15"]


def mappable(pictures):
    """The pictures but for those of types of Māori by area, which kaitiaki have not agreed to."""
    return [one for one in pictures.values() if one != UNMAPPED]


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_no_cell_shows_a_tone_without_interval_number_and_validation(figures, question):
    pictures = cells(figures, question=question).values()
    toned = [one for one in pictures if one.key in COLOURS]
    for one in toned:
        assert TONE.search(one.words), one
        assert NUMBER.search(one.words), one
        assert CORRECTED.search(one.words), one
    assert len(toned) >= 5


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_where_it_is_not_validated_there_is_no_colour_and_it_is_said_why(figures, question):
    others = [one for one in mappable(cells(figures, question=question)) if one.key not in COLOURS]
    for one in others:
        assert one.key == "unsaid"
        assert not TONE.search(one.words)
        assert NUMBER.search(one.words)
        assert any(words in one.words for words in VALIDATION_WORDS.values())
        assert re.fullmatch(r"|n [\d,]+|\(n [\d,]+\)", one.text)
    assert others


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS)
def test_without_codes_nothing_has_a_colour_or_an_interval(figures, question):
    pictures = mappable(cells(figures, question=question, codes="without"))
    assert {one.key for one in pictures} == {"unsaid"}
    assert all(one.words.endswith(NOT_VALIDATED) for one in pictures)
    assert sum(one.text.startswith("n ") for one in pictures) >= 10
    assert {one.key for one in mapped(figures, codes="without").values()} == {"unsaid"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("estimated", "shown", "beside"),
    [
        ((-0.6, -0.8, -0.4, "ok"), ("below", "▼", "−0.6"), "more negative than everyone heard"),
        (
            (-0.4, -0.7, -0.1, "ok"),
            ("below_pale", "▽", "−0.4"),
            "looks more negative than everyone heard",
        ),
        ((0.1, -0.1, 0.3, "ok"), ("level", "=", "+0.1"), "not told apart from everyone heard"),
        ((0.6, 0.4, 0.8, "ok"), ("above", "▲", "+0.6"), "more positive than everyone heard"),
    ],
)
def test_the_colour_says_how_surely_it_differs_from_the_whole(release, estimated, shown, beside):
    picture = cells(Figures(sounding(release, "auckland", estimated)))["auckland", ""]
    assert (picture.key, picture.glyph, picture.text) == shown
    assert beside in picture.words


def test_a_region_with_too_few_comments_has_its_group_s_figure_in_brackets(release):
    figures = Figures(sounding(release, "otago_southland", (-0.6, -0.8, -0.4, "ok")))
    picture = cells(figures)["15", ""]
    assert (picture.key, picture.text) == ("below", "(−0.6)")
    assert picture.owner == "Otago and Southland"
    assert "; Otago and Southland: tone −0.6" in picture.words


@pytest.mark.slow
@pytest.mark.parametrize("show", ["position", "tone", "theme"])
@pytest.mark.parametrize("type_", ["iwi_maori", "iwi_maori_organisation"])
def test_opinion_of_maori_is_mapped_only_where_kaitiaki_allow_it(figures, allowed, show, type_):
    assert set(mapped(figures, show=show, stakeholder=type_).values()) == {UNMAPPED}
    assert UNMAPPED not in mapped(allowed, show=show, stakeholder=type_).values()
    by_area = [picture for (area, name), picture in cells(figures).items() if area and name == "iwi_maori"]
    assert set(by_area) == {UNMAPPED}
    assert UNMAPPED not in cells(allowed).values()
    assert cells(figures)["", "iwi_maori"] != UNMAPPED
    assert UNMAPPED not in mapped(figures, show="coverage", stakeholder=type_).values()


def communities(figures):
    answer = Answer(figures, Choice(show="tone"))
    rows = ToneRows(answer, answer.comments).communities()
    return {row["name"]: row for row in rows}


@pytest.mark.slow
def test_the_tone_of_the_community_is_told_only_where_kaitiaki_allow_it(figures, allowed):
    told = communities(figures)["Māori"]
    assert (told["status"], told["text"], told["bar"]) == (KEPT, "", None)
    assert communities(figures)["Pacific peoples"]["status"] != KEPT
    assert communities(allowed)["Māori"]["status"] != KEPT


def tone_rows(figures, block, **chosen):
    answer = Answer(figures, Choice(show="tone", **chosen))
    return {row["name"]: row for row in getattr(ToneRows(answer, answer.comments), block)()}


@pytest.mark.slow
def test_rows_of_tones_by_area_say_that_its_kaitiaki_keep_them(figures, allowed):
    name = figures.names.stakeholder_short("iwi_maori")
    assert tone_rows(figures, "types", area="02")[name]["words"] == KEPT
    assert tone_rows(figures, "types")[name]["words"] != KEPT  # of the whole engagement
    assert tone_rows(allowed, "types", area="02")[name]["words"] != KEPT
    by_area = tone_rows(figures, "areas", stakeholder="iwi_maori_organisation")
    assert len(by_area) == len(figures.region_groups.ids)
    assert {row["words"] for row in by_area.values()} == {KEPT}


def evidence(figures, **chosen):
    answer = Answer(figures, Choice(**{"show": "tone"} | chosen))
    return CommentEvidence(answer, answer.comments), ThemeEvidence(answer, answer.comments)


def test_the_evidence_says_whose_the_tone_is_and_how_far_coders_agree(figures):
    heard, _ = evidence(figures)
    scoring = figures.comments.scoring("approach_comment")
    assert TONE.search(heard.tone().replace("Tone", "tone"))
    assert f"{scoring['scorer']}" in heard.source()
    alpha = f"{scoring['alpha_tone']:.1f} ({scoring['alpha_tone_lower']:.1f} to ".replace("-", "−")
    assert f"tone, ordinal, {alpha}" in heard.source()
    assert f"r {scoring['r']:.1f} (" in heard.source()
    assert f"macro-F1 {scoring['f1']:.1f} (" in heard.source()
    assert f"about {scoring['all_codes']} synthetic codes" in heard.source()


def test_without_codes_the_evidence_names_the_model_alone(figures):
    heard, themes = evidence(figures, codes="without")
    assert heard.source().endswith(f"alone; {NOT_VALIDATED}.")
    assert NOT_VALIDATED in heard.tone()
    assert {row["share"] for row in heard.tones()} == {""}
    assert {row["width"] for row in heard.tones()} == {0}
    assert themes.rows() == []
    assert WITHOUT_CODES[1:] in themes.note()


def test_only_shares_that_codes_correct_have_a_bar_and_they_make_the_mean(figures):
    heard, _ = evidence(figures)
    rows = {row["name"]: row for row in heard.tones()}
    assert re.fullmatch(r"\d+\s% \(\d+–\d+\s%\)", rows["negative"]["share"])
    assert set(rows) == {"negative", "neutral or mixed", "positive"}  # what is not scored has no share
    assert re.search(
        r"^Before they were corrected by about \d+ .* had read \d+ negative, .* not scored.$", heard.as_read()
    )
    whole = figures.comments.tone("total", "approach_comment", "with")["estimate"].item()
    apart = rows["positive"]["width"] - rows["negative"]["width"]
    assert apart / 100 == pytest.approx(whole, abs=0.061)


def test_a_theme_s_bar_is_its_corrected_share(figures):
    _, themes = evidence(figures)
    table = figures.release.table("total_by_theme").filter(question="approach_comment")
    shares = dict(table.select("theme", "estimate").iter_rows())
    told = {row["theme"]: row["width"] for row in themes.rows() if row["share"]}
    assert told == {theme: round(100 * shares[theme]) for theme in told}
    assert len(told) >= 5


def test_the_share_that_is_not_scored_is_told_with_its_reason(figures):
    for chosen in ({}, {"stakeholder": "iwi_maori"}, {"area": "01"}):
        heard, _ = evidence(figures, **chosen)
        assert heard.not_scored().endswith("not scored: te reo Māori is never scored by an English model.")


def test_campaigns_are_told_with_and_without(figures):
    heard, _ = evidence(figures)
    every, copies = (figures.comments.figure(f"{one}.approach_comment") for one in ("comments", "copies"))
    least, most = every["low"] - copies["high"], every["high"] - copies["low"]
    assert f"{every['count']} comments, {copies['count']} of them copies" in heard.campaigns()
    assert f"{least}–{most} without them" in heard.campaigns()


def test_comments_of_a_cell_that_is_told_no_finer_are_those_of_its_groups(figures):
    heard, _ = evidence(figures, area="04", stakeholder="dhb")
    assert "told this finely. Bay of Plenty and Gisborne · Government: at most" in heard.tone()
    assert evidence(figures, area="04")[0].tone().startswith("About")


def test_themes_have_counts_and_hui_and_none_that_is_few_has_a_share(figures):
    _, themes = evidence(figures)
    rows = themes.rows()
    assert len(rows) == len(figures.comments.themes)
    assert all(not row["share"] for row in rows if row["count"] in {"<6", "few sources"})
    assert any(re.fullmatch(r"\d+ of \d+", row["hui"]) for row in rows)


def test_at_hui_the_map_says_at_how_many_of_how_many(figures):
    pictures = mapped(figures, show="theme", measure="hui")
    told = [one for one in pictures.values() if one.text]
    assert told
    for one in told:
        raised, of = map(int, one.text.strip("()").split("/"))
        assert one.key == f"raised_{1 + sum(raised / of >= step for step in (0.25, 0.5, 0.75))}"
        assert f"raised at {raised} of {of} hui" in one.words


def test_the_point_has_one_sentence_on_tone_and_none_where_it_is_not_validated(figures):
    assert sum(bool(TONE.search(one)) for one in sentences(figures)) == 1
    without = sentences(figures, codes="without")
    assert not any(TONE.search(one) for one in without)
    assert NOT_VALIDATED in without[0]


def test_no_theme_is_told_without_codes(figures):
    for pictures in (kind(figures, show="theme", codes="without") for kind in (cells, mapped)):
        assert {one.words for one in mappable(pictures)} == {WITHOUT_CODES}


def test_a_release_without_comments_offers_neither_tone_nor_theme(release):
    kept = {name: table for name, table in release._frames.items() if not name.endswith(("_tone", "_theme"))}
    figures = Figures(dataclasses.replace(release, _frames=kept))
    answer = Answer(figures, Choice(show="tone"))
    assert answer.comments is None
    assert [show.id for show in available_shows(figures)] == ["coverage", "position"]
    assert show_of(answer).id == "coverage"
