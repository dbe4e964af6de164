"""The visit that is open in the window: what the pages show, and every change they ask the desk to keep.

A change shows at once and is kept in the background; pages listen to the signals and know nothing of each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from needledesk.desk.desk import Desk
from needledesk.desk.screening import Bench
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.clients import Client
from needledesk.domain.decisions import may_start
from needledesk.domain.photos import Moment, Photo, Prepared
from needledesk.domain.screening import Plan, Verdict
from needledesk.domain.treatment import Treatment
from needledesk.domain.visits import Visit, VisitState
from needledesk.errors import DeskError
from needledesk.ui.background import Background

#: Milliseconds after the last key before a note is kept.
NOTE_PAUSE = 700

Loaded: TypeAlias = tuple[Visit, Client, Bench, Verdict]


class OpenVisit(QObject):
    """The open visit. `visit`, `client`, `bench` and `verdict` are valid from `opened` on."""

    opened = Signal()  # another visit is shown, or the same one anew
    answers_changed = Signal()
    verdict_changed = Signal()
    treatment_changed = Signal()  # zones, cartridge, products, endpoint, start, finish
    photos_changed = Signal()
    state_changed = Signal()  # started, finished, closed, sheet given
    large_print_changed = Signal(bool)
    photo_began = Signal(str, str, str)  # file name, moment, view
    photo_kept = Signal(str, object)  # path, Photo
    photo_refused = Signal(str, str, str, str, object)  # path, file name, moment, view, DeskError
    keep_requested = Signal()  # what is typed on a page and still waits is handed over now
    failed = Signal(object)  # DeskError: a change was not taken

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.background = background
        self.visit: Visit
        self.client: Client
        self.bench: Bench
        self.verdict: Verdict
        self.large_print = False  # the size of the sheet, chosen anew for each visit
        self._shown = False
        self._changes = 0  # asked of the desk so far
        self._note_waits = False
        self._note_pause = QTimer(self, singleShot=True, interval=NOTE_PAUSE)
        self._note_pause.timeout.connect(self.keep_note)

    # -- what is open -------------------------------------------------------------------------------------

    @property
    def shown(self) -> bool:
        """Whether a visit is open at all."""
        return self._shown

    @property
    def editable(self) -> bool:
        """Whether the visit still takes changes."""
        return self.visit.state in (VisitState.OPEN, VisitState.FINISHED)

    @property
    def answerable(self) -> bool:
        """Whether the screening still takes answers: not once treatment has started."""
        return self.editable and self.visit.treatment.started is None

    @property
    def startable(self) -> bool:
        """Whether treatment may start now."""
        return self.answerable and may_start(self.verdict, self.visit.decision, self.visit.override)

    def open(self, visit: int) -> None:
        """Load a visit and show it."""
        self.keep_typed()
        self._ask_load(visit)

    def begin(self, client: int) -> None:
        """Open the client's unfinished visit, or begin a new one."""
        self.keep_typed()
        self._ask(self._begin, client, then=self._show)

    def reload(self) -> None:
        """Load the same visit anew."""
        self.open(self.visit.id)

    def leave(self) -> None:
        """Keep what was typed and show no visit."""
        self.keep_typed()
        self._shown = False

    # -- screening ----------------------------------------------------------------------------------------

    def answer(self, key: str, answer: Answer | None) -> None:
        """Take one answer, or clear it with None; the verdict follows at once."""
        answers = {**self.visit.answers}
        answers.pop(key, None)
        if answer is not None:
            answers[key] = answer
        self.visit = replace(self.visit, answers=answers, decision=None)
        self._ask(self.desk.screening.answer, self.visit.id, key, answer)
        self.answers_changed.emit()
        self.judge()

    def rest_of_group(self, group: str) -> tuple[str, ...]:
        """Answer No to the group's blank questions that are not asked anew each visit; the keys set, for undo."""
        blank = tuple(
            question.key
            for question in self.bench.protocol.asked
            if question.group == group and not question.asked_again and question.key not in self.visit.answers
        )
        no = Answer(Reply.NO, grouped=True)
        self.visit = replace(self.visit, answers={**self.visit.answers, **dict.fromkeys(blank, no)}, decision=None)
        self._ask(self.desk.screening.rest_of_group, self.visit.id, group)
        self.answers_changed.emit()
        self.judge()
        return blank

    def plan(self, plan: Plan) -> None:
        """Change what is planned; zones and intensity take part in the verdict."""
        plan = replace(plan, born=self.client.details.born)
        self.visit = replace(self.visit, plan=plan, decision=None)
        self.bench = replace(self.bench, plan=plan)
        self._ask(self.desk.screening.plan, self.visit.id, plan)
        self.judge()

    def judge(self) -> None:
        """Form the verdict anew from the answers as they stand."""
        if self.visit.verdict is None:
            self.verdict = self.bench.assess(self.visit.answers, self.desk.now())
        self.verdict_changed.emit()

    def decide(self, treat: bool, reason: str) -> None:
        """Keep the practitioner's decision."""
        self._ask(self.desk.screening.decide, self.visit.id, treat, reason, then=lambda _: self.reload())

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
            self._note_pause.start()

    def keep_typed(self) -> None:
        """Hand everything that was typed and still waits to the desk, now."""
        if self._shown:
            self.keep_requested.emit()
            self.keep_note()

    def keep_note(self) -> None:
        """Keep a note that waits, now."""
        self._note_pause.stop()
        if self._shown and self._note_waits:
            self._note_waits = False
            self._ask(self.desk.treatment.write_note, self.visit.id, self.visit.note)

    def close(self) -> None:
        """Close the visit."""
        self.keep_typed()
        self._ask(self.desk.visits.close, self.visit.id, then=lambda _: self.reload())

    def set_large_print(self, large: bool) -> None:
        """Choose the size in which the sheet is shown and given."""
        if large != self.large_print:
            self.large_print = large
            self.large_print_changed.emit(large)

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

    # -- internals ----------------------------------------------------------------------------------------

    def _ask(self, call: Callable[..., object], *args: object, then: Callable[..., object] | None = None) -> None:
        self._changes += 1
        self.background.save(call, *args, then=then, failed=self._not_taken, owner=self)

    def _ask_load(self, visit: int, then: Callable[[], None] | None = None) -> None:
        """Load and show; anew if something was changed meanwhile, so that no change is shown undone.

        While the disk refuses to save, what is on the screen is newer than what the file says: it stays.
        """

        def loaded(found: Loaded) -> None:
            if self.background.unsaved and self._shown and self.visit.id == visit:
                return
            if self._changes == changes:
                self._show(found, then)
            else:
                self._ask_load(visit, then)

        changes = self._changes
        self.background.ask(self._load, visit, then=loaded, failed=self._not_taken, owner=self)

    def _load(self, visit: int) -> Loaded:
        found = self.desk.visits.get(visit)
        client = self.desk.clients.get(found.client)
        return found, client, self.desk.screening.bench(visit), self.desk.screening.verdict(visit)

    def _begin(self, client: int) -> Loaded:
        return self._load(self.desk.visits.begin(client).id)

    def _show(self, loaded: Loaded, then: Callable[[], None] | None = None) -> None:
        waiting = self._note_waits and self._shown and self.visit.id == loaded[0].id
        note = self.visit.note if waiting else loaded[0].note
        if self._shown and self.visit.id != loaded[0].id:
            self.set_large_print(False)
        self.visit, self.client, self.bench, self.verdict = loaded
        self.visit = replace(self.visit, note=note)
        self._shown = True
        self.opened.emit()
        self.state_changed.emit()
        if then is not None:
            then()

    def _kept(self, photo: Photo) -> None:
        if self._shown and photo.visit == self.visit.id:
            self.visit = replace(self.visit, photos=(*self.visit.photos, photo))
            self.photos_changed.emit()

    def _not_taken(self, error: DeskError) -> None:
        """A refused change is shown no longer: what the file says is shown again."""
        self.failed.emit(error)
        if self._shown:
            self._ask_load(self.visit.id)
