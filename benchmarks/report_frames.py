"""How many frames a second the report's map and list keep up with, without a server.

Opens a report as a file in Chromium, then chooses another region or type in every frame for a while, and tells what
the script and the layout of a choice take, and how many frames a second were drawn.

    .venv/bin/python -m wellbeing report ID report.html --format html
    .venv/bin/python benchmarks/report_frames.py report.html
"""

import statistics
import sys
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import sync_playwright

CHROMIUM = ["--no-sandbox", "--disable-gpu"]
SIZES = ((1440, 900), (390, 844))
SECONDS = 5
#: Another choice in every frame: the regions in turn, each with the types in turn.
WALK = """(seconds) => new Promise((done) => {
  const [where, who] = ["where", "who"].map((id) => document.getElementById(id))
  document.getElementById("ask").scrollIntoView()
  const costs = [], frames = [], begun = performance.now()
  let number = 0
  const next = (now) => {
    frames.push(now)
    if (now - begun > 1000 * seconds) { done({costs, frames}); return }
    const at = performance.now()
    where.selectedIndex = number % where.options.length
    who.selectedIndex = number % who.options.length
    number += 1
    where.dispatchEvent(new Event("change"))
    document.getElementById("list").getBoundingClientRect()
    costs.push(performance.now() - at)
    requestAnimationFrame(next)
  }
  requestAnimationFrame(next)
})"""
#: The same, with nothing chosen: what this machine draws at most.
IDLE = """(seconds) => new Promise((done) => {
  const frames = [], begun = performance.now()
  const next = (now) => {
    frames.push(now)
    if (now - begun > 1000 * seconds) { done({costs: [0], frames}) } else { requestAnimationFrame(next) }
  }
  requestAnimationFrame(next)
})"""


def told(name: str, seen: dict[str, list[float]]) -> str:
    """One line of figures."""
    frames = seen["frames"]
    waits = [after - before for before, after in pairwise(frames)]
    costs = statistics.quantiles(seen["costs"], n=20) if len(seen["costs"]) > 1 else [0.0] * 19
    rate = 1000 * len(waits) / (frames[-1] - frames[0])
    late = sum(wait > 1.5 * 1000 / 60 for wait in waits) / len(waits)
    return (
        f"{name}: {rate:.1f} frames a second, {late:.1%} late; "
        f"script and layout of a choice: median {costs[9]:.1f} ms, 95 %: {costs[18]:.1f} ms"
    )


def main(report: str) -> None:
    """Measure both sizes, each beside what the machine draws when nothing changes."""
    with sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        for width, height in SIZES:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(Path(report).resolve().as_uri(), wait_until="commit")
            page.locator("#about-these-figures").wait_for(state="attached")
            for name, walk in (("nothing chosen", IDLE), ("a choice in every frame", WALK)):
                sys.stdout.write(told(f"{width} × {height}, {name}", page.evaluate(walk, SECONDS)) + "\n")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
