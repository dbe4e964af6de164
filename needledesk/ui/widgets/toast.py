"""Toasts: a short word at the foot of the workspace, one at a time, with at most one thing to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPropertyAnimation, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGraphicsDropShadowEffect, QHBoxLayout, QWidget

from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.announce import announce

HEIGHT, FOOT = 56, 24


@dataclass(frozen=True, slots=True)
class Notice:
    """What a toast says, and what its one button does."""

    text: str
    icon: str
    action: str
    action_icon: str
    then: Callable[[], None] | None


class _Action(QAbstractButton):
    """The button inside: in the colours of the toast."""

    def __init__(self, text: str, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """44 high."""
        return QSize(strokes.caption_width(self.text(), 20, Theme.current().font("body", 600)) + 24, 44)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Icon, word, ring."""
        painter = QPainter(self)
        strokes.begin(painter)
        rect = QRectF(self.rect())
        font = Theme.current().font("body", 700)
        strokes.caption(painter, rect, self.text(), self._icon, 20, "toast_ink", font)
        if self.hasFocus():
            strokes.box(painter, rect.adjusted(1, 1, -1, -1), None, Theme.current().colour("toast_focus"), 2)


class Toast(QWidget):
    """One toast. It stays while the pointer or the focus is on it."""

    def __init__(self, notice: Notice, host: QWidget, done: Callable[[], None]) -> None:
        super().__init__(host)
        self._host, self._row = host, QHBoxLayout(self)
        self._notice, self._done = notice, done
        self.setAccessibleName(notice.text)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._timer = QTimer(self, singleShot=True, interval=Theme.current().motion("toast_stay"))
        self._timer.timeout.connect(self.leave)
        self._row.setContentsMargins(self._words_width(), 6, 8, 6)
        if notice.action:
            button = _Action(notice.action, notice.action_icon)
            button.clicked.connect(self._act)
            button.installEventFilter(self)
            self._row.addWidget(button)
        self.setFixedHeight(HEIGHT)
        shade = QGraphicsDropShadowEffect(self)
        shade.setBlurRadius(24)
        shade.setOffset(0, 8)
        shade.setColor(QColor(0, 0, 0, 51))
        self.setGraphicsEffect(shade)

    def come(self) -> None:
        """Appear, and say it."""
        self.place()
        self.show()
        self.raise_()
        self._timer.start()
        self._rise()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        announce(self, self._notice.text)

    def leave(self) -> None:
        """Go."""
        self._timer.stop()
        self.hide()
        self.deleteLater()
        self._done()

    def place(self) -> None:
        """Bottom centre of the host."""
        self.adjustSize()
        host = self._host
        wide = min(self.sizeHint().width(), host.width() - 16)
        self.setGeometry((host.width() - wide) // 2, host.height() - HEIGHT - FOOT, wide, HEIGHT)

    def _rise(self) -> None:
        """Come up from below, unless movement is off."""
        way = QPropertyAnimation(self, b"pos", self)
        way.setDuration(Theme.current().motion("toast_in"))
        way.setStartValue(self.pos() + QPoint(0, FOOT))
        way.setEndValue(self.pos())
        way.start()

    def sizeHint(self) -> QSize:
        """Words, and the button if there is one."""
        return QSize(max(self._row.sizeHint().width(), self._words_width() + 16), HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: ARG002
        """It waits for the pointer to go."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: ARG002
        """The time begins again."""
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """It waits while its button has the focus."""
        if event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._timer.start()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw ground, icon and words."""
        painter = QPainter(self)
        strokes.begin(painter)
        theme = Theme.current()
        strokes.box(painter, QRectF(self.rect()), theme.colour("toast"), None)
        icons.paint(painter, self._notice.icon, "toast_ink", QRectF(16, (HEIGHT - 22) / 2, 22, 22))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("toast_ink"))
        painter.drawText(self.rect().adjusted(50, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._notice.text)

    def _words_width(self) -> int:
        return 16 + strokes.caption_width(self._notice.text, 26, Theme.current().font("body")) + 12

    def _act(self) -> None:
        then = self._notice.then
        self.leave()
        if then is not None:
            then()


class Toasts(QObject):
    """The toasts of a host widget: never two at once. The newest takes the place of the one before, as what was
    done last is what may have to be undone.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._shown: Toast | None = None
        host.installEventFilter(self)

    def say(
        self,
        text: str,
        icon: str = "circle-check",
        action: str = "",
        then: Callable[[], None] | None = None,
        action_icon: str = "undo-2",
    ) -> None:
        """Say something; with `action` a button that calls `then`."""
        self.dismiss()
        self._shown = Toast(Notice(text, icon, action, action_icon, then), self._host, self._gone)
        self._shown.come()

    @property
    def text(self) -> str:
        """What is being said now; empty if nothing."""
        return self._shown.accessibleName() if self._shown is not None else ""

    def dismiss(self) -> None:
        """Take the toast away."""
        if self._shown is not None:
            self._shown.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the host."""
        if event.type() == QEvent.Type.Resize and self._shown is not None:
            self._shown.place()
        return super().eventFilter(watched, event)

    def _gone(self) -> None:
        self._shown = None
