"""When what is being typed is kept: shortly after the last key, and every few seconds while the keys do not stop."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

#: Milliseconds after the last key. With the writing itself it stays under a second.
PAUSE = 700
#: Milliseconds that typing without a pause may go on before it is kept all the same.
LONGEST = 4_000


class TypingPause(QObject):
    """`over` says that it is time. `touch` with every key, `stop` once it was kept for another reason."""

    over = Signal()

    def __init__(self, parent: QObject, pause: int = PAUSE, longest: int = LONGEST) -> None:
        super().__init__(parent)
        self._pause = QTimer(self, singleShot=True, interval=pause)
        self._longest = QTimer(self, singleShot=True, interval=longest)
        for timer in (self._pause, self._longest):
            timer.timeout.connect(self._over)

    @property
    def running(self) -> bool:
        """Whether something waits."""
        return self._pause.isActive()

    def touch(self) -> None:
        """A key was typed."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def stop(self) -> None:
        """Nothing waits any more."""
        self._pause.stop()
        self._longest.stop()

    def _over(self) -> None:
        self.stop()
        self.over.emit()
