"""Comments: each text of comments.toml goes to a response whose topic, role and closed answer it fits."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl
from chance import shuffled, stream

FILE: Final = Path(__file__).with_name("comments.toml")
#: With the campaign's about 60 % of the responses carry a comment; more of the data survey's, whose texts are
#: plenty for it.
WANTED: Final = {"approach_comment": 290, "data_comment": 150}
#: How often a text may be used; what many would write in the same words may come more often.
USES: Final = {"comment": 1, "one_word": 2, "non_answer": 3}
#: The closed question that a comment goes with.
GOES_WITH: Final = {"approach_comment": "approach", "data_comment": "policy"}


def texts() -> pl.DataFrame:
    """The texts as written by hand: id, question, voice, position, tone, themes, language, kind, text."""
    written = tomllib.loads(FILE.read_text(encoding="utf8"))["comment"]
    return pl.DataFrame(written, infer_schema_length=None)


def comments(contributions: pl.DataFrame, closed: pl.DataFrame, sent: pl.DataFrame) -> pl.DataFrame:
    """One row per comment: contribution, question, the text and its id; no tone, no themes.

    Args:
        contributions: who may write; a sender of the campaign writes nothing else.
        closed: closed answers, which comments go with.
        sent: the campaign's letters: contribution and id of the text.
    """
    writers = contributions.join(sent, on="contribution_id", how="anti")
    pairs = pl.concat([sent, *(_given(question, writers, closed) for question in WANTED)])
    written = texts().select("text", "language", comment_id="id", question_id="question")
    return pairs.join(written, on="comment_id", how="left", maintain_order="left")


def _given(question: str, contributions: pl.DataFrame, closed: pl.DataFrame) -> pl.DataFrame:
    """Texts looked for a writer in random order; each writer gives one."""
    rng = stream(f"comments on {question}")
    written = texts().filter(pl.col("question") == question, pl.col("kind") != "campaign")
    writers = _writers(question, contributions, closed, rng)
    pairs = _paired(shuffled(written, rng), writers)[: WANTED[question]]
    return pl.DataFrame(pairs, schema=["contribution_id", "comment_id"], orient="row")


def _writers(
    question: str, contributions: pl.DataFrame, closed: pl.DataFrame, rng: np.random.Generator
) -> pl.DataFrame:
    answered = closed.filter(pl.col("question_id") == GOES_WITH[question])
    rows = contributions.join(answered, on="contribution_id").sort("contribution_id")
    return shuffled(rows.select("contribution_id", "stakeholder", "position"), rng)


def _paired(order: pl.DataFrame, writers: pl.DataFrame) -> list[tuple[str, str]]:
    """Each writer takes the first text that fits and is left."""
    left = Counter(dict(order.select("id", pl.col("kind").replace_strict(USES)).iter_rows()))
    fitting = [(row["id"], set(row["voice"]), row["position"]) for row in order.iter_rows(named=True)]
    pairs = []
    for writer, role, position in writers.iter_rows():
        fits = (name for name, voice, says in fitting if left[name] and role in voice and says == position)
        taken = next(fits, None)
        if taken is not None:
            left[taken] -= 1
            pairs.append((writer, taken))
    return pairs
