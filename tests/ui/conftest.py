"""What tests of the window share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

PressInDialog = Callable[[str], list[str]]


@pytest.fixture
def press_in_dialog(qapp: QApplication) -> PressInDialog:
    """Press a button, by its words, in the dialog that comes up next. Gives a list that will hold the dialog's name."""

    def arrange(words: str) -> list[str]:
        seen: list[str] = []
        timer = QTimer(qapp, interval=5)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                return
            for button in dialog.findChildren(QAbstractButton):
                if button.text() == words and button.isEnabled():
                    seen.append(dialog.accessibleName())
                    timer.stop()
                    timer.deleteLater()
                    button.click()
                    return

        timer.timeout.connect(look)
        timer.start()
        return seen

    return arrange
