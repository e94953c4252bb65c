"""What is published is served by a web server alone, nginx as documented where there is one."""

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import polars as pl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from serving import answers, free_port, run
from shown import shared_release
from told_in_files import faults_of_assurance, faults_of_csv, faults_of_page, figures_of

from wellbeing.sources.paths import ROOT

pytestmark = pytest.mark.slow

HTTP = "access_log off; include {types}; {server}"
MAIN = f"{{user}} daemon off; pid {{folder}}/pid; error_log stderr; events {{{{}}}} http {{{{ {HTTP} }}}}"


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    """The demonstration's release for the public."""
    return shared_release(tmp_path_factory, "public")


@pytest.fixture(scope="module")
def folder(public, tmp_path_factory):
    """What `wellbeing publish` makes of it."""
    out = tmp_path_factory.mktemp("published") / "site"
    workspace = shutil.copytree(public.path.parents[1], tmp_path_factory.mktemp("public") / "workspace")
    run("publish", public.id, str(out), workspace=workspace)
    return out


def by_python(folder, port, _scratch):
    return [sys.executable, "-m", "http.server", f"{port}", "--bind", "127.0.0.1", "--directory", str(folder)]


def by_nginx(folder, port, scratch):
    """As `docs/publishing.md` has it, but for the port and the folder."""
    nginx = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if nginx is None:
        pytest.skip("there is no nginx on this machine")
    (told,) = re.findall(r"```nginx\n(.*?)```", (ROOT / "docs/publishing.md").read_text("utf8"), re.DOTALL)
    server = told.replace("listen 8080", f"listen 127.0.0.1:{port}").replace("/srv/public", str(folder))
    types = Path("/etc/nginx/mime.types")  # as its packages bring it
    if not types.is_file():
        pytest.skip("this nginx has no types of its own")
    config = scratch / "nginx.conf"
    user = "" if os.getuid() else "user root;"  # its workers read the tests' own folder
    config.write_text(MAIN.format(user=user, folder=scratch, types=types, server=server))
    told = [nginx, "-c", str(config), "-p", str(scratch)]
    looked = subprocess.run([*told, "-t"], capture_output=True, text=True, check=False)
    assert looked.returncode == 0
    assert "[warn]" not in looked.stderr
    return told


@contextlib.contextmanager
def served(how, folder, scratch):
    port = free_port()
    server = subprocess.Popen(how(folder, port, scratch), stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 30
        while not answers(port) and time.monotonic() < until:
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(params=[by_python, by_nginx])
def address(request, folder, tmp_path):
    with served(request.param, folder, tmp_path) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def by_nginx_alone(folder, tmp_path_factory):
    with served(by_nginx, folder, tmp_path_factory.mktemp("nginx")) as port:
        yield f"http://127.0.0.1:{port}"


def test_a_server_of_files_is_enough(new_context, watched, address):
    page = new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{address}/")
    expect(page.locator("#about-these-figures")).to_be_attached()
    assert Axe().run(page).violations_count == 0
    before = page.locator("#ask").inner_text()
    page.locator("#ask select").first.select_option(index=1)
    assert page.locator("#ask").inner_text() != before
    for link in page.locator("#files a").all():
        assert page.request.get(f"{address}/{link.get_attribute('href')}").ok
    assert watched.outside == []
    page.context.close()
    line = HTTPConnection(address.removeprefix("http://"), timeout=30)
    line.request("GET", "/../../etc/passwd")
    assert line.getresponse().status in {400, 404}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_on_the_page_or_its_slides(new_context, watched, by_nginx_alone, width, scheme):
    page = new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    asked = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(f"{by_nginx_alone}/")
    expect(page.locator("#about-these-figures")).to_be_attached()
    found = [Axe().run(page)]
    page.locator("#ask select").first.select_option(index=2)
    found.append(Axe().run(page))
    page.get_by_role("button", name="Show as slides").click()
    slides = page.locator(".scene, section").count()
    for _ in range(slides):
        page.keyboard.press("PageDown")
    found.append(Axe().run(page))
    assert [one.generate_report() for one in found if one.violations_count] == []
    assert [one for one in asked if not one.startswith((f"{by_nginx_alone}/", "data:"))] == []
    page.context.close()


@pytest.fixture(scope="module")
def told(public, by_nginx_alone):
    """Every file as nginx hands it out; and the release's manifest, tables, and counts as a stranger reads them."""
    had = handed_out(by_nginx_alone)
    tables = {path.stem: pl.read_parquet(path) for path in (public.path / "tables").glob("*.parquet")}
    manifest, engagement = (
        json.loads((public.path / f"{one}.json").read_text()) for one in ("manifest", "engagement")
    )
    return had, manifest, tables, figures_of(tables, manifest["policy"]["threshold"], engagement)


def csv_of(had):
    return {Path(name).name: content for name, content in had.items() if name.endswith(".csv")}


def test_what_nginx_hands_out_tells_the_release_and_nothing_else(public, told):
    """Each figure of the page, of every CSV file and of the assurance, beside the release's own tables."""
    had, manifest, tables, figures = told
    kept = {
        f"release/{path.relative_to(public.path)}": path for path in public.path.rglob("*") if path.is_file()
    }
    assert {name: had[name] for name in kept} == {name: path.read_bytes() for name, path in kept.items()}
    for faults, compared in (
        faults_of_csv(figures, csv_of(had)),
        faults_of_page(figures, had["index.html"], csv_of(had)),
        faults_of_assurance(manifest, tables, had["assurance.txt"].decode()),
    ):
        assert (faults, compared > 15) == ([], True)


def test_a_figure_that_was_changed_on_the_way_is_seen(told):
    had, manifest, tables, figures = told
    total, counts = tables["total"]["count"].item(), f"{manifest['design']['counts']:,}"
    csv = {name: content.replace(f"{total}".encode(), b"1850") for name, content in csv_of(had).items()}
    page = had["index.html"].replace(f"<td>{total:,}</td>".encode(), b"<td>1,850</td>")
    text = had["assurance.txt"].decode().replace(counts, "1")
    for faults, _ in (
        faults_of_csv(figures, csv),
        faults_of_page(figures, page, csv_of(had)),
        faults_of_assurance(manifest, tables, text),
    ):
        assert faults != []


def handed_out(address):
    """Path → content of every file that the folder lists, over its server; each as its digest says."""
    line = HTTPConnection(address.removeprefix("http://"), timeout=30)

    def fetched(name):
        line.request("GET", f"/{name}")
        answer = line.getresponse()
        assert answer.status == 200, name
        return answer.read()

    listed = [row.split("  ", 1) for row in fetched("SHA256SUMS").decode().splitlines()]
    had = {name: fetched(name) for _, name in listed}
    line.close()
    assert [(hashlib.sha256(had[name]).hexdigest(), name) for _, name in listed] == [
        (one, name) for one, name in listed
    ]
    return had


def test_the_documented_server_says_what_each_file_is_and_who_may_frame_it(folder, tmp_path):
    with served(by_nginx, folder, tmp_path) as port:
        kinds = {"index.html": "text/html", "assurance.txt": "text/plain", "data/gaps.csv": "text/csv"}
        for name, kind in kinds.items():
            line = HTTPConnection("127.0.0.1", port, timeout=30)
            line.request("HEAD", f"/{name}")
            headers = line.getresponse().headers
            line.close()
            assert headers["Content-Type"] == f"{kind}; charset=utf-8"
            assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"
            assert headers["X-Content-Type-Options"] == "nosniff"
