"""How the photos page is laid out: the strip above, and below it either the large photo or what did not come in."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.visit.drop_area import DropArea
from needledesk.ui.visit.photo_actions import WIDE, PhotoActions
from needledesk.ui.visit.photo_pictures import PhotoPictures
from needledesk.ui.visit.photo_strip import PhotoStrip
from needledesk.ui.visit.photo_view import PhotoView
from needledesk.ui.visit.refused_card import RefusedCard
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.scroll import ScrollColumn


class PhotosFrame(QWidget):
    """The parts of the page in their places; what they show is the page's."""

    def __init__(self, pictures: PhotoPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Photos")
        pictures.setParent(self)
        self.pictures = pictures
        self.strip = PhotoStrip()
        self.large = PhotoView()
        self.empty = DropArea(low=False)
        self.side = PhotoActions()
        self.refused = RefusedCard(pictures)
        self.below = DropArea(low=True)
        self.done = Button("Back to the photos", "check", height=48)
        self._middle, self._whole = QStackedWidget(), QStackedWidget()
        self._lay_out()

    def show_part(self, told: bool, large: bool) -> None:
        """Show what did not come in (`told`), or the large photo, or the place where one can be dropped."""
        self._whole.setCurrentIndex(1 if told else 0)
        self._middle.setCurrentWidget(self.large if large else self.empty)

    def _lay_out(self) -> None:
        for part in (self.large, self.empty):
            self._middle.addWidget(part)
        for page in (self._looking(), self._told()):
            self._whole.addWidget(page)
        column = QVBoxLayout(self)
        edge = 10 if Theme.current().short else 16
        column.setContentsMargins(24, edge, 24, edge)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addWidget(self._whole, 1)

    def _looking(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._middle, 1)
        beside = ScrollColumn()
        beside.body.addWidget(self.side)
        beside.setFixedWidth(max(WIDE, Theme.current().scaled(230)))
        row.addWidget(beside)
        return page

    def _told(self) -> QWidget:
        page = QWidget()
        self.below.row.insertWidget(self.below.row.count() - 1, self.done)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.refused)
        column.addWidget(self.below)
        column.addStretch(1)
        return page
