"""Behind a real nginx, as `docs/deploy.md` has it: TLS, a sub-path, web sockets, and names that the proxy gives."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bokeh.util.token import get_token_payload
from playwright.sync_api import expect
from provider import CLIENT, SECRET, LocalProvider
from serving import answers, free_port, processes_of, serving
from talking import TOKEN

from wellbeing.sources.paths import ROOT
from wellbeing.views.workers.words import PROCESS

pytestmark = pytest.mark.slow

SHOWN_MS = 60_000
PATHS = {"/etc/ssl/engage.pem": "pem", "/etc/ssl/engage.key": "key", "/etc/nginx/engage.htpasswd": "users"}
ANA = {"username": "ana", "password": "only for this test"}


def block(kind, at=0):
    return re.findall(rf"```{kind}\n(.*?)```", (ROOT / "docs/deploy.md").read_text("utf8"), re.DOTALL)[at]


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


@contextlib.contextmanager
def behind_nginx(nginx, folder, server):
    """The documented server, with this test's names: the port that browsers see, and the one that it passes on to."""
    port, own = free_port(), free_port()
    certificate(folder)
    (folder / "users").write_text(f"ana:{hashed(ANA['password'])}")
    (folder / "groups.toml").write_text(block("toml"))
    server = server.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl").replace(":5006", f":{own}")
    for told, here in PATHS.items():
        server = server.replace(told, str(folder / here))
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    http = f"access_log off; {''.join(f'{one}_temp_path {folder}/{one};' for one in kinds)} {server}"
    config = folder / "nginx.conf"
    # Begun by root, its workers would be nobody's, who may not read what is private here.
    user = "user root;" if os.geteuid() == 0 else ""
    config.write_text(f"{user} daemon off; pid {folder}/pid; error_log stderr; events {{}} http {{ {http} }}")
    front = subprocess.Popen([nginx, "-c", str(config), "-p", str(folder)], stderr=subprocess.DEVNULL)
    until = time.monotonic() + 30
    while not answers(port) and time.monotonic() < until:
        time.sleep(0.1)
    try:
        yield port, own
    finally:
        ended(front)


def documented(at, port, **files):
    """The options of a documented command, with this test's names."""
    command = re.search(r"^wellbeing serve (.*)$", block("sh", at), re.MULTILINE)[1].split()
    named = {"https://engage.example.org": f"https://localhost:{port}"}
    named |= {name.replace("_", "."): str(path) for name, path in files.items()}
    return [named.get(one, one) for one in command if one not in {"--port", "5006"}]


@pytest.fixture(scope="module")
def site(nginx, workspace, tmp_path_factory):
    """Address of the site, its server's log, and what starts that server anew."""
    folder = tmp_path_factory.mktemp("nginx")
    with behind_nginx(nginx, folder, block("nginx")) as (port, own):
        options, log = documented(0, port, groups_toml=folder / "groups.toml"), folder / "log.txt"
        yield (
            f"https://localhost:{port}/engagement/",
            log,
            lambda *more: serving(workspace, log, *options, *more, port=own),
        )


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


@pytest.fixture(scope="module")
def provider():
    with LocalProvider() as provider:
        yield provider


@pytest.fixture(scope="module")
def with_login(nginx, workspace, provider, tmp_path_factory):
    """The same by the documented settings of a login, and without nginx's own password: its address, and its log."""
    folder = tmp_path_factory.mktemp("login")
    (folder / "client-secret.txt").write_text(SECRET)
    settings = block("toml", 1).replace("https://login.example.org/realms/agency", provider.issuer)
    assert f'client_id = "{CLIENT}"' in settings
    (folder / "oidc.toml").write_text(settings)
    (folder / "advisers.toml").write_text('[tiers]\nadviser = ["policy advisers"]\n')
    theirs = r"^ *(auth_basic|proxy_set_header X-Forwarded-(User|Groups)).*$"
    with behind_nginx(nginx, folder, re.sub(theirs, "", block("nginx"), flags=re.MULTILINE)) as (port, own):
        files = {"oidc_toml": folder / "oidc.toml", "groups_toml": folder / "advisers.toml"}
        with serving(workspace, folder / "log.txt", *documented(1, port, **files), port=own):
            yield f"https://localhost:{port}/engagement/", folder / "log.txt"


def log_in(page, address, person):
    page.goto(address, wait_until="commit")
    page.get_by_role("button", name=person).click()


def is_accessible(page):
    assert Axe().run(page).response["violations"] == []


def test_readers_log_in_at_their_agency_come_back_to_what_they_chose_and_sign_out(
    new_context, with_login, provider
):
    address, log = with_login
    context, before = reader(new_context), log.read_text()
    page, asked = context.new_page(), []
    page.on("request", lambda one: asked.append(one.url))
    log_in(page, f"{address}explore?region=01", "ana")
    expect(page.locator("#early")).to_have_count(0, timeout=SHOWN_MS)
    page.locator(".matrix .cell").nth(8).click()
    expect(page).to_have_url(re.compile("type="), timeout=SHOWN_MS)
    (cookie,) = context.cookies()
    assert (cookie["httpOnly"], cookie["secure"], cookie["path"]) == (True, True, "/engagement/")
    chosen = page.url
    context.clear_cookies()  # as when the session ends
    log_in(page, chosen, "ana")
    expect(page).to_have_url(chosen, timeout=SHOWN_MS)
    expect(page.locator("#early")).to_have_count(0, timeout=SHOWN_MS)
    page.get_by_role("link", name="Sign out").click()
    expect(page.locator("main")).to_contain_text("You are signed in as ana.")
    is_accessible(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("h1")).to_have_text("You are signed out")
    is_accessible(page)
    assert context.cookies() == []
    page.get_by_role("link", name="Sign out of your organisation’s login too").click()
    expect(page.locator("h1")).to_have_text("Agency: out")
    for one in asked:
        assert one.startswith((address, provider.issuer, "data:", "blob:")), one
    assert log.read_text() == before
    context.close()


def test_whose_groups_see_another_tier_is_told_so_and_may_log_in_as_somebody_else(
    new_context, watched, with_login
):
    address, log = with_login
    context, before = reader(new_context), log.read_text()
    page = context.new_page()
    log_in(page, address, "ben")
    expect(page.get_by_role("alert")).to_contain_text("Your groups may not see")
    is_accessible(page)
    assert log.read_text()[len(before) :] == "Refused 127.0.0.1: none of its groups may see this tier\n"
    page.get_by_role("link", name="Try again").click()
    page.get_by_role("button", name="ana").click()
    expect(page.locator("#point")).to_be_visible(timeout=SHOWN_MS)
    context.close()
    watched.problems.clear()  # what a browser says of an answer that refuses


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which processes there are")
def test_of_several_processes_one_that_is_killed_gives_its_pages_to_another(new_context, watched, site):
    address, log, served = site
    context = reader(new_context, http_credentials=ANA)
    with served("--workers", "2") as own:
        pages, makers = [], {}
        while {1, 2} - makers.keys():  # until both serve, a page each
            page = context.new_page()
            asked = page.goto(f"{address}explore", wait_until="commit", timeout=SHOWN_MS)
            makers[get_token_payload(TOKEN.search(asked.text())[1])[PROCESS]] = page
            pages.append(page)
            expect(page.locator("#early")).to_have_count(0, timeout=SHOWN_MS)
        for page in makers.values():
            page.locator(".matrix .cell").nth(8).click()
            expect(page).to_have_url(re.compile("type="), timeout=SHOWN_MS)
        left, stays = makers[2], makers[1]
        chosen, title = left.url, left.locator(".lead").inner_text()
        stays.evaluate("window.is_as_it_was = true")
        with left.expect_navigation(wait_until="commit", timeout=SHOWN_MS):
            os.kill(processes_of(int(own.rpartition(":")[2]))[2], signal.SIGKILL)
        expect(left.locator("#early")).to_have_count(0, timeout=SHOWN_MS)
        expect(left.locator("html.unconnected")).to_have_count(0, timeout=SHOWN_MS)
        assert left.url == chosen
        assert left.locator(".lead").inner_text() == title
        assert stays.evaluate("window.is_as_it_was")
        assert "Traceback" not in log.read_text()
        context.close()
    watched.problems.clear()  # what a browser says of a line that is lost
