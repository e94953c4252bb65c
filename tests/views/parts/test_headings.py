"""No heading names what its figures ignore: seen from outside, by choosing another and comparing the figures."""

import html
import random
import re
from collections import Counter

import msgspec
import pytest
from strolling import parts_of, selections

from wellbeing.reports.files.rows import file_rows
from wellbeing.reports.funnel import FunnelReport
from wellbeing.reports.naming import chosen_title
from wellbeing.reports.shows.registry import available_shows, explorer_of
from wellbeing.state.explorer import choice_values
from wellbeing.views.parts.controls import Controls

#: Others that are chosen in place of what a heading names.
OTHERS = 2
#: In one run.
SELECTIONS = 6
FIELDS = ("area", "stakeholder", "community", "cut", "benchmark", "question", "theme")
HEAD = re.compile(r"<(h2|h3|caption|summary)\b[^>]*>(.*?)</\1>", re.DOTALL)
TAGS = re.compile(r"<[^>]*>")


def text(markup):
    return " ".join(html.unescape(TAGS.sub(" ", markup)).split())


def blocks(markup):
    """Each heading with what stands under it: of a part's own heading the rest of the part."""
    heads = [*HEAD.finditer(markup)]
    ends = [one.start() for one in heads[1:]] + [len(markup)]
    for head, end in zip(heads, ends, strict=True):
        is_whole = head[1] in {"h2", "summary"}
        under = HEAD.sub("", markup) if is_whole else markup[head.end() : end]
        yield text(head[2]), text(under)


def told(explorer, parts):
    """Part → its blocks; of the funnel, and of a file, the title and the figures."""
    answer = explorer.answer
    every = {type(one).__name__: [*blocks(one.markup.html)] for one in parts}
    every["file"] = [(chosen_title(answer), f"{file_rows(answer).rows()}")]
    if answer.choice.show == "position":
        funnel = FunnelReport(answer)
        areas = answer.figures.region_groups.ids
        every["funnel"] = [
            (f"{funnel.title()} {funnel.share()}", f"{funnel.rows(areas)} {funnel.undrawn(areas)}")
        ]
    return every


def called(figures, field, value):
    """What a field's value is called in headings."""
    names, questions = figures.names, {one.id: one for one in figures.engagement.questions}
    if not value or "," in value:
        return []
    return {
        "area": lambda: [names.area(value)],
        "stakeholder": lambda: [names.stakeholder(value), names.stakeholder_short(value)],
        "community": lambda: [names.community(value)],
        "cut": lambda: [names.cut(value)],
        "benchmark": lambda: [figures.benchmark(value).en],
        "question": lambda: [questions[value].en, questions[value].label],
        "theme": lambda: [figures.comments.themes[value]],
    }[field]()


def bare(body, names):
    """A body without the names of a field's values."""
    for name in names:
        body = body.replace(name, "")
    return body


def unmoved(explorer, parts, field, others):
    """Headings that name what is chosen of a field, over figures that are the same whatever else is chosen of it."""
    figures, chosen = explorer.figures, explorer.filters.choice
    before, own = told(explorer, parts), called(figures, field, getattr(chosen, field))
    every = [(part, at) for part, some in before.items() for at in range(len(some))]
    named = [(part, at) for part, at in every if any(one in before[part][at][0] for one in own)]
    names = sorted({*own, *(name for one in others for name in called(figures, field, one))}, key=len)[::-1]
    same = dict.fromkeys(named, True)
    for other in others if named else ():
        explorer.filters.restore(msgspec.structs.asdict(chosen) | {field: other})
        after = told(explorer, parts)
        for part, at in named:
            pair = [one[part][at][1] if len(one[part]) > at else one for one in (before, after)]
            same[part, at] &= len({len(before[part]), len(after[part])}) == 1 and bare(
                pair[0], names
            ) == bare(pair[1], names)
    explorer.filters.restore(msgspec.structs.asdict(chosen))
    return named, [(field, part, at) for (part, at), is_same in same.items() if is_same]


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(6))
def test_no_heading_names_a_field_that_its_figures_do_not_follow(figures, seed):
    """Of one selection figures may be alike by chance, of too few to tell: never wherever a heading names it."""
    chance = random.Random(seed)  # noqa: S311
    values = choice_values(figures, [show.id for show in available_shows(figures)])
    explorer = explorer_of(figures.release, figures)
    parts = [one for one in parts_of(explorer) if not isinstance(one, Controls)]
    walk, seen, still = [*selections(figures, seed)], Counter(), Counter()
    for wish in [walk[at] | walk[at - 1] for at in chance.sample(range(len(walk)), SELECTIONS)]:
        explorer.filters.choose(wish)
        for field in FIELDS:
            some = sorted(values[field] - {getattr(explorer.filters.choice, field)})
            named, faults = unmoved(explorer, parts, field, chance.sample(some, min(len(some), OTHERS)))
            show = explorer.filters.choice.show
            seen.update((show, field, part, at) for part, at in named)
            still.update((show, *fault) for fault in faults)
    assert len(seen) >= SELECTIONS
    assert [one for one in still if seen[one] > 1 and still[one] == seen[one]] == []
