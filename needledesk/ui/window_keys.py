"""The keys that work wherever one is in the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class WindowKeys:
    """Each key with what it calls. Esc is the window's own only where no page takes it."""

    def __init__(self, window: QWidget, calls: Mapping[str, Callable[[], None]], escape: Callable[[], None]) -> None:
        for key, call in calls.items():
            QShortcut(QKeySequence(key), window, call)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window, escape)

    def take_escape(self, taken: bool) -> None:
        """Whether Esc goes back in the window; else it is the page's."""
        self._escape.setEnabled(taken)
