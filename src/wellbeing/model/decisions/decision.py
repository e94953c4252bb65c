"""What was decided in a round of an engagement, and on what evidence: a row of ``decisions.csv``."""

import datetime as dt

import dataframely as dy
import msgspec

from wellbeing.model.vocabulary import ROUNDS

#: Letters of an option, of who decided, of a sentence: more has no room on a slide, or in a row of a table.
SHORT, SENTENCE = 120, 300


class Decisions(dy.Schema):
    """One row per option and round in which something was decided about it."""

    option = dy.String(primary_key=True, min_length=1, max_length=SHORT)
    round = dy.Enum(ROUNDS, primary_key=True)
    #: What people said for it, in the words of whoever decided; and the cells that show it: addresses of the page
    #: (``type=agency&show=position&question=trust``).
    said_for = dy.String(max_length=SENTENCE)
    for_cells = dy.List(dy.String())
    #: The same against it.
    said_against = dy.String(max_length=SENTENCE)
    against_cells = dy.List(dy.String())
    changed = dy.String(min_length=1, max_length=SENTENCE)
    decided_by = dy.String(min_length=1, max_length=SHORT)
    decided_on = dy.Date()
    #: Where this is written; of a demonstration, that it is made up.
    source = dy.String(min_length=1, max_length=SENTENCE)


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One row, as a release carries it."""

    option: str
    round: str
    said_for: str
    for_cells: tuple[str, ...]
    said_against: str
    against_cells: tuple[str, ...]
    changed: str
    decided_by: str
    decided_on: dt.date
    source: str
