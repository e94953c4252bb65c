"""Whoever comes from elsewhere needs a login; what is refused says so, to them and in one line of the log."""

import asyncio
import re
import time
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode, urlsplit

import pytest
from bokeh.util.token import get_token_payload
from by_http import FORM, LINE, asked
from click.testing import CliRunner
from serving import free_port
from talking import TOKEN, Talker
from tornado.httpclient import HTTPClientError
from tornado.web import create_signed_value

from wellbeing.cli.main import main
from wellbeing.views.gate.answers import Denied, NotFromProxy, OtherTier, Unknown
from wellbeing.views.gate.key import TRIES
from wellbeing.views.gate.messages import RefusedError, _take
from wellbeing.views.gate.session import COOKIE, HOURS, Sessions, has_ended

pytestmark = pytest.mark.slow

KEY = "correct horse battery staple"


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("key") / "key.txt"
    path.write_text(f"{KEY}\n")
    return path


@pytest.fixture(scope="module")
def locked(serve, key_file):
    return serve("--access-key", str(key_file))


def cookie_of(base, key=KEY):
    status, headers, _ = asked(base, "/login", "POST", urlencode({"key": key}), **FORM)
    return status, headers.get("Set-Cookie", "")


ASKED = [
    "/",
    "/explore",
    "/brief",
    "/brief?window=presenter",
    "/nothing",
    "/explore/metadata",
    "/explore/autoload.js",
]


@pytest.mark.parametrize("path", ASKED)
def test_without_the_key_nothing_is_shown_and_the_way_leads_to_where_it_is_asked_for(locked, path):
    status, headers, text = asked(locked[0], path)
    assert (status, text) == (302, "")
    assert headers["Location"].startswith("/login?next=%2F")


@pytest.mark.parametrize("path", ["/explore/ws", "/line"])
def test_without_the_key_no_line_is_opened(locked, path):
    assert asked(locked[0], path, Origin=locked[0], **LINE)[0] == 403


def test_with_the_key_the_page_is_shown_and_its_line_is_open(locked):
    base, _ = locked
    status, cookie = cookie_of(base)
    assert status == 303
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    told = cookie.partition(";")[0]

    async def look():
        async with Talker(base, Cookie=told) as page:
            await page.open()

    asyncio.run(look())
    assert asked(base, "/line", Origin=base, Cookie=told, **LINE)[0] == 101


def test_a_page_that_is_saved_lets_nobody_else_in(locked):
    """Bokeh would write the request's cookies and headers into the page's own token."""
    base, _ = locked
    told = cookie_of(base)[1].partition(";")[0]
    for path in ("/explore", "/brief"):
        page = asked(base, path, Cookie=told, X_Forwarded_User="canary")[2]
        held = get_token_payload(TOKEN.search(page)[1])
        assert (held["headers"], held["cookies"]) == ({}, {})
        assert "canary" not in f"{held}"
        assert told.partition("=")[2] not in page


def forged(case):
    secret = Sessions(KEY, is_secure=False)._secret
    other = Sessions("another key that is long enough", is_secure=False)._secret
    ends = int(time.time()) + 600
    made = {
        "of another key": create_signed_value(other, COOKIE, f"in {ends}"),
        "of another name": create_signed_value(secret, "other", f"in {ends}"),
        "of another word": create_signed_value(secret, COOKIE, f"out {ends}"),
        "without an end": create_signed_value(secret, COOKIE, "in"),
        "ended": create_signed_value(secret, COOKIE, "in 1700000000"),
        "of another day": create_signed_value(secret, COOKIE, f"in {ends}", clock=lambda: 1_700_000_000),
        "of an older form": create_signed_value(secret, COOKIE, f"in {ends}", version=1),
        "cut off": create_signed_value(secret, COOKIE, f"in {ends}")[:-5],
        "nothing": b"x",
    }
    return made[case].decode()


FORGED = [
    "of another key",
    "of another name",
    "of another word",
    "without an end",
    "ended",
    "of another day",
    "of an older form",
    "cut off",
    "nothing",
]


@pytest.mark.parametrize("case", FORGED)
def test_a_session_that_is_forged_or_has_ended_is_refused_with_its_line_in_the_log(locked, case):
    base, log = locked
    before = log.read_text()
    status, headers, _ = asked(base, "/", Cookie=f"{COOKIE}={forged(case)}")
    assert (status, headers["Location"]) == (302, "/login?next=%2F")
    with pytest.raises(HTTPClientError):
        asyncio.run(Talker(base, Cookie=f"{COOKIE}={forged(case)}").open("x.y", ready=False))
    first, second = log.read_text()[len(before) :].splitlines()
    assert first == second == "Refused 127.0.0.1: its session has ended, or is not ours"
    assert HOURS <= 24


@pytest.mark.parametrize(
    "back",
    ["//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", "javascript:alert(1)"],
)
def test_nobody_is_led_elsewhere_by_the_login(locked, back):
    body = urlencode({"key": KEY})
    status, headers, _ = asked(locked[0], f"/login?{urlencode({'next': back})}", "POST", body, **FORM)
    assert (status, headers["Location"]) == (303, "/")


def test_who_signs_out_is_out_and_a_form_elsewhere_signs_nobody_out(locked):
    base, _ = locked
    told = cookie_of(base)[1].partition(";")[0]
    shown = asked(base, "/explore", Cookie=told)[2]
    assert 'href=\\"logout\\"' in shown or 'href="logout"' in shown
    assert '<form method="post">' in asked(base, "/logout", Cookie=told)[2]
    status, headers, text = asked(base, "/logout", "POST", "", Cookie=told)
    assert (status, headers["Set-Cookie"].split(";")[0]) == (200, f'{COOKIE}=""')
    assert "You are signed out" in text
    status, headers, _ = asked(base, "/logout", "POST", "")  # as a browser sends it from another site
    assert (status, "Set-Cookie" in headers) == (200, False)


def test_a_line_ends_with_the_session_that_opened_it():
    sessions, cookies = Sessions(KEY, is_secure=False), SimpleCookie()
    cookies[COOKIE] = create_signed_value(sessions._secret, COOKIE, f"in {int(time.time()) + 60}").decode()
    request = SimpleNamespace(cookies=cookies)
    assert sessions.name_of(request) == ""
    assert not has_ended(request)
    request._session_ends = int(time.time()) - 1
    assert has_ended(request)
    line = SimpleNamespace(request=request, connection=object())
    with pytest.raises(RefusedError, match="its session has ended"):
        asyncio.run(_take(line, "{}"))


@pytest.fixture(scope="module")
def proxied(serve, tmp_path_factory):
    groups = tmp_path_factory.mktemp("groups") / "groups.toml"
    groups.write_text('[tiers]\nadviser = ["policy advisers", "advisers"]\n')
    told = ["--behind-proxy", "X-Forwarded-User@127.0.0.2", "--groups", str(groups)]
    return serve(*told, "--origin", "https://engage.example.org")


def by_proxy(base, path="/readyz", at="127.0.0.2", **headers):
    server = urlsplit(base)
    line = HTTPConnection(server.hostname, server.port, timeout=60, source_address=(at, 0))
    named = {
        "Host": "engage.example.org",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    line.request("GET", path, headers=named)
    answer = line.getresponse()
    text = answer.read().decode(errors="replace")
    line.close()
    return answer.status, text


def test_who_does_not_come_by_the_proxy_is_not_believed(proxied):
    base, log = proxied
    before = log.read_text()
    assert (
        by_proxy(base, "/", "127.0.0.3", X_Forwarded_User="minister", X_Forwarded_Groups="advisers")[0] == 403
    )
    assert log.read_text()[len(before) :] == "Refused 127.0.0.3: it did not come by the proxy\n"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"X_Forwarded_User": " "}, 401),
        ({"X_Forwarded_User": "ana"}, 403),
        ({"X_Forwarded_User": "ana", "X_Forwarded_Groups": "public, adviser"}, 403),
        ({"X_Forwarded_User": "ana", "X_Forwarded_Groups": "all,advisers"}, 200),
    ],
)
def test_the_proxy_has_to_name_somebody_whose_groups_see_this_tier(proxied, headers, status):
    base, log = proxied
    before = log.read_text()
    found, text = by_proxy(base, "/explore", X_Forwarded_For="203.0.113.9", **headers)
    assert found == status
    assert ("Northland" in text) == (status == 200)
    told = log.read_text()[len(before) :].splitlines()
    assert [one.startswith("Refused 203.0.113.9: ") for one in told] == [True] * (status != 200)
    assert "ana" not in "".join(told)


WRONG = {
    "no origin": (["--address", "203.0.113.5", "--tier", "public"], "say by which --origin"),
    "no login": (["--address", "203.0.113.5", "--origin", "https://x.example"], "without a login"),
    "an address alone": (
        ["--address", "203.0.113.5", "--origin", "https://x.example", "--behind-proxy", "127.0.0.1"],
        "without a login",
    ),
    "groups of nobody": (["--groups", __file__, "--behind-proxy", "127.0.0.1"], "who somebody is"),
    "an origin without a scheme": (["--origin", "engage.example.org"], "https://"),
    "a proxy without an address": (["--behind-proxy", "nonsense"], "names no address of a proxy"),
    "a proxy by a name": (["--behind-proxy", "localhost"], "names no address of a proxy"),
    "a header of nobody": (["--behind-proxy", "X-Forwarded-User@"], "names no address of a proxy"),
    "an address of no header": (["--behind-proxy", "@127.0.0.1"], "names no address of a proxy"),
    "a prefix in words": (["--prefix", "a b"], "is no path of plain letters"),
    "a prefix that climbs": (["--prefix", "/../x"], "is no path of plain letters"),
    "the analyst's": (["--tier", "analyst", "--origin", "https://x.example"], "for this machine alone"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_way_in_that_lets_in_everybody_or_nobody_is_refused_in_words(workspace, case):
    options, words = WRONG[case]
    done = CliRunner().invoke(
        main, ["--workspace", str(workspace), "serve", "--port", str(free_port()), *options]
    )
    assert done.exit_code == 2
    assert words in done.output


def test_a_release_that_is_named_is_let_out_by_its_own_tier_and_not_by_what_is_said(workspace):
    """An adviser's release, asked for beside `--tier public`, would be anybody's."""
    adviser = next(one.name for one in (workspace / "releases").iterdir() if one.is_dir())
    said = ["--address", "203.0.113.5", "--origin", "https://x.example", "--port", str(free_port())]
    for named in (["--tier", "public", "--release", adviser], ["--tier", "public", "--kiosk", adviser]):
        done = CliRunner().invoke(main, ["--workspace", str(workspace), "serve", *said, *named])
        assert done.exit_code == 2, done.output
        assert "a release of the adviser tier without a login" in done.output


def test_a_key_that_keeps_nobody_out_is_refused(workspace, tmp_path):
    (tmp_path / "key").write_text("secret\n")
    done = CliRunner().invoke(
        main, ["--workspace", str(workspace), "serve", "--access-key", str(tmp_path / "key")]
    )
    assert done.exit_code == 1
    assert "takes 16 or more" in done.output
    assert "secret\n" not in done.output


def test_what_the_refused_are_told_is_the_same_for_every_release(locked, proxied):
    """No canary of a record or a release can be in it: it is a line that stands in the code, or a page of none."""
    for words in (Denied.words, NotFromProxy.words, Unknown.words, OtherTier.words):
        assert words.isprintable()
    assert asked(locked[0], "/explore/ws", Origin=locked[0], **LINE)[2] == f"{Denied.words}\n"
    assert by_proxy(proxied[0], "/", "127.0.0.3")[1] == f"{NotFromProxy.words}\n"
    assert by_proxy(proxied[0], "/")[1] == f"{Unknown.words}\n"
    assert by_proxy(proxied[0], "/", X_Forwarded_User="a")[1] == f"{OtherTier.words}\n"
    form = asked(locked[0], "/login")[2]
    assert not re.search("Your voice|Agency|20[0-9][0-9]", form)


def test_wrong_keys_are_counted_and_soon_not_heard(locked):
    """The last here: nobody is let in after it."""
    base, log = locked
    before = log.read_text()
    for _ in range(TRIES):
        assert cookie_of(base, "wrong")[0] == 403
    assert cookie_of(base, KEY) == (429, "")
    told = log.read_text()
    assert KEY not in told
    assert told[len(before) :].count("a wrong key") == TRIES
