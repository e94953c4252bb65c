"""Behind a real nginx, as `docs/deploy.md` has it: TLS, a sub-path, web sockets, and names that the proxy gives."""

import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect
from serving import answers, free_port, serving

from wellbeing.sources.paths import ROOT

pytestmark = pytest.mark.slow

SHOWN_MS = 60_000
PATHS = {"/etc/ssl/engage.pem": "pem", "/etc/ssl/engage.key": "key", "/etc/nginx/engage.htpasswd": "users"}
ANA = {"username": "ana", "password": "only for this test"}


def block(kind):
    (told,) = re.findall(rf"```{kind}\n(.*?)```", (ROOT / "docs/deploy.md").read_text("utf8"), re.DOTALL)
    return told


@pytest.fixture(scope="module")
def nginx():
    if (found := shutil.which("nginx") or shutil.which("/usr/sbin/nginx")) is None:
        pytest.skip("there is no nginx on this machine")
    return found


def certificate(folder: Path) -> None:
    told = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "1",
        "-subj",
        "/CN=localhost",
    ]
    subprocess.run(
        [*told, "-keyout", folder / "key", "-out", folder / "pem"], check=True, capture_output=True
    )


def hashed(password):
    return subprocess.run(
        ["openssl", "passwd", "-apr1", password], check=True, capture_output=True, text=True
    ).stdout


def ended(process):
    process.terminate()
    process.wait()


@pytest.fixture(scope="module")
def site(nginx, workspace, tmp_path_factory):
    """Address of the site, its server's log, and what starts that server anew."""
    folder, port, own = tmp_path_factory.mktemp("nginx"), free_port(), free_port()
    certificate(folder)
    (folder / "users").write_text(f"ana:{hashed(ANA['password'])}")
    (folder / "groups.toml").write_text(block("toml"))
    for path in (folder, *folder.parents):  # its workers are nobody's
        path.chmod(path.stat().st_mode | 0o055) if "pytest" in str(path) else None
    server = (
        block("nginx").replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl").replace(":5006", f":{own}")
    )
    for told, here in PATHS.items():
        server = server.replace(told, str(folder / here))
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    http = f"access_log off; {''.join(f'{one}_temp_path {folder}/{one};' for one in kinds)} {server}"
    config = folder / "nginx.conf"
    config.write_text(f"daemon off; pid {folder}/pid; error_log stderr; events {{}} http {{ {http} }}")
    command = re.search(r"^wellbeing serve (.*)$", block("sh"), re.MULTILINE)[1].split()
    named = {
        "https://engage.example.org": f"https://localhost:{port}",
        "groups.toml": str(folder / "groups.toml"),
    }
    options = [named.get(one, one) for one in command if one not in {"--port", "5006"}]
    log = folder / "log.txt"
    front = subprocess.Popen([nginx, "-c", str(config), "-p", str(folder)], stderr=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while not answers(port) and time.monotonic() < until:
        time.sleep(0.1)
    yield f"https://localhost:{port}/engagement/", log, lambda: serving(workspace, log, *options, port=own)
    ended(front)


def reader(new_context, **options):
    return new_context(viewport={"width": 1440, "height": 900}, ignore_https_errors=True, **options)


def test_pages_work_below_their_path_and_ask_for_nothing_outside_it(new_context, watched, site):
    address, log, served = site
    with served():
        context = reader(new_context, http_credentials=ANA)
        page, asked = context.new_page(), []
        page.on("request", lambda one: asked.append(one.url))
        page.on("websocket", lambda one: asked.append(one.url.replace("wss:", "https:")))
        page.goto(f"{address}explore?region=01", wait_until="commit")
        expect(page.locator("#early")).to_have_count(0, timeout=SHOWN_MS)
        page.locator(".matrix .cell").nth(8).click()
        expect(page).to_have_url(re.compile("type="), timeout=SHOWN_MS)
        page.goto(f"{address}brief", wait_until="commit")
        expect(page.locator(".scene:not([hidden]) h2")).to_be_visible(timeout=SHOWN_MS)
        page.keyboard.press("ArrowRight")
        expect(page).to_have_url(re.compile("scene="), timeout=SHOWN_MS)
        page.wait_for_timeout(1000)
        for one in asked:
            assert one.startswith((address, "data:", "blob:")), one
        assert any("/engagement/explore/ws" in one for one in asked), asked
        assert any(one.endswith("/engagement/line") for one in asked)
        assert page.request.get(f"{address}readyz").text() == "ready\n"
        files = page.request.get(f"{address}static/js/bokeh.min.js", headers={"Accept-Encoding": "gzip"})
        assert files.headers["content-encoding"] == "gzip"
        assert watched.outside == []
        assert "Traceback" not in log.read_text()
        context.close()


def test_whom_nginx_does_not_know_sees_nothing_and_nobody_names_themselves(new_context, site):
    address, _, served = site
    with served():
        context = reader(new_context)
        forged = {"X-Forwarded-User": "ana", "X-Forwarded-Groups": "policy-advisers"}
        assert context.request.get(f"{address}explore", headers=forged).status == 401
        context.close()


def test_a_server_that_starts_anew_brings_open_pages_back_with_their_selection(new_context, watched, site):
    address, _, served = site
    context = reader(new_context, http_credentials=ANA)
    page = context.new_page()
    with served():
        page.goto(f"{address}explore", wait_until="commit")
        expect(page.locator("#early")).to_have_count(0, timeout=SHOWN_MS)
        page.locator(".matrix .cell").nth(8).click()
        expect(page).to_have_url(re.compile("type="), timeout=SHOWN_MS)
        chosen, title = page.url, page.locator(".lead").inner_text()
    expect(page.locator(".line")).to_contain_text("Not connected", timeout=SHOWN_MS)
    with served():
        expect(page.locator("html.unconnected")).to_have_count(0, timeout=SHOWN_MS)
        expect(page.locator("#early")).to_have_count(0, timeout=SHOWN_MS)
        assert page.url == chosen
        assert page.locator(".lead").inner_text() == title
        context.close()
    watched.problems.clear()  # what a browser says of a server that is away
