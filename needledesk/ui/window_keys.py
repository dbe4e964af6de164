"""The keys that work wherever one is in the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

#: Keys of the window that a text field would take for itself on some systems: Ctrl+E is "end of line" on Linux.
OURS = frozenset((Qt.Key.Key_E, Qt.Key.Key_P, Qt.Key.Key_F, Qt.Key.Key_N, Qt.Key.Key_I, Qt.Key.Key_L, Qt.Key.Key_T))


class WindowKeys(QObject):
    """Each key with what it calls. Esc is the window's own only where no page takes it."""

    def __init__(self, window: QWidget, calls: Mapping[str, Callable[[], None]], escape: Callable[[], None]) -> None:
        super().__init__(window)
        for key, call in calls.items():
            QShortcut(QKeySequence(key), window, call)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window, escape)

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._watch)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a text field from taking one of the window's keys as its own."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if held == Qt.KeyboardModifier.ControlModifier and event.key() in OURS:
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _watch(self, left: QWidget | None, entered: QWidget | None) -> None:
        if left is not None:
            left.removeEventFilter(self)
        if entered is not None:
            entered.installEventFilter(self)

    def take_escape(self, taken: bool) -> None:
        """Whether Esc goes back in the window; else it is the page's."""
        self._escape.setEnabled(taken)
