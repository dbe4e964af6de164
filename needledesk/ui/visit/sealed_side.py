"""Beside a closed visit: the photos after the treatment, and the sheet as it was given."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.photos import VIEWS, Moment, Photo
from needledesk.domain.visits import Visit
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.text import Text
from needledesk.ui.widgets.thumbnail import Thumbnail, decoded

SHOWN = 3


class SealedSide(QWidget):
    """`section_requested` carries `photos` or `aftercare`, where it is shown whole."""

    section_requested = Signal(str)

    def __init__(self, open_visit: OpenVisit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = open_visit
        self._shown: tuple[int, ...] = ()
        self.photos, self.handout = Card(), Button("Handout as given", "file-check", height=48)
        self.photos.setAccessibleName("Photos, after")
        self.look = Button("Look at the photos", "image", "quiet")
        self.look.clicked.connect(lambda: self.section_requested.emit("photos"))
        self.handout.clicked.connect(lambda: self.section_requested.emit("aftercare"))
        self._pictures = QHBoxLayout()
        self._pictures.setSpacing(4)
        self.photos.body.addWidget(Text("Photos, after", "lab"))
        self.photos.body.addLayout(self._pictures)
        self.photos.body.addWidget(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.photos)
        column.addWidget(self.handout)

    def show_visit(self) -> None:
        """Show what the open visit has of it, or go."""
        visit = self._open.visit
        after = [photo for photo in visit.photos if photo.moment is Moment.AFTER][:SHOWN]
        closed = visit.closed is not None
        self.setVisible(closed and bool(after or _given(visit)))
        self.photos.setVisible(bool(after))
        self.handout.setVisible(bool(_given(visit)))
        self.handout.set_caption(f"Handout as given, {_given(visit)}")
        wanted = tuple(photo.id for photo in after) if closed else ()
        if wanted != self._shown:
            self._shown = wanted
            self._show_pictures(after if closed else [])

    def _show_pictures(self, photos: list[Photo]) -> None:
        while (item := self._pictures.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for photo in photos:
            thumbnail = Thumbnail(f"After: {VIEWS.get(photo.view, photo.view)}")
            self._pictures.addWidget(thumbnail)
            self._load(photo.id, thumbnail)
        self._pictures.addStretch(1)

    def _load(self, photo: int, thumbnail: Thumbnail) -> None:
        """Read on the desk's thread, decode beside it."""
        background = self._open.background

        def show(image: QImage) -> None:
            thumbnail.show_image(image)

        def decode(data: bytes) -> None:
            background.aside(decoded, data, then=show, owner=thumbnail)

        background.ask(self._open.desk.photos.thumbnail, photo, then=decode, owner=thumbnail)


def _given(visit: Visit) -> str:
    """`PDF, 15:02`; of a voided visit the sheet is not offered any more."""
    if not visit.handouts or visit.voiding is not None:
        return ""
    return f"PDF, {visit.handouts[-1].at:%H:%M}"
