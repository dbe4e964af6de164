from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from needledesk.ui.clients.client_menu import ClientMenu

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def menu(desk, background, qtbot) -> ClientMenu:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return ClientMenu(desk, background, window)


def test_it_has_a_line_for_each(menu, add_client) -> None:
    assert [action.text() for action in menu.menu(add_client()).actions()] == [
        "Export this client…",
        "Erase this client…",
    ]


@pytest.mark.parametrize(("line", "button", "name"), [(0, "Close", "Export client"), (1, "Cancel", "Erase client")])
def test_each_opens_its_dialog(menu, add_client, press_in_dialog, settle, line, button, name) -> None:
    seen = press_in_dialog(button)
    menu.menu(add_client()).actions()[line].trigger()
    settle()
    assert seen == [name]
    assert QApplication.activeModalWidget() is None
