"""From a click to the colour of a map in Chromium: written in place, as the pages do, beside a redraw.

Both draw the same regions in the same run; the peer is a HoloViews DynamicMap, which draws anew. Prints the
median milliseconds until the browser's data source holds the new colour, the bytes that the server sent, and
their ratios. Needs the development extra and a Chromium.

    .venv/bin/python benchmarks/click_to_colour.py
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import holoviews as hv
import panel as pn
import param
from playwright.sync_api import Page, sync_playwright

from wellbeing.charts import geography
from wellbeing.charts import map as maps
from wellbeing.charts.palette import LIGHT
from wellbeing.sources.boundaries import boundary_rings
from wellbeing.sources.paths import GEO
from wellbeing.views.drawing.canvas import Canvas

CLICKS = 30
PORT = 5196
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FILL = """() => {
  for (const doc of Bokeh.documents)
    for (const model of doc._all_models.values())
      if (model.type === "ColumnDataSource" && model.data.xs && model.data.fill) return model.data.fill[0]
}"""
KINDS = ("in_place", "redrawn")


def served(kind: str) -> None:
    """Serve one of the two pages; run in a process of its own."""
    shapes = geography.outlines(boundary_rings(GEO / "nz-regions-2018.parquet"))

    class Turn(param.Parameterized):
        at = param.Integer(default=0)

    def columns(at: int) -> maps.LayerColumns:
        keys = [("gap" if (i + at) % 2 else "enough", f"{at}") for i in range(len(shapes))]
        return maps.fill_columns(keys, [False] * len(shapes), LIGHT)

    def page() -> pn.Column:
        hv.extension("bokeh", inline=True, logo=False)
        turn, canvas = Turn(), Canvas()
        press = pn.widgets.Button(name="turn")
        press.on_click(lambda _event: setattr(turn, "at", turn.at + 1))
        if kind == "in_place":
            drawn = maps.overlay(
                [maps.area_shapes(shapes, columns(0), canvas.capture)], (1e6, 4.7e6, 2.1e6, 6.2e6)
            )
            turn.param.watch(lambda event: canvas.write("areas", columns(event.new)), "at")
        else:
            drawn = hv.DynamicMap(
                lambda at: maps.area_shapes(shapes, columns(at), lambda *_: None), streams=[turn]
            )
        return pn.Column(press, pn.pane.HoloViews(drawn, width=400, height=560))

    pn.serve({kind: page}, port=PORT, show=False)


def measured(page: Page, kind: str) -> tuple[float, float]:
    """Median milliseconds a click, and bytes a click."""
    received: list[int] = []
    page.on("websocket", lambda ws: ws.on("framereceived", lambda text: received.append(len(text))))
    page.goto(f"http://localhost:{PORT}/{kind}")
    page.wait_for_function(f"() => ({FILL})() !== undefined", timeout=60_000)
    page.wait_for_timeout(1500)
    received.clear()
    times = [_click(page) for _ in range(CLICKS)]
    return statistics.median(times), sum(received) / CLICKS


def _click(page: Page) -> float:
    before = page.evaluate(FILL)
    begun = time.perf_counter()
    page.get_by_role("button", name="turn").click()
    page.wait_for_function(f"(before) => ({FILL})() !== before", arg=before, polling=2)
    spent = 1000 * (time.perf_counter() - begun)
    page.wait_for_timeout(150)
    return spent


def main() -> None:
    """Measure both, one after the other, and print them side by side."""
    found = {}
    with sync_playwright() as playwright:
        chromium = next((p for p in map(Path, ("/usr/bin/chromium",)) if p.exists()), None)
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM)
        for kind in KINDS:
            server = subprocess.Popen([sys.executable, __file__, kind])
            time.sleep(8)
            found[kind] = measured(browser.new_page(), kind)
            server.terminate()
            server.wait()
        browser.close()
    for kind, (milliseconds, size) in found.items():
        print(f"{kind:10s} {milliseconds:7.0f} ms {size / 1000:8.1f} kB a click")
    (time_here, size_here), (time_peer, size_peer) = (found[kind] for kind in KINDS)
    print(f"ratio      {time_here / time_peer:7.2f}    {size_here / size_peer:8.3f}")


if __name__ == "__main__":
    served(sys.argv[1]) if len(sys.argv) > 1 else main()
