"""Each notebook runs in a cell of a real JupyterLab and as its preview: a guest that leaves the rest as it was."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import environment, free_port, stop, wait_until_served
from watching import Watched

from wellbeing.charts.palette import DARK, LIGHT
from wellbeing.sources.paths import DASHBOARDS

README = DASHBOARDS.parent / "README.md"

pytestmark = pytest.mark.slow

SHOWN_MS = 90_000
#: Of each notebook, what is seen once it ran, and the colour that something of it has: an element, a property of CSS.
SHOWN = {
    "explore": (".lead", (".swatch.gap", "background-color", LIGHT.states["gap"])),
    "brief": (".scene:not([hidden]) h2", (".stage", "background-color", LIGHT.paper)),
    "analyse": ("input[type=range]", None),
    "collect": ("#typed", (".desk-head", "background-color", LIGHT.bar)),
}
AROUND = """() => {
  const {lang, dataset} = document.documentElement
  return [location.pathname, location.search, lang, {...dataset}]
}"""


#: Every text of a table, with its contrast to the ground behind it (WCAG 2.2).
CONTRASTS = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number)
  const light = ([r, g, b]) => [r, g, b].map((one) => one / 255)
    .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0)
  const ground = (one) => {
    const own = one ? parts(getComputedStyle(one).backgroundColor) : [255, 255, 255]
    return own[3] === 0 ? ground(one.parentElement) : own
  }
  return [...document.querySelectorAll(".jp-OutputArea-output :is(td, th, td span)")]
    .filter((one) => one.innerText.trim()).map((one) => {
      const two = [parts(getComputedStyle(one).color), ground(one)].map(light).sort((a, b) => b - a)
      return [one.innerText, (two[0] + 0.05) / (two[1] + 0.05)]
    })
}"""


#: Places of a cell in which what is shown is scrolled down: a picture is seen whole.
CUT = """() => [...document.querySelectorAll(".jp-OutputArea-output")]
  .filter((one) => one.scrollHeight > one.clientHeight + 2).map((one) => one.innerText.slice(0, 40))"""


def without_news() -> list[str]:
    """The command by which the README has JupyterLab ask nobody for news."""
    (told,) = re.findall(
        r"^\.venv/bin/jupyter (labextension disable .*?)(?: +#.*)?$", README.read_text(), re.MULTILINE
    )
    return [sys.executable, "-m", "jupyter", *shlex.split(told)]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, workspace: Path) -> Iterator[str]:
    """A JupyterLab of its own on the notebooks that are shipped; its address."""
    home, port = tmp_path_factory.mktemp("jupyter"), free_port()
    notebooks, log = home / "notebooks", home / "log.txt"
    notebooks.mkdir()
    for path in DASHBOARDS.glob("*.ipynb"):
        (notebooks / path.name).write_bytes(path.read_bytes())
    twice = json.loads((DASHBOARDS / "explore.ipynb").read_text())
    twice["cells"].append({**twice["cells"][-1], "id": "once-more"})
    (notebooks / "twice.ipynb").write_text(json.dumps(twice))
    own = {
        "HOME": str(home),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }
    own |= {name: str(home / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    # Grammars of addresses, which nothing here has checked, would take each kernel that previews a page two seconds.
    (home / "without").mkdir()
    (home / "without" / "rfc3987_syntax.py").write_text("raise ImportError\n")
    own["PYTHONPATH"] = os.pathsep.join(
        [str(home / "without"), *filter(None, [os.environ.get("PYTHONPATH")])]
    )
    options = ["--no-browser", "--allow-root", f"--port={port}", f"--ServerApp.root_dir={notebooks}"]
    options += ["--IdentityProvider.token="]
    subprocess.run(without_news(), env=environment(workspace) | own, check=True, capture_output=True)
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options],
            env=environment(workspace) | own,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_served(port, server, log)
        yield f"http://localhost:{port}"
    finally:
        stop(server)


@pytest.fixture(scope="module")
def analyst(
    browser: Browser, browser_context_args: dict[str, Any], of_session: Watched
) -> Iterator[BrowserContext]:
    """One reader of all notebooks: JupyterLab's own files are fetched and compiled once."""
    context = browser.new_context(**browser_context_args | {"viewport": {"width": 1440, "height": 900}})
    yield of_session.watch(context)
    context.close()


@pytest.fixture
def tab(analyst: BrowserContext, watched: Watched) -> Iterator[Page]:
    """A new tab of the reader's, watched."""
    page = analyst.new_page()
    yield page
    page.close()


def run_all(page: Page) -> None:
    page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
    page.get_by_text("Run All Cells", exact=True).first.click()


def with_kernel(page: Page, load: Callable[[], object]) -> Page:
    """Load a notebook, and wait until its kernel listens: what is run before is asked about by a dialogue."""
    with page.expect_websocket(lambda socket: "/channels" in socket.url, timeout=SHOWN_MS):
        load()
    expect(page.locator(".jp-Notebook .jp-CodeCell").first).to_be_visible(timeout=SHOWN_MS)
    expect(page.locator("#jp-main-statusbar")).to_contain_text("| Idle", timeout=SHOWN_MS)
    return page


def opened(page: Page, lab: str, name: str) -> Page:
    address = f"{lab}/lab/workspaces/{name}/tree/{name}.ipynb"
    return with_kernel(page, lambda: page.goto(address, wait_until="domcontentloaded"))


def assert_shown(page: Page, name: str) -> None:
    seen, coloured = SHOWN[name]
    expect(page.locator(seen).first).to_be_visible(timeout=SHOWN_MS)
    if name == "analyse":  # both of its maps are drawn
        expect(page.locator(".bk-Figure")).to_have_count(2, timeout=SHOWN_MS)
        assert page.evaluate(CUT) == []
    expect(
        page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']")
    ).to_have_count(0)
    if coloured:
        element, property_, colour = coloured
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        expect(page.locator(element).first).to_have_css(property_, f"rgb({red}, {green}, {blue})")


@pytest.mark.parametrize("name", SHOWN)
def test_a_notebook_runs_in_cells_and_again_after_a_reload(tab, watched, lab, name):
    page = opened(tab, lab, name)
    before, cells = page.evaluate(AROUND), page.locator(".jp-Cell").count()
    run_all(page)
    assert_shown(page, name)
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Control+Home")
    page.keyboard.type("# /1b.")
    page.keyboard.press("Enter")
    assert page.locator(".jp-CodeCell .cm-content").first.inner_text().startswith("# /1b.\n")
    assert page.evaluate(AROUND) == before
    with_kernel(page, lambda: page.reload(wait_until="domcontentloaded"))
    run_all(page)
    assert_shown(page, name)
    assert page.locator(".jp-Cell").count() == cells
    # JupyterLab's own: its debugger's questions are cut off by the reload.
    watched.problems[:] = [one for one in watched.problems if "debugger" not in one]
    assert watched.outside == []


def test_keys_and_presses_in_a_cell_are_the_page_s_own(tab, lab):
    page = opened(tab, lab, "brief")
    before, cells = page.evaluate(AROUND), page.locator(".jp-Cell").count()
    run_all(page)
    title = page.locator(".scene:not([hidden]) h2")
    expect(title).to_be_visible(timeout=SHOWN_MS)
    first, box = title.inner_text(), page.locator(".screen").bounding_box()
    panel = page.locator(".jp-NotebookPanel").bounding_box()
    assert panel["x"] <= box["x"]
    assert box["x"] + box["width"] <= panel["x"] + panel["width"]
    page.locator(".stage").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(title).not_to_have_text(first)
    page.keyboard.press("b")  # of a notebook: a cell below
    expect(page.locator(".black")).to_be_visible()
    page.keyboard.press("Escape")
    assert page.locator(".jp-Cell").count() == cells
    assert page.evaluate(AROUND) == before  # after steps too


def test_two_pages_of_one_notebook_do_not_hear_each_other(tab, lab):
    page = opened(tab, lab, "twice")
    run_all(page)
    go = page.get_by_role("button", name="How everyone was heard")
    expect(go).to_have_count(2, timeout=SHOWN_MS)
    go.first.click()
    expect(page.locator("#evidence[open]")).to_have_count(1)
    heads = page.locator("details.menu > summary")
    heads.last.click()
    expect(page.locator("details.menu[open]")).to_have_count(1)
    cell = page.locator(".jp-CodeCell .cm-content").first
    cell.click()
    expect(page.locator(".jp-Notebook.jp-mod-editMode")).to_have_count(1)
    page.keyboard.press("Escape")  # the notebook's own, whatever menu stands open in a page
    expect(page.locator(".jp-Notebook.jp-mod-editMode")).to_have_count(0)


def opened_in_the_dark(tab, lab, name):
    page = opened(tab, lab, name)
    page.locator(".lm-MenuBar-itemLabel", has_text="Settings").first.click()
    page.get_by_text("Theme", exact=True).first.hover()
    page.get_by_text("JupyterLab Dark", exact=True).click()
    expect(page.locator("body[data-jp-theme-light=false]")).to_have_count(1)
    run_all(page)
    return page


def test_what_is_shown_of_frames_can_be_read_in_the_dark(tab, lab):
    page = opened_in_the_dark(tab, lab, "analyse")
    assert_shown(page, "analyse")
    slider = page.get_by_role("slider", name="Doubt where enough were heard, at most")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_css("outline-style", "solid")  # no page has set its colours here
    texts = page.evaluate(CONTRASTS)
    assert len(texts) > 500
    assert [one for one in texts if one[1] < 4.5] == []


def test_a_notebook_in_the_dark_has_a_dark_page(tab, lab):
    page = opened_in_the_dark(tab, lab, "explore")
    expect(page.locator(".lead").first).to_be_visible(timeout=SHOWN_MS)
    expect(page.locator(".in-cell[data-paper=dark]")).not_to_have_count(0)
    red, green, blue = (int(DARK.states["gap"][at : at + 2], 16) for at in (1, 3, 5))
    expect(page.locator(".swatch.gap").first).to_have_css("background-color", f"rgb({red}, {green}, {blue})")


@pytest.mark.parametrize("name", SHOWN)
def test_a_notebook_is_previewed_without_any_network(tab, watched, lab, name):
    page = tab
    page.goto(f"{lab}/panel-preview/render/{name}.ipynb", wait_until="commit")
    expect(page.locator(SHOWN[name][0]).first).to_be_visible(timeout=SHOWN_MS)
    expect(page.locator("#early")).to_have_count(0, timeout=SHOWN_MS)
    page.wait_for_load_state("networkidle")
    watched.problems.clear()  # a briefing without a line tries for one, and an icon that is not there
    assert watched.outside == []
