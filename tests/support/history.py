"""What a record must hold after any calls: a model of it, and what can be seen of it in a record.

The model knows people by number. What ``exports.line`` makes of a number is what they say; from 100 on they name a
region that nobody knows, so that they wait until its meaning is said; from 200 on they give an answer that nobody
understands, which waits while they are taken in.
"""

import contextlib
import copy
import sqlite3
from dataclasses import dataclass, field, replace

from exports import line

from wellbeing.record.store.database import RECORD_FILE

#: By what ``line`` says of a number, modulo 4.
REGIONS = ("N1", "N2", "S1", "S2")
UNKNOWN = ("Atlantis", "Lemuria")
FIRST_UNKNOWN = 100
UNCLEAR = "it depends"
FIRST_UNCLEAR = 200


def word(number):
    return UNKNOWN[number % 2] if FIRST_UNKNOWN <= number < FIRST_UNCLEAR else None


def lines(numbers):
    """What a file says of some people."""
    said = {one: {"Region": word(one)} if word(one) else {} for one in numbers}
    return [
        line(one, **said[one], **({"Content": UNCLEAR} if one >= FIRST_UNCLEAR else {})) for one in numbers
    ]


@dataclass
class Model:
    """A record in thirty lines: a call applied to it says what a record holds after the call."""

    held: set = field(default_factory=set)  # (file, number) of those who were taken in
    words_of: dict = field(default_factory=dict)  # number → region, as they corrected it
    known: set = field(default_factory=set)  # numbers of whom anything is kept, also of imports taken back
    waiting: set = field(default_factory=set)  # (file, number)
    unclear: set = field(default_factory=set)  # (file, number) of answers that wait by themselves
    clear: set = field(default_factory=set)  # of those that were understood since
    gone: set = field(default_factory=set)
    words: dict = field(default_factory=dict)  # unknown word → who wrote it, of those who waited for it
    codes: dict = field(default_factory=dict)  # number → tone
    files: dict = field(default_factory=dict)  # what a file says, by which it is known → its first name
    out: dict = field(default_factory=dict)  # release → how many it was made from

    @property
    def people(self):
        usual = {one: "N1" if word(one) else REGIONS[one % 4] for _, one in self.held}
        return usual | {one: region for one, region in self.words_of.items() if one in usual}

    def import_(self, name, numbers):
        if numbers not in self.files:
            self.files[numbers] = name
            new = [one for one in numbers if one not in self.gone]
            self.waiting |= {(name, one) for one in new if word(one) and word(one) not in self.words}
            self._enter((name, one) for one in new if not word(one) or word(one) in self.words)

    def undo(self, name):
        if name in self.files.values():
            self.files = {numbers: file for numbers, file in self.files.items() if file != name}
            self.held = {(file, one) for file, one in self.held if file != name}
            self.waiting = {(file, one) for file, one in self.waiting if file != name}
            self.unclear = {(file, one) for file, one in self.unclear if file != name}
            self.clear = {(file, one) for file, one in self.clear if file != name}
            self._forget()

    def again(self, numbers):
        if numbers in self.files:
            self.undo(self.files[numbers])
            self.import_("once-more.csv", numbers)

    def release(self, name):
        self.out[name] = len(self.people)

    def mend(self, what):
        if what == UNCLEAR and self.unclear:
            self.words[what] = {one for _, one in self.unclear}
            self.clear |= self.unclear
            self.unclear = set()
        rows = {(name, one) for name, one in self.waiting if word(one) == what}
        if rows:
            self.waiting -= rows
            self._enter(rows)
            self.words[what] = {one for _, one in rows if one in self.people}
            self._forget()

    def withdraw(self, number):
        if number in self.known:
            self.known.remove(number)
            self.gone.add(number)
            self.codes.pop(number, None)
            self.words_of.pop(number, None)
            self.held = {(name, one) for name, one in self.held if one != number}
            self.waiting = {(name, one) for name, one in self.waiting if one != number}
            self.unclear = {(name, one) for name, one in self.unclear if one != number}
            self.clear = {(name, one) for name, one in self.clear if one != number}
            self.words = {what: writers - {number} for what, writers in self.words.items()}
            self._forget()

    def correct(self, number, region):
        if number in self.people:
            self.words_of[number] = region

    def code(self, number, tone):
        if number in self.people:
            self.codes[number] = tone

    def backup(self, _):
        pass

    def _enter(self, rows):
        rows = [(name, one) for name, one in rows if one not in self.gone]
        self.held |= {*rows}
        self.known |= {one for _, one in rows}
        answers = {(name, one) for name, one in rows if one >= FIRST_UNCLEAR}
        if UNCLEAR in self.words:
            self.clear |= answers
        else:
            self.unclear |= answers

    def _forget(self):
        waited = {word(one) for _, one in self.waiting} | ({UNCLEAR} if self.unclear else set())
        self.words = {what: who for what, who in self.words.items() if who or what in waited}

    def after(self, call):
        """A model that has taken a call: its name and arguments."""
        then = replace(self, **{name: copy.copy(value) for name, value in vars(self).items()})
        getattr(then, call[0])(*call[1:])
        return then

    def view(self):
        """What can be seen of it in a record."""
        parts = (
            self.people,
            self.waiting,
            self.unclear,
            {one for _, one in self.clear},
            len(self.gone),
            set(self.words),
            {one: tone for one, tone in self.codes.items() if one in self.people},
            set(self.files.values()),
            self.out,
        )
        return dict(zip(SEEN, parts, strict=True))


SEEN = ("people", "waiting", "unclear", "clear", "gone", "words", "codes", "files", "out")


def seen(workspace):
    """What a record holds, read by nothing of the package's; None before it has all its tables."""
    address = f"file:{workspace / RECORD_FILE}?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as record:
        if not record.execute("SELECT 1 FROM sqlite_schema WHERE name = 'waiting_answers'").fetchone():
            return None

        def rows(query):
            return record.execute(query).fetchall()

        people = rows("SELECT substr(text, 8), region FROM answers JOIN contributions USING (contribution_id) "
                      "WHERE question_id = 'why'")  # fmt: skip
        waiting = rows("SELECT file, cells ->> 'Response' FROM quarantine JOIN imports USING (sha256)")
        unclear = rows("SELECT file, substr(text, 8) FROM waiting_answers JOIN imports USING (sha256) "
                       "JOIN answers USING (contribution_id) WHERE answers.question_id = 'why'")  # fmt: skip
        clear = rows("SELECT substr(why.text, 8) FROM answers JOIN answers AS why USING (contribution_id) "
                     "WHERE answers.question_id = 'content' AND why.question_id = 'why'")  # fmt: skip
        codes = rows("SELECT substr(text, 8), tone, max(codes.added_in) FROM codes "
                     "JOIN answers USING (contribution_id, question_id) GROUP BY contribution_id")  # fmt: skip
        parts = (
            {int(number): region for number, region in people},
            {(name, int(number)) for name, number in waiting},
            {(name, int(number)) for name, number in unclear},
            {int(number) for (number,) in clear if int(number) >= FIRST_UNCLEAR},
            rows("SELECT count(*) FROM tombstones")[0][0],
            {value for (value,) in rows("SELECT value FROM mends")},
            {int(number): tone for number, tone, _ in codes},
            {name for (name,) in rows("SELECT file FROM imports")},
            dict(
                rows(
                    "SELECT DISTINCT detail ->> 'release', detail ->> 'contributions' FROM log "
                    "WHERE action IN ('releasing', 'released')"
                )
            ),
        )
    return dict(zip(SEEN, parts, strict=True))
