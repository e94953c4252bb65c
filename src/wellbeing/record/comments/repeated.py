"""Whether a text that leaves repeats what somebody wrote: runs of words that stand in a comment or a note."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final

from wellbeing.sources.names.spelling import key

#: Words in a row that two people hardly write by chance.
RUN: Final = 8
_WRITTEN: Final = "SELECT text FROM answers WHERE text IS NOT NULL UNION ALL SELECT text FROM notes"


def repeated_texts(record: sqlite3.Connection, texts: Iterable[str]) -> list[str]:
    """Of some texts those of which ``RUN`` words in a row stand in the record, however they are spelt there."""
    runs: dict[str, set[str]] = {}
    for text in texts:
        for run in _runs(text):
            runs.setdefault(run, set()).add(text)
    written = record.execute(_WRITTEN) if runs else ()
    found = {text for (comment,) in written for run in _runs(comment) for text in runs.get(run, ())}
    return sorted(found)


def _runs(text: str) -> Iterator[str]:
    """Each run of words of a text, in plain letters."""
    words = key(f"a {text}").split()[1:]  # the first word stays, be it "the"
    return (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
