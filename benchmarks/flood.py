"""A flood of submissions, from exports to a released page: time and memory by stage.

    python benchmarks/flood.py [SUBMISSIONS]

Draws so many submissions (343,000) to the shipped engagement: 3.5 % typed from paper, the rest online; 60 % send the
text of one of twelve campaigns, a third of them with an opening or small edits of their own; the others write words
that nobody else wrote. One row in 200 names a region that there is not. They come into a record that holds the
demonstration, with its hui and its codes, from which the scorer learns. Then, each in a process of its own: both
exports are imported, the first once more after it was killed halfway, a release is made, once more after it was killed
while it read comments, and its page is asked for.
Prints seconds, seconds of processor and the most memory of each stage, and the accounts: rows read are imported +
quarantined + refused, and of the copies that were sent how many are counted as copies.
"""

import csv
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from wellbeing.record.comments.texts import BATCH

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "data" / "your-say-2018"
WELLBEING = (sys.executable, "-m", "wellbeing")
PAPER, IN_CAMPAIGNS, CAMPAIGNS, STRANGE = 12 / 343, 0.6, 12, 1 / 200
HEAD = ("Response", "Date", "Region", "Who", "For", "Topic", "Trust", "Approach", "Why")
PROFILE = """
about = "Submissions of a benchmark."
evidence = "our own template"
id = ["Response"]
channel = {{ constant = "{channel}" }}
topic = {{ columns = ["Topic"] }}
region = {{ columns = ["Region"] }}
stakeholder = {{ columns = ["Who"] }}
communities = {{ columns = ["For"], split = ";" }}
received_on = {{ columns = ["Date"], formats = ["%Y-%m-%d"] }}
questions = [
  {{ id = "trust", columns = ["Trust"] }},
  {{ id = "approach", columns = ["Approach"] }},
  {{ id = "approach_comment", columns = ["Why"] }},
]
"""
PORT = 5871


class Texts:
    """Letters of campaigns, and words of one's own: a walk over pairs of words of the demonstration's comments."""

    def __init__(self, chance: random.Random) -> None:
        said = tomllib.loads((SHIPPED / "synthetic" / "comments.toml").read_text("utf-8"))["comment"]
        words = " ".join(comment["text"] for comment in said).split()
        self._chance, self._words = chance, words
        self._after: dict[str, list[str]] = {}
        for one, other in itertools.pairwise(words):
            self._after.setdefault(one, []).append(other)
        self._letters = [self._own(range(60, 200)) for _ in range(CAMPAIGNS)]

    def text(self) -> tuple[str, bool]:
        """A submission's words, and whether they are a campaign's."""
        if self._chance.random() >= IN_CAMPAIGNS:
            return self._own(range(8, 90)), False
        weights = [1 / place for place in range(1, CAMPAIGNS + 1)]
        (letter,) = self._chance.choices(self._letters, weights)
        kind = self._chance.random()
        if kind < 2 / 3:
            return letter, True
        return (f"{self._own(range(5, 30))} {letter}" if kind < 5 / 6 else self._edited(letter)), True

    def _own(self, lengths: range) -> str:
        word = self._chance.choice(self._words)
        text = [word]
        for _ in range(self._chance.choice(lengths)):
            # Now and then any word: else what is walked repeats what the demonstration says.
            follows = self._after.get(word, self._words) if self._chance.random() < 0.7 else self._words
            word = self._chance.choice(follows)
            text.append(word)
        return " ".join(text)

    def _edited(self, letter: str) -> str:
        words = letter.split()
        for _ in range(len(words) // 20):
            words[self._chance.randrange(len(words))] = self._chance.choice(self._words)
        return " ".join(words)


def submissions(number: int, seed: int, texts: Texts) -> Iterator[tuple[list[str], bool]]:
    chance = random.Random(seed)  # noqa: S311
    with (SHIPPED / "regions.csv").open(encoding="utf-8") as file:
        regions = [row["name_en"] for row in csv.DictReader(file) if row["code"] != "99"]
    settings = tomllib.loads((SHIPPED / "engagement.toml").read_text("utf-8"))
    types, topics = ([term["en"] for term in settings[name]] for name in ("stakeholders", "topics"))
    communities = ["", "", *(term["en"] for term in settings["communities"])]
    asked = {question["id"]: question for question in settings["questions"]}
    trust, approach = ([one["value"] for one in asked[name]["options"]] for name in ("trust", "approach"))
    for place in range(number):
        text, is_copy = texts.text()
        region = "Atlantis" if chance.random() < STRANGE else _skewed(chance, regions)
        day = f"2018-0{chance.randrange(6, 9)}-{chance.randrange(1, 29):02}"
        who = (_skewed(chance, types), chance.choice(communities), chance.choice(topics[:1] + topics))
        said = (_skewed(chance, trust), _skewed(chance, approach), text)
        yield [f"{seed}-{place}", day, region, *who, *said], is_copy and region != "Atlantis"


def _skewed(chance: random.Random, members: list[str]) -> str:
    return chance.choices(members, [1 / place for place in range(1, len(members) + 1)])[0]


def write(path: Path, number: int, seed: int, texts: Texts) -> int:
    """An export; how many of its rows that can come in are a campaign's."""
    copies = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEAD)
        for row, is_copy in submissions(number, seed, texts):
            rows.writerow(row)
            copies += is_copy
    return copies


class Stages:
    """Commands on the engagement and workspace of a folder, each in a process of its own, and what it took."""

    def __init__(self, folder: Path) -> None:
        self._folders = ("--engagement", str(folder / "engagement"), "--workspace", str(folder / "workspace"))
        self._log = folder / "said.txt"

    def run(self, stage: str, *command: str) -> str:
        """A command that must succeed; what it printed."""
        begun = time.perf_counter()
        process = self._start(*command)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said = self._log.read_text("utf-8")
        if process.returncode:
            sys.exit(f"{stage} ended with {process.returncode}:\n{said}")
        work, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        print(
            f"{stage}: {time.perf_counter() - begun:.0f} s, {work:.0f} s of processor, {memory:,.0f} MB",
            flush=True,
        )
        return said

    def kill(self, stage: str, is_time: Callable[[], bool], *command: str) -> None:
        """A command that is ended in the middle."""
        begun = time.perf_counter()
        process = self._start(*command)
        while not is_time() and process.poll() is None:
            time.sleep(0.1)
        process.send_signal(signal.SIGKILL)
        code, seconds = process.wait(), time.perf_counter() - begun
        print(f"{stage}: ended with {code} after {seconds:.0f} s", flush=True)

    def page(self) -> None:
        """A server of the release, until its page is there."""
        begun = time.perf_counter()
        process = self._start("serve", "--tier", "adviser", "--port", f"{PORT}")
        try:
            while not _answers(f"http://localhost:{PORT}/explore"):
                if process.poll() is not None:
                    sys.exit(f"the server ended with {process.returncode}:\n{self._log.read_text('utf-8')}")
                time.sleep(0.2)
            print(f"the page: {time.perf_counter() - begun:.0f} s from the start of the server", flush=True)
        finally:
            process.terminate()
            process.wait()

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        with self._log.open("w") as log:
            return subprocess.Popen(
                [*WELLBEING, *self._folders, *command], stdout=log, stderr=subprocess.STDOUT
            )


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=30) as page:  # noqa: S310
            return page.status == 200
    except OSError:
        return False


def main(number: int) -> None:
    folder = Path(os.environ.get("FOLDER") or tempfile.mkdtemp())
    try:
        shutil.copytree(SHIPPED, folder / "engagement")
        texts, paper = Texts(random.Random(1)), round(number * PAPER)  # noqa: S311
        files = {"online": number - paper, "paper": paper}
        copies = 0
        for seed, (channel, rows) in enumerate(files.items()):
            profile = folder / "engagement" / "profiles" / f"flood-{channel}.toml"
            profile.write_text(PROFILE.format(channel=channel))
            copies += write(folder / f"{channel}.csv", rows, seed, texts)
        size = sum(file.stat().st_size for file in folder.glob("*.csv")) / 1e6
        print(f"{number:,} submissions, {paper:,} of them on paper: {size:,.0f} MB of CSV", flush=True)
        take(Stages(folder), folder, number)
        print(f"{copies:,} of those that came in were drawn as a campaign's text", flush=True)
    finally:
        if "FOLDER" not in os.environ:
            shutil.rmtree(folder)


def take(stages: Stages, folder: Path, number: int) -> None:
    """Every stage in its order."""
    online = ("import", str(folder / "online.csv"), "--profile", "flood-online")
    begun = time.perf_counter()
    stages.run("the demonstration", "demo")
    killed_at = time.monotonic() + max(2.0, number / 60_000)
    stages.kill("import of online.csv, killed", lambda: time.monotonic() > killed_at, *online)
    print(_account(stages.run("import of online.csv, again", *online)))
    paper = ("import", str(folder / "paper.csv"), "--profile", "flood-paper")
    print(_account(stages.run("import of paper.csv", *paper)))
    order = ("release", "--approve", "demonstration")
    readings = folder / "workspace" / "readings"
    half = number // BATCH // 2
    stages.kill("release, killed", lambda: len([*readings.glob("*.parquet")]) >= half, *order)
    print(f"    {len([*readings.glob('*.parquet')])} batches of {BATCH:,} comments were kept", flush=True)
    made = stages.run("release, again", *order).splitlines()[-1]
    stages.page()
    print(f"all: {time.perf_counter() - begun:.0f} s", flush=True)
    for name in ("total", "total_by_campaign"):
        for row in pl.read_parquet(f"{made}/tables/{name}.parquet").iter_rows(named=True):
            print(f"    released: {row.get('campaign', 'all')}: {row['low']:,} to {row['high']:,}")


def _account(said: str) -> str:
    return "\n".join(
        f"    {line.strip()}" for line in said.splitlines() if "read =" in line or "ampaign" in line
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 343_000)
