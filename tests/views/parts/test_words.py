"""Of any selection the page says one thing, in its words, of those chosen; what is taken away says whose it is."""

import html
import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import pytest
from markupsafe import escape
from strolling import STEPS, parts_of, selections

from wellbeing.measures.opinion.positions import SHARED
from wellbeing.reports.files.rows import file_rows
from wellbeing.reports.limits import unknowns
from wellbeing.reports.naming import chosen_parts, chosen_title, file_name, slug
from wellbeing.reports.own.loading import load_measures
from wellbeing.reports.own.measure import forget_measure, own_shows
from wellbeing.reports.paragraph import NOT_OF_THE_SLICE
from wellbeing.reports.representative import representative
from wellbeing.reports.shows.listing import HEARD
from wellbeing.reports.shows.registry import available_shows, explorer_of, show_of
from wellbeing.reports.words.cells import band, count_text, heard_words, state_words
from wellbeing.reports.words.lending import picture_at
from wellbeing.sources.paths import SHIPPED
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.state.names import curly

#: Words of those who make the figures, and everyday words that mean something else to them.
OURS = re.compile(
    r"\b(?:robust|benchmark|slice|lattice|tier|deff|posterior|scorer|the whole(?: engagement)?|lexicon|\w+\.toml)\b"
    r"|α|(?-i:\bNone\b(?! (?:of|on)\b))|\bnan\b",
    re.IGNORECASE,
)
#: What is never printed: typed quotation marks, two spaces, a per cent that stands apart or is torn off.
TYPED = re.compile(r"""["']|\S {2,}\S|\d(?: |(?=%))%|\.\.|,,|\(\)| [,.;]|\d{4}-\d\d-\d\d(?!\.\d)""")
#: One of several, or several of one.
NUMBER = re.compile(
    r"(?<![\d,.–])1 (?:gaps|look|regions|types|contributions|comments|answers|groups|weeks|are)\b"
    r"|(?<![\d,.])(?:[2-9]|\d{2,}) (?:gap|region|type|contribution|comment|answer|group|week|looks)\b(?! ×)"
)
#: Types are several by their names; so are regions in a row.
VERBS = re.compile(
    r"(?<!pinion of )\b(?:boards|DHBs|councils|providers|users|academics|philanthropists|agencies|peoples)"
    r" (?:is|was|has|looks)\b",
    re.IGNORECASE,
)
#: A sentence that begins anew after a colon, a date of another country, a number as programs write it.
FOREIGN = re.compile(
    r": (?:No|None|Not|About|At|Fewer|Too|Gap|Looks|Enough|It|They|These|This|Each|Nothing|Only|There)\b"
    r"|\b(?:January|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b(?!\d)"
    r"|\d(?:st|nd|rd|th)\b|\de[+-]\d|\byyyy"
)
#: An id in place of a label; addresses of sources are none.
ID = re.compile(r"(?<![/\w.-])[a-z]\w*_\w+(?![\w/])")
NAMES = re.compile(r'(?:aria-label|title|alt)="([^"]*)"')
INLINE = re.compile(r"</?(?:b|i|em|strong|abbr|a)\b[^>]*>")
TAGS = re.compile(r"<[^>]*>")
#: How many said something, at least.
SPOKE = re.compile(
    r"(?<![Aa]t most )(?<!than )(?<![\d,])(\d[\d,]*)(?: to [\d,]+)?"
    r"(?: (?:answered|answers|comments)\b|, on average|; tone:)"
)
COPIED = re.compile(r"<div hidden data-copy>(.*?)</div>", re.DOTALL)
#: What says once more what is shown, by its titles: the text to copy, and the line for paper.
TITLES = re.compile(f'{COPIED.pattern}|<p class="on-paper">.*?</p>', re.DOTALL)
#: What is quoted is as others wrote it.
QUOTED = re.compile(r"“[^”]*”")
#: As many words of a sentence as are read in one go.
MOST_WORDS = 45
LEAD = re.compile(r'<p class="lead">(.*?)</p>', re.DOTALL)
BLOCKS = re.compile(r"<(?=button|tr|dt|section|h2)")
#: What Python reads.
CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)


@lru_cache(64)  # what a press does not change is not read again
def said(markup):
    """The texts that a reader may read or hear, without their markup."""
    texts = [*NAMES.findall(markup), *TAGS.split(INLINE.sub("", CODE.sub("", markup)))]
    return {re.sub(r"\s*\n\s*", " ", html.unescape(text)).strip(" \n") for text in texts} - {""}


class Seen(NamedTuple):
    """One selection, and what the page says of it: the markup of each part by its name."""

    answer: Answer
    parts: dict[str, str]

    def blocks(self, part, mark):
        """The buttons, rows and sections of a part that hold a mark."""
        return [one for one in BLOCKS.split(self.parts[part]) if mark in one]


def walked(figures, seed, steps=STEPS):
    """Selections, each with all that the page says of it."""
    explorer = explorer_of(figures.release, figures)
    parts = parts_of(explorer)
    for wish in islice(selections(figures, seed), steps):
        explorer.filters.choose(wish)
        yield Seen(explorer.answer, {type(one).__name__: one.markup.html for one in parts})


@pytest.fixture(
    scope="module",
    params=[(11, STEPS // 2), *(pytest.param((seed, STEPS), marks=pytest.mark.prove) for seed in range(80))],
    ids=str,
)
def walk(figures, request):
    return [*walked(figures, *request.param)]


def wanted(answer):
    """What a title has to say, field by field, in the words of the page."""
    choice, names, fields = answer.choice, answer.names, show_of(answer).fields
    area, _, type_ = choice.compare.partition(":") if choice.beside else ("", "", "")
    asked = answer.positions.question.en if choice.show == "position" else answer.comments.question.label
    told = {
        "area": [names.area(one) for one in (choice.area, area) if one],
        "stakeholder": [names.stakeholder_short(one) for one in (choice.stakeholder, type_) if one],
        "community": [names.community(choice.community)] if choice.community else [],
        "cut": [names.cut(choice.cut)] if choice.cut else [],
        "benchmark": [answer.benchmark.en] if choice.benchmark else [],
        "question": [asked],
        "theme": [answer.figures.comments.themes[answer.comments.theme]],
        "measure": [f"by {names.words.events}"] if choice.counts_hui else [],
        "codes": [] if choice.uses_codes else ["without codes"],
    }
    return [curly(word) for field in ("area", "stakeholder", *fields) for word in told[field]]


def unnamed(seen):
    """Parts of the selection that a title, a text to copy or a file's name leaves out."""
    copied = html.unescape(COPIED.search(seen.parts["Point"])[1])
    for where, text in (("title", chosen_title(seen.answer)), ("copied", copied)):
        yield from ((where, one, text) for one in wanted(seen.answer) if one not in text)
    name = file_name(seen.answer, "csv")
    yield from (("file", one, name) for one in chosen_parts(seen.answer) if f"_{slug(one)}_" not in name)


def lent(seen):
    """Sentences about the selection with more who spoke than were heard of it, and nobody else's name."""
    answer, choice, names = seen.answer, seen.answer.choice, seen.answer.names
    if choice.community or not (choice.area or choice.stakeholder):
        return
    heard = answer.coverage.at(choice.area, choice.stakeholder).row(0, named=True)["high"]
    areas, types = answer.figures.release.table("areas")["area"], choices_of_types(answer.figures)
    others = [*map(names.area, areas), *map(names.stakeholder_short, types)]
    if choice.beside:  # each of two has to be named
        heard, parts = 0, ["Point"]
    else:
        own = {names.area(choice.area), names.stakeholder_short(choice.stakeholder)}
        others = [*(one for one in others if one not in own), "everyone heard", "alone", "All ", "as a whole"]
        parts = ["Point", "ReplyPanel", "EvidencePanel"]
    for part in parts:
        own_words = "\n".join(said(seen.parts[part])).partition(curly(NOT_OF_THE_SLICE.partition("{")[0]))[0]
        for text in re.split(r"(?<=[.])[ \n]", own_words):  # what follows says itself that it is of all
            most = max((int(one.replace(",", "")) for one in SPOKE.findall(text)), default=0)
            if most > heard and not any(one.casefold() in text.casefold() for one in others):
                yield part, heard, text


def apart(seen):
    """Parts that tell another state, count or figure of the selection than its cell has."""
    answer, show, at = (
        seen.answer,
        show_of(seen.answer),
        (seen.answer.choice.area, seen.answer.choice.stakeholder),
    )
    if answer.choice.community or answer.choice.beside or not any(at):
        return
    picture = picture_at(show.cell_pictures(answer), answer.figures, *at)
    row = answer.coverage.at(*at).row(0, named=True)
    words, cell = str(escape(picture.words)), "-".join(at)
    told = [
        ("EvidencePanel", ">Heard<", heard_words(row, answer.threshold)),
        ("Matrix", f'"cell-{cell}"', words),
    ]
    if show.family == HEARD:
        assert (picture.key, picture.text) == (row["state"], count_text(row, answer.threshold))
        listed = (f"{heard_words(row, answer.threshold)}, ", f" ({state_words(row)})")
        told += [("RowList", f'"gap-{cell}"', one) for one in listed]
        told += [("ReplyPanel", 'id="reply"', f": {state_words(row)}<")]
        filed = file_rows(answer).filter(area=at[0], stakeholder=at[1]).select("state", "heard").rows()
        yield from (("file", one) for one in filed if one != (state_words(row), row["count"]))
    elif not answer.is_kept:
        told += [("ReplyPanel", "What they said", words), ("RowList", f'"type-{at[1]}"', words)]
    for part, mark, text in told:
        yield from ((part, text, one) for one in seen.blocks(part, mark) if text not in one)


def said_twice(seen):
    """How firm an answer is, copied a second time; a second interval of a share, or a majority that is not told."""
    answer, copied = seen.answer, html.unescape(COPIED.search(seen.parts["Point"])[1])
    for cell in answer.coverage.finest.select("answer_area", "answer_stakeholder").iter_rows():
        name = re.escape(curly(answer.names.cell(*cell)))
        again = None if answer.choice.beside else re.search(rf"(?:How firm: |; ){name} \(it ", copied)
        yield from [("copied", again[0])] if again else []
    if answer.choice.show != "position" or answer.is_kept or answer.choice.beside:
        return
    rows = answer.positions.bars.named(answer.names.cell)[1].to_dicts()
    own = next((row for row in rows if row["position"] == "support" and row["tier"] in SHARED), None)
    texts = {part: "\n".join(said(seen.parts[part])) for part in ("Point", "ReplyPanel", "EvidencePanel")}
    lead = answer.names.position(answer.positions.question, "support")
    for part, text in texts.items() if own else ():
        is_wide = [
            one
            for one in re.findall(rf" {lead} \((\d+–\d+\s%)\)", text)
            if one != band(own["lower"], own["upper"])
        ]
        yield from ((part, one) for one in is_wide)
    for row in rows if own else ():
        if row["tier"] in SHARED and row["share"] > 1 / 2:
            word = answer.names.position(answer.positions.question, row["position"])
            is_told = re.search(rf"([Mm]ost|more than half) (answered “)?{word}", texts["Point"])
            yield from [] if is_told else [("Point", word)]


def misspelt(seen):
    """Texts with a word, a sign or a number that the page does not use."""
    for part, markup in seen.parts.items():
        yield from misspelt_texts(part, markup)


@lru_cache(64)
def misspelt_texts(part, markup):
    """Of one part: evidence, and method and sources, say what things are called elsewhere."""
    wrong = [TYPED, NUMBER, VERBS, FOREIGN, ID, *([] if part in {"EvidencePanel", "More"} else [OURS])]
    return [(part, text) for text in said(markup) if any(one.search(text) for one in wrong)]


def unread(seen):
    """Sentences that nobody can read aloud: of two colons, or of more words than a breath."""
    parts = [TITLES.sub("", seen.parts[part]) for part in ("Point", "ReplyPanel", "RowList")]
    texts = [text for part in parts for text in said(part)]
    if show_of(seen.answer).family == HEARD:
        texts += [*representative(seen.answer), *unknowns(seen.answer)]
    for text in texts:
        for sentence in re.split(r"(?<=[.;])\s", QUOTED.sub("“”", text)):
            if sentence.count(":") > 1 or len(sentence.split()) > MOST_WORDS:
                yield sentence


def one_sided(seen):
    """Findings of two that stand beside each other which say less of one of them, by name, than of the other."""
    choice, lead = seen.answer.choice, html.unescape(LEAD.search(seen.parts["Point"])[1])
    for side in (choice.beside, choice.alone) if choice.beside else ():
        answer = Answer(seen.answer.figures, side)
        if (own := curly(show_of(answer).point(answer)[0])) not in lead:
            yield own, lead


@pytest.mark.slow
@pytest.mark.parametrize("faults", [unnamed, lent, apart, said_twice, one_sided, unread, misspelt])
def test_no_selection_has_a_fault_of_this_kind(walk, faults):
    assert [(seen.answer.choice, fault) for seen in walk for fault in faults(seen)] == []


@pytest.fixture
def own(figures):
    """The example measures of an analyst, among what can be shown."""
    load_measures(SHIPPED / "data/your-say-2018/measures")
    yield [show.id for show in own_shows()]
    for show in own_shows():
        forget_measure(show.id)


@pytest.mark.slow
@pytest.mark.parametrize("faults", [unnamed, lent, one_sided, unread])
def test_no_selection_of_an_own_measure_has_a_fault_of_this_kind(figures, own, faults):
    explorer = explorer_of(figures.release, figures)
    parts, found = parts_of(explorer), []
    for name, wish in zip(own * 4, islice(selections(figures, 5), 4 * len(own)), strict=False):
        explorer.filters.choose(wish | {"show": name, "compare": ""})
        assert explorer.answer.choice.show == name
        seen = Seen(explorer.answer, {type(one).__name__: one.markup.html for one in parts})
        found += [(seen.answer.choice, fault) for fault in faults(seen)]
    assert found == []


@pytest.mark.slow
def test_no_area_has_a_figure_of_what_those_said_whom_kaitiaki_keep(figures):
    kept = figures.engagement.kept_by_kaitiaki & set(choices_of_types(figures))
    assert kept
    shows = [one for one in available_shows(figures) if one.is_opinion]
    areas = [*figures.regions, *figures.region_groups.ids]
    for type_ in kept:
        for show in shows:
            for area in areas:
                answer = Answer(figures, Choice(area=area, stakeholder=type_, show=show.id))
                texts = [*show_of(answer).point(answer), show.cell_pictures(answer)[area, type_].words]
                assert not [text for text in texts if re.search(r"\d\s*%|tone [−+\d]", text)], texts
            answer = Answer(figures, Choice(stakeholder=type_, show=show.id))
            drawn = show.map_pictures(answer)
            assert not [one.text for one in drawn.values() if one.text]
            assert not re.search(r"\d\s%", "".join(one.words for one in drawn.values()))


#: What somebody is told to have said: a share, a tone, or at least an interval.
TELLS = re.compile(r"\d\s*%|[Tt]one [−+\d]|[Mm]ost |more than half")


@pytest.mark.slow
@pytest.mark.parametrize("show", ["position", "tone", "theme"])
def test_whoever_is_chosen_the_finding_goes_on_to_who_has_something_to_tell(figures, show):
    types, areas = choices_of_types(figures), [*figures.regions, *figures.region_groups.ids]
    questions = show_of(Answer(figures, Choice(show=show))).questions(Answer(figures, Choice(show=show)))
    silent = []
    for question, _ in questions:
        for area, type_ in [*((a, t) for a in areas for t in types), *((a, "") for a in areas)]:
            answer = Answer(figures, Choice(area=area, stakeholder=type_, show=show, question=question))
            texts = " ".join(show_of(answer).point(answer))
            if not (answer.is_kept or TELLS.search(re.sub(r"\d+ % not scored", "", texts))):
                silent.append((question, area, type_, texts))
    assert silent == []


def choices_of_types(figures):
    return [*figures.types, *figures.type_groups.ids]
