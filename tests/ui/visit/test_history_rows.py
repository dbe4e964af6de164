"""A line of the history: its sign, its words, its moment, and as high as its words need."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from needledesk.domain.history import Entry
from needledesk.ui import icons
from needledesk.ui.visit.history_rows import _SIGNS, sign, when

NOW = datetime(2026, 11, 22, 14, 50, tzinfo=UTC)


def entry(action: str, words: str = "", at: datetime = NOW, times: int = 1) -> Entry:
    return Entry(1, at, action, words, times=times)


@pytest.mark.parametrize(
    ("action", "words", "icon"),
    [
        ("seal checked", "Opened, seal checked\nunchanged", "eye"),
        ("seal checked", "Opened, seal is broken", "octagon-alert"),
        ("amended", "Amendment 2 added and sealed", "file-pen"),
        ("closed and sealed", "Visit closed and sealed", "lock"),
        ("voided", "Visit voided", "ban"),
        ("handout printed", "Handout printed, 2 pages", "printer-check"),
        ("treatment finished", "Treatment finished", "flag"),
        ("needling started", "Needling started", "timer"),
        ("treatment changed", "Depth, forehead: 1.0 to 0.5 mm", "pencil"),
    ],
)
def test_the_sign(action: str, words: str, icon: str) -> None:
    assert sign(entry(action, words))[0] == icon


def test_every_sign_can_be_drawn(qtbot: QtBot) -> None:
    for icon, colour in _SIGNS.values():
        assert not icons.pixmap(icon, colour, 20).isNull()


def test_the_moment_is_short_below_another_of_the_same_day() -> None:
    assert when(entry("x"), None, NOW) == "22 Nov 14:50"
    assert when(entry("x"), NOW + timedelta(minutes=9), NOW) == "14:50"
    assert when(entry("x", at=NOW.replace(year=2025)), NOW, NOW) == "22 Nov 2025 14:50"
