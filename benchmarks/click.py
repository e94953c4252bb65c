"""What a click costs on the real page: time to the whole answer, processor of the server, bytes on the wire.

Serves a release as `wellbeing serve` does, opens it in Chromium through a counter of bytes, and walks the
matrix, the list of regions, the shows, benchmarks and slices. Prints the figures of the first reader, who
finds nothing worked out, of a second one who walks the same way, and of a third with bundles in the cache.

    .venv/bin/python benchmarks/click.py workspace/releases/ID
"""

import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
#: Two ports of as many digits: the counter stands before the server, and writes its port for its own.
SERVED, COUNTED = 5992, 5993
STARTING_SECONDS = 120
#: What is pressed, by id; with a value where it is a list of choices.
WALK = [
    *(f"cell-{area}-{type_}" for area in ("auckland", "wellington", "") for type_ in ("government", "")),
    *(f"region-{code}" for code in ("02", "09", "12", "14", "15", "99")),
    *("said-tone", "cell-auckland-", "said-theme", "region-08", "said-position"),
    *("show-coverage", "clear", "open-auckland", "draw-tiles", "draw-map"),
    *(("benchmark", "equal_roles"), ("cut", "channel:paper"), ("cut", ""), ("benchmark", "population")),
]
PRESS = """async ([id, value]) => {
  const find = (root) => { for (const one of root.querySelectorAll("*")) {
    const found = one.id === id ? one : one.shadowRoot && find(one.shadowRoot)
    if (found) { return found } } }
  const pressed = find(document)
  if (!pressed) { return null }
  const answered = new Promise((resolve) => window.addEventListener("answered", resolve, {once: true}))
  const begun = performance.now()
  if (value === null) { pressed.click() }
  else { pressed.value = value; pressed.dispatchEvent(new Event("change", {bubbles: true})) }
  await answered
  return performance.now() - begun
}"""


class Counter:
    """Passes on what goes to and from the server, and counts what the server sends."""

    def __init__(self) -> None:
        self.sent = 0
        self._listener = socket.create_server(("127.0.0.1", COUNTED))
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            browser, _ = self._listener.accept()
            server = socket.create_connection(("127.0.0.1", SERVED))
            for end in (
                browser,
                server,
            ):  # what is passed on waits for nothing: it would be the counter's own time
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for source, target, is_answer in ((browser, server, False), (server, browser, True)):
                pass_on = partial(self._pass_on, source, target, is_answer=is_answer)
                threading.Thread(target=pass_on, daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, *, is_answer: bool) -> None:
        try:
            while data := source.recv(65536):
                self.sent += len(data) if is_answer else 0
                own, its = f":{COUNTED}".encode(), f":{SERVED}".encode()
                target.sendall(data if is_answer else data.replace(own, its))
        except OSError:
            pass
        for one in (source, target):
            one.close()


def processor(pid: int) -> float:
    """Milliseconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def opened(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{COUNTED}/explore", wait_until="commit", timeout=120_000)
    page.locator("#point").wait_for(timeout=120_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2000)
    return page


def press(page: Page, step: str | tuple[str, str]) -> float | None:
    what = list(step) if isinstance(step, tuple) else [step, None]
    found: float | None = page.evaluate(PRESS, what)
    page.wait_for_timeout(100)
    return found


def visit(name: str, context: BrowserContext, counter: Counter, pid: int) -> None:
    """One reader: opens the page and walks it."""
    sent, used, begun = counter.sent, processor(pid), time.perf_counter()
    page = opened(context)
    seconds = time.perf_counter() - begun - 2
    cold, opening = counter.sent - sent, processor(pid) - used
    page.get_by_text("The map as a table").click()
    page.locator("#region-02").wait_for()
    times, sizes = [], []
    used = processor(pid)
    for step in WALK:
        sent = counter.sent
        if (found := press(page, step)) is not None:
            times.append(found)
            sizes.append(counter.sent - sent)
    spent = (processor(pid) - used) / len(times)
    largest = statistics.quantiles(times, n=20)[-1]
    print(
        f"{name:28s} page {cold / 1e6:5.2f} MB {opening:5.0f} ms of processor {seconds:5.1f} s | "
        f"{len(times)} clicks: "
        f"{statistics.median(times):4.0f} ms (95 %: {largest:.0f}), {spent:4.1f} ms of processor, "
        f"{statistics.median(sizes):6.0f} bytes (mean {statistics.mean(sizes):.0f})"
    )
    page.close()


def wait_until_served() -> None:
    """Until it answers, whatever it says: a port that takes connections may not be served yet."""
    until = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < until:
        try:
            urlopen(f"http://127.0.0.1:{SERVED}/healthz", timeout=STARTING_SECONDS).close()
        except HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("The server does not answer.")


def measure(browser: Browser, pid: int) -> None:
    counter = Counter()
    first, second = browser.new_context(), browser.new_context()
    visit("first reader", first, counter, pid)
    visit("second reader", second, counter, pid)
    visit("third, bundles in the cache", second, counter, pid)


def begin(folder: str, *options: str, module: str = "wellbeing.views.serving") -> subprocess.Popen[bytes]:
    """Serve a release as `wellbeing serve` does, believing the keys of the workspace that it lies in."""
    return subprocess.Popen(
        [sys.executable, "-m", module, folder, "--port", str(SERVED), "--ahead", *options],
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"WELLBEING_WORKSPACE": str(Path(folder).resolve().parents[1])},
    )


def main(folder: str) -> None:
    server = begin(folder)
    try:
        wait_until_served()
        with sync_playwright() as playwright:
            chromium = next((path for path in map(Path, ("/usr/bin/chromium",)) if path.exists()), None)
            browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM)
            measure(browser, server.pid)
            browser.close()
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main(sys.argv[1])
