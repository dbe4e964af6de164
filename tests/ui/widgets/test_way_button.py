"""A way out says what it does and what it costs, to the eye and to the ear."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from needledesk.ui.widgets.way_button import WayButton


def test_the_note_is_said_after_the_name(qtbot: QtBot) -> None:
    button = WayButton("Save a copy", "usb", note="28 GB free")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.accessibleDescription()) == ("Save a copy", "28 GB free")
    button.set_note("")
    assert button.accessibleDescription() == ""


def test_a_note_asks_for_its_room(qtbot: QtBot) -> None:
    plain, noted = WayButton("Save a copy", "usb"), WayButton("Save a copy", "usb", note="28 GB free")
    for button in (plain, noted):
        qtbot.addWidget(button)
    assert noted.sizeHint().width() > plain.sizeHint().width() + 40
    assert noted.sizeHint().height() >= 44


def test_it_is_drawn_and_pressed(qtbot: QtBot) -> None:
    button = WayButton("Save a copy", "usb", "primary", "28 GB free")
    qtbot.addWidget(button)
    button.resize(400, 56)
    button.show()
    without = button.grab().toImage()
    button.set_note("1 GB free")
    assert button.grab().toImage() != without
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
