from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from needledesk.desk.training import SetClock
from needledesk.ui.visit.needling_card import NeedlingCard

START = datetime(2026, 11, 22, 13, 56, tzinfo=UTC)


def test_it_counts_from_the_stored_start(qtbot: QtBot) -> None:
    clock = SetClock(START + timedelta(minutes=26, seconds=14))
    card = NeedlingCard(clock)
    qtbot.addWidget(card)
    card.run_from(START)
    assert card.time.text() == "26:14"
    assert card.accessibleName() == "Needling for 26 minutes"
    clock.at += timedelta(seconds=50)
    card.show_time()
    assert (card.time.text(), card.accessibleName()) == ("27:04", "Needling for 27 minutes")


def test_the_way_back_asks(qtbot: QtBot) -> None:
    card = NeedlingCard(SetClock(START))
    qtbot.addWidget(card)
    card.show()
    with qtbot.waitSignal(card.undo_requested):
        qtbot.mouseClick(card.undo, Qt.MouseButton.LeftButton)


def test_it_goes_on_by_itself_and_stops_when_told(qtbot: QtBot) -> None:
    clock = SetClock(START)
    card = NeedlingCard(clock)
    qtbot.addWidget(card)
    card.run_from(START)
    clock.at += timedelta(seconds=3)
    qtbot.waitUntil(lambda: card.time.text() == "00:03")
    card.run_from(None)
    clock.at += timedelta(seconds=3)
    card.show_time()
    assert card.time.text() == "00:03"
