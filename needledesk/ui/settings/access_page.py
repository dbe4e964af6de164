"""Settings, Access: change the passphrase, print the recovery sheet again, set a passphrase or take it away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from needledesk.desk.access import Lock
from needledesk.desk.desk import Desk
from needledesk.domain.practice import Practice
from needledesk.errors import DeskError, WrongPassphrase
from needledesk.ui import messages
from needledesk.ui.access.lock_form import LockForm
from needledesk.ui.access.sheet_card import SheetCard
from needledesk.ui.background import Background
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.card import Card
from needledesk.ui.widgets.field import LineField
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.text import Text

LOCKED = "Locked with a passphrase. Key {key}: the same id is on its recovery sheet."
OPEN = "No passphrase: whoever gets hold of this laptop, or of a stick with a copy, can read every record."
OLD_SHEET = "Older backups keep their passphrase and their sheet: keep that sheet as long as them."
RISK = "Whoever gets hold of this laptop, or of a stick with a copy, can then read every record."
FIRST = "Type it first, or the 13 groups of the recovery sheet"
LONG = "The file is written anew and checked before it counts. A large one takes a minute."


class AccessPage(QWidget):
    """Who knows the passphrase may do all of it. `changed`: the file has another key, or none."""

    changed = Signal()

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._practice = Practice("", "", "")
        self._card = Card()
        self._mark, self._state = IconView("", "proceed", 24), Text("", "body", wrap=True)
        self.passphrase = LineField("Your passphrase", FIRST, secret=True)
        self.change = Button("Change the passphrase", "key-round", "primary", 48)
        self.again = Button("New recovery sheet", "printer", "plain", 48)
        self.take_away = Button("Take it away", "lock", "quiet", 48)
        self.set = Button("Set a passphrase", "lock-keyhole", "primary", 48)
        self.form = LockForm(background, desk.access.lock, desk.access.sheet, desk.now)
        self.keep = Button("Lock the file with it", "check", "primary", 48)
        self.leave = Button("Cancel", "", "quiet", 48)
        self.done = Button("Done", "check", "plain", 48)
        self.sheet = SheetCard(background, desk.access.sheet, desk.now)
        self._note = Text(f"{LONG} {OLD_SHEET}", "small", "ink2", wrap=True)
        self._arrange()
        self._wire()
        self.show_state()
        background.ask(desk.practice.get, then=self._show_practice, owner=self)

    def show_state(self) -> None:
        """How the file is locked, with what can be done about it; nothing is under way."""
        locked = self._desk.encrypted
        self._mark.show_icon("lock-keyhole" if locked else "triangle-alert", "proceed" if locked else "decide")
        self._state.setText(LOCKED.format(key=self._desk.access.key_id) if locked else OPEN)
        self.passphrase.set_text("")
        for part in (self.passphrase, self.change, self.again, self.take_away):
            part.setVisible(locked)
        self.set.setVisible(not locked)
        self._show_work(form=False, sheet=False)

    def _show_practice(self, practice: Practice) -> None:
        self._practice = practice

    def _checked(self, then: Callable[[Lock], object], button: Button) -> None:
        """Go on only for who knows the passphrase; it is derived off the window's thread."""
        if not self.passphrase.line.text():
            self.passphrase.complain("Type your passphrase first")
            self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return

        def right(lock: Lock) -> None:
            button.set_busy(False)
            then(lock)

        def refused(error: DeskError) -> None:
            button.set_busy(False)
            if isinstance(error, WrongPassphrase):
                self.passphrase.complain(error.happened)
                self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                messages.explain(self, error)

        button.set_busy(True)
        typed = self.passphrase.line.text()
        self._background.ask(self._desk.access.check, typed, then=right, failed=refused, owner=self)

    def _begin(self) -> None:
        self.form.form.clear()
        self.form.show_names(self._practice.name, self._desk.path.name)
        self._show_work(form=True, sheet=False)
        self.form.form.again.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_sheet(self, lock: Lock) -> None:
        self.sheet.show_lock(lock, self._practice.name, self._desk.path.name, covered=False)
        self._show_work(form=False, sheet=True)
        self.sheet.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_work(self, form: bool, sheet: bool) -> None:
        """Which of the two is under way."""
        if not form:
            self.form.form.clear()
        if not sheet:
            self.sheet.show_lock(None, "", self._desk.path.name)
        self.form.setVisible(form)
        for part in (self.sheet, self.done):
            part.setVisible(sheet)
        self._show_keep()

    def _show_keep(self) -> None:
        self.keep.setEnabled(self.form.lock is not None)

    def _keep(self) -> None:
        lock = self.form.lock
        if lock is not None:
            self._write(self.keep, "The file has a new passphrase", self._desk.access.change, lock)

    def _ask_away(self, _: Lock) -> None:
        if messages.ask(self, "Take the passphrase away?", RISK, "Take it away", "Keep it", "danger", final=True):
            self._write(self.take_away, "The file has no passphrase any more", self._desk.access.take_away)

    def _write(self, button: Button, said: str, call: Callable[..., None], *given: Lock) -> None:
        """Write the file anew; nothing else can be pressed meanwhile."""

        def ended() -> None:
            button.set_busy(False)
            self._card.setEnabled(True)

        def done(_: None) -> None:
            ended()
            self.show_state()
            announce(self, said)
            self.changed.emit()

        def failed(error: DeskError) -> None:
            ended()
            messages.explain(self, error)

        button.set_busy(True)
        self._card.setEnabled(False)
        self._background.ask(call, *given, then=done, failed=failed, owner=self)

    def _wire(self) -> None:
        self.change.clicked.connect(lambda: self._checked(lambda _: self._begin(), self.change))
        self.again.clicked.connect(lambda: self._checked(self._show_sheet, self.again))
        self.take_away.clicked.connect(lambda: self._checked(self._ask_away, self.take_away))
        self.set.clicked.connect(self._begin)
        for button in (self.leave, self.done):
            button.clicked.connect(self.show_state)
        self.keep.clicked.connect(self._keep)
        self.form.changed.connect(self._show_keep)
        self.passphrase.line.returnPressed.connect(self.change.click)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Text("Access", "client"))
        state, actions, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (state, actions, foot):
            row.setSpacing(10)
        state.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self._state, 1)
        for button in (self.set, self.change, self.again, self.take_away):
            actions.addWidget(button)
        actions.addStretch(1)
        foot.addWidget(self.keep)
        foot.addWidget(self.leave)
        foot.addStretch(1)
        for line in (state, actions):
            self._card.body.addLayout(line)
        self._card.body.insertWidget(1, self.passphrase)
        self.form.left.addLayout(foot)
        self.form.left.addWidget(self._note)
        for part in (self._card, self.form, self.sheet):
            column.addWidget(part)
        column.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeft)
