"""Work off the window's thread: the record file's calls one after another, slow other work beside them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from needledesk.errors import DeskError, FileTrouble
from needledesk.ui.workers import Workers

RETRY_AFTER_MS = 10_000
Then = Callable[[Any], object]
Failed = Callable[[DeskError], object]


@dataclass(frozen=True, slots=True, repr=False)
class _Job:
    call: Callable[..., Any]
    args: tuple[Any, ...]
    then: Then | None
    failed: Failed | None
    owner: QObject | None
    saves: bool


@dataclass(frozen=True, slots=True, repr=False)
class _Outcome:
    """What a worker hands over. `ends`: it finishes something that was submitted; `kept`: put by to be tried again."""

    job: _Job | None
    result: Any = None
    error: BaseException | None = None
    kept: bool = False
    again: bool = False
    ends: bool = True


class Background(QObject):
    """Runs desk calls in order on one thread (`ask`, `save`) and other slow work on two more (`aside`).

    Callbacks run on the window's thread, and not at all once their owner is gone. A save that the disk refuses
    (NotSaved, or any other FileTrouble: it cannot be read, or is damaged) is kept in memory with all saves after it,
    and tried again every ten seconds and on `try_again`.
    """

    saving = Signal(int)  # how many saves are under way or kept
    saved = Signal(datetime)  # the moment all saves were on disk
    not_saved = Signal(object)  # the DeskError that kept the first save in memory
    refused = Signal(object)  # a DeskError that no `failed` was there for
    hurried = Signal()  # what takes long and can be done again should stop now
    closing = Signal()  # nothing can be asked any more
    _came = Signal()

    def __init__(
        self,
        crashed: Callable[[BaseException], None],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC).astimezone(),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._crashed, self._clock = crashed, clock
        self._desk = Workers(1, "desk")
        self._aside = Workers(2, "aside")
        self._outcomes: SimpleQueue[_Outcome] = SimpleQueue()
        self._kept: deque[_Job] = deque()  # touched by the desk thread only
        self._pending = self._saves = self._unsaved = 0
        self._last_saved: datetime | None = None
        self.ended = False  # nothing can be asked any more
        self._came.connect(self._deliver_all, Qt.ConnectionType.QueuedConnection)
        self._retry = QTimer(self, singleShot=True, interval=RETRY_AFTER_MS)
        self._retry.setObjectName("retry")
        self._retry.timeout.connect(self.try_again)

    def ask(
        self,
        call: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Call the desk for something to show; `then` gets the result."""
        self._start(_Job(call, args, then, failed, owner or _owner_of(then), saves=False), self._desk)

    def save(
        self,
        call: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Call the desk to keep something: shows in the saved-indicator, and is never dropped."""
        self._start(_Job(call, args, then, failed, owner or _owner_of(then), saves=True), self._desk)

    def ask_with_kept(
        self,
        call: Callable[[list[Callable[[], object]]], Any],
        then: Then | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Call with the saves that the disk refused, each of which can be called; they stay kept."""
        self.ask(
            lambda: call([partial(job.call, *job.args) for job in self._kept]), then=then, failed=failed, owner=owner
        )

    def aside(
        self,
        call: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        failed: Failed | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run slow work at the same time as the desk: it leaves the record file alone, or asks it small things only."""
        self._start(_Job(call, args, then, failed, owner or _owner_of(then), saves=False), self._aside)

    @property
    def unsaved(self) -> int:
        """How many saves the disk refused and memory keeps."""
        return self._unsaved

    @property
    def saving_now(self) -> bool:
        """Whether a save is under way, or kept in memory."""
        return self._saves > 0

    @property
    def busy(self) -> bool:
        """Whether anything that was asked is still to come back."""
        return self._pending > 0

    @Slot()
    def try_again(self) -> None:
        """Try the kept saves again now."""
        self._retry.stop()
        if self._unsaved:
            self._pending += 1
            self._desk.submit(self._flush)

    def hurry(self) -> None:
        """Have what takes long stop, so that nobody has to wait for it."""
        self.hurried.emit()

    def wait(self) -> None:
        """Finish everything that was asked, callbacks included. What the disk refuses stays in `unsaved`."""
        while self._pending:
            self._deliver(self._outcomes.get())

    def close(self) -> None:
        """Finish everything and end the threads."""
        self.hurry()
        self.closing.emit()
        self.wait()
        self.ended = True
        self._retry.stop()
        self._desk.shutdown()
        self._aside.shutdown()

    def _start(self, job: _Job, pool: Workers) -> None:
        self._pending += 1
        if job.saves:
            self._saves += 1
            self.saving.emit(self._saves)
        pool.submit(self._run, job)

    def _run(self, job: _Job) -> None:
        if job.saves and self._kept:
            self._kept.append(job)
            self._hand_over(_Outcome(job, kept=True))
            return
        outcome = _attempt(job)
        if outcome.kept:
            self._kept.append(job)
        self._hand_over(outcome)

    def _flush(self) -> None:
        """Try the kept saves in their order until one is refused again."""
        refusal = None
        while self._kept and refusal is None:
            outcome = _attempt(self._kept[0])
            if outcome.kept:
                refusal = outcome.error
            else:
                self._kept.popleft()
                self._hand_over(replace(outcome, again=True, ends=False))
        self._hand_over(_Outcome(None, error=refusal))

    def _hand_over(self, outcome: _Outcome) -> None:
        self._outcomes.put(outcome)
        self._came.emit()

    @Slot()
    def _deliver_all(self) -> None:
        while not self._outcomes.empty():
            self._deliver(self._outcomes.get())

    def _deliver(self, outcome: _Outcome) -> None:
        self._pending -= outcome.ends
        self._unsaved += outcome.kept - outcome.again
        if outcome.job is not None and not outcome.kept:
            self._tell(outcome.job, outcome)
            self._count_saved(outcome.job, outcome)
        elif outcome.error is not None:
            self._hold_back(outcome.error)

    def _tell(self, job: _Job, outcome: _Outcome) -> None:
        """Hand the result to the one who asked, unless gone."""
        error, wanted = outcome.error, job.owner is None or isValid(job.owner)
        try:
            if error is None and job.then is not None and wanted:
                job.then(outcome.result)
            elif isinstance(error, DeskError) and job.failed is not None and wanted:
                job.failed(error)
            elif isinstance(error, DeskError):
                self.refused.emit(error)
            elif error is not None:
                self._crashed(error)
        except Exception as fault:  # noqa: BLE001 - a callback's fault must not keep the others from being called
            self._crashed(fault)

    def _count_saved(self, job: _Job, outcome: _Outcome) -> None:
        """Once nothing is under way, say since when all is on disk; a save that was turned down changes nothing."""
        if not job.saves:
            return
        self._last_saved = self._clock() if outcome.error is None else self._last_saved
        self._saves -= 1
        self.saving.emit(self._saves)
        if not self._saves and self._last_saved is not None:
            self.saved.emit(self._last_saved)

    def _hold_back(self, error: BaseException) -> None:
        self.not_saved.emit(error)
        self._retry.start()


def _attempt(job: _Job) -> _Outcome:
    try:
        return _Outcome(job, job.call(*job.args))
    except FileTrouble as error:
        return _Outcome(job, error=error, kept=job.saves)
    except BaseException as error:  # noqa: BLE001 - told apart on the window's thread
        return _Outcome(job, error=error)


def _owner_of(then: Then | None) -> QObject | None:
    """A bound method of a widget belongs to that widget."""
    owner = getattr(then, "__self__", None)
    return owner if isinstance(owner, QObject) else None
