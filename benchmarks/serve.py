"""How many visitors a server bears: 20 and more at once, each of whom opens explore and clicks; one process, then two.

Serves a release as `wellbeing serve` does and reads it without browsers (`reader.py`: the page, its line and its
presses as a page sends them; files of the installation, which a browser keeps, are not asked for). First a reader of
each process chooses nearly all that others will, as on any but the first day. Each visitor waits 2.5 to 7.5 seconds
between the answer and the next click. The crowd grows by steps until the slowest of twenty clicks takes more than 250
ms, and to 500 in any case. Visitors come from addresses of their own, as a trusted proxy would tell
(`--behind-proxy 127.0.0.1`), so that limits of one address are not met; 1,000 pages of all are.

    .venv/bin/python benchmarks/serve.py workspace/releases/ID [seconds of each step, 30 unless told [processes …]]

What makes the load runs on the same machine: how much of a processor it took stands in each line, beside the server's.
"""

import asyncio
import os
import random
import resource
import statistics
import sys
import time
from pathlib import Path

from click import SERVED, begin, processor, wait_until_served
from reader import Reader
from visitors import walk, wish

#: Visitors at each step; those up to the second are there whatever it takes.
STEPS, AT_LEAST = (20, 100, 200, 300, 400, 500, 600, 700, 800, 900), 500
PAUSES = (2.5, 7.5)
#: Milliseconds that nineteen of twenty clicks may take, and pages that are opened at once.
MOST_MS, AT_ONCE = 250, 4
HEAD = "visitors | clicks | median | 95 % | errors | ms a click | server | this | page ms | RSS | PSS | load"
#: Seconds for the last pages' first clicks.
SETTLING = 8.0


def processes(pid: int) -> list[int]:
    """A process and all that it began."""
    began = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in began for one in processes(int(child)))]


def megabytes(pids: list[int], kind: str) -> float:
    """Memory of processes together: `Rss` counts what they share as often as it is shared, `Pss` once."""
    lines = [line for pid in pids for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")) / 1000


class Crowd:
    """Visitors who are there."""

    def __init__(self) -> None:
        self._tasks: list[asyncio.Task[None]] = []
        self._gate = asyncio.Semaphore(AT_ONCE)
        self.times: list[float] = []
        self.opened: list[float] = []
        self.errors = 0

    async def grow(self, to: int) -> None:
        """Let more come, and wait until they are there."""
        here = [asyncio.Event() for _ in range(to - len(self._tasks))]
        self._tasks += [
            asyncio.create_task(self._visit(number, event))
            for number, event in enumerate(here, len(self._tasks))
        ]
        for event in here:
            await event.wait()

    async def leave(self) -> None:
        for one in self._tasks:
            one.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _visit(self, number: int, here: asyncio.Event) -> None:
        chance, reader = random.Random(number), None  # noqa: S311
        try:
            while True:
                try:
                    if reader is None:
                        reader = await self._come(number)
                        here.set()
                    await asyncio.sleep(chance.uniform(*PAUSES))
                    self.times.append(await reader.press({"set": wish(chance)}))
                except (OSError, ValueError) as error:
                    self.errors += 1
                    print(f"visitor {number}: {error!r}"[:200], file=sys.stderr)
                    reader = None
                    await asyncio.sleep(1)
        finally:
            if reader:
                reader.close()

    async def _come(self, number: int) -> Reader:
        async with self._gate:
            begun = time.perf_counter()
            reader = Reader(SERVED, f"10.0.{number // 250}.{number % 250 + 1}")
            await reader.open()
            self.opened.append(1000 * (time.perf_counter() - begun))
            return reader


def own_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def step(crowd: Crowd, visitors: int, pid: int, seconds: float) -> float:
    """One line of the table; the milliseconds of the slowest of twenty."""
    await crowd.grow(visitors)
    await asyncio.sleep(SETTLING)
    opened = statistics.median(crowd.opened)
    crowd.times, crowd.opened, crowd.errors = [], [], 0
    pids = processes(pid)
    used, mine, begun = sum(map(processor, pids)), own_seconds(), time.monotonic()
    await asyncio.sleep(seconds)
    times, wall = list(crowd.times), time.monotonic() - begun
    spent = sum(map(processor, pids)) - used
    high = statistics.quantiles(times, n=20)[-1]
    print(
        f"{visitors:8d} | {len(times):6d} | {statistics.median(times):6.0f} | {high:6.0f} | {crowd.errors:6d} | "
        f"{spent / len(times):5.1f} | {spent / wall / 10:4.0f} % | {(own_seconds() - mine) / wall * 100:4.0f} % | "
        f"{opened:6.0f} | {megabytes(pids, 'Rss'):5.0f} | {megabytes(pids, 'Pss'):5.0f} | {os.getloadavg()[0]:4.1f}",
        flush=True,
    )
    return high


async def climb(pid: int, workers: int, seconds: float) -> None:
    for _ in range(workers):  # pages are dealt out in turn
        await walk(Reader(SERVED, "10.1.0.1"))
    print(f"\nprocesses: {workers}\n{HEAD}")
    crowd, borne, is_borne = Crowd(), 0, True
    for visitors in STEPS:
        is_borne &= await step(crowd, visitors, pid, seconds) <= MOST_MS
        borne = visitors if is_borne else borne
        if not is_borne and visitors >= AT_LEAST:
            break
    await crowd.leave()
    print(f"95 % within {MOST_MS} ms: {borne} visitors")


def main(folder: str, seconds: float, numbers: list[int]) -> None:
    for workers in numbers:
        several = ["--workers", f"{workers}"] if workers > 1 else []
        module = "wellbeing.views.workers" if several else "wellbeing.views.serving"
        server = begin(folder, "--behind-proxy", "127.0.0.1", *several, module=module)
        try:
            wait_until_served()
            asyncio.run(climb(server.pid, workers, seconds))
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main(sys.argv[1], float([*sys.argv[2:], 30][0]), [int(one) for one in sys.argv[3:]] or [1, 2])
