"""How long nobody has touched the program.

A filter on every event of the application would run Python for each of them, some thousand a second while the mouse
moves over a list. So the few native events of the window that has the focus are watched, which are one for a key or
a click however many widgets see it, and once a second whether the mouse pointer or the text cursor has moved.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QKeyEvent, QWindow

TICK_MS = 1000
_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
    )
)


def clocks() -> tuple[float, float]:
    """Seconds on the clock that only runs on, and on the one that knows how long the laptop slept."""
    return time.monotonic(), time.time()


class IdleWatch(QObject):
    """`idle` once nobody has touched the program for `seconds`; 0 seconds: never. It says so again after that time.

    The timer runs in the loop of a modal dialog as well.
    """

    idle = Signal()
    lock_key = Signal()  # Ctrl+L while a dialog keeps the window's own keys from being heard

    def __init__(
        self,
        seconds: float,
        clock: Callable[[], tuple[float, float]] = clocks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._seconds, self._clock = seconds, clock
        self._touched = clock()
        self._pointer = QPoint()
        self._window: QWindow | None = None
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.setTimerType(Qt.TimerType.CoarseTimer)
        self._tick.timeout.connect(self.look)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._follow)
        self._follow(app.focusWindow())
        # An input method swallows the keys before a window sees them, but the text cursor moves with what it types.
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self.touch)
        self._tick.start()

    def set_seconds(self, seconds: float) -> None:
        """Another length of time, from now on."""
        self._seconds, self._touched = seconds, self._clock()

    def touch(self) -> None:
        """Somebody is there. The first key after the laptop slept does not count: it may be anybody's."""
        if not self._is_over():
            self._touched = self._clock()

    def look(self) -> None:
        """Whether the time is over."""
        pointer = QCursor.pos()
        if pointer != self._pointer and QGuiApplication.focusWindow() is not None:
            self._pointer = pointer
            self.touch()
        if self._is_over():
            self._touched = self._clock()
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Take note of a touch, and pass everything on."""
        if event.type() in _TOUCHES:
            self.touch()
            if isinstance(event, QKeyEvent) and QGuiApplication.modalWindow() is not None:
                held, key = event.modifiers(), event.key()
                if key == Qt.Key.Key_L and held == Qt.KeyboardModifier.ControlModifier:
                    self.lock_key.emit()
        return False

    def _follow(self, window: QWindow | None) -> None:
        """Watch the window that has the focus: a dialog is one of its own."""
        if self._window is not None:
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
            window.destroyed.connect(self._forget)

    def _forget(self, window: QObject) -> None:
        if self._window is window:
            self._window = None

    def _is_over(self) -> bool:
        """By either clock: one stands still while the laptop sleeps, the other can be set back."""
        now = self._clock()
        passed = max(after - before for after, before in zip(now, self._touched, strict=True))
        return bool(self._seconds) and passed >= self._seconds
