from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from needledesk.errors import NotSaved
from needledesk.ui.lock.cover import Cover

pytestmark = pytest.mark.usefixtures("dressed")


def test_taken_off_it_gives_the_keys_back(window, qtbot, settle) -> None:
    cover = Cover(window, "")
    cover.uncover()
    settle()
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert "form" in window.pages.__dict__


def test_trouble_is_told_once_with_a_button_to_try_again(window, qtbot) -> None:
    cover, asked = Cover(window, "Locked 14:18, by you"), []
    cover.again_requested.connect(lambda: asked.append(True))
    assert not cover.again.isVisible()
    cover.tell(NotSaved("The disk is full.", "", "Free some space."))
    cover.tell(NotSaved("Something else.", "", ""))
    assert "The disk is full. Free some space." in cover.trouble.text()
    assert cover.again.height() >= 44
    assert QAccessible.queryAccessibleInterface(cover.again).text(QAccessible.Text.Name) == "Try again"
    qtbot.keyClick(cover.again, Qt.Key.Key_Return)
    assert asked == [True]
    assert window.focusWidget() is cover.passphrase.line


def test_the_passphrase_is_handed_on_and_each_wrong_one_waits(window, qtbot) -> None:
    cover, given = Cover(window, ""), []
    cover.passphrase_given.connect(given.append)
    cover.tell(NotSaved("The disk is full.", "", "Free some space."))
    qtbot.keyClicks(cover.passphrase.line, "not it")
    qtbot.keyClick(cover.passphrase.line, Qt.Key.Key_Return)
    qtbot.keyClick(cover.passphrase.line, Qt.Key.Key_Return)
    assert given == ["not it"]
    cover.refuse()
    assert cover.passphrase.wrong
    assert not cover.unlock.isEnabled()
    qtbot.waitUntil(cover.unlock.isEnabled, timeout=3000)
