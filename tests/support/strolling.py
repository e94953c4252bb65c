"""The parts of the page that are text, and choices one after the other, as a reader makes them."""

import random
from itertools import pairwise

from wellbeing.reports.shows.registry import available_shows
from wellbeing.state.choice import Choice
from wellbeing.state.explorer import choice_values
from wellbeing.views.files.downloads import DOWNLOADS
from wellbeing.views.parts.controls import Controls
from wellbeing.views.parts.evidence import EvidencePanel
from wellbeing.views.parts.legend import Legend
from wellbeing.views.parts.listing import RowList
from wellbeing.views.parts.matrix import Matrix
from wellbeing.views.parts.more import More
from wellbeing.views.parts.point import Point
from wellbeing.views.parts.regions import RegionList
from wellbeing.views.parts.reply import ReplyPanel

#: Selections in one run: a walk of the page from one to the next.
STEPS = 40


def parts_of(explorer):
    """Every part that is text, around one selection."""
    kinds = (RowList, ReplyPanel, Matrix, More, RegionList)
    evidence = EvidencePanel(explorer)
    evidence.markup.opened = ["evidence"]
    return [
        evidence,
        Point(explorer, DOWNLOADS),
        *(kind(explorer) for kind in kinds),
        Controls(explorer),
        Legend(explorer),
    ]


def selections(figures, seed):
    """Choices one after the other, each a field or two from the last, as a reader makes them."""
    shows = [show.id for show in available_shows(figures)]
    values = {name: sorted(some) for name, some in choice_values(figures, shows).items()}
    values["compare"] = ["auckland:", ":provider", "02:service_user", "auckland:iwi_maori"]
    for name in ("area", "stakeholder"):  # several at once
        values[name] += [",".join(pair) for pair in pairwise(values[name]) if "," not in "".join(pair)][::5]
    chance = random.Random(seed)  # noqa: S311
    for _ in range(STEPS):
        fields = chance.sample(sorted(values), chance.choice((1, 1, 2, 3)))
        yield {name: chance.choice([*values[name], getattr(Choice(), name)]) for name in fields}
