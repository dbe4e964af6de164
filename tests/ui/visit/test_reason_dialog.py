from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from needledesk.domain.protocol import Status
from needledesk.ui.visit.reason_dialog import ReasonDialog, override_dialog, withdraw_dialog


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def words(dialog: ReasonDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_an_override_names_verdict_practitioner_and_what_becomes_of_the_reason(parent: QWidget) -> None:
    dialog = override_dialog(Status.NOT_TODAY, "M. Averil", parent)
    assert dialog.name is not None
    assert dialog.name.text == "M. Averil"
    assert "Not today" in words(dialog)
    assert "The status stays as it is. Your name and reason are kept, shown and printed." in words(dialog)


def test_it_takes_a_reason_of_three_letters_and_a_name(parent: QWidget, qtbot: QtBot) -> None:
    dialog = override_dialog(Status.NOT_TODAY, "M. Averil", parent)
    assert dialog.name is not None
    for reason, name, may in (
        ("", "A", False),
        (" ok ", "A", False),
        ("...", "A", False),
        ("yes", " ", False),
        (" yes ", " A ", True),
    ):
        dialog.text.setPlainText(reason)
        dialog.name.set_text(name)
        assert dialog.keep.isEnabled() is may
    with qtbot.waitSignal(dialog.given) as said:
        dialog.keep.click()
    assert said.args == ["yes", "A"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_keeps_once_it_can_be_kept(parent: QWidget, qtbot: QtBot, key: Qt.Key) -> None:
    dialog = override_dialog(Status.NOT_TODAY, "M. Averil", parent)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.assertNotEmitted(dialog.given):
        qtbot.keyClick(dialog.text, key, Qt.KeyboardModifier.ControlModifier)
    dialog.text.setPlainText("four days, agreed")
    with qtbot.waitSignal(dialog.given) as said:
        qtbot.keyClick(dialog.text, key, Qt.KeyboardModifier.ControlModifier)
    assert said.args == ["four days, agreed", "M. Averil"]


def test_escape_keeps_nothing_and_leaves_the_words_readable(parent: QWidget, qtbot: QtBot) -> None:
    dialog = withdraw_dialog("Dr S. Brandvold", parent)
    dialog.open()
    dialog.text.setPlainText("another client’s")
    left: list[str] = []
    dialog.rejected.connect(lambda: left.append(dialog.reason))
    with qtbot.assertNotEmitted(dialog.given):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert left == ["another client’s"]


def test_withdrawing_asks_for_no_name_and_says_that_the_letter_stays(parent: QWidget, qtbot: QtBot) -> None:
    dialog = withdraw_dialog("Dr S. Brandvold", parent)
    assert dialog.name is None
    assert "stays on file" in words(dialog)
    dialog.text.setPlainText("wrong year")
    with qtbot.waitSignal(dialog.given) as said:
        dialog.keep.click()
    assert said.args == ["wrong year", ""]


def test_every_field_has_a_name(parent: QWidget) -> None:
    dialog = override_dialog(Status.NOT_TODAY, "", parent)
    assert dialog.text.accessibleName() == "Why do you treat all the same?"
    assert dialog.name is not None
    assert dialog.name.line.accessibleName() == "Practitioner who treats"
    assert not dialog.keep.isEnabled()
