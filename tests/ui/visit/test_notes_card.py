"""Notes are kept while they are typed; a time stamp begins a new line at the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.ui.visit.notes_card import NotesCard
from needledesk.ui.visit.open_visit import OpenVisit

Settle = Callable[[], None]


@pytest.fixture
def card(qtbot: QtBot, treating: OpenVisit) -> NotesCard:
    made = NotesCard(treating)
    qtbot.addWidget(made)
    made.show()
    made.fill()
    return made


def test_typing_is_kept_after_a_pause(
    qtbot: QtBot, card: NotesCard, treating: OpenVisit, desk: Desk, settle: Settle
) -> None:
    with qtbot.waitSignal(treating.background.saved, timeout=10_000):
        qtbot.keyClicks(card.text, "redness even")
    settle()
    assert desk.visits.get(treating.visit.id).note == "redness even"


def test_a_stamp_begins_a_new_line_at_the_end(qtbot: QtBot, card: NotesCard, clock: SetClock) -> None:
    qtbot.mouseClick(card.stamp, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(card.text, "cheeks")
    card.text.moveCursor(QTextCursor.MoveOperation.Start)
    clock.at = clock.at.replace(hour=14, minute=2)
    card.add_stamp()
    qtbot.keyClicks(card.text, "forehead")
    assert card.text.toPlainText() == "13:30 cheeks\n14:02 forehead"


def test_loading_the_same_visit_anew_keeps_what_is_being_typed(
    qtbot: QtBot, card: NotesCard, treating: OpenVisit, settle: Settle
) -> None:
    qtbot.keyClicks(card.text, "redness")
    treating.reload()
    qtbot.keyClicks(card.text, " even")
    settle()
    assert card.text.toPlainText() == "redness even"
