"""The history of a closed visit, newest first, read line by line."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from needledesk.domain.history import Entry
from needledesk.ui.visit.history_card import HistoryCard

NOW = datetime(2026, 11, 22, 14, 50, tzinfo=UTC)


def entry(action: str, words: str = "", times: int = 1) -> Entry:
    return Entry(1, NOW, action, words, times=times)


def test_the_card_shows_all_of_it(qtbot: QtBot) -> None:
    card = HistoryCard()
    qtbot.addWidget(card)
    card.resize(420, 500)
    long = "Depth " * 40 + "x" * 200
    card.show_entries((entry("a", "Short"), entry("b", f"{long}\nand below"), entry("c", "Answer", times=7)), NOW)
    card.show()
    model, view = card.model, card.list
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken[0] == "Sun 22 Nov 2026, 14:50. Short"
    assert spoken[1].endswith(". and below")
    assert spoken[2].endswith("Answer, 7 times")
    heights = [view.sizeHintForRow(row) for row in range(3)]
    assert heights[1] > 4 * heights[0], "long words wrap, they are not cut"
    assert not card.grab().isNull()
    card.show_entries((), NOW)
    assert model.rowCount() == 0
