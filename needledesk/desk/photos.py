"""Photos: take in, look at, put under another view, remove."""

from __future__ import annotations

from pathlib import Path

from needledesk.desk.record_file import RecordFile
from needledesk.domain.photos import VIEWS, Moment, Photo, Prepared
from needledesk.errors import BadInput
from needledesk.storage import photos, room


class PhotoDesk:
    """`desk.photos`. `prepare` and `fit` touch no record file: call them beside the desk's own thread."""

    def __init__(self, file: RecordFile) -> None:
        self._file = file

    @staticmethod
    def prepare(path: Path) -> Prepared:
        """Make a picture file fit to keep: metadata removed, pixels untouched.

        Raises PhotoRefused, and BadInput for the record file itself.
        """
        from needledesk.desk.files import must_be_another
        from needledesk.imaging.intake import prepare_file

        must_be_another(path)
        return prepare_file(path)

    @staticmethod
    def fit(data: bytes, width: int, height: int) -> bytes:
        """The picture upright in sRGB as a JPEG that fits the box, in pixels. Raises PhotoRefused."""
        from needledesk.imaging.thumbnails import screen

        return screen(data, width, height)

    def keep(self, visit: int, moment: Moment, view: str, prepared: Prepared) -> Photo:
        """Keep a prepared picture with the visit.

        Raises NotNow, BadInput for a view that is not known, NoRoom where it would leave too little for notes.
        """
        self._file.must_be_open(visit)
        if view not in VIEWS:
            raise BadInput(f"“{view}” is not a view.", do="Choose one of the views.")
        room.for_photo(self._file.path.parent, len(prepared.data))
        return photos.keep(self._file.vault, visit, moment, view, prepared, self._file.now())

    def thumbnail(self, photo: int) -> bytes:
        """The small picture, a JPEG of at most 480 px. Raises NotFound."""
        return photos.thumbnail(self._file.vault, photo)

    def data(self, photo: int) -> bytes:
        """The kept picture itself, every pixel as the camera took it. Raises NotFound."""
        return photos.data(self._file.vault, photo)

    def move(self, visit: int, photo: int, moment: Moment, view: str) -> None:
        """Put a picture of this visit under another view."""
        self._file.must_be_open(visit)
        photos.move(self._file.vault, photo, moment, view)

    def remove(self, visit: int, photo: int) -> None:
        """Remove a picture while its visit is open; the file on the camera is not touched."""
        self._file.must_be_open(visit)
        photos.remove(self._file.vault, photo)
