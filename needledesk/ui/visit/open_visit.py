"""The visit that is open in the window, with every change that its pages ask the desk to keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from needledesk.domain.photos import Moment, Photo, Prepared
from needledesk.domain.treatment import Treatment
from needledesk.errors import DeskError
from needledesk.ui.visit.open_deciding import OpenDeciding


class NewAmendment(NamedTuple):
    """What was typed: `corrects`, `was` and `becomes` are empty for a plain addition."""

    title: str
    text: str
    reason: str
    corrects: str = ""
    was: str = ""
    becomes: str = ""


class OpenVisit(OpenDeciding):
    """The open visit, and the verbs of its treatment, photos and sheet."""

    # -- treatment ----------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start treatment."""
        self.keep_typed()
        self._ask(self.desk.treatment.start, self.visit.id, then=lambda _: self.reload())

    def finish(self, at: datetime | None = None, then: Callable[[], None] | None = None) -> None:
        """Stamp the finish, or correct it; `then` runs once it is on disk and shown."""
        self.keep_typed()
        visit = self.visit.id
        self._ask(self.desk.treatment.finish, visit, at, then=lambda _: self._ask_load(visit, then))

    def not_started(self) -> None:
        """Take a start that was not meant back."""
        self.keep_typed()
        self._ask(self.desk.treatment.not_started, self.visit.id, then=lambda _: self.reload())

    def resume(self) -> None:
        """Take an early finish back."""
        self._ask(self.desk.treatment.resume, self.visit.id, then=lambda _: self.reload())

    def change(self, treatment: Treatment) -> None:
        """Show and keep the treatment as it is now written."""
        stamps = self.visit.treatment
        treatment = replace(treatment, started=stamps.started, finished=stamps.finished)
        self.visit = replace(self.visit, treatment=treatment)
        self._ask(self.desk.treatment.change, self.visit.id, treatment)
        self.treatment_changed.emit()

    def write_note(self, text: str) -> None:
        """Take the notes as they now read; they are kept shortly after the last key."""
        if text != self.visit.note:
            self.visit = replace(self.visit, note=text)
            self._note_waits = True
            self._note_pause.touch()

    def close(self) -> None:
        """Close the visit."""
        self.keep_typed()
        self._ask(self.desk.visits.close, self.visit.id, then=lambda _: self.reload())

    # -- after the seal -----------------------------------------------------------------------------------

    def amend(self, added: NewAmendment, then: Callable[[], None] | None = None) -> None:
        """Add to the sealed visit; `then` runs once it is on disk and shown."""
        visit = self.visit.id
        self._ask(self.desk.seals.amend, visit, *added, then=lambda _: self._ask_load(visit, then))

    def void(self, reason: str, then: Callable[[], None] | None = None) -> None:
        """Mark the sealed visit as not to be relied on; its content stays."""
        visit = self.visit.id
        self._ask(self.desk.seals.void, visit, reason, then=lambda _: self._ask_load(visit, then))

    # -- photos -------------------------------------------------------------------------------------------

    def add_photo(self, path: Path, moment: Moment, view: str) -> None:
        """Take a picture file in: made fit to keep beside the desk's thread, then kept."""
        visit = self.visit.id
        self.photo_began.emit(path.name, moment.value, view)

        def refused(error: DeskError) -> None:
            if self._shown and self.visit.id == visit:
                self.photo_refused.emit(str(path), path.name, moment.value, view, error)
            else:
                self.failed.emit(error)

        def kept(photo: Photo) -> None:
            self._kept(photo)
            self.photo_kept.emit(str(path), photo)

        def keep(prepared: Prepared) -> None:
            self._changes += 1
            self.background.save(
                self.desk.photos.keep, visit, moment, view, prepared, then=kept, failed=refused, owner=self
            )

        self.background.aside(self.desk.photos.prepare, path, then=keep, failed=refused, owner=self)

    def move_photo(self, photo: int, moment: Moment, view: str) -> None:
        """Put a picture under another view."""
        self._ask(self.desk.photos.move, self.visit.id, photo, moment, view, then=lambda _: self.reload())

    def remove_photo(self, photo: int) -> None:
        """Remove a picture from the visit."""
        self.visit = replace(self.visit, photos=tuple(kept for kept in self.visit.photos if kept.id != photo))
        self._ask(self.desk.photos.remove, self.visit.id, photo)
        self.photos_changed.emit()

    def _kept(self, photo: Photo) -> None:
        if self._shown and photo.visit == self.visit.id:
            self.visit = replace(self.visit, photos=(*self.visit.photos, photo))
            self.photos_changed.emit()
