"""A quotation mark that is lost never makes one person of several: the file is refused with the line."""

import pytest

from wellbeing.model.errors import DataError
from wellbeing.sources.reading import delimited
from wellbeing.sources.reading.source import read_file

HEAD = "id,date,region,who,why"


def opened(folder, *lines, head=HEAD):
    path = folder / "a.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def rows(path):
    return sum(batch.rows.height for batch in read_file(path).batches())


def refusal(path):
    with pytest.raises(DataError) as refused:
        rows(path)
    return str(refused.value)


def record(number, why="x"):
    return f"{number},0{number}/06/2018,Otago,NGO,{why}"


@pytest.mark.parametrize("before", [0, 1, 5])
def test_a_mark_that_is_never_closed_is_named_by_its_line(tmp_path, before):
    lines = [*(record(number) for number in range(before)), record(7, '"never closed'), record(8), record(9)]
    # The heading is line 1.
    line = 2 + before
    assert f"line {line} opens a quotation mark that is never closed" in refusal(opened(tmp_path, *lines))


def test_real_line_ends_in_marks_are_one_cell(tmp_path):
    text = '"line one\nline two, ""quoted"", with commas, many, of, them\n\nline four"'
    assert rows(opened(tmp_path, record(1, text), record(2), record(3, text))) == 3


def test_a_mark_that_takes_in_records_is_refused_though_another_closes_it(tmp_path):
    path = opened(tmp_path, record(1), record(2, '"open'), record(3), '4,04/06/2018,Otago,NGO,"', record(5))
    assert "line 3 opens a quotation mark that takes in 2 lines like records of their own" in refusal(path)


def test_a_mark_that_closes_at_another_cells_mark_is_refused(tmp_path):
    path = opened(tmp_path, record(1), record(2, '"open'), record(3, '"quoted, well"'), record(4))
    assert "mark that opens in line 3 closes within line 4, before more text" in refusal(path)


def test_a_mark_lost_where_every_cell_has_marks_is_refused(tmp_path):
    lines = [f'"{number}","0{number}/06/2018","why"' for number in range(1, 5)]
    lines[1] = lines[1][:-1]
    assert "opens in line 3 closes within line 4" in refusal(
        opened(tmp_path, *lines, head='"id","date","why"')
    )


def test_lines_of_a_comment_with_as_many_commas_are_no_records(tmp_path):
    text = '"I want\njobs, homes, schools, parks, and buses\nfor, all, of, us, please"'
    assert rows(opened(tmp_path, record(1), record(2, text), record(3))) == 3


def test_the_line_is_right_in_later_pieces_and_behind_cells_of_several_lines(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "PIECE", 40)
    lines = [record(1, '"one\ntwo\nthree"'), record(2), record(3, '5" pipe'), record(4), record(5, '"open')]
    # 1 heading, 3 lines, 3 records of one line: the mark opens in line 8.
    assert "line 8 opens" in refusal(opened(tmp_path, *lines, record(6)))


def test_a_mark_within_a_line_is_read_as_it_stands(tmp_path):
    assert rows(opened(tmp_path, record(1, '5" pipe'), record(2, 'the "good" way'), record(3))) == 3
