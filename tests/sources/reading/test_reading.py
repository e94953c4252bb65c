"""A table is read the same, whatever its format, encoding, delimiter, quotes and line ends."""

import csv
import datetime as dt
import io

import polars as pl
import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st

from wellbeing.model.errors import DataError
from wellbeing.model.profile import Layout
from wellbeing.sources.reading import delimited
from wellbeing.sources.reading.batch import ROW
from wellbeing.sources.reading.delimited import is_sound, last_record_end
from wellbeing.sources.reading.limits import Limits
from wellbeing.sources.reading.source import read_file

HEAD = ("name", "region", "comment")
ROWS = [
    ("Ngāi Tahu", "Canterbury", 'He said "kia ora", twice'),
    ("Ōtepoti", "Otago", "two\nlines"),
    ("Whānau", None, "semi;colon, comma\tand tab"),
]


def written(rows=ROWS, delimiter=",", line_end="\r\n"):
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end)
    writer.writerows([HEAD, *rows])
    return text.getvalue()


def read(path, layout=None, **limits):
    table = read_file(path, layout, Limits(**limits))
    batches = list(table.batches())
    return table, pl.concat([batch.rows for batch in batches])


def as_file(folder, content, name="a.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~", "\x1f"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_delimiter_and_encoding_are_found_out(tmp_path, delimiter, encoding):
    table, rows = read(as_file(tmp_path, written(delimiter=delimiter).encode(encoding)))
    assert table.columns == HEAD
    assert rows.drop(ROW).rows() == ROWS


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read_and_become_one(tmp_path, line_end):
    rows = [("a", "b", f"two{line_end}lines")]
    assert read(as_file(tmp_path, written(rows, line_end=line_end)))[1].drop(ROW).rows() == [
        ("a", "b", "two\nlines")
    ]


def test_what_is_not_utf_8_is_windows_1252(tmp_path):
    rows = [("Café “Ngaio”", "Otago", "cost €5 – no…")]
    found = read(as_file(tmp_path, written(rows, ";").encode("cp1252")))[1]
    assert found.drop(ROW).rows() == rows


def test_an_encoding_may_be_named_and_must_be_known(tmp_path):
    path = as_file(tmp_path, written([("ā", "b", "c")]).encode("iso8859-4"))
    assert read(path, Layout(encoding="iso8859-4"))[1]["name"].to_list() == ["ā"]
    with pytest.raises(DataError, match="no encoding is called 'utf-9'"):
        read(path, Layout(encoding="utf-9"))


def test_an_encoding_named_wrongly_is_said(tmp_path):
    path = as_file(tmp_path, written([("ā", "b", "c")]).encode("cp1257"))
    with pytest.raises(DataError, match="is not written in utf-8 throughout"):
        read(path, Layout(encoding="utf-8"))


def test_a_hint_for_a_spreadsheet_is_no_heading(tmp_path):
    table, rows = read(as_file(tmp_path, "sep=;\r\n" + written(delimiter=";")))
    assert table.columns == HEAD
    assert rows.drop(ROW).rows() == ROWS


def test_one_column_needs_no_delimiter(tmp_path):
    table, rows = read(as_file(tmp_path, "comment\nfirst\nsecond, with a comma\n"))
    assert table.columns == ("comment",)
    assert rows["comment"].to_list() == ["first", "second, with a comma"]


def test_a_mark_of_inches_is_read_as_it_stands(tmp_path):
    path = as_file(tmp_path, 'name,region,comment\nA,02,5" pipe\nB,03,"quoted, well"\nC,04,6" pipe\n')
    assert read(path)[1]["comment"].to_list() == ['5" pipe', "quoted, well", '6" pipe']


def test_rows_are_numbered_as_a_spreadsheet_does_and_empty_ones_are_no_rows(tmp_path):
    path = as_file(tmp_path, 'name,region\nA,1\n\n"two\nlines",2\n,\n  ,\nB,3\n')
    assert read(path)[1][ROW].to_list() == [2, 4, 7]


def test_rows_with_more_cells_than_headings_are_known(tmp_path):
    path = as_file(tmp_path, "name,region\nA,1\nB,2,surplus\nC\nD,4,\n")
    (batch,) = read_file(path).batches()
    assert batch.overlong.to_list() == [3]
    assert batch.rows.rows() == [(2, "A", "1"), (3, "B", "2"), (4, "C", None), (5, "D", "4")]


@pytest.mark.slow
def test_pieces_of_a_file_join_at_any_place(tmp_path, monkeypatch):
    path = as_file(tmp_path, written(ROWS * 20))
    whole = read(path)[1]
    for size in (1, 7, 64, 1001):
        monkeypatch.setattr(delimited, "PIECE", size)
        assert read(path)[1].equals(whole)


def test_from_an_unsound_quote_on_every_row_is_still_read(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "PIECE", 50)
    rows = [f"{number},x,text" for number in range(30)]
    rows[17] = '17,x,5" of "rain" today'
    found = read(as_file(tmp_path, "\n".join(["name,region,comment", *rows])))[1]
    assert found["name"].to_list() == [str(number) for number in range(30)]
    assert found["comment"][17] == '5" of "rain" today'
    assert found[ROW].to_list() == list(range(2, 32))


def test_the_share_read_grows_to_the_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "PIECE", 100_000)
    path = as_file(tmp_path, written(ROWS * 10_000))
    shares = [batch.done for batch in read_file(path).batches()]
    assert shares == sorted(shares)
    assert shares[0] < 0.6
    assert shares[-1] == 1.0


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from('",;\n"'), max_size=8
)


@pytest.mark.slow
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=12))
@example([("a", '"', ""), ("\n", "", "b")])
def test_every_table_is_read_as_it_was_written(tmp_path_factory, rows):
    path = as_file(tmp_path_factory.mktemp("any"), written(rows, ";", "\n"))
    found = read(path, Layout(delimiter=";"))[1]
    cleaned = [tuple(cell.strip() or None for cell in row) for row in rows]
    assert found.drop(ROW).rows() == [row for row in cleaned if any(row)]


def test_a_record_ends_at_a_line_end_outside_quotes():
    assert last_record_end(b'a,b\n"c\nd",e\n"f\n') == len('a,b\n"c\nd",e\n')
    assert last_record_end(b'"a\n') == 0


def test_quotes_are_sound_where_they_only_open_close_or_are_doubled():
    assert is_sound(b'"a","b ""c"" d"\n', ",")
    assert not is_sound(b'5" pipe,6" pipe\n', ",")
    assert not is_sound(b'"a\n', ",")


def workbook(path, rows, formats=None):
    book = xlsxwriter.Workbook(path, formats or {})
    sheet = book.add_worksheet("Data")
    day = book.add_format({"num_format": "d/mm/yyyy h:mm"})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, dt.datetime):
                sheet.write_datetime(number, column, cell, day)
            else:
                sheet.write(number, column, cell)
    return book


def test_a_workbook_gives_text_as_it_was_typed_and_dates_in_iso(tmp_path):
    rows = [
        ["id", "when", "share", "ticked", "text"],
        [12345678901, dt.datetime(2018, 6, 1, 9, 30), 1.5, True, " x "],
        [None, None, None, None, None],
        [2, dt.datetime(2018, 6, 2), 0, False, "02"],
    ]
    workbook(tmp_path / "a.xlsx", rows).close()
    assert read(tmp_path / "a.xlsx")[1].rows() == [
        (2, "12345678901", "2018-06-01 09:30:00", "1.5", "true", "x"),
        (4, "2", "2018-06-02 00:00:00", "0", "false", "02"),
    ]


def test_a_workbook_that_counts_days_from_1904_gives_the_same_dates(tmp_path):
    rows = [["when"], [dt.datetime(2018, 6, 1, 9, 30)]]
    workbook(tmp_path / "a.xlsx", rows, {"date_1904": True}).close()
    assert read(tmp_path / "a.xlsx")[1]["when"].to_list() == ["2018-06-01 09:30:00"]


def test_of_several_sheets_the_profile_names_one(tmp_path):
    book = workbook(tmp_path / "a.xlsx", [["name"], ["A"]])
    book.add_worksheet("Other").write_column(0, 0, ["name", "B"])
    book.add_worksheet("Hidden").write_column(0, 0, ["name", "C"])
    book.get_worksheet_by_name("Hidden").hide()
    book.close()
    with pytest.raises(DataError, match="2 visible sheets with a table: 'Data', 'Other'"):
        read_file(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx", Layout(sheet="Other"))[1]["name"].to_list() == ["B"]
    with pytest.raises(DataError, match="has no sheet 'Third'"):
        read_file(tmp_path / "a.xlsx", Layout(sheet="Third"))


def test_a_parquet_file_gives_text(tmp_path):
    frame = pl.DataFrame(
        {
            "id": [1, 2],
            "when": [dt.datetime(2018, 6, 1, 9, 30), None],
            "day": [dt.date(2018, 6, 1), None],
            "many": [["a", "b"], []],
            "ticked": [True, None],
        }
    )
    frame.write_parquet(tmp_path / "a.parquet")
    found = read(tmp_path / "a.parquet")[1]
    assert found.row(0) == (2, "1", "2018-06-01 09:30:00.000000", "2018-06-01", "a;b", "true")
    assert found.row(1) == (3, "2", None, None, None, None)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        ({"rows": 2}, "more than 2 rows"),
        ({"columns": 2}, "has 3 columns; at most 2"),
        ({"file_bytes": 10}, "at most 0 MB"),
    ],
)
def test_what_is_beyond_a_limit_is_refused(tmp_path, limits, reason):
    with pytest.raises(DataError, match=reason):
        read(as_file(tmp_path, written()), **limits)
    pl.DataFrame({"a": [1, 2, 3], "b": 1, "c": 1}).write_parquet(tmp_path / "a.parquet")
    with pytest.raises(DataError, match=reason):
        read(tmp_path / "a.parquet", **limits)


def test_three_heading_rows_are_named_by_the_first(tmp_path):
    path = as_file(tmp_path, 'Q1,Q2\n"What, then?",Why\nId1,Id2\nyes,because\n')
    table, rows = read(path, Layout(header_rows=3))
    assert table.columns == ("Q1", "Q2")
    assert rows.rows() == [(4, "yes", "because")]


def test_two_heading_rows_are_joined_and_a_question_stands_over_its_options(tmp_path):
    path = as_file(tmp_path, "Id,Who are you?,,Why?\n,Māori,Pacific,Open-Ended Response\n1,Māori,,x\n")
    table, _ = read(path, Layout(header_rows=2, names="joined"))
    assert table.columns == (
        "Id",
        "Who are you? | Māori",
        "Who are you? | Pacific",
        "Why? | Open-Ended Response",
    )


def test_columns_without_a_name_or_with_the_same_are_told_apart(tmp_path):
    assert read(as_file(tmp_path, "a,,a,a (2)\n1,2,3,4\n"))[0].columns == (
        "a",
        "column 2",
        "a (2)",
        "a (2) (2)",
    )


def test_the_same_bytes_have_the_same_hash_under_any_name(tmp_path):
    one, other = as_file(tmp_path, written()), as_file(tmp_path, written(), "b.csv")
    assert read_file(one).sha256 == read_file(other).sha256
