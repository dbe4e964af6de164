"""The first run: three steps to a record file of one's own, or straight to one that exists."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from needledesk.desk import places
from needledesk.desk.access import Lock
from needledesk.desk.desk import Desk
from needledesk.desk.practice import countries
from needledesk.domain.practice import Practice
from needledesk.errors import DeskError, FileTrouble
from needledesk.ui import messages
from needledesk.ui.background import Background
from needledesk.ui.welcome.file_step import FileStep
from needledesk.ui.welcome.panel import WIDE, TealPanel
from needledesk.ui.welcome.passphrase_step import PassphraseStep
from needledesk.ui.welcome.practice_step import PracticeStep
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.scroll import ScrollColumn
from needledesk.ui.widgets.text import Text

#: The practice comes before the passphrase: its name and paper are on the recovery sheet.
STEPS = ("Record file", "Your practice", "Passphrase")
#: px of the teal panel beside the passphrase, whose sheet takes room.
NARROW = 400


class FirstRun(QWidget):
    """`made` carries the Desk of the new record file; `open_requested` the path of one that exists."""

    made = Signal(object)
    open_requested = Signal(object)

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self.file, self.practice, self.lock = FileStep(), PracticeStep(), PassphraseStep(background)
        self._steps = (self.file, self.practice, self.lock)
        self._panel = TealPanel(STEPS)
        self._title, self._lead = Text("", "screen", wrap=True), Text("", "lead", wrap=True)
        self._pages = QStackedWidget()
        self._where = Text("", "body", "ink2")
        self.back = Button("Back", "arrow-left", "quiet", 56)
        self.next = Button("Next", "arrow-right", "primary", 56)
        self._arrange()
        self.back.clicked.connect(lambda: self._go(self._pages.currentIndex() - 1))
        self.next.clicked.connect(self._next)
        for step in self._steps:
            step.changed.connect(self._show_buttons)
        background.aside(countries, then=self.practice.show_countries)
        background.aside(places.for_records, self.file.path, then=self.file.show_better)
        self._go(0)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._panel, 2)
        column = QVBoxLayout()
        column.setContentsMargins(56, 48, 56, 40)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        column.addSpacing(16)
        for step in self._steps:
            scroll = ScrollColumn()
            scroll.body.addWidget(step)
            self._pages.addWidget(scroll)
        column.addWidget(self._pages, 1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._where, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        column.addLayout(foot)
        row.addLayout(column, 3)

    def _go(self, step: int) -> None:
        self._pages.setCurrentIndex(step)
        self._panel.show_step(step)
        self._panel.setMaximumWidth(NARROW if step == len(STEPS) - 1 else WIDE)
        page = self._steps[step]
        if page is self.lock:
            self.lock.show_names(self.practice.practice(), self.file.path.name)
        self._title.setText(page.title)
        self._lead.setText(page.lead)
        announce(self, f"Step {step + 1} of {len(STEPS)}: {page.title}")
        self._show_buttons()
        firsts = (self.file.start, self.practice.name.line, self.lock.form.form.again.line)
        firsts[step].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_buttons(self) -> None:
        step = self._pages.currentIndex()
        opens = self.file.opens
        self._where.setText("" if opens else f"Step {step + 1} of {len(STEPS)}, about 2 minutes in all")
        self.back.setVisible(step > 0)
        last = step == len(STEPS) - 1
        self.next.setEnabled(not last or self.lock.ready)
        if step == 0 and opens:
            self.next.set_caption("Choose the file", "folder-open")
        else:
            self.next.set_caption("Make the record file" if last else "Next", "check" if last else "arrow-right")

    def _next(self) -> None:
        step = self._pages.currentIndex()
        if step == 0 and self.file.opens:
            self._open()
        elif not self._steps[step].complaint():
            if step < len(STEPS) - 1:
                self._go(step + 1)
            else:
                self._make()

    def _open(self) -> None:
        path = self.file.choose_file()
        if path is not None:
            self.open_requested.emit(path)

    def _make(self) -> None:
        self.next.set_busy(True)
        self._background.ask(
            make, self.file.path, self.practice.practice(), self.lock.lock, then=self._made, failed=self._refused
        )

    def _made(self, desk: Desk) -> None:
        self.next.set_busy(False)
        self.made.emit(desk)

    def _refused(self, error: DeskError) -> None:
        self.next.set_busy(False)
        messages.explain(self, error)


def make(path: Path, practice: Practice, lock: Lock | None) -> Desk:
    """Make the record file, and its folder if need be. Raises FileTrouble kinds."""
    places.must_suit(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileTrouble(
            f"The folder “{path.parent}” cannot be made.", "Nothing was written.", "Choose another place."
        ) from error
    return Desk.create(path, practice, lock)
