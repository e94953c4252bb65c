"""What good rows became."""

from dataclasses import dataclass, field

import dataframely as dy
import polars as pl

from wellbeing.model.intake import Identities, Notes
from wellbeing.model.tables import Answers, Contributions, Events, Organisations
from wellbeing.sources.intake.problems import no_problems


@dataclass(frozen=True)
class Made:
    """Tables, and what was found wrong with some rows while they were made."""

    contributions: dy.DataFrame[Contributions] = field(default_factory=Contributions.create_empty)
    identities: dy.DataFrame[Identities] = field(default_factory=Identities.create_empty)
    answers: dy.DataFrame[Answers] = field(default_factory=Answers.create_empty)
    events: dy.DataFrame[Events] = field(default_factory=Events.create_empty)
    organisations: dy.DataFrame[Organisations] = field(default_factory=Organisations.create_empty)
    notes: dy.DataFrame[Notes] = field(default_factory=Notes.create_empty)
    problems: pl.DataFrame = field(default_factory=no_problems)
