from __future__ import annotations

from needledesk.domain.plain_text import LONGEST, printable


def test_what_cannot_be_printed_stands_escaped() -> None:
    assert printable("a\x1b[31m\n“b”") == r"a\x1b[31m\n“b”"


def test_a_long_text_is_cut() -> None:
    assert printable("x" * (LONGEST + 1)) == "x" * LONGEST + "…"
    assert printable("x" * LONGEST) == "x" * LONGEST
