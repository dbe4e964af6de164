"""The photos of the visit: two sets of standard views, taken in from files, looked at large."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from needledesk.domain.photos import VIEWS, Moment, Photo
from needledesk.ui.messages import Toasts
from needledesk.ui.theme import Theme
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.photo_batch import PICTURES, Import, picture_files, places
from needledesk.ui.visit.photo_import import PhotoImport
from needledesk.ui.visit.photo_pictures import PhotoPictures
from needledesk.ui.visit.photo_shelf import Shelf, shows_body, since
from needledesk.ui.visit.photos_frame import PhotosFrame
from needledesk.ui.visit.put_aside import PutAside
from needledesk.ui.visit.refused_card import heading
from needledesk.ui.widgets.announce import announce

FILTER = f"Photos ({' '.join(f'*{kind} *{kind.upper()}' for kind in PICTURES)});;All files (*)"
NEWEST = -1


class PhotosPage(PhotosFrame):
    """Strip of views, the chosen one large. `flush()` makes a removal final that could still be undone."""

    def __init__(self, open_visit: OpenVisit, parent: QWidget | None = None) -> None:
        super().__init__(PhotoPictures(open_visit.desk, open_visit.background), parent)
        self._open_visit = open_visit
        self._of: tuple[int, bool] = (0, False)  # the visit shown, and whether it was finished
        self._moment, self._body, self._view, self._shot = Moment.BEFORE, False, "", NEWEST
        self._telling = False  # the card of refused files is open
        self._folder = ""  # the last one files came from
        self.importing = PhotoImport(open_visit, self)
        self.toasts = Toasts(self)
        self.aside = PutAside(self.toasts, open_visit.remove_photo, self)
        self._connect()
        if open_visit.shown:
            self._opened()

    # -- what is shown ------------------------------------------------------------------------------------

    @property
    def shelf(self) -> Shelf:
        """The set of views that is shown."""
        return Shelf.of(self._open_visit.visit, self._moment, self._body, self.aside.hidden)

    @property
    def photo(self) -> Photo | None:
        """The photo that is shown large."""
        shots = self.shelf.shots(self._view)
        return shots[self._shot if -len(shots) <= self._shot < len(shots) else NEWEST] if shots else None

    @property
    def target(self) -> str:
        """The view that the next file goes to: the chosen one if it is free, else the next free one."""
        shelf = self.shelf
        return places(1, self._view, list(shelf.views), shelf.free(self._coming))[0]

    def choose(self, view: str, shot: int = NEWEST) -> None:
        """Show a view large."""
        self._view, self._shot = view, shot
        self.fill()

    def fill(self) -> None:
        """Show everything as it now is."""
        if not self._open_visit.shown:
            return
        shelf = self.shelf
        if self._view not in shelf.views:
            self._view = next((view for view in shelf.views if shelf.shots(view)), next(iter(shelf.views)))
        self._fill_strip(shelf)
        counts = {}
        for moment in Moment:
            other = Shelf.of(self._open_visit.visit, moment, self._body, self.aside.hidden)
            counts[moment] = f"{other.taken}/{len(other.views)}"
        self.side.show_set(shelf, counts)
        self.side.show_photo(self.photo, self._open_visit.editable, self.target)
        self.side.show_progress(self.importing.batch)
        self._fill_middle()

    def flush(self) -> None:
        """A removal that could still be undone is made final."""
        if self._open_visit.shown:
            self.aside.settle()

    # -- taking in ----------------------------------------------------------------------------------------

    def take_in(self, paths: Sequence[Path], view: str = "") -> None:
        """Take files in: the first for `view` (or the next free one), the others for the free views after it."""
        files = picture_files(paths)
        if not files or not self._open_visit.editable:
            return
        shelf = self.shelf
        free = set(shelf.free(self._coming)) | ({view} if view else set())
        targets = places(len(files), view or self.target, list(shelf.views), free)
        self._folder = str(files[0].parent)
        self.importing.start([(path, self._moment, place) for path, place in zip(files, targets, strict=True)])

    def choose_files(self, view: str = "") -> None:
        """Ask which files to take in."""
        if self._open_visit.editable:
            dialog = self._dialog(f"Import photos: {VIEWS[view or self.target]} first")
            dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
            dialog.filesSelected.connect(lambda names: self.take_in([Path(name) for name in names], view))
            dialog.open()

    def choose_instead(self, one: Import) -> None:
        """Ask which file to take in a refused one's place."""
        dialog = self._dialog(f"Import another photo: {VIEWS[one.view]}")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.importing.replace(one, Path(name)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be let go anywhere on the page."""
        if self._open_visit.editable and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They fill the next free views."""
        event.acceptProposedAction()
        self.take_in([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page makes a removal final."""
        self.flush()
        super().hideEvent(event)

    # -- internals ----------------------------------------------------------------------------------------

    def _opened(self) -> None:
        visit = self._open_visit.visit
        finished = visit.treatment.finished is not None
        if visit.id != self._of[0]:
            self._telling = False
            self.importing.forget()
            self.toasts.dismiss()
            self.pictures.forget()
            self._body, self._view, self._shot = shows_body(visit), "", NEWEST
        if (visit.id, finished) != self._of:
            self._moment = Moment.AFTER if finished else Moment.BEFORE
            self._of = (visit.id, finished)
        self.setAcceptDrops(self._open_visit.editable)
        self.fill()

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self, title, self._folder, FILTER)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    @property
    def _coming(self) -> set[str]:
        return self.importing.coming(self._moment)

    def _fill_strip(self, shelf: Shelf) -> None:
        self.strip.show_views(shelf.views)
        coming, target = self._coming, self.target
        bad = {one.view for one in self.importing.batch.bad if one.moment is self._moment}
        for view, tile in self.strip.tiles.items():
            shots = shelf.shots(view)
            picture = self.pictures.small(shots[-1].id) if shots else None
            if view in coming:
                tile.show_working()
            elif shots and picture is not None:
                tile.show_taken(picture, since(shots[-1], short=Theme.current().text_size > 115))
            elif shots:
                tile.show_working()
            elif view in bad:
                tile.show_failed()
            elif view == target and self._open_visit.editable:
                tile.show_next()
            else:
                tile.show_missing()
            tile.mark(view == self._view and bool(shots) and not self._telling, len(shots))
            tile.setAcceptDrops(self._open_visit.editable)

    def _fill_middle(self) -> None:
        photo = self.photo
        if self._telling:
            self.refused.show_batch(self.importing.batch)
        self.show_part(told=self._telling, large=photo is not None)
        name = VIEWS[self._view]
        self.empty.invite(name, self._open_visit.editable)
        if photo is not None:
            shots = self.shelf.shots(self._view)
            picture = self.pictures.large(photo.id, self.large.box()) or self.pictures.small(photo.id)
            caption = f"{name}, {since(photo)[0].lower()}{since(photo)[1:]}"
            self.large.show_photo(picture, caption, shots.index(photo) + 1, len(shots))

    def _step(self, step: int) -> None:
        shots, photo = self.shelf.shots(self._view), self.photo
        if photo is not None:
            self.choose(self._view, min(max(0, shots.index(photo) + step), len(shots) - 1))

    def _imported(self) -> None:
        """A batch is through: say what became of it."""
        batch = self.importing.batch
        self._telling = bool(batch.bad)
        if self._telling:
            announce(self, heading(len(batch.bad), len(batch.imports)), urgent=True)
        else:
            self._say_imported([one.photo for one in batch.good if one.photo is not None])

    def _say_imported(self, photos: Sequence[Photo]) -> None:
        if photos[0].moment is self._moment and photos[0].view in self.shelf.views:
            self._view, self._shot = photos[0].view, NEWEST
        many = f"{len(photos)} photos imported"
        text = f"{VIEWS[photos[0].view]}: photo imported" if len(photos) == 1 else many
        self.flush()
        self.toasts.dismiss()
        self.toasts.say(text, action="Undo", then=lambda: self._take_out(photos))

    def _take_out(self, photos: Sequence[Photo]) -> None:
        still = {photo.id for photo in self._open_visit.visit.photos} if self._open_visit.shown else set()
        for photo in photos:
            if photo.id in still and self._open_visit.editable:
                self._open_visit.remove_photo(photo.id)

    def _dismiss(self) -> None:
        self._telling = False
        self.importing.forget()
        self.fill()

    def _open(self, view: str) -> None:
        self._telling = False
        self.choose(view)

    def _add(self, view: str) -> None:
        self.choose(view)
        self.choose_files(view)

    def _remove(self, view: str = "") -> None:
        photo = self.shelf.shots(view)[-1] if view else self.photo
        if photo is not None and self._open_visit.editable:
            self.aside.put(photo)

    def _move(self, moment: str, view: str) -> None:
        if self.photo is not None:
            self._open_visit.move_photo(self.photo.id, Moment(moment), view)

    def _show_moment(self, moment: str) -> None:
        self._moment, self._shot = Moment(moment), NEWEST
        self.fill()

    def _show_body(self, body: bool) -> None:
        self._body, self._shot = body, NEWEST
        self.fill()

    def _connect(self) -> None:
        visit, actions = self._open_visit, self.side
        visit.opened.connect(self._opened)
        visit.photos_changed.connect(self.fill)
        visit.keep_requested.connect(self.flush)
        self.importing.ended.connect(self._imported)
        self.importing.changed.connect(self.fill)
        self.aside.changed.connect(self.fill)
        self.pictures.came.connect(self.fill)
        self.pictures.sharpened.connect(self._fill_middle)
        self.strip.opened.connect(self._open)
        self.strip.add_requested.connect(self._add)
        self.strip.remove_requested.connect(self._remove)
        self.strip.dropped.connect(lambda view, paths: self.take_in(paths, view))
        self.large.stepped.connect(self._step)
        self.large.resized.connect(self._fill_middle)
        for area in (self.empty, self.below):
            area.import_requested.connect(lambda: self.choose_files())
        self.done.clicked.connect(self._dismiss)
        self.refused.retry_requested.connect(self.importing.retry)
        self.refused.other_requested.connect(self.choose_instead)
        actions.moment_chosen.connect(self._show_moment)
        actions.body_chosen.connect(self._show_body)
        actions.import_requested.connect(lambda: self.choose_files())
        actions.shot_requested.connect(lambda: self.choose_files(self._view))
        actions.move_requested.connect(self._move)
        actions.remove_requested.connect(lambda: self._remove())
        QShortcut(QKeySequence("Ctrl+I"), self, lambda: self.choose_files())
