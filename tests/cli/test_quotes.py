"""A steward sees comments with what is marked in them, and lets words of them into releases."""

import contextlib
import json
import shlex
import sqlite3

import polars as pl
import pytest
from exports import HEAD, line, profiled

from wellbeing.desk.reviewing.quotes import rank_comments
from wellbeing.record.store.digests import note_digest
from wellbeing.release.store.catalogue import releases
from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust

HARMLESS = "The water tastes of iron and nobody answers"
MARKED = "I told Hinemoa Parata in Nub that the water tastes of iron. Ring me on 021 555 0143."

#: Another text in place of comments that are like one.
SAID = """
UPDATE contributions SET answers = (
    SELECT json_group_array(
        CASE WHEN value ->> 'text' LIKE ? THEN json_set(value, '$.text', ?) ELSE json(value) END
    ) FROM json_each(answers)
)"""


@pytest.fixture
def commented(wellbeing, workspace):
    """The commands, on a record with two comments to be looked at; their contributions' ids."""
    assert wellbeing("demo").exit_code == 0
    with contextlib.closing(sqlite3.connect(workspace / "record.sqlite")) as record, record:
        ids = [id_ for (id_,) in record.execute("SELECT contribution_id FROM answers WHERE text IS NOT NULL")]
        for id_, text in zip(ids, (HARMLESS, MARKED), strict=False):
            record.execute(f"{SAID} WHERE contribution_id = ?", ("%", text, id_))
        record.execute(SAID, ("kererū%", "n/a"))
        agreed = "INSERT INTO consents (contribution_id, may_publish) SELECT contribution_id, 'yes' FROM contributions"
        record.execute(agreed)
        note_digest(record, "consents")
    return wellbeing, *ids[:2]


@pytest.fixture
def quoted(workspace, islands_folder):
    """What each release quotes, oldest first, sorted: of whom a quote is depends on chance."""

    def read():
        trust = Trust(workspace, islands_folder)
        made = [read_release(path, trust).table("quotes")["words"] for path in releases(workspace)]
        return [words.sort().to_list() for words in made]

    return read


def approve(wellbeing, id_, words, *more):
    return wellbeing("quotes", "approve", id_, "--question", "why", "--words", words, "--by", "A. S.", *more)


def test_comments_are_listed_with_their_marks_and_without_non_answers(commented):
    wellbeing, harmless, marked = commented
    told = wellbeing("quotes", "list").output
    assert told.startswith("2 of 2 comments")
    assert told.index(f"{harmless} · why") < told.index(f"{marked} · why")
    assert "3 marks: name (sure), place (likely), phone (sure)" in told
    assert "I told «Hinemoa Parata» in «Nub» that" in told
    assert "1 of 2" in wellbeing("quotes", "list", "--limit", "1", "--question", "why").output


def test_views_take_turns_among_comments_with_as_many_marks():
    rows = pl.DataFrame(
        {
            "contribution_id": ["a", "b", "c", "d", "e"],
            "question_id": "why",
            "position": ["support", "support", "oppose", None, "mixed"],
            "marks": [0, 0, 0, 0, 1],
        }
    )
    assert rank_comments(rows)["contribution_id"].to_list() == ["c", "a", "d", "b", "e"]


def test_words_that_are_not_the_comments_are_refused(commented):
    wellbeing, harmless, _ = commented
    refused = approve(wellbeing, harmless, "The water tastes good")
    assert (refused.exit_code, "not a redaction" in refused.stderr) == (1, True)


def test_what_is_still_marked_is_refused_until_it_was_checked(commented):
    wellbeing, _, marked = commented
    words = "I told [...] in Nub that the water tastes of iron."
    refused = approve(wellbeing, marked, words)
    assert refused.exit_code == 1
    assert "1 mark in these words: 'Nub (place, likely)'. Nothing was approved." in refused.stderr
    done = approve(wellbeing, marked, words, "--checked")
    assert (done.exit_code, "1 mark judged by A. S." in done.output) == (0, True)
    assert approve(wellbeing, marked, "I told […] that the water tastes of iron.").exit_code == 0


def test_a_theme_is_one_of_the_codebook_and_a_question_an_open_one(commented):
    wellbeing, harmless, _ = commented
    assert "Themes: 'taste'" in approve(wellbeing, harmless, HARMLESS, "--theme", "colour").stderr
    assert approve(wellbeing, harmless, HARMLESS, "--theme", "taste").exit_code == 0
    assert "Open questions: 'why'" in wellbeing("quotes", "list", "--question", "tap").stderr


@pytest.mark.parametrize("given", [("", "A. S."), ("iron", " ")])
def test_words_and_a_name_are_needed(wellbeing, given):
    words, by = given
    asked = ("quotes", "approve", "x", "--question", "why", "--words", words, "--by", by)
    assert wellbeing(*asked).exit_code == 2


def test_an_approved_quote_enters_the_next_release_and_nothing_else_of_the_comment(commented, quoted):
    wellbeing, harmless, marked = commented
    assert approve(wellbeing, marked, "the water tastes of iron").exit_code == 0
    assert approve(wellbeing, harmless, HARMLESS).exit_code == 0
    assert "Approved: “the water tastes of iron”" in wellbeing("quotes", "list").output
    gone = wellbeing("quotes", "retract", harmless, "--question", "why", "--by", "A. S.")
    assert (gone.exit_code, "Taken back" in gone.output) == (0, True)
    again = wellbeing("quotes", "retract", harmless, "--question", "why", "--by", "A. S.")
    assert (again.exit_code, "Nothing of contribution" in again.stderr) == (1, True)
    assert wellbeing("release", "--approve", "demonstration").exit_code == 0
    assert quoted() == [["the water tastes of iron"]]
    assert "not in this release" not in wellbeing("status").output
    assert approve(wellbeing, harmless, HARMLESS).exit_code == 0
    assert "Approved and not in this release: 1 quote." in wellbeing("status").output
    assert json.loads(wellbeing("status", "--json").output)["quotes_to_come"] == 1


def test_a_second_tier_leaves_out_what_was_taken_back_or_withdrawn_since(commented, quoted):
    wellbeing, harmless, marked = commented
    approve(wellbeing, harmless, HARMLESS)
    approve(wellbeing, marked, "the water tastes of iron")
    assert wellbeing("release", "--approve", "A. Tester").exit_code == 0
    assert wellbeing("quotes", "retract", harmless, "--question", "why", "--by", "A. S.").exit_code == 0
    assert wellbeing("withdraw", marked, "--reason", "asked for").exit_code == 0
    assert wellbeing("release", "--tier", "public", "--approve", "A. Tester").exit_code == 0
    assert quoted() == [[HARMLESS, "the water tastes of iron"], []]


def test_comments_that_may_not_be_quoted_are_counted_and_not_shown(commented):
    wellbeing, harmless, marked = commented
    for id_, said in ((harmless, "may_publish=no"), (marked, "only_for_agency=yes")):
        assert wellbeing("subject", id_, "--correct", said).exit_code == 0
    listed = wellbeing("quotes", "list").output
    assert listed.startswith("0 of 0 comments")
    assert "Not listed, since they may not be quoted: " in listed
    assert "1: it is for the agency's eyes only" in listed
    assert "1: it says that it may not be published" in listed
    assert [said for said in (HARMLESS, "Hinemoa") if said in listed] == []
    refused = approve(wellbeing, harmless, HARMLESS)
    assert (refused.exit_code, "may not be quoted: it says that it may not" in refused.stderr) == (1, True)


def test_a_consent_that_is_taken_back_makes_a_release_due_that_leaves_the_quote_out(commented, quoted):
    wellbeing, harmless, marked = commented
    approve(wellbeing, harmless, HARMLESS)
    approve(wellbeing, marked, "the water tastes of iron")
    release = ("release", "--approve", "A. Tester")
    assert wellbeing(*release).exit_code == wellbeing(*release).exit_code == 0
    assert quoted() == [[HARMLESS, "the water tastes of iron"]]
    corrected = wellbeing("subject", harmless, "--correct", "may_publish=no")
    assert "may publish: no" in corrected.output
    assert "A RELEASE IS DUE: not allowed any more: 1 of its quotes." in wellbeing("status").output
    assert wellbeing(*release).exit_code == wellbeing(*release).exit_code == 0
    assert quoted() == [[HARMLESS, "the water tastes of iron"], ["the water tastes of iron"]]
    assert "IS DUE" not in wellbeing("status").output


def test_a_word_for_a_consent_waits_and_each_line_that_is_printed_for_it_works(
    wellbeing, islands_folder, tmp_path
):
    profile = profiled(islands_folder) / "profiles" / "web.toml"
    profile.write_text(
        profile.read_text().replace("questions", 'may_publish = { columns = ["Publish"] }\nquestions', 1)
    )
    path = tmp_path / "a.csv"
    path.write_text(f"{HEAD},Publish\n{line(1)},If you must\n{line(2)},yes\n")
    assert wellbeing("import", str(path), "--profile", "web").exit_code == 0
    printed = [text for text in wellbeing("quarantine", "list").output.splitlines() if "mend --word" in text]
    meant = [shlex.split(text[text.index("wellbeing") :])[1:] for text in printed]
    assert sorted(words[-1] for words in meant) == ["", "no", "yes"]
    assert "1 imported" in wellbeing(*next(words for words in meant if words[-1] == "no")).output
    assert "1: it says that it may not be published" in wellbeing("quotes", "list").output
