from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.ui.settings.protocol.growing_text import GrowingText

pytestmark = pytest.mark.usefixtures("dressed")
LONG = "Have you taken ibuprofen, naproxen or a similar painkiller lately, as a tablet or a gel? " * 2


@pytest.fixture
def field(show) -> GrowingText:
    return show(GrowingText("Question for the client"), 400, 44)


def test_it_is_as_high_as_the_sentence(field, qapp) -> None:
    field.set_text("Short")
    assert field.sizeHint().height() == 44
    field.set_text(LONG)
    qapp.processEvents()
    assert field.sizeHint().height() > 80


def test_enter_ends_the_sentence_and_adds_no_line(field, qtbot) -> None:
    qtbot.keyClicks(field, "Two words")
    with qtbot.waitSignal(field.finished):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.toPlainText() == "Two words"


def test_only_what_is_typed_counts_as_edited(field, qtbot) -> None:
    edits: list[bool] = []
    field.edited.connect(lambda: edits.append(True))
    field.set_text("Shown")
    assert not edits
    qtbot.keyClicks(field, "!")
    assert edits


def test_pasted_lines_become_one(field) -> None:
    field.setPlainText("Two\n  lines ")
    assert field.text == "Two lines"


def test_tab_goes_on(field) -> None:
    assert field.tabChangesFocus()
    assert field.accessibleName() == "Question for the client"


def test_every_line_is_seen_after_a_long_text_came_in(show, qapp) -> None:
    frame = QWidget()
    column = QVBoxLayout(frame)
    field = GrowingText("Question for the client")
    column.addWidget(field)
    column.addStretch(1)
    show(frame, 400, 400)
    field.set_text(LONG)
    field.moveCursor(QTextCursor.MoveOperation.End)
    for _ in range(3):
        qapp.processEvents()
    assert field.verticalScrollBar().value() == 0
    assert field.height() >= field.sizeHint().height() > 80
