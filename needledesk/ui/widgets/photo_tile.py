"""One standard view in the photo strip: missing, next, taken or failed; click, drop or press to add a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.widgets import strokes

#: state: (icon of the line, its colour, icon in the empty picture)
_STATES = {
    "missing": ("circle", "ink2", "user"),
    "next": ("circle-dot", "primary", "camera"),
    "taken": ("circle-check", "proceed", "image"),
    "failed": ("octagon-x", "stop", "image-off"),
    "working": ("loader", "ink2", "image"),
}
_HINTS = {"taken": "Opens the picture", "working": "Please wait"}
_SLOT = QSize(72, 94)


class PhotoTile(QAbstractButton):
    """A tile 112 px high. `add_requested` when an empty one is pressed, `opened` a taken one, `dropped` with the paths
    of files let go over it, `remove_requested` on Delete over a taken one.
    """

    add_requested = Signal()
    opened = Signal()
    remove_requested = Signal()
    dropped = Signal(list)

    def __init__(self, label: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self._label = key, label
        self._picture: QPixmap | None = None
        self._over = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._pressed)
        self.show_missing()

    def show_missing(self) -> None:
        """No picture yet."""
        self._show("missing", "Missing")

    def show_next(self) -> None:
        """The one to take next."""
        self._show("next", "Next")

    def show_working(self) -> None:
        """A picture is being taken in."""
        self._show("working", "Reading")

    def show_taken(self, picture: QPixmap, text: str) -> None:
        """A picture is kept; `text` says since when, such as "Taken 14:35"."""
        self._show("taken", text, picture)

    def show_failed(self, text: str = "Not imported") -> None:
        """A picture could not be taken in."""
        self._show("failed", text)

    @property
    def state(self) -> str:
        """missing, next, taken, failed or working."""
        return self._state

    def sizeHint(self) -> QSize:
        """180 by 112."""
        return QSize(180, 112)

    def minimumSizeHint(self) -> QSize:
        """Room for the picture and a short word."""
        return QSize(140, 112)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw card, picture, name and state."""
        painter = QPainter(self)
        strokes.begin(painter)
        theme, rect = Theme.current(), QRectF(self.rect())
        strong = self._state == "next" or self._over
        ground = theme.colour("primary_soft" if self._over or self.isDown() else "surface")
        strokes.box(painter, rect, ground, theme.colour("primary" if strong else "line"), 2 if strong else 1)
        self._paint_slot(painter, QRectF(9, 9, _SLOT.width(), _SLOT.height()))
        self._paint_words(painter, QRect(91, 11, self.width() - 97, 92))
        if self.hasFocus():
            strokes.focus_ring(painter, rect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks to remove, Enter presses."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._state == "taken":
            self.remove_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be let go here."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._mark_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: ARG002
        """The files moved on."""
        self._mark_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on the files."""
        self._mark_over(False)
        event.acceptProposedAction()
        self.dropped.emit([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _mark_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def _pressed(self) -> None:
        (self.opened if self._state == "taken" else self.add_requested).emit()

    def _show(self, state: str, text: str, picture: QPixmap | None = None) -> None:
        self._state, self._text, self._picture = state, text, picture
        self.setAccessibleName(f"{self._label}: {text}")
        self.setAccessibleDescription(_HINTS.get(state, "Adds a picture; files can be dropped"))
        self.update()

    def _paint_slot(self, painter: QPainter, slot: QRectF) -> None:
        theme = Theme.current()
        if self._picture is not None:
            path = QPainterPath()
            path.addRoundedRect(slot, 6, 6)
            painter.save()
            painter.setClipPath(path)
            whole = self._picture.size().scaled(_SLOT, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            place = QRectF(0, 0, whole.width(), whole.height())
            place.moveCenter(slot.center())
            painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
            painter.restore()
            return
        failed = self._state == "failed"
        painter.setBrush(theme.colour("stop_soft" if failed else "sunken"))
        painter.setPen(QPen(theme.colour("stop" if failed else "line_strong"), 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(slot.adjusted(0.75, 0.75, -0.75, -0.75), 6, 6)
        icon = QRectF(slot.center().x() - 12, slot.center().y() - 12, 24, 24)
        icons.paint(painter, _STATES[self._state][2], "stop" if failed else "ink3", icon)

    def _paint_words(self, painter: QPainter, place: QRect) -> None:
        theme = Theme.current()
        painter.setFont(theme.font("body", 600))
        painter.setPen(theme.colour("ink"))
        line = theme.scaled(20)
        wrap = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(place.adjusted(0, 0, 0, line - place.height()), wrap, self._label)
        icon, colour, _ = _STATES[self._state]
        icons.paint(painter, icon, colour, QRectF(place.left(), place.top() + line + 3, 16, 16))
        painter.setFont(theme.font("small", 600))
        painter.setPen(theme.colour(colour))
        painter.drawText(place.adjusted(20, line + 2, 0, 0), wrap, self._text)
