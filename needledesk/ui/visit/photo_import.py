"""Files on their way into the visit: handed over one by one, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from needledesk.domain.photos import Moment, Photo
from needledesk.errors import DeskError
from needledesk.ui.visit.open_visit import OpenVisit
from needledesk.ui.visit.photo_batch import Batch, Import


class PhotoImport(QObject):
    """`changed` after every file; `ended` once nothing is under way any more: `batch` says what came of it."""

    changed = Signal()
    ended = Signal()

    def __init__(self, open_visit: OpenVisit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_visit = open_visit
        self.batch = Batch()
        open_visit.photo_kept.connect(self._kept)
        open_visit.photo_refused.connect(self._refused)

    def coming(self, moment: Moment) -> set[str]:
        """The views of that set for which a photo is on its way."""
        return {one.view for one in self.batch.reading if one.moment is moment}

    def start(self, files: Iterable[tuple[Path, Moment, str]]) -> None:
        """Take files in. Those refused before stay listed until they are tried again, replaced or forgotten."""
        if not self.batch.reading and not self.batch.bad:
            self.forget()
        for path, moment, view in files:
            self.batch.begin(path, moment, view)
            self._open_visit.add_photo(path, moment, view)
        self.changed.emit()

    def retry(self, one: Import) -> None:
        """Try a refused file again."""
        self.start([(one.path, one.moment, one.view)])

    def replace(self, one: Import, path: Path) -> None:
        """Take another file in a refused one's place."""
        self.batch.drop(one.path, one.view)
        self.start([(path, one.moment, one.view)])

    def forget(self) -> None:
        """Begin a new list."""
        self.batch = Batch()

    def _kept(self, path: str, photo: Photo) -> None:
        if self.batch.kept(Path(path), photo):
            self._one_more()

    def _refused(self, path: str, name: str, moment: str, view: str, error: DeskError) -> None:  # noqa: ARG002
        if self.batch.refused(Path(path), Moment(moment), view, error):
            self._one_more()

    def _one_more(self) -> None:
        if not self.batch.reading:
            self.ended.emit()
        self.changed.emit()
