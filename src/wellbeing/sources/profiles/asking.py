"""What a proposed profile asks, and what of it nobody has answered yet."""

import re
import tomllib
from collections.abc import Iterator
from typing import Final

#: Before what a file does not say.
ASKED_MARK: Final = "# QUESTION: "
#: A table that is still a comment.
_TABLE: Final = re.compile(r"# \[+(\w+)[\].]")


def open_questions(text: str) -> Iterator[tuple[int, str]]:
    """Line and question of each that proposes a table which the profile does not have.

    What is asked of a table that is there leaves values that wait, and is seen there.

    Args:
        text: the profile's, as TOML.
    """
    live, lines = tomllib.loads(text), text.split("\n")
    for at, line in enumerate(lines):
        if line.startswith(ASKED_MARK):
            below = lines[at + 1 :]
            block = "\n".join(below[: below.index("")] if "" in below else below)
            if set(_TABLE.findall(block)) - set(live):
                yield at + 1, line.removeprefix(ASKED_MARK)
