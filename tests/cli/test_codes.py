"""Comments go out to be coded and come back as codes: every row is accounted for, nothing is added twice."""

import contextlib
import json
import sqlite3
import stat
import zipfile
from pathlib import Path

import polars as pl
import pytest
from coding import cells, typed

from wellbeing.record.comments.codes import standing_codes
from wellbeing.record.rights.withdrawal import withdraw_contributions
from wellbeing.record.store.database import RECORD_FILE, open_record
from wellbeing.record.store.rows import insert_rows
from wellbeing.release.store.opening import read_release
from wellbeing.release.store.signing import Trust

FIRST, SECOND = "First reading", "Second reading"
TAUGHT = {
    "negative": "the portal timed out",
    "neutral or mixed": "the portal opened in May",
    "positive": "the portal remembered me",
}
TE_REO = "Kia kaha te reo o ngā tūpuna, kei te pai tēnei mahi"
COMMENTS = 120


@pytest.fixture
def commented(wellbeing, islands_folder):
    """The commands, on a record with 120 comments to be coded and one "n/a"."""
    path = islands_folder / "synthetic/answers.parquet"
    rows = pl.read_parquet(path)
    closed, wrote = rows.filter(pl.col("text").is_null()), rows.drop_nulls("text").head(COMMENTS + 1)
    said = [f"{list(TAUGHT.values())[place % 3]} on day {place}" for place in range(COMMENTS - 1)]
    pl.concat([closed, wrote.with_columns(text=pl.Series([*said, TE_REO, "n/a"]))]).write_parquet(path)
    assert wellbeing("demo").exit_code == 0
    return wellbeing


@pytest.fixture
def sample(commented, tmp_path):
    """Write comments to be coded; where."""

    def write(name="a.xlsx", *options):
        done = commented("codes", "sample", str(tmp_path / name), *options)
        assert done.exit_code == 0, done.output
        return tmp_path / name

    return write


@pytest.fixture
def held(workspace):
    """The codes that stand."""

    def read():
        with open_record(workspace, "two-islands") as record:
            return standing_codes(record)

    return read


def rows(path, sheet=FIRST):
    """Number of each row with a comment → the comment."""
    return {
        int(address[1:]): text
        for address, text in cells(path, sheet).items()
        if address[0] == "B" and address != "B1"
    }


def meant(text):
    return next((tone for tone, words in TAUGHT.items() if text.startswith(words)), "cannot tell")


def coded(path, sheet=FIRST, **other):
    """The workbook with a tone for each row, as its comment sounds, and the codebook's theme."""
    said = {f"C{row}": meant(text) for row, text in rows(path, sheet).items()}
    return typed(path, sheet, said | {f"D{row}": "Taste" for row in rows(path, sheet)} | other)


def load(wellbeing, path, by="A. Coder"):
    done = wellbeing("codes", "load", str(path), "--by", by)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_workbook_is_the_stewards_alone_and_says_so(sample):
    path = sample()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    told = " ".join(cells(path, "Read me").values())
    assert "It stays on the steward's machine" in told
    assert "Tone is how a comment sounds" in told
    assert "How water tastes" in told


def test_it_offers_tones_and_the_codebooks_themes(sample):
    path = sample()
    assert list(cells(path, "choices").values()) == [
        "negative",
        "Taste",
        "neutral or mixed",
        "positive",
        "cannot tell",
    ]
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count('type="list"') == 4  # a tone, three themes


def test_all_but_non_answers_are_drawn_and_a_fifth_in_a_sheet_of_its_own(sample):
    path = sample()
    first, second = set(rows(path).values()), set(rows(path, SECOND).values())
    assert (len(first), len(second), second < first) == (COMMENTS, COMMENTS // 5, True)
    assert (TE_REO in first, "n/a" in first) == (True, False)
    assert cells(path, FIRST)["A2"] == "Why?"


def test_the_same_sample_is_drawn_until_it_is_coded_and_another_then(commented, sample):
    first, again = sample("a.xlsx", "--size", "50"), sample("b.xlsx", "--size", "50")
    assert rows(first) == rows(again)
    load(commented, coded(first))
    then = sample("c.xlsx", "--size", "100")
    assert not set(rows(then).values()) & set(rows(first).values())
    assert len(rows(then)) == COMMENTS - 50


def test_a_workbook_comes_back_as_codes(commented, sample, held):
    told = load(commented, coded(sample("a.xlsx", "--size", "50")))
    assert "a.xlsx: 60 rows read = 50 coded + 10 left blank + 0 refused." in told
    assert "50 codes added, 0 corrected, 0 known already." in told
    assert "Coded: 50 comments, 0 of them twice; 50 of the random sample" in told
    assert "tone not known" in told
    assert "No local head was fitted yet" in told
    found = held()
    assert set(found["coder"]) == {"A. Coder"}
    assert found.select("reading", "purpose", "codebook_version").unique().rows() == [(1, "measure", "1")]
    assert set(found["themes"].explode()) == {"taste"}


def test_the_same_workbook_twice_adds_nothing(commented, sample, workspace):
    path = coded(sample("a.xlsx", "--size", "30"))
    load(commented, path)
    told = load(commented, path)
    assert "0 codes added, 0 corrected, 30 known already." in told
    with contextlib.closing(sqlite3.connect(workspace / RECORD_FILE)) as record:
        assert record.execute("SELECT count(*) FROM codes").fetchone() == (30,)


def test_a_workbook_that_was_changed_corrects(commented, sample, held):
    path = coded(sample("a.xlsx", "--size", "30"))
    load(commented, path)
    told = load(commented, typed(path, FIRST, {"C2": "cannot tell", "D2": None}))
    assert "0 codes added, 1 corrected, 29 known already." in told
    assert held().height == 30
    assert held().filter(pl.col("themes").list.len() == 0)["tone"].to_list() == [None]


def test_two_coders_readings_give_their_agreement(commented, sample, held):
    first, second = sample("a.xlsx", "--size", "50"), sample("b.xlsx", "--size", "50")
    load(commented, coded(first))
    refused = load(commented, coded(second, SECOND))
    assert "Refused, 10 rows: A. Coder has coded it in the other reading" in refused
    told = load(commented, second, by="B. Coder")
    assert "60 rows read = 10 coded + 50 left blank + 0 refused." in told
    assert "tone 1.00" in told
    assert held().filter(reading=2)["coder"].unique().to_list() == ["B. Coder"]


def test_rows_that_say_nothing_of_ours_are_refused_with_their_reason(commented, sample):
    path = coded(
        sample("a.xlsx", "--size", "30"), C2="angry", E3="Smell", C4=None, B5="something else", G6="nobody"
    )
    id_, question = (cells(path, FIRST)[f"{column}8"] for column in "GH")
    text = rows(path)[8]
    told = load(commented, typed(path, FIRST, {"G7": id_, "H7": question, "B7": text}))
    assert "36 rows read = 24 coded + 6 left blank + 6 refused." in told
    for reason, row in {
        "unknown tone 'angry'": 2,
        "not in the codebook: 'Smell'": 3,
        "themes without a tone": 4,
        "its comment is not the record's": 5,
        "no such comment in the record": 6,
        "its comment stands twice in the sheet": 8,
    }.items():
        (line,) = [line for line in told.splitlines() if reason in line]
        assert line.startswith("  Refused, 1 row: ")
        assert line.endswith(f"({FIRST} {row}).")


def test_words_are_known_in_any_case_and_a_theme_by_its_id(commented, sample):
    path = typed(
        sample("a.xlsx", "--size", "30"), FIRST, {"C2": " Neutral  or MIXED", "D2": "taste", "E2": "Taste"}
    )
    assert "1 coded + 35 left blank + 0 refused" in load(commented, path)


def test_what_was_withdrawn_or_corrected_meanwhile_is_refused(commented, sample, workspace, held):
    path = coded(sample("a.xlsx", "--size", "30"))
    gone, changed = (cells(path, FIRST)[f"G{row}"] for row in (2, 3))
    with open_record(workspace, "two-islands") as record:
        withdraw_contributions(record, [gone], "asked for")
    assert (
        commented("subject", changed, "--correct", "why=All is well", "--reason", "asked for").exit_code == 0
    )
    told = load(commented, path)
    assert "36 rows read = 28 coded + 6 left blank + 2 refused." in told
    assert f"its contribution was withdrawn ({FIRST} 2)" in told
    assert f"corrected since, or changed in the sheet ({FIRST} 3)" in told
    assert not {gone, changed} & set(held()["contribution_id"])


def fits(workspace):
    with contextlib.closing(sqlite3.connect(workspace / RECORD_FILE)) as record:
        found = record.execute("SELECT detail FROM log WHERE action = 'refitted' ORDER BY seq").fetchall()
    return [json.loads(detail) for (detail,) in found]


def test_from_a_hundred_codes_on_the_head_is_fitted_anew_and_the_log_says_how_well(
    commented, sample, workspace
):
    path = coded(sample())
    told = load(commented, path)
    (fit,) = fits(workspace)
    assert (fit["codes"], fit["measured"], fit["macro_f1"], fit["r"] > 0.9) == (119, 119, 1.0, True)
    assert fit["scorer"] in told
    assert "macro-F1 1.00" in commented("codes", "status").output
    load(commented, path)
    assert len(fits(workspace)) == 1
    load(commented, typed(path, FIRST, {"C2": "cannot tell"}))
    assert [fit["codes"] for fit in fits(workspace)] == [119, 118]


def test_the_most_uncertain_teach_and_are_no_part_of_the_sample(commented, sample, workspace, tmp_path, held):
    refused = commented("codes", "sample", str(tmp_path / "u.xlsx"), "--uncertain")
    assert (refused.exit_code, "it takes 100 codes" in refused.stderr) == (1, True)
    load(commented, coded(sample("a.xlsx", "--size", "110")))
    path = sample("u.xlsx", "--uncertain", "--size", "5")
    assert len(rows(path)) == 5
    with pytest.raises(KeyError):
        cells(path, SECOND)
    told = load(commented, coded(path))
    assert "5 rows read = 5 coded" in told
    assert "110 of the random sample, 5 chosen to teach" in told
    assert held()["purpose"].value_counts(sort=True).rows() == [("measure", 110), ("teach", 5)]
    (_, fit) = fits(workspace)
    assert fit["codes"] - fit["measured"] == 5


def test_nothing_is_left_when_all_is_coded(commented, sample, tmp_path):
    load(commented, coded(sample()))
    refused = commented("codes", "sample", str(tmp_path / "b.xlsx"))
    assert (refused.exit_code, "No comment is left to code: 120 answers" in refused.stderr) == (1, True)


def test_the_log_and_the_terminal_repeat_no_comment(commented, sample, workspace):
    told = load(commented, coded(sample()))
    with contextlib.closing(sqlite3.connect(workspace / RECORD_FILE)) as record:
        told += " ".join(detail for (detail,) in record.execute("SELECT detail FROM log"))
    assert "portal" not in told
    assert "A. Coder" not in told


def test_other_files_are_refused(commented, sample, tmp_path):
    path = sample()
    taken = commented("codes", "sample", str(path))
    assert (taken.exit_code, "exists" in taken.stderr) == (1, True)
    assert commented("codes", "sample", str(tmp_path / "a.csv")).exit_code == 1
    assert commented("template", "survey", str(tmp_path / "t.xlsx")).exit_code == 0
    template = commented("codes", "load", str(tmp_path / "t.xlsx"), "--by", "A. Coder")
    assert (template.exit_code, "is no coding workbook" in template.stderr) == (1, True)
    absent = commented("codes", "load", str(tmp_path / "absent.xlsx"), "--by", "A. Coder")
    assert (absent.exit_code, "is missing" in absent.stderr) == (1, True)
    assert commented("codes", "load", str(path), "--by", " ").exit_code == 2


def test_a_workbook_without_its_headings_or_of_another_engagement_is_refused(commented, sample):
    path = typed(sample(), FIRST, {"G1": "Id"})
    lacking = commented("codes", "load", str(path), "--by", "A. Coder")
    assert "sheet 'First reading' lacks 'Contribution'" in lacking.stderr
    typed(path, "wellbeing", {"A2": "three-islands"})
    other = commented("codes", "load", str(path), "--by", "A. Coder")
    assert "holds comments of engagement 'three-islands', not of 'two-islands'" in other.stderr


def test_twenty_codes_make_a_release_due_and_figures_that_do_not_rest_on_them_stay(
    commented, sample, workspace, islands_folder
):
    order = ("release", "--approve", "A. Tester")
    first = commented(*order).stdout.strip()
    load(commented, coded(sample("a.xlsx", "--size", "19")))
    assert commented(*order).stdout.strip() == first
    load(commented, coded(sample("b.xlsx", "--size", "1")))
    second = commented(*order).stdout.strip()
    trust = Trust(workspace, islands_folder)
    then, now = (read_release(Path(path), trust) for path in (first, second))
    assert (then.id, now.id) == ("2020-06-09.01", "2020-06-09.02")
    codes_told = now.table("scoring")["codes"].item()
    assert abs(codes_told - 20) <= 12  # counted with noise of 2
    both = then.table("region_stakeholder").join(
        now.table("region_stakeholder"), on=["area", "area_kind", "stakeholder"], suffix="_now"
    )
    assert (both["count"] == both["count_now"]).mean() > 0.5


def test_what_is_only_for_the_agency_goes_to_its_own_coders_alone(commented, workspace, tmp_path):
    with open_record(workspace, "two-islands") as record:
        query = "SELECT contribution_id, text FROM answers WHERE text LIKE '%on day%'"
        texts = dict(record.execute(query).fetchall())
        only = list(texts)[::3]
        insert_rows(record, "consents", [(one, "yes", "yes", "yes") for one in only])
    for name, more in (("others.xlsx", ()), ("own.xlsx", ("--in-agency",))):
        told = commented("codes", "sample", str(tmp_path / name), "--size", "150", *more).output
        with zipfile.ZipFile(tmp_path / name) as book:
            content = b"".join(map(book.read, book.namelist())).decode()
        found = {one for one in only if f">{one}<" in content or f">{texts[one]}<" in content}
        assert found == (set(only) if more else set())
        assert (f"{len(only)} comments for the agency's eyes only left out" in told) is not bool(more)
