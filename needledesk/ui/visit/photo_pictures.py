"""The pictures of the visit's photos, read and decoded off the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage, QPixmap

from needledesk.desk.desk import Desk
from needledesk.ui.background import Background

#: Large pictures kept in memory at once.
LARGE_KEPT = 4


class PhotoPictures(QObject):
    """`came` says that a thumbnail has arrived; `sharpened` that a large picture has; `failed` that one cannot be."""

    came = Signal(int)
    sharpened = Signal(int)
    failed = Signal(int, object)

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._small: dict[int, QPixmap] = {}
        self._large: dict[tuple[int, QSize], QPixmap] = {}
        self._asked: set[tuple[int, QSize | None]] = set()

    def small(self, photo: int) -> QPixmap | None:
        """The thumbnail; None until `came`."""
        if photo not in self._small and (photo, None) not in self._asked:
            self._asked.add((photo, None))
            self._background.ask(
                self._read_small,
                photo,
                then=lambda image: self._take_small(photo, image),
                failed=lambda error: self.failed.emit(photo, error),
                owner=self,
            )
        return self._small.get(photo)

    def large(self, photo: int, box: QSize) -> QPixmap | None:
        """The picture fitted into a box of device pixels; None until `sharpened`."""
        key = (photo, box)
        if key not in self._large and key not in self._asked:
            self._asked.add(key)
            self._background.ask(
                self._desk.photos.data,
                photo,
                then=lambda data: self._fit(key, data),
                failed=lambda error: self.failed.emit(key[0], error),
                owner=self,
            )
        return self._large.get(key)

    def forget(self) -> None:
        """Another client's visit is shown: no picture of the one before stays in memory."""
        self._small.clear()
        self._large.clear()
        self._asked.clear()

    def _read_small(self, photo: int) -> QImage:
        return QImage.fromData(self._desk.photos.thumbnail(photo))

    def _take_small(self, photo: int, image: QImage) -> None:
        if (photo, None) in self._asked:
            self._small[photo] = QPixmap.fromImage(image)
            self.came.emit(photo)

    def _fit(self, key: tuple[int, QSize], data: bytes) -> None:
        if key in self._asked:
            self._background.aside(
                self._fitted,
                data,
                key[1],
                then=lambda image: self._take_large(key, image),
                failed=lambda error: self.failed.emit(key[0], error),
                owner=self,
            )

    def _fitted(self, data: bytes, box: QSize) -> QImage:
        return QImage.fromData(self._desk.photos.fit(data, box.width(), box.height()))

    def _take_large(self, key: tuple[int, QSize], image: QImage) -> None:
        if key in self._asked:
            self._asked.discard(key)
            while len(self._large) >= LARGE_KEPT:
                del self._large[next(iter(self._large))]
            self._large[key] = QPixmap.fromImage(image)
            self.sharpened.emit(key[0])
