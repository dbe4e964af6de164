"""Back up, see it proven, go back to an earlier copy (22)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.backups import Copy, Restored, Target
from needledesk.errors import DeskError, Stopped
from needledesk.ui import messages
from needledesk.ui.background import Background
from needledesk.ui.backup import words
from needledesk.ui.backup.backup_watch import BackupWatch, Standing, Stick
from needledesk.ui.backup.copy_row import CopyRow
from needledesk.ui.backup.old_key import OldKey
from needledesk.ui.backup.proof_card import ProofCard
from needledesk.ui.backup.runs import RESTORING, BackupRuns
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.hairline import Hairline
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.progress import Progress
from needledesk.ui.widgets.scroll import ScrollColumn
from needledesk.ui.widgets.text import Text

WIDE, TALL, SHOWN = 880, 588, 60
HERE = "On this laptop"
MEANWHILE = "Work can go on meanwhile. Nothing that is there already is changed."
ALONE = "Please wait: nothing else is done meanwhile. Until the copy has been checked, nothing is changed."
ERASED = " A client was erased since then, comes back with it, and has to be erased again."
ASIDE = "Everything entered since then is put aside in a file of its own, and never overwritten. Go back to {}?"


class BackupDialog(QDialog):
    """`restored`: the desk works with another file now, and everything on the screen must be read anew."""

    restored = Signal()

    def __init__(
        self, desk: Desk, background: Background, runs: BackupRuns, watch: BackupWatch, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._background, self._runs, self._watch = desk, background, runs, watch
        self._began = desk.now()
        self._told = False  # something was said that is not to be written over
        self._folders: list[Path] = []  # looked at besides the sticks
        self.rows: list[CopyRow] = []
        self.asked: OldKey | None = None
        self.setWindowTitle("Backup")
        self.setAccessibleName("Backup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.mark, self.title = IconView("hard-drive-download", "primary", 40), Text("Backup", "title")
        self.said = Text("", "body", "ink2", wrap=True)
        self.progress, self.cancel = Progress("Backup"), Button("Cancel", "x", "quiet")
        self.proof = ProofCard()
        self.another = Button("Another copy", "folder-open", height=48)
        self.choose = Button("Choose a stick or disk", "usb", height=48)
        self.again = Button("Back up now", "hard-drive-download", "primary", 48, "Ctrl B")
        self._list = Card()
        self._lay_out()
        self._wire()
        self.resize(WIDE, min(TALL, parent.height() - 24 if parent is not None else TALL))
        if runs.running:
            self._begun(runs.running)
        self._free()
        self._stand(watch.standing)
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_copies()

    def back_up(self) -> None:
        """Onto the stick that is there, or onto one that is chosen now."""
        if self._watch.sticks:
            self._back_up(self._watch.sticks[0])
        else:
            self.choose_place()

    def choose_place(self) -> None:
        """A stick or a second disk that copies go to from now on."""
        chosen = QFileDialog.getExistingDirectory(self, "Stick or second disk for copies")
        if chosen:
            self.take_place(Path(chosen))

    def take_place(self, place: Path) -> None:
        """Keep copies there from now on, and make the first one."""
        self._background.aside(self._desk.backups.choose, place, then=self._chosen, failed=self._failed, owner=self)

    def look_elsewhere(self) -> None:
        """A copy in another folder."""
        chosen = QFileDialog.getExistingDirectory(self, "Folder with copies")
        if chosen:
            self._folders = [Path(chosen), *Path(chosen).glob("NeedleDesk backup - *")]
            self.show_copies()

    def show_copies(self) -> None:
        """Read which copies there are."""
        folders = [*(Path(stick.target.folder) for stick in self._watch.sticks), *self._folders]
        self._background.aside(self._desk.backups.copies, folders, then=self._show, failed=self._failed, owner=self)

    def done(self, result: int) -> None:
        """Closing it leaves what is under way to go on, but for a restore, which is waited for."""
        if self._runs.running != RESTORING:
            super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The same for the window's own button."""
        if self._runs.running == RESTORING:
            event.ignore()
        else:
            super().closeEvent(event)

    # -- what is under way ------------------------------------------------------------------------------------

    def _back_up(self, stick: Stick) -> None:
        self._began = self._desk.now()
        self._runs.back_up(stick.target, lambda copy: self._backed_up(copy, stick.name), self._failed)

    def _chosen(self, target: Target) -> None:
        self._watch.look()
        self._back_up(Stick(target, Path(target.folder).parent.name, None))

    def _backed_up(self, copy: Copy, name: str) -> None:
        now = self._desk.now()
        self._say("The copy opens", f"Backed up {words.moment(now, now).lower()} and opened again to prove it.", True)
        self.proof.show_copy(copy, name, self._began, now, self._desk.encrypted)
        self.proof.show()
        self.again.set_caption("Back up again")
        self.show_copies()

    def _restore(self, copy: Copy) -> None:
        when = words.moment(copy.made, self._desk.now())
        when = f"{when[:1].lower()}{when[1:]}" if when.startswith(("Today", "Yesterday")) else when
        text = ASIDE.format(when) + (ERASED if self._desk.erasing.is_undone_by(copy) else "")
        if messages.ask(self, "Go back to this copy?", text, "Restore", kind="danger", icon="archive-restore"):
            self._with_key(copy, lambda secret: self._runs.restore(copy, self._went_back, self._failed, secret))

    def _went_back(self, came_to: Restored) -> None:
        if came_to.words:
            text = f"{came_to.words} are in no copy on this laptop. Their entries are there, without the pictures."
            messages.ask(self, "Restored, but not everything was found", text, "Go on", "Close")
        self.restored.emit()

    def _try(self, copy: Copy) -> None:
        def well(_: object) -> None:
            self._say("The copy opens", "It was restored into a folder of its own, checked and removed again.", True)
            for row in self.rows:
                if row.shown == copy:
                    row.show_state("opens", "proceed")

        self._with_key(copy, lambda secret: self._runs.prove(copy, well, self._failed, secret))

    def _with_key(self, copy: Copy, go_on: Callable[[str | bytes | None], object]) -> None:
        """At once, or with what opens the copy once it was asked for."""
        if copy.key_id in ("", self._desk.access.key_id):
            go_on(None)
            return
        self.asked = OldKey(self)
        self.asked.given.connect(go_on)
        self.asked.setModal(True)
        self.asked.show()

    def _failed(self, error: DeskError) -> None:
        if isinstance(error, Stopped):
            self._say("Stopped", error.safe, None)
        else:
            self._say(error.happened, f"{error.safe} {error.do}".strip(), False)

    def _begun(self, said: str) -> None:
        self.proof.hide()
        self._say(said, ALONE if said == RESTORING else MEANWHILE, None)
        self.progress.show_share(0.0, said)
        self._free()

    def _free(self) -> None:
        """What can be pressed: nothing is begun while something is under way."""
        running = bool(self._runs.running)
        self.progress.setVisible(running)
        self.cancel.setVisible(running)
        self.again.set_busy(running)
        for button in (self.choose, self.another):
            button.setEnabled(not running)
        for row in self.rows:
            row.restore.setEnabled(not running and not row.shown.missing)
            row.trial.setEnabled(not running and not row.shown.missing)

    def _progressed(self, said: str, share: float) -> None:
        self.progress.show_share(max(0.0, share), said)

    # -- what is shown ------------------------------------------------------------------------------------------

    def _stand(self, standing: Standing | None) -> None:
        if standing is None or self._told:
            return
        if standing.sticks:
            names = " and ".join(f"“{stick.name}”" for stick in standing.sticks)
            last = standing.sticks[0].last
            when = f"Last copy on it: {words.moment(last.at, self._desk.now())}." if last else "No copy on it yet."
            self.said.setText(f"{names} is there. {when}")
        else:
            self.said.setText("No backup stick is there. Plug it in, or choose a stick or a second disk.")

    def _show(self, copies: Sequence[Copy]) -> None:
        for old in self.rows:
            old.hide()
            old.deleteLater()
        while self._list.body.count():
            self._list.body.takeAt(0)
        now = self._desk.now()
        self.rows = [CopyRow(copy, self._place(copy), now) for copy in copies[:SHOWN]]
        for number, row in enumerate(self.rows):
            if number:
                self._list.body.addWidget(Hairline())
            self._list.body.addWidget(row)
            row.restore_requested.connect(self._restore)
            row.try_requested.connect(self._try)
        if not self.rows:
            self._list.body.addWidget(
                Text("There is no copy yet. The first one takes a little longer.", "body", "ink2")
            )
        self._free()

    def _place(self, copy: Copy) -> str:
        folder = Path(copy.path).parent
        if folder == self._desk.backups.folder:
            return HERE
        stick = next((one for one in self._watch.sticks if Path(one.target.folder) == folder), None)
        return f"“{stick.name}”" if stick is not None else folder.name

    def _say(self, title: str, text: str, well: bool | None) -> None:
        self._told = True
        self.title.setText(title)
        self.said.setText(text)
        icon, tone = {True: ("circle-check", "proceed"), False: ("octagon-alert", "stop"), None: ("", "primary")}[well]
        self.mark.show_icon(icon or "hard-drive-download", tone)
        announce(self, f"{title}. {text}", urgent=well is False)

    def _wire(self) -> None:
        self._runs.began.connect(self._begun)
        self._runs.progressed.connect(self._progressed)
        self._runs.ended.connect(self._free)
        self._watch.stands.connect(self._stand)
        self.cancel.clicked.connect(self._runs.cancel)
        self.again.clicked.connect(self.back_up)
        self.choose.clicked.connect(self.choose_place)
        self.another.clicked.connect(self.look_elsewhere)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addLayout(self._head())
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)
        column.addLayout(row)
        column.addWidget(self.proof)
        self.proof.hide()
        heads = QHBoxLayout()
        heads.addWidget(Text("Restore", "h2"), 1)
        heads.addWidget(Text("The record file of today is set aside first, never overwritten.", "small", "ink2"))
        column.addLayout(heads)
        self._list.body.setContentsMargins(0, 0, 0, 0)
        self._list.body.setSpacing(0)
        scroll = ScrollColumn()
        scroll.body.addWidget(self._list)
        scroll.body.addStretch(1)
        column.addWidget(scroll, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.another)
        buttons.addStretch(1)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.again)
        column.addLayout(buttons)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.title)
        said.addWidget(self.said)
        row.addLayout(said, 1)
        close = Button("", "x", "quiet")
        close.setAccessibleName("Close")
        close.setToolTip("Close (Esc)")
        close.clicked.connect(self.reject)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return row
