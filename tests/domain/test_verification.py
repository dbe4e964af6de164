"""What a check found, in words; and a head as people copy it off paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from needledesk.domain import row_words
from needledesk.domain.verification import Report, named, read_head
from needledesk.errors import BadInput
from needledesk.storage import tables

REPORT = Report("1234-7F3A-91C2-55E0-0D1B", 1234, 900, 12, 1)


def test_every_kind_of_row_has_a_name() -> None:
    assert set(row_words.ROWS) == {table.name for table in tables.RECORDED}


def test_a_row_is_named_with_visit_and_client() -> None:
    assert named("note", ("12",), 12, "C-0007") == "Note of visit 12 (client C-0007)"
    assert named("screening_answer", ("12", "isotretinoin"), 12) == "Answer “isotretinoin” of visit 12"
    assert named("treatment_zone", ("12", "0"), 12) == "Zone 1 of the treatment of visit 12"
    assert named("practice", ("1",)) == "Details of the practice"
    assert named("a table of tomorrow", ("1",)) == "a table of tomorrow"


def test_the_result_is_a_sentence() -> None:
    assert REPORT.whole
    assert REPORT.summary.startswith("Everything holds")
    assert replace(REPORT, faults=("x",)).summary == "1 thing does not hold."
    assert replace(REPORT, faults=("x", "y")).told == "Everything checked: 2 things that do not hold"
    assert not replace(REPORT, cancelled=True).whole
    assert "cancelled" in replace(REPORT, cancelled=True).summary
    assert REPORT.told.endswith("nothing was touched")
    assert REPORT.looked_at.endswith("12 pictures, sheets and texts, 1 seal")


@pytest.mark.parametrize(
    "typed",
    [
        "1234-7F3A-91C2-55E0-0D1B",
        " 1234 7f3a 91c2 55e0 0d1b ",
        "1234–7F3A–91C2–55E0–0D1B",
        "1234-7F3A91C255E00D1B",
        "1234 - 7F3A - 91C2 - 55E0 - 0D1B",
    ],
)
def test_a_head_is_read_however_it_was_copied(typed: str) -> None:
    assert read_head(typed) == (1234, "7F3A91C255E00D1B")


@pytest.mark.parametrize("typed", ["1234", "7F3A-91C2", "x-7F3A-91C2-55E0-0D1B", "1234-7F3A-91G2-55E0-0D1B", ""])
def test_what_is_no_head_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        read_head(typed)
