"""Looks after the copies while the window is open: a stick that is plugged in, the notes, the day's copy, the drill."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from needledesk.desk.desk import Desk
from needledesk.domain.backups import Due, Made, State, Target
from needledesk.domain.verification import Report
from needledesk.errors import Damaged, DeskError, Stopped
from needledesk.ui.background import Background
from needledesk.ui.backup import volumes
from needledesk.ui.backup.runs import RESTORING, BackupRuns
from needledesk.ui.idle_watch import IdleWatch

FIRST_LOOK_MS, POLL_MS, JUDGE_MS, IDLE_S = 1_000, 4_000, 60_000, 60.0


@dataclass(frozen=True, slots=True)
class Stick:
    """A place for copies that is there now: its name, and when the last copy was made on it."""

    target: Target
    name: str
    last: Made | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with the copies."""

    state: State
    due: Due
    sticks: tuple[Stick, ...]
    check: bool = False  # everything was not checked for a week


class BackupWatch(QObject):
    """`stands` after every look. The training file has no copies by itself.

    What takes long waits until nobody has touched the program for a minute: the day's full copy, the monthly drill, the
    weekly check of everything.
    """

    stands = Signal(object)  # a Standing
    backed_up = Signal(object)  # the Copy that was made by itself when a stick was plugged in
    failed = Signal(object)  # the DeskError of something that was begun by itself

    def __init__(
        self, desk: Desk, background: Background, runs: BackupRuns, training: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._background, self._runs, self._training = desk, background, runs, training
        self.standing: Standing | None = None
        self._seen: set[str] | None = None
        self._looking = self._idle = False
        self._told: set[str] = set()
        for every, call in ((POLL_MS, self.look), (JUDGE_MS, self._judge)):
            timer = QTimer(self, interval=every)
            timer.timeout.connect(call)
            timer.start()
        self.idle = IdleWatch(IDLE_S, parent=self)
        self.idle.idle.connect(self._left_alone)
        runs.ended.connect(self.look)
        QTimer.singleShot(FIRST_LOOK_MS, self, self.look)

    @property
    def sticks(self) -> tuple[Stick, ...]:
        """The places for copies that are there now."""
        return self.standing.sticks if self.standing is not None else ()

    def look(self) -> None:
        """Ask which sticks are there and what is due; a look that is under way is not doubled.

        Not during a restore: the file is closed for a moment, and whoever asks it then is told of a fault.
        """
        if not self._looking and not self._background.ended and self._runs.running != RESTORING:
            self._looking = True
            self._background.aside(self._read, then=self._saw, failed=self._refused, owner=self)

    def _read(self) -> Standing:
        """On a worker's thread."""
        present, backups = volumes.present(), self._desk.backups
        known = backups.known(volume.path for volume in present)
        sticks = (Stick(one, volumes.named(one.folder, present), backups.last_on(one)) for one in known)
        state = backups.state()
        return Standing(state, state.due(self._desk.now()), tuple(sticks), self._desk.history.check_due())

    def _saw(self, standing: Standing) -> None:
        self._looking = False
        here = {stick.target.id for stick in standing.sticks}
        new = here - self._seen if self._seen is not None else set()
        self._seen, self.standing = here, standing
        self.stands.emit(standing)
        plugged = [stick for stick in standing.sticks if stick.target.id in new]
        if plugged and not self._training:
            self._runs.back_up(plugged[0].target, self.backed_up.emit, self._refused)

    def _judge(self) -> None:
        """Each minute: the notes if they are due, and the long ones while nobody is there."""
        if self._training or self._runs.running or self.standing is None or self._desk.damage.found:
            return
        due = self.standing.due
        if due.full and (self._idle or self.standing.state.full is None):
            self._runs.full(self._nothing, self._refused)
        elif due.notes:
            self._runs.notes(self._nothing, self._refused)
        elif due.drill and self._idle:
            folders = [Path(stick.target.folder) for stick in self.standing.sticks]
            self._runs.drill(folders, self._nothing, self._refused)
        elif self.standing.check and self._idle:
            self._runs.check(self._checked, self._refused)
        self._idle = False

    def _left_alone(self) -> None:
        self._idle = True
        self._judge()

    def _checked(self, report: Report) -> None:
        if report.faults:
            do = "Settings, History, checks again and names each of them. Restore a copy from before."
            self._refused(Damaged(f"The weekly check: {report.summary}", "Nothing was changed by it.", do))

    def _nothing(self, _: object) -> None:
        """It went well: the next look shows it."""

    def _refused(self, error: DeskError) -> None:
        """Told once for each kind of trouble: it is tried again every minute."""
        self._looking = False
        if not isinstance(error, Stopped) and error.happened not in self._told:
            self._told.add(error.happened)
            self.failed.emit(error)
