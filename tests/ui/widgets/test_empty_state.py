from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from needledesk.ui.widgets.empty_state import EmptyState
from needledesk.ui.widgets.icon_view import IconView


def test_it_says_what_it_is_for_and_what_to_do(qtbot: QtBot) -> None:
    empty = EmptyState("users", "No clients yet", "Add the first one.")
    qtbot.addWidget(empty)
    main = empty.add_action("New client", "user-plus", key="Ctrl N")
    other = empty.add_action("Restore a backup", "archive-restore", "quiet")
    empty.resize(900, 600)
    empty.show()
    assert [label.text() for label in empty.findChildren(QLabel)] == ["No clients yet", "Add the first one."]
    assert (main.height(), other.height()) == (56, 44)
    assert main.y() < other.y()
    assert abs(main.geometry().center().x() - 450) <= 1


def test_a_picture_stands_in_place_of_the_icon(qtbot: QtBot) -> None:
    picture = QWidget()
    empty = EmptyState("users", "No clients yet", "Add the first one.", picture)
    qtbot.addWidget(empty)
    assert picture.parentWidget() is empty
    assert empty.findChildren(IconView) == []
