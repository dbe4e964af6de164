from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from needledesk.ui.theme import Theme
from needledesk.ui.visit.aftercare_block import ASKS_ONCE, NOT_TREATED, AftercareBlock
from needledesk.ui.visit.sheet_target import SheetTarget

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
READY = SheetTarget(1, 4, "C-0001", NOON, NOON)
RUNNING = SheetTarget(1, 4, "C-0001", NOON, None)
EARLIER = SheetTarget(1, 3, "C-0001", NOON, NOON, earlier=True)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def block(qtbot: QtBot) -> AftercareBlock:
    made = AftercareBlock()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.mark.parametrize(
    ("target", "state", "kind", "note"),
    [
        (None, NOT_TREATED, "primary", ""),
        (RUNNING, "Session 4", "tonal", ASKS_ONCE),
        (READY, "Session 4 ready", "primary", "Ctrl+E exports, Ctrl+P prints."),
        (EARLIER, "Session 3", "plain", "Ctrl+E exports, Ctrl+P prints."),
    ],
)
def test_it_says_whose_sheet_it_gives(
    block: AftercareBlock, target: SheetTarget | None, state: str, kind: str, note: str
) -> None:
    block.show_target(target)
    assert (block.state.text(), block.export.kind, block.note.text()) == (state, kind, note)
    assert block.export.isEnabled() is block.print.isEnabled() is (target is not None)
    assert block.export.accessibleDescription() == ("" if target else NOT_TREATED)


def test_buttons_and_keys_ask_for_the_same(block: AftercareBlock, qtbot: QtBot) -> None:
    block.show_target(READY)
    exports: list[bool] = []
    prints: list[bool] = []
    block.export_requested.connect(lambda: exports.append(True))
    block.print_requested.connect(prints.append)
    block.export.click()
    qtbot.keyClick(block, Qt.Key.Key_E, CONTROL)
    block.print.click()
    qtbot.keyClick(block, Qt.Key.Key_P, CONTROL)
    qtbot.keyClick(block, Qt.Key.Key_P, CONTROL | SHIFT)
    assert exports == [True, True]
    assert prints == [False, False, True]


def test_keys_do_nothing_while_the_buttons_are_off(block: AftercareBlock, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(block.export_requested):
        qtbot.keyClick(block, Qt.Key.Key_E, CONTROL)
    block.show_target(READY)
    block.show_busy("export")
    assert block.export.busy
    with qtbot.assertNotEmitted(block.export_requested):
        qtbot.keyClick(block, Qt.Key.Key_E, CONTROL)
    block.show_busy("")
    assert block.export.isEnabled()


def test_the_button_that_was_pressed_has_the_focus_again(block: AftercareBlock, qtbot: QtBot) -> None:
    block.show_target(READY)
    block.export.setFocus()
    block.show_busy("export")
    assert not block.export.hasFocus()
    block.show_busy("")
    assert block.export.hasFocus()


def test_whoever_went_elsewhere_meanwhile_is_left_there(block: AftercareBlock, qtbot: QtBot) -> None:
    field = QLineEdit(block)
    field.show()
    block.show_target(READY)
    block.export.setFocus()
    block.show_busy("export")
    field.setFocus()
    block.show_busy("")
    assert field.hasFocus()


def test_a_short_screen_takes_the_note_away(block: AftercareBlock, qapp) -> None:  # type: ignore[no-untyped-def]
    block.show_target(READY)
    assert block.note.isVisible()
    Theme.current().apply(qapp, "light", 100, short=True)
    try:
        block.fit()
        assert not block.note.isVisible()
        assert block.export.sizeHint().height() == 48
    finally:
        Theme.current().apply(qapp, "light", 100)
