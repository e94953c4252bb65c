"""Files that are made to do harm are refused with the reason, within 2 seconds and 500 MB."""

import json
import subprocess
import sys

import hostile
import pytest

from wellbeing.model.errors import DataError
from wellbeing.sources.reading.source import read_file

#: Of the processor: the clock on the wall also counts what else the machine does.
SECONDS = 2.0
MEGABYTES = 500
#: Read a file in a process of its own, and say what it cost.
ATTEMPT = """
import json, sys, time
from pathlib import Path
from wellbeing.model.errors import DataError
from wellbeing.sources.reading.source import read_file
began, said = time.process_time(), ""
try:
    for batch in read_file(Path(sys.argv[1])).batches():
        pass
except DataError as error:
    said = str(error)
# Of this program alone: what getrusage says begins at the peak of the process that started it.
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
peak = int(status["VmHWM"].split()[0]) / 1000
print(json.dumps({"said": said, "seconds": time.process_time() - began, "megabytes": peak}))
"""


def attempted(path):
    run = subprocess.run(
        [sys.executable, "-c", ATTEMPT, str(path)], capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("line.csv", hostile.long_line, "a line of more than 1,000,000 bytes"),
        ("quote.csv", hostile.endless_quote, "quotation mark missing"),
        ("bomb.xlsx", hostile.bomb, "unpacks to 600 MB"),
        ("liar.xlsx", hostile.liar, "has not the 100 bytes that it claims"),
        ("sparse.xlsx", hostile.sparse, "reaches over 17,179,869,184 cells"),
    ],
)
def test_what_would_exhaust_memory_is_refused_quickly(tmp_path, name, make, reason):
    make(tmp_path / name)
    attempt = attempted(tmp_path / name)
    assert reason in attempt["said"]
    assert attempt["seconds"] < SECONDS
    assert attempt["megabytes"] < MEGABYTES


def refused(path):
    with pytest.raises(DataError) as told:
        list(read_file(path).batches())
    return str(told.value)


@pytest.mark.parametrize("address", ["XFDZ9", "A99999999999", "B4294967295", "A0", "ÆØ1", "$A$1"])
def test_a_cell_that_no_sheet_has_is_found_before_the_reader_ends_the_program(tmp_path, address):
    hostile.with_cell_at(tmp_path / "a.xlsx", address)
    assert "which no sheet has" in refused(tmp_path / "a.xlsx")


def test_an_address_is_found_behind_a_value_that_holds_a_bracket(tmp_path):
    hostile.rewritten(
        tmp_path / "a.xlsx",
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'<c r="B2"', b'<c x=">" r="XFD1048576"'),
    )
    assert "reaches over" in refused(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("xl/vbaProject.bin", "holds macros"),
        ("xl/macrosheets/sheet1.xml", "holds macros"),
        ("../../outside.xml", "named as paths out of it"),
        ("/etc/outside.xml", "named as paths out of it"),
    ],
)
def test_a_workbook_with_macros_or_parts_outside_it_is_refused(tmp_path, part, reason):
    hostile.with_part(tmp_path / "a.xlsx", part)
    assert reason in refused(tmp_path / "a.xlsx")


def test_an_encrypted_workbook_is_refused_with_what_to_do(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(hostile.ENCRYPTED)
    assert "is encrypted" in refused(tmp_path / "a.xlsx")
    assert "without a password" in refused(tmp_path / "a.xlsx")


def test_a_workbook_in_the_old_format_is_refused(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(hostile.ENCRYPTED[:512])
    assert "before 2007" in refused(tmp_path / "a.xlsx")


def test_a_workbook_not_in_utf_8_is_refused(tmp_path):
    hostile.rewritten(
        tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", lambda xml: xml.decode().encode("utf-16")
    )
    assert "is not the text of a workbook" in refused(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.xlsx", b"name,comment\n1,2\n", "is none"),
        ("a.xlsx", b"PK\x03\x04" + bytes(100), "is damaged"),
        ("a.csv", b"PK\x03\x04" + bytes(100), "holds a workbook or zip file"),
        ("a.csv", b"%PDF-1.7 ...", "holds a PDF"),
        ("a.csv", b"  <html><table><tr><td>1", "holds a web page"),
        ("a.csv", b"name,comment\n1,a\0b\n", "holds NUL bytes"),
        ("a.csv", b"", "is empty"),
        ("a.csv", b"\n\n", "no heading row"),
        ("a.csv", "name\n1".encode("utf-32"), "UTF-32"),
        ("a.parquet", b"PAR1 and no more", "could not be read as Parquet"),
        ("a.parquet", b"name,comment\n1,2\n", "could not be read as Parquet"),
        ("a.xlsm", b"PK\x03\x04", "may hold macros"),
        ("a.exe", b"MZ", "none of '.csv'"),
    ],
)
def test_what_a_file_holds_must_be_what_its_name_says(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    assert reason in refused(tmp_path / name)


def test_utf_8_that_was_damaged_is_not_taken_for_windows_1252(tmp_path):
    (tmp_path / "a.csv").write_bytes("name\nMāori\nWhangārei\n".encode() + b"\xff\n")
    assert "damaged" in refused(tmp_path / "a.csv")


def test_headings_are_neutralised_and_comments_kept_as_written(tmp_path):
    (tmp_path / "a.csv").write_text(
        '=cmd|x,<script>alert(1)</script>Name,"-2+3\u202e"\n=1+1,<b>bold</b>,\x07be\x9bll\n', encoding="utf-8"
    )
    table = read_file(tmp_path / "a.csv")
    assert table.columns == ("cmd|x", "alert(1) Name", "2+3")
    (batch,) = table.batches()
    assert batch.rows.row(0)[1:] == ("=1+1", "<b>bold</b>", "bell")


@pytest.mark.parametrize(
    ("written", "kept"),
    [("..\\..\\evil.csv", ".._.._evil.csv"), ("=cmd().csv", "_cmd().csv"), ("<b>.csv", "_b_.csv")],
)
def test_a_file_is_kept_under_a_name_that_is_no_path(tmp_path, written, kept):
    (tmp_path / written).write_text("a,b\n1,2\n", encoding="utf-8")
    assert read_file(tmp_path / written).file == kept


def test_formulas_are_read_as_last_calculated_and_told(tmp_path):
    import xlsxwriter  # noqa: PLC0415

    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["number", "text"])
    sheet.write_formula(1, 0, "=1+1", None, 2)
    sheet.write_string(1, 1, "=1+1")
    book.close()
    table = read_file(tmp_path / "a.xlsx")
    (batch,) = table.batches()
    assert batch.rows.row(0)[1:] == ("2", "=1+1")
    assert [notice.text for notice in table.notices] == [
        "1 cell with formulas: the last saved values were read, nothing was calculated."
    ]
