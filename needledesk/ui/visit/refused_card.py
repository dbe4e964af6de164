"""What did not come in and why, and what did: a batch never ends in silence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from needledesk.domain.photos import VIEWS
from needledesk.domain.protocol import Status
from needledesk.ui import icons
from needledesk.ui.theme import Theme
from needledesk.ui.visit.photo_batch import Batch, Import
from needledesk.ui.visit.photo_pictures import PhotoPictures
from needledesk.ui.widgets import strokes
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.fitting_column import FittingColumn
from needledesk.ui.widgets.icon_view import IconView, MarkView
from needledesk.ui.widgets.text import Text


class _Slot(QWidget):
    """The place of a picture: the picture, or the mark of one that did not come in."""

    def __init__(self, picture: QPixmap | None, size: QSize) -> None:
        super().__init__()
        self._picture = picture
        self.setFixedSize(size)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw it."""
        painter = QPainter(self)
        strokes.begin(painter)
        theme, rect = Theme.current(), QRectF(self.rect())
        if self._picture is not None:
            size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(rect.center())
            painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
            return
        painter.setPen(QPen(theme.colour("stop"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(theme.colour("stop_soft"))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        icons.paint(painter, "image-off", "stop", QRectF(rect.center().x() - 12, rect.center().y() - 12, 24, 24))


class RefusedCard(QFrame):
    """`retry_requested` and `other_requested` carry the Import; the good ones are listed as saved."""

    retry_requested = Signal(object)
    other_requested = Signal(object)

    def __init__(self, pictures: PhotoPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.setProperty("cls", "card_stop")
        self.title = Text("", "h2", "stop", wrap=True)
        self.second = Text("", "small", wrap=True)
        self.rows = FittingColumn()
        self.rows.body.setSpacing(0)
        band = QFrame()
        band.setProperty("cls", "band_stop")
        head = QHBoxLayout(band)
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.second)
        head.addWidget(MarkView(Status.DO_NOT_TREAT, 32))
        head.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(band)
        column.addWidget(self.rows, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_batch(self, batch: Batch) -> None:
        """Show what became of the files."""
        bad, good = batch.bad, batch.good
        self.title.setText(heading(len(bad), len(batch.imports)))
        self.second.setText(_second(len(good)))
        while (item := self.rows.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for one in bad:
            self.rows.body.addWidget(self._bad_row(one))
        for one in good:
            self.rows.body.addWidget(self._good_row(one))

    def _bad_row(self, one: Import) -> QWidget:
        again, other = Button("Try again", "refresh-cw", "primary"), Button("Choose another", "folder-open")
        again.setAccessibleDescription(one.path.name)
        other.setAccessibleDescription(f"for {VIEWS[one.view]}")
        again.clicked.connect(lambda: self.retry_requested.emit(one))
        other.clicked.connect(lambda: self.other_requested.emit(one))
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(again)
        buttons.addWidget(other)
        assert one.error is not None
        said = (one.error.happened, " ".join(part for part in (one.error.safe, one.error.do) if part))
        row = _row(_Slot(None, QSize(72, 94)), f"{one.path.name} for {VIEWS[one.view]}", said)
        row.layout_.addLayout(buttons)
        return row

    def _good_row(self, one: Import) -> QWidget:
        assert one.photo is not None
        fact = f"Imported {one.photo.added:%H:%M} · {_size(one.photo.size)} · location data removed"
        slot = _Slot(self._pictures.small(one.photo.id), QSize(56, 72))
        row = _row(slot, f"{one.path.name} for {VIEWS[one.view]}", ("", fact))
        row.layout_.addWidget(IconView("circle-check", "proceed", 20))
        row.layout_.addWidget(Text("Saved", "h3", "proceed"))
        return row


class _Row(QFrame):
    """A picture, words, and room for what follows."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("cls", "qrow")
        self.layout_ = QHBoxLayout(self)
        self.layout_.setContentsMargins(16, 12, 16, 12)
        self.layout_.setSpacing(16)


def _row(slot: _Slot, title: str, said: Sequence[str]) -> _Row:
    row = _Row()
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addStretch(1)
    words.addWidget(Text(title, "h3", wrap=True))
    for text, role in zip(said, ("body", "small"), strict=True):
        if text:
            words.addWidget(Text(text, role, "ink2", wrap=True))
    words.addStretch(1)
    row.layout_.addWidget(slot)
    row.layout_.addLayout(words, 1)
    return row


def heading(bad: int, count: int) -> str:
    """`1 of 2 photos was not imported`."""
    if count == 1:
        return "The photo was not imported"
    return f"{bad} of {count} photos {'was' if bad == 1 else 'were'} not imported"


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{count / 1_000:.0f} kB"


def _second(good: int) -> str:
    kept = {0: "", 1: "The other one is saved in this visit. "}.get(good, f"The other {good} are saved in this visit. ")
    return f"{kept}Your originals are untouched."
