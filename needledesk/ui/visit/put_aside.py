"""Photos that are removed, but can be put back for as long as the toast says so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from needledesk.domain.photos import VIEWS, Photo
from needledesk.ui.messages import Toasts
from needledesk.ui.theme import Theme

#: Milliseconds between two looks at whether the toast has gone.
LOOK_AGAIN = 500


class PutAside(QObject):
    """`changed` when a photo is hidden or back. It is removed from the record once nothing can bring it back."""

    changed = Signal()

    def __init__(self, toasts: Toasts, remove: Callable[[int], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._toasts, self._remove = toasts, remove
        self._photo: Photo | None = None
        self._words = ""
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._look)

    @property
    def hidden(self) -> tuple[int, ...]:
        """The photo that is put aside, by id."""
        return (self._photo.id,) if self._photo is not None else ()

    def put(self, photo: Photo) -> None:
        """Put a photo aside; one put aside before is removed now."""
        self.settle()
        self._toasts.dismiss()
        self._photo = photo
        self._words = f"{VIEWS[photo.view]}: photo removed"
        self._toasts.say(self._words, "trash-2", action="Undo", then=self._put_back)
        self._wait.start(Theme.current().motion("toast_stay") + LOOK_AGAIN)
        self.changed.emit()

    def settle(self) -> None:
        """Remove now what is put aside."""
        self._wait.stop()
        if self._photo is not None:
            photo, self._photo = self._photo, None
            if self._toasts.text == self._words:
                self._toasts.dismiss()
            self._remove(photo.id)

    def _look(self) -> None:
        """The toast stays longer while the pointer is on it."""
        if self._toasts.text == self._words:
            self._wait.start(LOOK_AGAIN)
        else:
            self.settle()

    def _put_back(self) -> None:
        self._wait.stop()
        self._photo = None
        self.changed.emit()
