"""How well tones agree with people: macro-F1 and Pearson's r on comments that people rated.

    python benchmarks/agreement_with_people.py FILE.jsonl… [--codes 100 200 400] [--minilm]

A line of a file is a comment: ``text``; ``score``, a person's or people's rating, −1 … 1; ``label``, "neg", "neu"
or "pos"; perhaps ``question``; and for ``--codes`` ``unit``, who wrote it. Without ``--codes`` the lexicon is
measured, beside VADER as it is. With it a local head is, fitted to as many codes of one half of the respondents
and read on the other half; the mean of five draws of codes. No set is shipped: docs/opinion.md says which were used.
"""

import argparse
import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import f1_score
from vader import SentimentIntensityAnalyzer

from wellbeing.opinion.learning.head import LocalHead
from wellbeing.opinion.learning.minilm import minilm_head
from wellbeing.opinion.reading import values
from wellbeing.opinion.tone import label

#: Up to here on either side of 0 a value is neutral: the lexicon's, and a head's, which sees more.
LEXICON_NEUTRAL, HEAD_NEUTRAL = 0.05, 0.25
DRAWS = 5
#: Groups of comments whose mean is compared with people's mean, as pages show means of groups.
GROUP, GROUPS = 50, 300

Row = dict[str, Any]


def merit(rows: list[Row], scores: Sequence[float | None], neutral: float) -> tuple[float, float, float]:
    """Share scored, macro-F1, Pearson's r."""
    scored = [(row, score) for row, score in zip(rows, scores, strict=True) if score is not None]
    human = [row["label"] for row, _ in scored]
    labels = [label(score, neutral)[:3] for _, score in scored]
    r = np.corrcoef([row["score"] for row, _ in scored], [score for _, score in scored])[0, 1]
    return len(scored) / len(rows), f1_score(human, labels, average="macro"), float(r)


def measure_lexicon(path: Path, rows: list[Row]) -> None:
    """One line: rows, share scored, macro-F1 and r, VADER's own in brackets."""
    raw = SentimentIntensityAnalyzer(curated=False)
    texts = [row["text"] for row in rows]
    share, f1, r = merit(rows, values(texts, column(rows, "question")), LEXICON_NEUTRAL)
    _, raw_f1, raw_r = merit(rows, [raw.polarity_scores(text)["compound"] for text in texts], LEXICON_NEUTRAL)
    print(
        f"{path.stem}: {len(rows):,} rows, {share:.1%} scored, F1 {f1:.3f} ({raw_f1:.3f}), r {r:.3f} ({raw_r:.3f})"
    )


def measure_head(path: Path, rows: list[Row], codes: int, make: Callable[[], LocalHead]) -> None:
    """One line: macro-F1, r, and the standard deviation of the error of groups of 50."""
    taught, others = ([row for row in rows if is_taught(row) is side] for side in (True, False))
    drawn = [np.random.RandomState(seed).permutation(len(taught))[:codes] for seed in range(DRAWS)]
    figures = np.mean([head_merit([taught[at] for at in places], others, make()) for places in drawn], axis=0)
    print(
        f"{path.stem}, {codes} codes: F1 {figures[0]:.3f}, r {figures[1]:.3f}, error of groups {figures[2]:.3f}"
    )


def head_merit(coded: list[Row], others: list[Row], head: LocalHead) -> tuple[float, float, float]:
    """Macro-F1, r, error of groups of a head that learnt from some codes."""
    head.fit(column(coded, "text"), column(coded, "label"), column(coded, "question"))
    scores = np.array(head.predict(column(others, "text"), column(others, "question")))
    _, f1, r = merit(others, scores.tolist(), HEAD_NEUTRAL)
    return f1, r, group_error(others, scores)


def group_error(rows: list[Row], scores: np.ndarray) -> float:
    """Standard deviation of how far the mean of a group of comments is from people's."""
    human, rng = np.array(column(rows, "score"), float), np.random.RandomState(2)
    labels = np.array(column(rows, "label"))
    places = [np.flatnonzero(labels == name) for name in ("neg", "neu", "pos")]
    shares = np.array([len(of) for of in places]) / len(rows)
    errors = []
    for _ in range(GROUPS):
        counts = rng.multinomial(GROUP, rng.dirichlet(4 * shares))
        group = np.concatenate([rng.choice(of, n) for of, n in zip(places, counts, strict=True) if n])
        errors.append(scores[group].mean() - human[group].mean())
    return float(np.std(errors))


def is_taught(row: Row) -> bool:
    """Half of the respondents, whatever the order of the file."""
    return int(hashlib.sha256(("x" + row["unit"]).encode()).hexdigest()[:6], 16) % 2 == 1


def column(rows: list[Row], name: str) -> list[Any]:
    """One field of all rows; None where a row has none."""
    return [row.get(name) for row in rows]


def main(options: argparse.Namespace) -> None:
    """Measure each file."""
    for path in options.files:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        if not options.codes:
            measure_lexicon(path, rows)
        for codes in options.codes:
            measure_head(path, rows, codes, minilm_head if options.minilm else LocalHead)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--codes", nargs="*", type=int, default=[])
    parser.add_argument("--minilm", action="store_true", help="with embeddings; needs the extra minilm")
    main(parser.parse_args())
