"""What is published is served by a web server alone, nginx as documented where there is one."""

import re
import shutil
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from serving import answers, free_port

from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.formats.publication import publication
from wellbeing.sources.paths import ROOT

pytestmark = pytest.mark.slow

HTTP = "access_log off; include {types}; {server}"
MAIN = f"daemon off; pid {{folder}}/pid; error_log stderr; events {{{{}}}} http {{{{ {HTTP} }}}}"


@pytest.fixture(scope="module")
def folder(figures, release, tmp_path_factory):
    made = tmp_path_factory.mktemp("published")
    files = {"manifest.json": (release.path / "manifest.json").read_bytes()}
    for name, content in publication(briefing(figures), "How it is protected", files).items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(content)
    return made


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
    config.write_text(MAIN.format(folder=scratch, types=types, server=server))
    for path in (folder, *folder.parents):  # its workers are nobody's
        path.chmod(path.stat().st_mode | 0o055) if path.stat().st_uid == 0 and "pytest" in str(path) else None
    told = [nginx, "-c", str(config), "-p", str(scratch)]
    looked = subprocess.run([*told, "-t"], capture_output=True, text=True, check=False)
    assert looked.returncode == 0
    assert "[warn]" not in looked.stderr
    return told


@pytest.fixture(params=[by_python, by_nginx])
def address(request, folder, tmp_path):
    port = free_port()
    server = subprocess.Popen(request.param(folder, port, tmp_path), stderr=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while not answers(port) and time.monotonic() < until:
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait()


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


def test_the_documented_server_says_what_each_file_is_and_who_may_frame_it(folder, tmp_path):
    port = free_port()
    server = subprocess.Popen(by_nginx(folder, port, tmp_path), stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 30
        while not answers(port) and time.monotonic() < until:
            time.sleep(0.1)
        kinds = {"index.html": "text/html", "assurance.txt": "text/plain", "data/gaps.csv": "text/csv"}
        for name, kind in kinds.items():
            line = HTTPConnection("127.0.0.1", port, timeout=30)
            line.request("HEAD", f"/{name}")
            headers = line.getresponse().headers
            line.close()
            assert headers["Content-Type"] == f"{kind}; charset=utf-8"
            assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"
            assert headers["X-Content-Type-Options"] == "nosniff"
    finally:
        server.terminate()
        server.wait()
