"""The banner can be pressed anywhere, by mouse and by key, and says all of it to whoever listens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from needledesk.ui.widgets.banner import Banner

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def banner(qtbot: QtBot) -> Banner:
    made = Banner()
    qtbot.addWidget(made)
    made.show_words("The disk is nearly full", "20 MB are free. Free some space.")
    made.resize(268, made.heightForWidth(268))
    made.show()
    return made


def test_it_has_a_name_a_text_and_room_for_a_finger(banner: Banner) -> None:
    assert banner.accessibleName() == banner.text() == "The disk is nearly full"
    assert banner.accessibleDescription() == "20 MB are free. Free some space."
    assert banner.sizeHint().height() >= 44
    assert banner.minimumSizeHint().height() >= 44


def test_long_words_wrap(banner: Banner) -> None:
    low = banner.heightForWidth(268)
    banner.show_words("The record file is in a folder that three services copy to two other computers", "")
    assert banner.heightForWidth(268) > low
    assert banner.hasHeightForWidth()


def test_it_is_pressed_anywhere_and_by_key(banner: Banner, qtbot: QtBot) -> None:
    pressed: list[bool] = []
    banner.clicked.connect(lambda: pressed.append(True))
    for place in (banner.rect().topLeft(), banner.rect().center(), banner.rect().bottomRight()):
        qtbot.mouseClick(banner, Qt.MouseButton.LeftButton, pos=place)
    banner.setFocus()
    qtbot.keyClick(banner, Qt.Key.Key_Space)
    assert len(pressed) == 4
    assert banner.grab().toImage().pixelColor(134, 3) != banner.palette().window().color(), "it is drawn"
