"""How long it takes to read 100,000 comments with the default scorer and to group them, and how much memory.

    python benchmarks/score_comments.py [NUMBER]

The comments are pairs of the demonstration's, so that nearly all differ and none is read from a cache.
"""

import random
import resource
import sys
import time
import tomllib
from pathlib import Path

import polars as pl

from wellbeing.opinion.coding.correction import corrected_sums, correction
from wellbeing.opinion.reading import read_tones
from wellbeing.opinion.scorers import scorer

COMMENTS = Path(__file__).parents[1] / "data" / "your-say-2018" / "synthetic" / "comments.toml"
QUESTIONS = ("What do you think of the approach?", "What could be better?", "What was good?")
GROUPS = 170
CODES = 200


def made(number: int) -> list[str]:
    """That many comments, the same every time."""
    texts = [comment["text"] for comment in tomllib.loads(COMMENTS.read_text("utf-8"))["comment"]]
    rng = random.Random(1)  # noqa: S311 - repeatable, no secret
    return [" ".join(rng.sample(texts, 2)) for _ in range(number)]


def progress(done: int, of: int) -> None:
    """Show how far reading has come."""
    print(f"\r{done:,} of {of:,} comments read", end="", file=sys.stderr, flush=True)


def main(number: int) -> None:
    """Read, group, and print what it took."""
    texts = made(number)
    questions = [QUESTIONS[place % len(QUESTIONS)] for place in range(number)]
    start, cpu = time.perf_counter(), time.process_time()
    tones = read_tones(texts, questions, scorer(), progress=progress)
    reading = time.perf_counter() - start
    cells = [str(place % GROUPS) for place in range(number)]
    rows = pl.DataFrame({"cell": cells, "stratum": cells, "score": [tone.value for tone in tones]})
    is_coded = (pl.int_range(pl.len()) < CODES) & pl.col("score").is_not_null()
    coded = rows.with_columns(
        code=pl.when(is_coded).then(pl.col("score").sign()), weight=pl.when(is_coded).then(number / CODES)
    )
    groups = corrected_sums(coded, correction(coded.drop_nulls("weight")))
    whole, cpu = time.perf_counter() - start, time.process_time() - cpu
    unit = 1 << 20 if sys.platform == "linux" else 1 << 30  # kilobytes there, bytes on macOS
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    words = sum(len(text.split()) for text in texts) / number
    print(f"\n{number:,} comments of {words:.0f} words, {groups.height} groups")
    print(f"read in {reading:.1f} s, and grouped in {whole:.1f} s ({cpu:.1f} s of CPU); peak {peak:.2f} GiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
