"""200 strings planted in comments, names and notes are in nothing that leaves: files, pages, frames, logs."""

import base64
import contextlib
import sqlite3
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from canaries import AFTER, BEFORE, CANARIES, Overheard, found, in_record, parts, planted, read_back
from click.testing import CliRunner
from playwright.sync_api import expect
from serving import serving
from walking import command

from wellbeing.cli import main
from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust
from wellbeing.reports.briefing.making import briefing
from wellbeing.reports.formats.every import ONE_FILE
from wellbeing.reports.formats.paper.content import paper_of
from wellbeing.sources.paths import ROOT
from wellbeing.state.answer import answer_to
from wellbeing.state.choice import Choice
from wellbeing.state.figures import Figures
from wellbeing.views.files.downloads import DOWNLOADS

#: On every page and in every file with text: whoever looks in the right place finds it.
SEEN = b"ynthetic"
#: That tell of a release, of the engagement's folder, or how much there is: RELEASE is one, OUT a folder.
TELLING = (
    *(["status"], ["status", "--json"], ["verify"], ["audit", "RELEASE"], ["claims", "RELEASE"]),
    *(["engagement", "check"], ["retention"], ["codes", "status"]),
    ["report", "RELEASE", "--format", "all", "OUT"],
)


@dataclass(frozen=True)
class Left:
    """A workspace with canaries in its record, and everything that came out of it."""

    workspace: Path
    release: Path
    printed: str
    reports: Path


@pytest.fixture(scope="module")
def left(tmp_path_factory):
    folder = tmp_path_factory.mktemp("canaries")
    engagement = planted(ROOT / "data/your-say-2018", folder / "engagement")
    workspace = folder / "workspace"

    give = partial(command, folder)
    printed = give("demo")
    with record(workspace) as rows:
        said = (
            "SELECT contribution_id, question_id FROM answers JOIN consents USING (contribution_id) "
            "WHERE text LIKE ? AND may_publish = 'yes' AND only_for_agency IS NOT 'yes' ORDER BY 1"
        )
        one, question = rows.execute(said, (f"{BEFORE}%",)).fetchone()
    words = f"{BEFORE}: […] {AFTER}."
    printed += give("quotes", "approve", one, "--question", question, "--words", words, "--by", "A. Steward")
    printed += give("release", "--approve", "demonstration")
    (release,) = (path for path in (workspace / "releases").iterdir() if path.is_dir())
    words = {"RELEASE": release.name, "OUT": str(folder / "reports")}
    folders = ["--engagement", str(engagement), "--workspace", str(workspace)]
    for telling in TELLING:
        said = CliRunner().invoke(main, [*folders, *(words.get(one, one) for one in telling)])
        assert said.exit_code in {0, 1}, said.output
        printed += said.output
    return Left(workspace, release, printed, folder / "reports")


@contextlib.contextmanager
def record(workspace):
    with contextlib.closing(sqlite3.connect(workspace / "record.sqlite")) as rows:
        yield rows


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("canaries-log") / "log.txt"


@pytest.fixture(scope="module")
def address(left, log):
    with serving(left.workspace, log) as served:
        yield served


def test_all_of_them_are_in_the_record(left):
    with record(left.workspace) as rows:
        assert in_record("\n".join(rows.iterdump())) == set(CANARIES)


def test_none_is_in_any_file_of_a_release(left):
    contents = list(read_back(left.release))
    assert found(contents) == set()
    assert sum(SEEN in content for content in contents) >= 4


def test_what_was_taken_out_of_a_quote_is_out(left):
    quotes = read_release(left.release, Trust(left.workspace)).table("quotes")
    assert quotes["words"].to_list() == [f"{BEFORE}: […] {AFTER}."]


def test_none_is_printed_by_the_commands_that_make_and_look_at_a_release(left):
    assert found([left.printed.encode()]) == set()


def test_none_is_in_any_report_or_file_of_a_page(left):
    figures = Figures(read_release(left.release, Trust(left.workspace)))
    made, shown = briefing(figures), answer_to(figures, Choice(show="position"))
    files = [path.read_bytes() for path in left.reports.rglob("*") if path.is_file()]
    assert len(files) >= len(ONE_FILE) + 5
    files += [one.file(shown, kind)[2] for kind, one in DOWNLOADS.items()]
    assert found([*files, repr(paper_of(made)).encode()]) == set()  # the words of a PDF are packed


@pytest.mark.parametrize("path", ["/", "/?show=position", "/brief"])
def test_none_reaches_a_browser(new_context, address, log, path):
    page = new_context().new_page()
    heard = Overheard(page)
    page.goto(address + path)
    page.get_by_role("heading", level=1).wait_for(timeout=60_000)
    page.wait_for_load_state("networkidle")
    for key in ("2", "3", "n") if path == "/brief" else ():
        page.keyboard.press(key)
    for section in ("#evidence", "#weeks", "#method") if path != "/brief" else ():
        page.locator(f"{section} > summary").click()
        page.wait_for_load_state("networkidle")
    files = (
        []
        if path == "/brief"
        else [downloaded(page, kind) for kind, one in DOWNLOADS.items() if one.is_in_menu]
    )
    page.wait_for_load_state("networkidle")
    if path != "/brief":
        page.locator("#copy").click()
        expect(page.locator("#copy")).to_have_text("Copied")
    contents = heard.finish(page)
    assert found([*contents, *files, log.read_bytes()]) == set()
    assert len(heard.frames) > 3
    assert any(SEEN in content for content in contents)
    assert [any(SEEN in part for part in parts(file)) for file in files[:2]] == [True] * len(files[:2])


def test_none_is_in_a_sentence_that_was_taken(left):
    claims = [path.read_bytes() for path in (left.workspace / "claims").iterdir()]
    assert claims
    assert found(claims) == set()


def downloaded(page, kind):
    page.locator("#downloads").evaluate("(menu) => { menu.open = true }")
    with page.expect_download(timeout=60_000) as started:
        page.locator(f"[id='{kind}']").click()
    return started.value.path().read_bytes()


def test_the_search_finds_what_is_written_packed_or_coded(left):
    (database,) = left.workspace.glob("record.sqlite")
    assert found([database.read_bytes()])
    frame = b'{"base64": "' + base64.b64encode(b"x" * 300 + CANARIES[3].encode()) + b'"}'
    assert found([frame]) == {CANARIES[3]}
