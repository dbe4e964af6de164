"""Tables as other programs write them: every encoding, every delimiter, and one broken row breaks no other."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needledesk.domain.csv_table import LONGEST_ROW, decoded, read

TEXT = "Vorname;Ort\r\nZoë;Köln\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32"), "utf-32-le"),
    ],
)
def test_every_usual_encoding_is_told(data: bytes, encoding: str) -> None:
    assert decoded(data) == (TEXT, encoding)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_told(delimiter: str) -> None:
    lines = [delimiter.join(cells) for cells in (("a", "b, c; d", "e"), ("1", "2", "3"), ("4", "5", "6"))]
    lines[0] = delimiter.join(("a", '"b, c; d"', "e"))
    table = read("\n".join(lines).encode())
    assert table.delimiter == delimiter
    assert [row.cells for row in table.rows] == [("a", "b, c; d", "e"), ("1", "2", "3"), ("4", "5", "6")]


def test_a_quoted_cell_may_have_lines_of_its_own() -> None:
    table = read(b'name,note\r\nAda,"one\r\ntwo ""three"""\r\nBea,x\r\n')
    assert [row.cells for row in table.rows[1:]] == [("Ada", 'one\r\ntwo "three"'), ("Bea", "x")]
    assert [row.line for row in table.rows] == [1, 2, 4]


def test_a_quote_that_is_never_closed_takes_no_other_row_along() -> None:
    rows = read(b'name,note\nAda,"open\n' + b"Bea,x\n" * (LONGEST_ROW + 5)).rows
    assert rows[1].wrong
    assert rows[1].line == 2
    assert {row.cells for row in rows[2:]} == {("Bea", "x")}
    assert len(rows) == LONGEST_ROW + 7


def test_a_quote_in_the_middle_is_taken_as_it_stands() -> None:
    assert read(b'name,note\nAda,"say "hi" now"\nBea,x\n').rows[1].cells[0] == "Ada"


def test_empty_rows_are_none_and_line_ends_may_be_old() -> None:
    table = read(b"a,b\r\r,\r1,2\r")
    assert [(row.line, row.cells) for row in table.rows] == [(1, ("a", "b")), (4, ("1", "2"))]
    assert read(b"").rows == ()


def test_the_width_is_what_most_rows_have() -> None:
    assert read(b"a,b\n1,2,3\n4,5,6\n").width == 3
    assert read(b"").width == 0


@given(st.binary(max_size=300))
def test_no_bytes_stop_it(data: bytes) -> None:
    table = read(data)
    assert all(row.wrong or any(cell.strip() for cell in row.cells) for row in table.rows)


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), min_size=1, max_size=6))
def test_what_was_written_by_the_rules_is_read_as_it_was(pairs: list[tuple[str, str]]) -> None:
    written = [("name", "note"), *(("x" + one, "y" + two) for one, two in pairs)]
    quoted = ["{},{}".format(*('"' + cell.replace('"', '""') + '"' for cell in row)) for row in written]
    if any("\ud800" <= sign <= "\udfff" for line in quoted for sign in line):
        return
    table = read(("\r\n".join(quoted) + "\r\n").encode(), ",")
    assert [row.cells for row in table.rows] == written
