"""What is said of copies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from needledesk.domain.backups import Copy, Due, Kind, Made
from needledesk.ui.backup import words

NOW = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)
FINE = Due(False, False, False, None)


def test_moments_and_sizes() -> None:
    assert words.moment(NOW, NOW) == "Today, 13:30"
    assert words.moment(NOW - timedelta(days=1), NOW) == "Sat 21 Nov, 13:30"
    assert "2025" in words.moment(NOW - timedelta(days=365), NOW)
    assert [words.size(n) for n in (10, 24_000, 2_500_000, 412_000_000)] == ["1 kB", "24 kB", "2.5 MB", "412 MB"]


@pytest.mark.parametrize(("kind", "said"), [(Kind.FULL, "everything"), (Kind.PART, "new"), (Kind.NOTES, "without")])
def test_what_is_in_a_copy(kind: Kind, said: str) -> None:
    copy = Copy("x", kind, 1, "1-0", NOW, 1, counts=(("client", 1), ("photo", 3912)))
    assert said in words.kind(copy)
    assert words.counted(copy) == "1 client, 0 visits, 3,912 photos"


def test_the_mark_warns_in_words() -> None:
    assert words.mark(None, None, NOW) == ("None", "No copy has been made yet", False)
    assert words.mark(Made(NOW, 1), FINE, NOW) == ("13:30", "Last copy Today, 13:30. All is well", True)
    short, said, well = words.mark(Made(NOW - timedelta(days=9), 1), Due(False, False, False, 9), NOW)
    assert (short, well) == ("13 Nov", False)
    assert "No copy off this laptop for 9 days" in said
