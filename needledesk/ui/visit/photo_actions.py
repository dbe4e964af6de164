"""Beside the large photo: which set is shown, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from needledesk.domain.photos import BODY_VIEWS, FACE_VIEWS, VIEWS, Moment, Photo
from needledesk.ui.visit.photo_batch import Batch
from needledesk.ui.visit.photo_shelf import Shelf
from needledesk.ui.widgets.buttons import Button, IconButton
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.progress import Progress
from needledesk.ui.widgets.segment import Choice, Segment
from needledesk.ui.widgets.text import Text

WIDE = 268  # px, and a little more with larger text
SCROLL_BAR = 12
_MOMENTS = {Moment.BEFORE: "Before", Moment.AFTER: "After"}


class PhotoActions(QWidget):
    """Two segments, a note on what happens to the files, and the buttons."""

    moment_chosen = Signal(str)
    body_chosen = Signal(bool)
    import_requested = Signal()
    shot_requested = Signal()
    move_requested = Signal(str, str)  # moment, view
    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        half = (WIDE - SCROLL_BAR) // 2
        self.moments = Segment(
            [Choice(key, word, "", "primary", half) for key, word in _MOMENTS.items()], "Before or after"
        )
        self.bodies = Segment(
            [Choice("face", "Face", "", width=half), Choice("body", "Body", "", width=half)], "Views of"
        )
        self.shot = Button("Another shot", "image-up")
        self.move_on = Button("Move to another view", "arrow-right")
        self.remove = IconButton("trash-2", "Remove this photo", "danger")
        self.progress = Progress("Photos being taken in")
        self.goes_to = Text("", "small", wrap=True)
        self.take_in = Button("Import files", "image-up", "primary", 56, "Ctrl I")
        self._shown: Photo | None = None
        self._lay_out()
        self._connect()

    def show_set(self, shelf: Shelf, counts: dict[Moment, str]) -> None:
        """Which set is shown; how many views each has, as `3/5`."""
        for moment, word in _MOMENTS.items():
            self.moments.set_label(moment, f"{word} {counts[moment]}")
        self.moments.set_value(shelf.moment)
        self.bodies.set_value("body" if shelf.body else "face")

    def show_photo(self, photo: Photo | None, editable: bool, target: str) -> None:
        """What can be done with the photo that is shown; `target` is the view that the next file goes to."""
        self._shown = photo
        for part in (self.shot, self.move_on, self.remove):
            part.setVisible(editable and photo is not None)
        self.take_in.setVisible(editable)
        self.goes_to.setVisible(editable)
        self.goes_to.setText(f"The next file goes to {VIEWS[target]}.")

    def show_progress(self, batch: Batch) -> None:
        """`2 of 5 taken in` while files are under way."""
        count, open_ = len(batch.imports), len(batch.reading)
        self.progress.setVisible(bool(open_))
        if open_:
            self.progress.show_share((count - open_) / count, f"{count - open_} of {count} taken in")

    def view_menu(self) -> QMenu:
        """Every other view, before and after."""
        menu = QMenu(self)
        for moment, word in _MOMENTS.items():
            part = menu.addMenu(word)
            for key, name in (FACE_VIEWS | BODY_VIEWS).items():
                action = part.addAction(name)
                photo = self._shown
                action.setEnabled(photo is None or (photo.moment, photo.view) != (moment, key))
                action.triggered.connect(
                    lambda _=False, moment=moment, key=key: self.move_requested.emit(moment.value, key)
                )
        return menu

    def _open_menu(self) -> None:
        menu = self.view_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.move_on.mapToGlobal(QPoint(0, self.move_on.height())))

    def _connect(self) -> None:
        self.moments.chosen.connect(self.moment_chosen)
        self.bodies.chosen.connect(lambda key: self.body_chosen.emit(key == "body"))
        self.take_in.clicked.connect(self.import_requested)
        self.shot.clicked.connect(self.shot_requested)
        self.move_on.clicked.connect(self._open_menu)
        self.remove.clicked.connect(self.remove_requested)

    def _lay_out(self) -> None:
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.move_on, 1)
        last.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.moments)
        column.addWidget(self.bodies)
        column.addWidget(_kept_note())
        column.addStretch(1)
        column.addWidget(self.shot)
        column.addLayout(last)
        column.addWidget(self.progress)
        column.addWidget(self.take_in)
        column.addWidget(self.goes_to)


def _kept_note() -> Card:
    card = Card()
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(IconView("database", "ink2", 18))
    head.addWidget(Text("Kept inside the record file", "smallbold", "ink"), 1)
    card.body.setSpacing(4)
    card.body.addLayout(head)
    card.body.addWidget(
        Text("Location data is removed on import. Originals on the camera stay as they are.", "small", wrap=True)
    )
    return card
