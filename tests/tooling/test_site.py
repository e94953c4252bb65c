"""The documentation builds strictly, without a network, and its pages ask no other host."""

import os
import re
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow
#: What a browser fetches by itself; a link that somebody may follow is none of it.
FETCHED = re.compile(
    r"<(?:script|img|iframe|source|video|audio)\b[^>]*\bsrc=[\"']?(?:https?:)?//"
    r"|<link\b(?![^>]*rel=[\"']?canonical)[^>]*\bhref=[\"']?(?:https?:)?//"
    r"|@import[^;]*//|url\(\s*[\"']?(?:https?:)?//"
)


@pytest.fixture(scope="module")
def site(root, tmp_path_factory):
    """The site, built where no other host can be reached: every proxy leads nowhere."""
    folder = tmp_path_factory.mktemp("site")
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder]
    environment = os.environ | nowhere | {"NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return folder


@pytest.mark.parametrize(
    "text",
    [
        '<script src="https://a.b/c.js">',
        '<link rel="stylesheet" href="//a.b/c.css">',
        "url(https://a.b/c.woff)",
    ],
)
def test_what_a_page_may_not_fetch_is_found(text):
    assert FETCHED.search(text)


def test_no_page_asks_another_host(site):
    pages = {path.relative_to(site).as_posix(): path.read_text("utf8") for path in site.rglob("*.html")}
    styles = {path.relative_to(site).as_posix(): path.read_text("utf8") for path in site.rglob("*.css")}
    assert len(pages) > 40
    assert [name for name, text in (pages | styles).items() if FETCHED.search(text)] == []


def test_every_package_has_its_page(site, modules):
    packages = {".".join(["wellbeing", *module.name.split("/")[:-1]]) for module in modules}
    pages = {path.stem for path in (site / "reference").glob("*.html")}
    assert packages - pages == set()


def test_an_attribute_is_described_by_the_comment_above_it(site):
    assert "Standard deviations of the error beyond which" in (
        site / "reference/wellbeing.measures.coverage.html"
    ).read_text("utf8")
