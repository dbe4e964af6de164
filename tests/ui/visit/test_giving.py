"""What giving any document needs: each kind of giving lets go before it says that it is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from needledesk.errors import NotFound
from needledesk.ui.background import Background
from needledesk.ui.messages import Toasts
from needledesk.ui.visit.document_giving import DocumentGiving


def test_what_failed_lets_go(background: Background, qtbot: QtBot, press_in_dialog: Callable[[str], list[str]]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    toasts = Toasts(window)
    giving = DocumentGiving(background, lambda: toasts, window)
    states: list[str] = []
    giving.busy_changed.connect(states.append)

    def fail() -> None:
        raise NotFound("There is no such visit in this file.")

    seen = press_in_dialog("Close")
    giving.export(fail, "Exported")
    qtbot.waitUntil(lambda: giving.busy == "")
    assert seen == ["There is no such visit in this file."]
    assert states == ["export", ""]
    assert toasts.text == ""
