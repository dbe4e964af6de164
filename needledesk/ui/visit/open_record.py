"""The visit that is open in the window: what the pages show, loaded from the record file and kept in step with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from needledesk.desk.desk import Desk
from needledesk.desk.screening import Bench
from needledesk.domain.clients import Client
from needledesk.domain.decisions import may_start
from needledesk.domain.history import Entry
from needledesk.domain.screening import Verdict
from needledesk.domain.seals import SealedVisit
from needledesk.domain.visits import Visit, VisitState
from needledesk.errors import DeskError
from needledesk.ui.background import Background
from needledesk.ui.typing_pause import TypingPause


class Loaded(NamedTuple):
    """All that the pages show of a visit."""

    visit: Visit
    client: Client
    bench: Bench
    verdict: Verdict
    sealed: SealedVisit | None
    history: tuple[Entry, ...]


class OpenRecord(QObject):
    """The open visit. `visit`, `client`, `bench` and `verdict` are valid from `opened` on; of a closed visit also
    `sealed`, whose seal was checked as it was opened, and `history`, newest first.

    A change shows at once and is kept in the background; pages listen to the signals and know nothing of each other.
    """

    opened = Signal()  # another visit is shown, or the same one anew
    answers_changed = Signal()
    verdict_changed = Signal()
    treatment_changed = Signal()  # zones, cartridge, products, endpoint, start, finish
    photos_changed = Signal()
    state_changed = Signal()  # started, finished, closed, sheet given
    history_changed = Signal()  # of a closed visit
    large_print_changed = Signal(bool)
    photo_began = Signal(str, str, str)  # file name, moment, view
    photo_kept = Signal(str, object)  # path, Photo
    photo_refused = Signal(str, str, str, str, object)  # path, file name, moment, view, DeskError
    keep_requested = Signal()  # what is typed on a page and still waits is handed over now
    overtaken = Signal(str)  # a change took the override or the decision with it, in words
    failed = Signal(object)  # DeskError: a change was not taken

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.background = background
        self.visit: Visit
        self.client: Client
        self.bench: Bench
        self.verdict: Verdict
        self.sealed: SealedVisit | None = None
        self.history: tuple[Entry, ...] = ()
        self.large_print = False  # the size of the sheet, chosen anew for each visit
        self._shown = False
        self._changes = 0  # asked of the desk so far
        self._note_waits = False
        self._note_pause = TypingPause(self)
        self._note_pause.over.connect(self.keep_note)
        self._minute = QTimer(self, interval=60_000)
        self._minute.timeout.connect(self.minute_passed)

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

    def read_history(self) -> None:
        """Something was told to the history of a closed visit: show it. What is being opened meanwhile goes first."""

        def known(history: tuple[Entry, ...]) -> None:
            if self._shown and self.visit.id == visit:
                self.history = history
                self.history_changed.emit()

        if self._shown and not self.editable:
            visit = self.visit.id
            self.background.ask(self.desk.history.of_visit, visit, then=known, owner=self)

    def leave(self) -> None:
        """Keep what was typed and show no visit."""
        self.keep_typed()
        self._minute.stop()
        self._shown = False

    def set_large_print(self, large: bool) -> None:
        """Choose the size in which the sheet is shown and given."""
        if large != self.large_print:
            self.large_print = large
            self.large_print_changed.emit(large)

    def minute_passed(self) -> None:
        """A minute has passed while a visit is shown."""

    # -- typed --------------------------------------------------------------------------------------------

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
        anew = not (self._shown and self.visit.id == visit)
        self.background.ask(self._load, visit, anew, then=loaded, failed=self._not_taken, owner=self)

    def _load(self, visit: int, anew: bool) -> Loaded:
        """Read it all. `anew`: somebody opens it, of which the history is told where it is sealed."""
        desk, found = self.desk, self.desk.visits.current(visit)
        sealed = desk.seals.check(found.id) if anew else desk.seals.look(found.id)
        return Loaded(
            found,
            desk.clients.get(found.client),
            desk.screening.bench(found.id),
            desk.screening.verdict(found.id),
            sealed,
            desk.history.of_visit(found.id) if sealed is not None else (),
        )

    def _begin(self, client: int) -> Loaded:
        return self._load(self.desk.visits.begin(client).id, anew=True)

    def _show(self, loaded: Loaded, then: Callable[[], None] | None = None) -> None:
        waiting = self._note_waits and self._shown and self.visit.id == loaded.visit.id
        note = self.visit.note if waiting else loaded.visit.note
        if self._shown and self.visit.id != loaded.visit.id:
            self.set_large_print(False)
        self.visit, self.client, self.bench, self.verdict, self.sealed, self.history = loaded
        self.visit = replace(self.visit, note=note)
        self._shown = True
        self._minute.start()
        self.opened.emit()
        self.state_changed.emit()
        if then is not None:
            then()

    def _not_taken(self, error: DeskError) -> None:
        """A refused change is shown no longer: what the file says is shown again."""
        self.failed.emit(error)
        if self._shown:
            self._ask_load(self.visit.id)
