"""Readers log in at a provider: what it says is believed where it says it, to this server, now, to what was asked."""

import argparse
import asyncio
import hashlib
import json
import time
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from bokeh.util.token import get_token_payload
from by_http import FORM, LINE, asked
from click.testing import CliRunner
from provider import CLIENT, SECRET, LocalProvider, packed
from serving import free_port
from talking import TOKEN, Talker
from tornado.httpclient import HTTPClientError
from tornado.web import create_signed_value

from wellbeing.cli.main import main
from wellbeing.views.gate.entry import _login
from wellbeing.views.gate.provider.asking import DownError, Provider
from wellbeing.views.gate.provider.settings import ProviderSettings
from wellbeing.views.gate.provider.token import name_in
from wellbeing.views.gate.session import COOKIE, Sessions
from wellbeing.views.workers.words import PROCESS

pytestmark = pytest.mark.slow

GROUPS = '[tiers]\nadviser = ["policy advisers"]\n'
ADDRESSES = (f"203.0.113.{number}" for number in range(1, 250))


@pytest.fixture(scope="module")
def provider():
    with LocalProvider() as provider:
        yield provider


@pytest.fixture(scope="module")
def folder(tmp_path_factory, provider):
    folder = tmp_path_factory.mktemp("oidc")
    (folder / "secret").write_text(f"{SECRET}\n")
    (folder / "oidc.toml").write_text(provider.settings("secret", name_claim="preferred_username"))
    (folder / "groups.toml").write_text(GROUPS)
    return folder


@pytest.fixture(scope="module")
def served(serve, folder):
    """By a proxy that says from where somebody comes: of each address only some failures are heard."""
    told = ["--oidc", str(folder / "oidc.toml"), "--groups", str(folder / "groups.toml")]
    return serve(*told, "--behind-proxy", "127.0.0.1")


class Reader:
    """One browser: keeps cookies, and follows where it is told to."""

    def __init__(self, served):
        self.base, self.log = served
        self.at, self.cookies, self.flags = next(ADDRESSES), {}, {}
        self.before = self.log.read_text()

    def ask(self, path, method="GET", body=None, **headers):
        told = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        cookie = {"Cookie": told} if told else {}
        status, headers, text = asked(
            self.base, path, method, body, X_Forwarded_For=self.at, **cookie, **headers
        )
        for one in filter(None, headers.get("Set-Cookie", "").split("\n")):
            told, _, flags = one.partition("; ")
            name, _, value = told.partition("=")
            self.cookies[name], self.flags[name] = value.strip('"'), flags
        self.cookies = {name: value for name, value in self.cookies.items() if value}
        return status, headers, text

    def begin(self, path="/explore"):
        """What the provider is asked."""
        _, headers, _ = self.ask(path)
        status, headers, _ = self.ask(headers["Location"])
        assert status == 302
        return dict(parse_qsl(urlsplit(headers["Location"]).query))

    def back(self, **told):
        return self.ask(f"/login/back?{urlencode(told)}")

    def log_in(self, provider, person="ana", **told):
        query = self.begin()
        return self.back(**{"code": provider.code_for(query, person), "state": query["state"], **told})

    def refusals(self):
        return self.log.read_text()[len(self.before) :].splitlines()

    def is_refused(self, why):
        assert COOKIE not in self.cookies
        assert self.refusals() == [f"Refused {self.at}: {why}"]


def test_what_a_provider_is_asked_is_a_code_for_this_server_and_for_nobody_else(served, provider):
    query = Reader(served).begin("/explore?region=01")
    assert query["redirect_uri"] == f"{served[0]}/login/back"
    assert (query["response_type"], query["client_id"], query["scope"]) == ("code", CLIENT, "openid profile")
    assert query["code_challenge_method"] == "S256"
    assert len({query["state"], query["nonce"], query["code_challenge"]}) == 3
    assert "region" not in urlencode(query)


def test_who_logs_in_is_led_to_where_they_were_going_and_sees_it(served, provider):
    reader = Reader(served)
    query = reader.begin("/explore?region=01")
    status, headers, _ = reader.back(
        code=provider.code_for(query, "ana"), state=query["state"], iss=provider.issuer
    )
    assert (status, headers["Location"]) == (303, "/explore?region=01")
    assert [*reader.cookies] == [COOKIE]
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(reader.flags[COOKIE].split("; "))
    assert "Northland" in reader.ask("/explore")[2]
    assert "You are signed in as ana." in reader.ask("/logout")[2]
    cookie = f"{COOKIE}={reader.cookies[COOKIE]}"
    assert (
        asked(served[0], "/line", Origin=served[0], Cookie=cookie, X_Forwarded_For=reader.at, **LINE)[0]
        == 101
    )
    assert reader.refusals() == []


@pytest.mark.parametrize("back", ["//evil.example", "/\t/evil.example", "https://evil.example"])
def test_nobody_is_led_elsewhere_by_the_login(served, provider, back):
    reader = Reader(served)
    _, headers, _ = reader.ask(f"/login?{urlencode({'next': back})}")
    query = dict(parse_qsl(urlsplit(headers["Location"]).query))
    status, headers, _ = reader.back(code=provider.code_for(query, "ana"), state=query["state"])
    assert (status, headers["Location"]) == (303, "/")


def test_an_address_that_is_very_long_is_kept_without_what_was_chosen(served, provider):
    reader = Reader(served)
    query = reader.begin(f"/explore?note={'x' * 1500}")
    _, headers, _ = reader.back(code=provider.code_for(query, "ana"), state=query["state"])
    assert headers["Location"] == "/explore"


def test_a_session_is_of_one_tier_and_of_those_who_may_see_it(folder):
    (folder / "kept").write_text(SECRET)
    told = argparse.Namespace(
        access_key=None, oidc=folder / "oidc.toml", oidc_secret=folder / "kept", origin=""
    )
    kinds = [("adviser", {"a"}), ("adviser", {"a", "b"}), ("public", {"a"})]
    made = [_login(told, tier, frozenset(groups)).sessions._secret for tier, groups in (*kinds, kinds[0])]
    assert made[0] == made[3]  # of another process, or after a start
    assert len({*made}) == 3


def test_each_of_several_processes_believes_a_session(serve, folder, provider):
    reader, by = Reader(serve("--workers", "2", "--oidc", str(folder / "oidc.toml"))), set()
    reader.log_in(provider)
    for _ in range(200):
        by.add(get_token_payload(TOKEN.search(reader.ask("/explore")[2])[1])[PROCESS])
        if len(by) == 2:  # the second may begin later
            break
    assert by == {1, 2}


def test_several_tabs_log_in_at_once(served, provider):
    reader = Reader(served)
    first, second = reader.begin("/brief"), reader.begin("/explore")
    for query, path in ((second, "/explore"), (first, "/brief")):
        status, headers, _ = reader.back(code=provider.code_for(query, "ana"), state=query["state"])
        assert (status, headers["Location"]) == (303, path)


def test_a_browser_keeps_no_more_logins_than_a_proxy_takes(served):
    reader = Reader(served)
    for _ in range(40):
        reader.begin(f"/explore?{'x' * 900}")
    assert sum(map(len, reader.cookies.values())) < 8000


#: What a token says wrongly, or how it is signed.
WRONG = {
    "another nonce": ({"claims": {"nonce": "another"}}, "the ID token answers another login (nonce)"),
    "no nonce": ({"claims": {"nonce": None}}, "the ID token lacks what every such token says"),
    "another audience": ({"claims": {"aud": "wiki"}}, "the ID token is for another server"),
    "an audience more": ({"claims": {"aud": ["wiki", CLIENT]}}, "the ID token is for another server"),
    "another's of two": (
        {"claims": {"aud": ["wiki", CLIENT], "azp": "wiki"}},
        "the ID token is for another server",
    ),
    "another issuer": ({"claims": {"iss": "https://evil.example"}}, "the ID token is of another issuer"),
    "expired": ({"claims": {"exp": int(time.time()) - 100}}, "the ID token has ended"),
    "of tomorrow": ({"claims": {"iat": int(time.time()) + 86_400}}, "the ID token is of a time to come"),
    "no end": ({"claims": {"exp": None}}, "the ID token lacks what every such token says"),
    "no subject": ({"claims": {"sub": None}}, "the ID token lacks what every such token says"),
    "unsigned": ({"algorithm": "none"}, "the ID token is signed in a way that is not taken"),
    "by what all know": ({"algorithm": "HS256"}, "the ID token is signed in a way that is not taken"),
    "by another way": ({"algorithm": "RS512"}, "the ID token is signed in a way that is not taken"),
    "by another key": ({"signs_with": "nobody's"}, "the ID token is not signed by the provider’s key"),
    "by no key known": ({"named": "other"}, "the ID token is signed by no key of the provider"),
    "nameless": (
        {"claims": {"preferred_username": None}},
        "the ID token does not have the claim that is to name the reader",
    ),
    "without groups": ({"claims": {"groups": None}}, "none of its groups may see this tier"),
    "of other groups": ({"claims": {"groups": ["staff"]}}, "none of its groups may see this tier"),
    "of strange groups": (
        {"claims": {"groups": {"policy advisers": 1}}},
        "none of its groups may see this tier",
    ),
    "no token": ({"says": {"/token": (200, b"{}")}}, "the ID token cannot be read"),
    "no answer": ({"says": {"/token": (200, b"\xff")}}, "the ID token cannot be read"),
    "another client": (
        {"says": {"/token": (401, b'{"error": "invalid_client"}')}},
        "the provider did not take the code (invalid_client)",
    ),
    "an error in words": (
        {"says": {"/token": (400, b'{"error": "Ana Ngata\\nRefused"}')}},
        "the provider did not take the code (no word of the standard)",
    ),
    "down": ({"says": {"/token": (503, b"")}}, "the provider answers 503"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_token_that_is_not_right_lets_nobody_in_with_one_line_in_the_log(served, provider, case):
    how, why = WRONG[case]
    reader = Reader(served)
    with provider.wrong(**how):
        status, _, text = reader.log_in(provider)
    assert status == (503 if case == "down" else 403)
    assert "You are not signed in" in text
    reader.is_refused(why)
    assert reader.ask("/explore")[0] == 302


@pytest.mark.parametrize(
    "known", [("sub",), ("sub", "email"), ("sub", "email", "name", "preferred_username")]
)
def test_without_a_claim_for_the_name_it_is_what_people_know_best(known):
    """A provider need not say more of somebody in a token than who that is to itself."""
    settings = ProviderSettings(issuer="https://login.example", client_id=CLIENT)
    claims = {claim: f"Ana by {claim}" for claim in known}
    assert name_in({"aud": CLIENT, **claims}, settings) == claims[known[-1]]


def test_clocks_may_differ_a_little(served, provider):
    now = int(time.time())
    with provider.wrong(claims={"iat": now + 30, "exp": now + 90}):
        assert Reader(served).log_in(provider)[0] == 303
    with provider.wrong(claims={"iat": now - 400, "exp": now - 20}):
        assert Reader(served).log_in(provider)[0] == 303


def test_a_new_key_of_the_provider_is_asked_for_when_it_is_first_seen(served, provider):
    provider.keys["second"] = provider.keys["first"]
    with provider.wrong(signs_with="second", named="second"):
        assert Reader(served).log_in(provider)[0] == 303
    del provider.keys["second"]


def test_a_state_that_was_not_asked_for_here_is_refused(served, provider):
    why = "it did not ask to log in here, or too long ago (state)"
    reader = Reader(served)
    assert reader.log_in(provider, state="A" * 43)[0] == 403
    reader.is_refused(why)
    other, theirs = Reader(served), Reader(served).begin()
    assert other.back(code=provider.code_for(theirs, "ana"), state=theirs["state"])[0] == 403
    other.is_refused(why)
    alike = Reader(served)
    state = alike.begin()["state"]
    assert (
        alike.back(code="x", state=state[:8] + "A" * 35)[0] == 403
    )  # beside the cookie of the first letters
    alike.is_refused(why)
    for strange in ("", "%ff%00", "x" * 1900, "../../x"):
        reader = Reader(served)
        assert reader.ask(f"/login/back?code=x&state={strange}")[0] == 403
        reader.is_refused(why)


def test_an_answer_is_taken_once(served, provider):
    reader = Reader(served)
    query = reader.begin()
    kept, code = dict(reader.cookies), provider.code_for(query, "ana")
    assert reader.back(code=code, state=query["state"])[0] == 303
    again = Reader(served)  # with what the first one's browser has
    again.cookies = {name: value for name, value in reader.cookies.items() if name != COOKIE}
    assert again.back(code=code, state=query["state"])[0] == 403
    again.is_refused("it did not ask to log in here, or too long ago (state)")
    thief = Reader(served)  # with what it had before
    thief.cookies = kept
    assert thief.back(code=code, state=query["state"])[0] == 403
    thief.is_refused("the provider did not take the code (invalid_grant)")


def test_an_answer_without_a_code_says_what_the_provider_said_if_it_is_a_word_of_the_standard(
    served, provider
):
    for error, said in (("access_denied", "access_denied"), ("<b>Ana</b>", "no word of the standard")):
        reader = Reader(served)
        state = reader.begin()["state"]
        assert reader.back(error=error, error_description="Ana Ngata", state=state)[0] == 403
        reader.is_refused(f"the provider let nobody in ({said})")
    reader = Reader(served)
    assert reader.log_in(provider, iss="https://evil.example")[0] == 403
    reader.is_refused("the answer is of another issuer")


def test_a_code_may_be_long_and_other_addresses_may_not(served):
    reader = Reader(served)
    state = reader.begin()["state"]
    told = urlencode({"code": "x" * 7000, "state": state})
    assert reader.ask(f"/login?{told}")[0] == 414
    assert reader.ask(f"/login/back?{told}{'x' * 1000}")[0] == 414
    assert reader.ask(f"/login/back?{told}")[0] == 403
    reader.is_refused("the provider did not take the code (invalid_grant)")


def test_an_address_whose_answers_are_not_borne_out_is_soon_not_heard(served, provider):
    reader = Reader(served)
    for _ in range(5):
        assert reader.log_in(provider, code="guessed")[0] == 403
    asked_before = len(provider.asked)
    status, _, text = reader.log_in(provider)
    assert (status, len(provider.asked)) == (429, asked_before)
    assert "Too many logins failed" in text
    assert Reader(served).log_in(provider)[0] == 303


@pytest.fixture(scope="module")
def session(served, provider):
    reader = Reader(served)
    assert reader.log_in(provider)[0] == 303
    return reader.cookies[COOKIE]


def forged(case, session):
    secret = Sessions("\n".join((SECRET, "issuer")), is_secure=False)._secret
    ends = int(time.time()) + 600
    return {
        "of another secret": create_signed_value(secret, COOKIE, f"in {ends} ana").decode(),
        "cut off": session[:-4],
        "changed": session.replace("|", "x", 1),
        "nothing": "x",
    }[case]


@pytest.mark.parametrize("case", ["of another secret", "cut off", "changed", "nothing"])
@pytest.mark.parametrize("path", ["/explore", "/line", "/explore/ws"])
def test_a_session_that_is_forged_opens_no_page_and_no_line(served, session, case, path):
    reader = Reader(served)
    reader.cookies = {COOKIE: forged(case, session)}
    told = {"Origin": served[0], **LINE} if path != "/explore" else {}
    assert reader.ask(path, **told)[0] == (403 if told else 302)
    assert reader.refusals() == [f"Refused {reader.at}: its session has ended, or is not ours"]


def test_a_line_that_another_site_opens_is_refused_though_its_reader_is_in(served, session):
    reader = Reader(served)
    cookie = {"Cookie": f"{COOKIE}={session}", "X_Forwarded_For": reader.at, "Origin": "https://evil.example"}
    with pytest.raises(HTTPClientError):
        asyncio.run(Talker(served[0], **cookie).open("x.y", ready=False))
    assert reader.refusals() == [f"Refused {reader.at}: a line that a page of https://evil.example opens"]
    assert asked(served[0], "/line", **cookie, **LINE)[0] == 403


def test_who_signs_out_is_out_here_and_told_where_else(served, session, provider):
    reader = Reader(served)
    reader.cookies = {COOKIE: session}
    text = reader.ask("/logout", "POST", "", **FORM)[2]
    assert f'href="{provider.issuer}/out?client_id={CLIENT}"' in text
    assert reader.cookies == {}
    assert reader.ask("/explore")[0] == 302


def test_nothing_of_tokens_codes_or_names_is_in_the_log(served, session):
    """No canary of a record is here to be found: what is told is what stands in the code."""
    told = served[1].read_text()
    for word in ("ana", "Ngata", "eyJ", "code=", "state=", SECRET, session):
        assert word not in told
    assert "Traceback" not in told


def test_a_provider_that_is_down_is_one_sentence_and_one_line_and_is_asked_again(serve, folder):
    (folder / "down.toml").write_text(
        f'issuer = "http://127.0.0.1:{free_port()}"\nclient_id = "x"\nclient_secret_file = "secret"\n'
    )
    base, log = serve("--oidc", str(folder / "down.toml"))
    before = log.read_text()
    for _ in range(2):
        status, _, text = asked(base, "/login")
        assert status == 503
        assert "does not answer" in text
    line = "Refused 127.0.0.1: the provider does not answer (ConnectionRefusedError)"
    assert log.read_text()[len(before) :].splitlines() == [line] * 2
    assert "You are signed out" in asked(base, "/logout")[2]
    assert asked(base, "/healthz")[0] == 200


@pytest.mark.parametrize(
    ("says", "why"),
    [
        ((200, b"{}"), "what the provider says of itself cannot be read"),
        ((200, b"\xff\xfe"), "what the provider says of itself cannot be read"),
        ((404, b""), "the provider answers 404"),
        ((302, b""), "the provider answers 302"),
        ((200, b"x" * 1_100_000), "the provider does not answer"),
    ],
    ids=["nothing", "no text", "not there", "elsewhere", "too much"],
)
def test_a_provider_that_says_nothing_of_itself_is_refused_in_one_line(provider, says, why):
    with provider.wrong(says={"/.well-known/openid-configuration": says}):
        assert why in _why(provider, issuer=provider.issuer)


def test_a_provider_that_says_it_is_another_is_refused(provider):
    assert "another issuer" in _why(provider, issuer=f"{provider.issuer}/")


def test_a_provider_whose_places_are_not_reached_by_https_is_refused(provider):
    root = provider.issuer
    right = {"issuer": root, "authorization_endpoint": root, "token_endpoint": root, "jwks_uri": root}
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri", "end_session_endpoint"):
        for place in ("http://login.example", "javascript:alert(1)", ""):
            told = json.dumps(right | {name: place}).encode()
            with provider.wrong(says={"/.well-known/openid-configuration": (200, told)}):
                assert "not reached by https" in _why(provider, issuer=root)


def _why(provider, **settings):
    told = ProviderSettings(client_id=CLIENT, **settings)

    async def ask():
        with pytest.raises(DownError) as refused:
            await Provider(told, SECRET).endpoints()
        return f"{refused.value}"

    return asyncio.run(ask())


def test_the_secret_is_said_in_the_form_where_the_provider_takes_no_other_way(provider):
    verifier, place = "v" * 43, "http://localhost/login/back"
    challenge = packed(hashlib.sha256(verifier.encode()).digest())
    query = {
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "redirect_uri": place,
        "nonce": "n",
    }
    told = ProviderSettings(issuer=provider.issuer, client_id=CLIENT)
    for method in ("client_secret_basic", "client_secret_post"):
        with provider.wrong(method=method):
            code = provider.code_for(query, "ana")
            assert asyncio.run(Provider(told, SECRET).token_for(code, verifier, place)).count(".") == 2


def test_places_that_are_written_down_are_not_asked_for(provider):
    root = provider.issuer
    places = {
        "authorization_endpoint": f"{root}/authorize",
        "token_endpoint": f"{root}/token",
        "jwks_uri": f"{root}/keys",
    }
    told = ProviderSettings(issuer=root, client_id=CLIENT, **places)
    before = len(provider.asked)
    found = asyncio.run(Provider(told, SECRET).endpoints())
    assert (found.token_endpoint, len(provider.asked)) == (f"{root}/token", before)


#: Lines of settings → what is said of them.
SAID = {
    "an unknown field": (
        ['issuer = "https://x.example"', 'tenant = "x"'],
        "1 unknown field: 'tenant'. Known: 'issuer', 'client_id'",
    ),
    "no issuer": ([], "required field `issuer`"),
    "no address": (['issuer = "agency"'], "issuer is no address that begins with https://"),
    "no tls": (['issuer = "http://login.example"'], "issuer is no address that begins with https://"),
    "one place": (
        ['issuer = "https://x.example"', 'token_endpoint = "https://x.example/t"'],
        "it takes 'authorization",
    ),
    "no secret": (
        ['issuer = "https://x.example"', 'client_secret_file = ""'],
        "client_secret_variable, and not both",
    ),
    "no openid": (['issuer = "https://x.example"', 'scopes = ["profile"]'], "scopes lack 'openid'"),
    "a short secret": (['issuer = "https://x.example"', 'client_secret_file = "short"'], "has 5 letters"),
    "no file": (
        ['issuer = "https://x.example"', 'client_secret_file = "gone"'],
        "secret gone cannot be read",
    ),
    "no TOML": (["issuer"], "does not say how readers log in"),
}


@pytest.mark.parametrize("case", SAID)
def test_settings_that_do_not_do_are_refused_in_words(workspace, tmp_path, case):
    lines, words = SAID[case]
    named = [] if any("secret_file" in one for one in lines) else ['client_secret_file = "secret"']
    (tmp_path / "oidc.toml").write_text("\n".join([*lines, *named, 'client_id = "x"']))
    (tmp_path / "secret").write_text(SECRET)
    (tmp_path / "short").write_text("short\n")
    done = CliRunner().invoke(
        main, ["--workspace", str(workspace), "serve", "--oidc", str(tmp_path / "oidc.toml")]
    )
    assert done.exit_code == 1
    assert words in done.output
    assert SECRET not in done.output


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--access-key", __file__], "choose one"),
        (["--behind-proxy", "X-User@127.0.0.1"], "choose one"),
        (["--origin", "http://engage.example.org"], "begins with https://"),
    ],
    ids=["a key too", "a proxy's names too", "an origin that others read"],
)
def test_a_login_beside_another_or_on_an_open_line_is_refused(workspace, folder, more, words):
    told = ["--workspace", str(workspace), "serve", "--oidc", str(folder / "oidc.toml"), *more]
    done = CliRunner().invoke(main, told)
    assert done.exit_code == 2
    assert words in done.output
