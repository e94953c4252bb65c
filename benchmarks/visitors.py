"""Many visitors of one process: whether all are answered, how soon, and whether memory returns after they left.

Serves a release as `wellbeing serve` does and reads it without browsers (`reader.py`): one visitor alone, then
twenty who click for two minutes, then 500 who come and go; the resident memory of the server in between. With
`walked` a first reader has chosen nearly all that they choose, as on any but the first day of a release.

    .venv/bin/python benchmarks/visitors.py workspace/releases/ID [seconds of clicking, 120 unless told] [walked]
"""

import asyncio
import random
import statistics
import sys
import time
from pathlib import Path

from click import SERVED, begin, processor, wait_until_served
from reader import Reader

VISITORS, SESSIONS, ROUND, AT_ONCE = 20, 500, 50, 5
#: Presses of the reader who comes first.
WALKED = 600
#: Seconds between two clicks of one visitor: somebody who reads little.
PAUSES = (0.5, 1.5)
#: A session ends within two seconds of its page; what was never opened after 15, and garbage is collected later.
ENDING_SECONDS = 45
AREAS = ("auckland", "wellington", "waikato", "02", "12", "")
TYPES = ("government", "provider", "service_user", "")
SHOWS = ("coverage", "coverage", "coverage", "position", "tone")
BENCHMARKS = ("population", "population", "equal_roles")


def resident(pid: int) -> float:
    """MB of memory that a process holds."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1000


def wish(chance: random.Random) -> dict[str, str]:
    """What is pressed: mostly a cell, at times another show or yardstick."""
    if chance.random() < 0.8:
        return {"area": chance.choice(AREAS), "stakeholder": chance.choice(TYPES)}
    return {"show": chance.choice(SHOWS), "benchmark": chance.choice(BENCHMARKS)}


async def click_for(seconds: float, seed: int) -> list[float]:
    """Milliseconds until each answer of one visitor."""
    chance, reader, times = random.Random(seed), Reader(SERVED), []  # noqa: S311
    await asyncio.sleep(chance.uniform(0, PAUSES[1]))
    await reader.open()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        times.append(await reader.press({"set": wish(chance)}))
        await asyncio.sleep(chance.uniform(*PAUSES))
    reader.close()
    return times


def told(who: str, times: list[float]) -> float:
    high = statistics.quantiles(times, n=20)[-1]
    print(f"{who}: {len(times)} clicks, median {statistics.median(times):.0f} ms, 95 %: {high:.0f} ms")
    return high


async def come_and_go(pid: int) -> None:
    """Visitors who open the page and leave."""

    async def visit() -> None:
        reader = Reader(SERVED)
        await reader.open()
        reader.close()

    for opened in range(ROUND, SESSIONS + 1, ROUND):
        for _ in range(0, ROUND, AT_ONCE):
            await asyncio.gather(*(visit() for _ in range(AT_ONCE)))
        print(f"{opened:4d} came and went: {resident(pid):.0f} MB")


async def walk(reader: Reader) -> None:
    """One reader who chooses nearly all that the others will, without a pause."""
    chance = random.Random(0)  # noqa: S311
    await reader.open()
    for _ in range(WALKED):
        await reader.press({"set": wish(chance)})
    reader.close()


async def measure(pid: int, seconds: float, *, walked: bool) -> None:
    if walked:
        await walk(Reader(SERVED))
    first = told("one visitor, the first", await click_for(seconds / 3, 1))
    one = told(
        "one visitor", await click_for(seconds / 3, 1)
    )  # what was asked for before is not worked out again
    await asyncio.sleep(ENDING_SECONDS)
    before, used = resident(pid), processor(pid)
    clicked = await asyncio.gather(*(click_for(seconds, seed) for seed in range(VISITORS)))
    spent = (processor(pid) - used) / sum(map(len, clicked))
    many = told(f"{VISITORS} visitors", [time for one in clicked for time in one])
    print(
        f"95 % of {VISITORS} is {many / one:.1f} times that of one, {many / first:.1f} times that of the first"
    )
    print(f"{spent:.1f} ms of processor a click, pages included")
    during = resident(pid)
    await asyncio.sleep(ENDING_SECONDS)
    after = resident(pid)
    print(
        f"memory: {before:.0f} MB before, {during:.0f} with them, {after:.0f} after: {after / before:.2f} times"
    )
    await come_and_go(pid)
    await asyncio.sleep(ENDING_SECONDS)
    print(f"after they ended:  {resident(pid):.0f} MB")


def main(folder: str, seconds: float, *, walked: bool) -> None:
    server = begin(folder)
    try:
        wait_until_served()
        asyncio.run(measure(server.pid, seconds, walked=walked))
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    told_seconds = [one for one in sys.argv[2:] if one.isdigit()]
    main(sys.argv[1], float([*told_seconds, 120][0]), walked="walked" in sys.argv)
