from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from needledesk.errors import InUse
from needledesk.ui.welcome.file_refused import FileRefused

pytestmark = pytest.mark.usefixtures("dressed")
HELD = InUse("Another program has this file open.", "It was not changed.", "Close it there.")


@pytest.fixture
def page(qtbot) -> FileRefused:
    made = FileRefused(Path("studio.needledesk"), HELD)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def test_it_says_what_happened_and_to_which_file(page) -> None:
    assert page.title.text() == "Another program has this file open."
    assert page.file.text() == "studio.needledesk"
    assert page.words.text() == "It was not changed. Close it there."


def test_the_same_file_comes_first_and_a_new_one_last(page) -> None:
    assert page.window().focusWidget() is page.again
    assert [button.kind for button in (page.again, page.another, page.new)] == ["primary", "plain", "quiet"]


def test_each_way_on_is_asked_for(page, qtbot) -> None:
    for button, signal in ((page.another, page.another_requested), (page.new, page.new_requested)):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.again_requested):
        qtbot.keyClick(page.again, Qt.Key.Key_Return)
    assert page.again.busy
