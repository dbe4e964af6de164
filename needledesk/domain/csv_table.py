"""A table as another program wrote it: its letters, its delimiter, its rows, whatever is wrong with some of them."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

DELIMITERS = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar"}
#: Lines that one row may have; a quote that is never closed would take in the rest of the file.
LONGEST_ROW = 100
MOST_ROWS = 100_000
_LOOKED_AT = 50  # rows by which delimiter and header are told

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True, repr=False)
class TableRow:
    """`line`: the line of the file on which it begins, from 1; `wrong`: why it cannot be read, empty if it can."""

    line: int
    cells: tuple[str, ...]
    wrong: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """All rows but empty ones, the heading among them. `encoding` and `delimiter` as they were told or guessed."""

    rows: tuple[TableRow, ...]
    encoding: str
    delimiter: str

    @property
    def width(self) -> int:
        """How many columns most rows have; at least as many as the first."""
        widths = Counter(len(row.cells) for row in self.rows[:_LOOKED_AT] if not row.wrong)
        usual = widths.most_common(1)[0][0] if widths else 0
        return max(usual, len(self.rows[0].cells) if self.rows else 0)


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the encoding: by its mark, else UTF-8 where that fits, UTF-16 by its zeros, else Windows Western."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    zeros = data[:2000:2].count(0), data[1:2000:2].count(0)
    if max(zeros) * 4 > len(data[:2000:2]):
        encoding = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
        return data.decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "cp1252"


def read(data: bytes, delimiter: str = "") -> Table:
    """The table in the bytes of a file. Rows beyond MOST_ROWS are left out."""
    text, encoding = decoded(data)
    lines = _LINES.findall(text)
    used = delimiter or _delimiter(lines)
    rows = []
    for row in _rows(lines, used):
        if row.wrong or any(cell.strip() for cell in row.cells):
            rows.append(row)
        if len(rows) >= MOST_ROWS:
            break
    return Table(tuple(rows), encoding, used)


def _delimiter(lines: Sequence[str]) -> str:
    """The one that parts the most rows into the same number of cells, and into the most of them."""

    def fitness(delimiter: str) -> tuple[int, int]:
        widths = [len(row.cells) for row in _rows(lines[:_LOOKED_AT], delimiter) if len(row.cells) > 1]
        if not widths:
            return 0, 0
        width, often = Counter(widths).most_common(1)[0]
        return often, width

    return max(DELIMITERS, key=fitness)


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[TableRow]:
    """Row by row, so that one that is broken does not take others with it."""
    start = 0
    while start < len(lines):
        cells, used = _row(lines[start : start + LONGEST_ROW], delimiter)
        if used:
            yield TableRow(start + 1, tuple(cells))
        else:
            yield TableRow(start + 1, (), "A quote is opened and not closed.")
        start += used or 1


def _row(lines: Sequence[str], delimiter: str) -> tuple[list[str], int]:
    """The cells of the first row and how many lines it took; 0 for a row that cannot be read."""
    for strict in (True, False):
        reader = csv.reader(iter(lines), delimiter=delimiter, strict=strict)
        try:
            cells = next(reader)
        except csv.Error:
            continue
        if strict or reader.line_num == 1:  # a loose reading must not swallow lines
            return cells, reader.line_num
    return [], 0
