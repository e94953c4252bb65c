"""The exact tables of an engagement, together: what a record is filled with and what it gives back."""

from dataclasses import dataclass

import dataframely as dy

from wellbeing.model.tables import Answers, Contributions, Events, Organisations


@dataclass(frozen=True)
class RecordTables:
    """Four tables that refer to each other."""

    events: dy.DataFrame[Events]
    organisations: dy.DataFrame[Organisations]
    contributions: dy.DataFrame[Contributions]
    answers: dy.DataFrame[Answers]
