"""The page beside peers that show the same map, list, matrix and answer: one run, one machine, one reader.

    .venv/bin/python benchmarks/peers/compare.py RELEASE PYTHON

PYTHON is the interpreter of a throw-away environment that holds Dash and Streamlit (`python -m venv DIR`, then
`DIR/bin/pip install dash streamlit`); the project does not depend on them. Each is opened in Chromium with nothing
in its cache, walked once so that everything is worked out, and walked again, measured.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from click import CHROMIUM, COUNTED, SERVED, Counter, begin, processor, wait_until_served  # noqa: E402
from content import content  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

#: Waits in the browser until the answer's element says what is expected; milliseconds since the press.
PRESS = """async ([pressed, value, answer, expected]) => {
  const find = (selector, root = document) => {
    const found = root.querySelector(selector)
    if (found) { return found }
    for (const one of root.querySelectorAll("*")) {
      const inner = one.shadowRoot && find(selector, one.shadowRoot)
      if (inner) { return inner }
    }
  }
  const plain = (text) => text.replace(/\\s+/g, " ")
  const said = () => plain((find(answer)?.shadowRoot ?? find(answer))?.textContent ?? "")
  const button = find(pressed), begun = performance.now()
  if (value === null) { button.click() }
  else { button.value = value; button.dispatchEvent(new Event("change", {bubbles: true})) }
  while (!expected.every((line) => said().includes(plain(line)))) {
    if (performance.now() - begun > 20000) { return null }
    await new Promise((done) => setTimeout(done, 4))
  }
  return performance.now() - begun
}"""


class Peer:
    """How one is started, seen to be there, pressed and read."""

    def __init__(
        self,
        name: str,
        start: Callable[[], subprocess.Popen[bytes]],
        picture: str,
        press: Callable[[int, int, str], list[Any]],
    ) -> None:
        self.name, self.start, self.picture, self.press = name, start, picture, press


def started(*command: str) -> subprocess.Popen[bytes]:
    """The server of a peer."""
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def peers(release: str, python: str, file: str) -> list[Peer]:
    """Ours and the three others."""
    port = str(SERVED)
    streamlit = [python, "-m", "streamlit", "run", str(HERE / "with_streamlit.py"), "--server.port", port]
    quiet = ["--server.headless", "true", "--browser.gatherUsageStats", "false", "--", file]
    return [
        Peer(
            "this page",
            partial(begin, release),
            ".as-map .area",
            lambda _row, _column, at: [
                f"[id='cell-{at.replace('|', '-')}']",
                None,
                "section[aria-label=Answer]",
            ],
        ),
        Peer(
            "HoloViews `DynamicMap`",
            partial(started, sys.executable, str(HERE / "with_holoviews.py"), file, port),
            "canvas",
            lambda _row, _column, at: ["select", at, ".answer"],
        ),
        Peer(
            "Dash with `Patch`",
            partial(started, python, str(HERE / "with_dash.py"), file, port),
            ".js-plotly-plot .trace",
            lambda _row, _column, at: [f"""[id='{{"at":"{at}","type":"cell"}}']""", None, "#answer"],
        ),
        Peer(
            "Streamlit",
            partial(started, *streamlit, *quiet),
            ".js-plotly-plot .trace",
            lambda row, column, _at: [f".st-key-cell-{row}-{column} button", None, ".st-key-answer"],
        ),
    ]


def walk(page: Page, peer: Peer, shown: dict[str, Any], counter: Counter, pid: int) -> str:
    """Presses cells all over the matrix: median time, processor and bytes of a press."""
    steps = [(row, column) for row in range(1, 9) for column in (row % 3, 3)]
    times, sizes, used = [], [], processor(pid)
    for row, column in steps:
        at = f"{shown['areas'][row]}|{shown['types'][column]}"
        lines = shown["answers"][at]
        last = lines[-1].partition(": ")[2]  # the page has its heads in elements of their own
        expected = [shown["area_names"][row], last] if peer.name == "this page" else [lines[0], lines[-1]]
        sent = counter.sent
        taken = page.evaluate(PRESS, [*peer.press(row, column, at), expected])
        if taken is None:
            sys.exit(f"{peer.name} did not answer at {at}.")
        page.wait_for_timeout(150)
        times.append(taken)
        sizes.append(counter.sent - sent)
    spent = (processor(pid) - used) / len(steps)
    return f"{statistics.median(times):.0f} ms | {spent:.1f} ms | {statistics.median(sizes) / 1000:.1f} kB"


def measure(browser: Browser, peer: Peer, shown: dict[str, Any], counter: Counter) -> None:
    server = peer.start()
    try:
        wait_until_served()
        for warm in (False, True):
            page = browser.new_context(viewport={"width": 1440, "height": 1400}).new_page()
            sent, used, begun = counter.sent, processor(server.pid), time.perf_counter()
            page.goto(f"http://127.0.0.1:{COUNTED}/", wait_until="commit", timeout=120_000)
            page.locator(peer.picture).first.wait_for(timeout=120_000)
            picture = time.perf_counter() - begun
            page.wait_for_timeout(3000)
            cold, opening = (counter.sent - sent) / 1e6, processor(server.pid) - used
            clicks = walk(page, peer, shown, counter, server.pid)
            if warm:
                print(
                    f"| {peer.name} | {clicks} | {cold:.2f} MB | {picture:.1f} s | {opening:.0f} ms |",
                    flush=True,
                )
            page.close()
    finally:
        server.terminate()
        server.wait()
        time.sleep(1)


def main(release: str, python: str) -> None:
    shown = content(release)
    with (
        tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf8") as file,
        sync_playwright() as playwright,
    ):
        json.dump(shown, file)
        file.flush()
        found = Path("/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=found if found.exists() else None, args=CHROMIUM)
        counter = Counter()
        print(
            "| page | press to answer | processor a press | bytes a press "
            "| cold page | first picture | processor of a page |"
        )
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
        for peer in peers(release, python, file.name):
            measure(browser, peer, shown, counter)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
