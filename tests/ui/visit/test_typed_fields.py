"""Fields keep themselves: when left and after a pause, never at every key, and never over newer typing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from needledesk.ui.visit.typed_fields import TypedFields


@pytest.fixture
def line(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def fields(line: QLineEdit) -> TypedFields:
    made = TypedFields(line)
    made.watch(line)
    return made


def test_no_key_settles_but_enter_does_once(qtbot: QtBot, line: QLineEdit, fields: TypedFields) -> None:
    said: list[str] = []
    fields.settled.connect(lambda: said.append(line.text()))
    qtbot.keyClicks(line, "Pen 2")
    assert said == []
    qtbot.keyClick(line, Qt.Key.Key_Return)
    fields.settle()
    assert said == ["Pen 2"]


def test_a_pause_settles(qtbot: QtBot, line: QLineEdit, fields: TypedFields) -> None:
    with qtbot.waitSignal(fields.settled, timeout=10_000):
        qtbot.keyClicks(line, "P")


def test_newer_typing_is_not_overwritten(qtbot: QtBot, line: QLineEdit, fields: TypedFields) -> None:
    qtbot.keyClicks(line, "new")
    fields.show(line, "old")
    assert line.text() == "new"
    fields.settle()
    fields.show(line, "old")
    assert line.text() == "old"


def test_a_space_at_the_end_stays_while_the_cursor_is_there(qtbot: QtBot, line: QLineEdit, fields: TypedFields) -> None:
    line.setFocus()
    qtbot.keyClicks(line, "Pen ")
    fields.settle()
    fields.show(line, "Pen")
    assert line.text() == ("Pen " if line.hasFocus() else "Pen")


def test_what_belonged_elsewhere_is_forgotten(qtbot: QtBot, line: QLineEdit, fields: TypedFields) -> None:
    qtbot.keyClicks(line, "other")
    fields.forget()
    with qtbot.assertNotEmitted(fields.settled):
        fields.settle()
