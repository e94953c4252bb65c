"""Every sentence of the page is written in its words, with the signs that are printed, and of whom it may tell."""

import html
import re

import pytest
from strolling import parts_of, selections

from wellbeing.reports.shows.registry import available_shows, explorer_of, show_of
from wellbeing.state.answer import Answer
from wellbeing.state.choice import Choice
from wellbeing.views.parts.evidence import EvidencePanel
from wellbeing.views.parts.more import More

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
NAMES = re.compile(r'(?:aria-label|title|alt)="([^"]*)"')
INLINE = re.compile(r"</?(?:b|i|em|strong|abbr|a)\b[^>]*>")
TAGS = re.compile(r"<[^>]*>")
#: What Python reads.
CODE = re.compile(r"<pre\b.*?</pre>", re.DOTALL)


def said(markup):
    """The texts that a reader may read or hear, without their markup."""
    texts = [*NAMES.findall(markup), *TAGS.split(INLINE.sub("", CODE.sub("", markup)))]
    return {re.sub(r"\s*\n\s*", " ", html.unescape(text)).strip(" \n") for text in texts} - {""}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [11, *(pytest.param(seed, marks=pytest.mark.prove) for seed in range(80))])
def test_every_sentence_has_the_words_the_signs_and_the_number_of_the_page(figures, seed):
    explorer = explorer_of(figures.release, figures)
    parts, read = parts_of(explorer), set()
    for wish in selections(figures, seed):
        explorer.filters.choose(wish)
        for part in parts:
            for text in said(part.markup.html) - read:
                read.add(text)
                assert not TYPED.search(text), (type(part), text)
                assert not NUMBER.search(text), (type(part), text)
                # Evidence, and method and sources, say what things are called elsewhere.
                assert isinstance(part, EvidencePanel | More) or not OURS.search(text), (type(part), text)


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


def choices_of_types(figures):
    return [*figures.types, *figures.type_groups.ids]
