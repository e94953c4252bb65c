"""Nothing that a withdrawn person wrote stands in any file of the workspace, wherever it had gone."""

import zipfile

import polars as pl
import pytest
from exports import HEAD, PROFILE, line

ASKED = """
organisation = { columns = ["Body"] }
may_publish = { columns = ["Publish"] }
refuse = [{ column = "Body", values = ["Test"], reason = "a test" }]
questions"""
#: A word for each place that words can go to.
PLACES = ("said", "before", "region", "waiting", "refused", "body", "quoted", "undone", "answer", "consent")
WORDS = {place: f"canary{place}7q2k" for place in PLACES}


def everything(workspace):
    """Every byte of every file: tables also as text, workbooks also unpacked."""
    for path in sorted(workspace.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        yield path, content
        if path.suffix == ".parquet":
            yield path, pl.read_parquet(path).write_ndjson().encode()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                yield path, b"".join(map(book.read, book.namelist()))


def found(workspace):
    """Each word that stands anywhere, with the names of the files."""
    return {
        (place, path.relative_to(workspace).parts[0])
        for path, content in everything(workspace)
        for place, word in WORDS.items()
        if word.encode() in content or str(path).find(word) >= 0
    }


@pytest.fixture
def told(wellbeing, islands_folder, tmp_path):
    """The demonstration, and one more person who left a word in every place; their id."""
    (islands_folder / "profiles").mkdir(exist_ok=True)
    profile = PROFILE.format(id='id = ["Response"]').replace("questions", ASKED, 1)
    (islands_folder / "profiles" / "web.toml").write_text(profile)
    assert wellbeing("demo").exit_code == 0

    def take(name, *lines):
        path = tmp_path / name
        path.write_text("\n".join([f"{HEAD},Body,Publish", *lines]) + "\n")
        assert wellbeing("import", str(path), "--profile", "web", "--sure").exit_code == 0

    body, now = f"{WORDS['body']},yes", f"{WORDS['said']} and {WORDS['quoted']}"
    take("a.csv", f"{line(7, Why=WORDS['before'])},{body}", f"{line(8)},Other,yes")
    take("b.csv", f"{line(7, Why=now)},{body}")
    take("c.csv", f"{line(7, Why=now, Region=WORDS['region'])},{body}", f"{line(9)},,")
    mended = wellbeing("quarantine", "mend", "--word", "region", WORDS["region"], "North One")
    assert mended.exit_code == 0
    take("d.csv", f"{line(7, Region='Atlantis', Why=WORDS['waiting'])},{body}")
    take("e.csv", f"{line(7, Why=WORDS['refused'])},Test,yes")
    take("g.csv", f"{line(7, Why=now, Content=WORDS['answer'])},{body}")
    take("h.csv", f"{line(7, Why=now)},{WORDS['body']},{WORDS['consent']}")
    take("f.csv", f"{line(7, Why=WORDS['undone'])},{body}")
    assert wellbeing("undo", "f.csv", "--reason", "the wrong file").exit_code == 0
    listed = wellbeing("quotes", "list", "--limit", "1000").output
    return next(one.split()[0] for one in listed.split("\n\n") if WORDS["said"] in one)


def test_what_was_withdrawn_is_in_no_file_but_the_releases_that_are_named(wellbeing, told, workspace):
    approved = wellbeing(
        "quotes", "approve", told, "--question", "why", "--words", WORDS["quoted"], "--by", "A."
    )
    assert approved.exit_code == 0, approved.output
    assert wellbeing("release", "--approve", "A. Tester").exit_code == 0
    before = {place for place, _ in found(workspace)}
    assert before == {*PLACES}
    assert ("quoted", "held") in found(workspace)
    done = wellbeing("withdraw", told, "--reason", "asked for")
    assert done.exit_code == 0
    assert found(workspace) == {("quoted", "releases")}
    assert "1 release here quotes words of theirs" in done.output
    assert told.encode() not in b"".join(content for _, content in everything(workspace))
