"""The sheet before a treatment: for which visit, what it will say, and giving it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.desk.aftercare import Sheet
from needledesk.desk.desk import Desk
from needledesk.desk.pretreatment import NextDates
from needledesk.domain.calendar import Precision, When, say_day, say_moment
from needledesk.domain.clients import Client
from needledesk.domain.pretreatment import BeforeGiven
from needledesk.errors import DeskError
from needledesk.ui.background import Background
from needledesk.ui.messages import Toasts
from needledesk.ui.theme import Theme
from needledesk.ui.visit.document_giving import DocumentGiving
from needledesk.ui.visit.sheet_preview import SheetPreview
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.date_field import DateField
from needledesk.ui.widgets.icon_view import IconView
from needledesk.ui.widgets.switch import Switch
from needledesk.ui.widgets.text import Text

#: Width and height that the dialog would like, of what a small screen has; width of its left part.
WIDE, TALL, LEFT = 940, 620, 368
#: Milliseconds after the last change before the sheet is drawn anew.
SETTLED = 250
ASKS_BOTH = "Type the day and the time of the visit: every date on the sheet counts back from then."


@dataclass(frozen=True, slots=True, repr=False)
class _Known:
    """What the dialog shows of the client."""

    first: NextDates
    given: tuple[BeforeGiven, ...]
    order: str


def _read(desk: Desk, client: int) -> _Known:
    first, given = desk.pretreatment.next_dates(client), desk.pretreatment.given(client)
    return _Known(first, given, desk.practice.country().date_order)


def _made(desk: Desk, client: int, at: When, large: bool) -> tuple[Sheet, str]:
    return desk.pretreatment.sheet(client, at, large), desk.pretreatment.too_early(client, at)


class BeforeDialog(QDialog):
    """Follows what is typed: the preview is the sheet itself."""

    def __init__(self, desk: Desk, background: Background, client: Client, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background, self._client = desk, background, client
        self._today = desk.now().date()
        self._first: date | None = None
        self._wanted: tuple[When, bool] | None = None
        self._leaving = False
        self.setWindowTitle("Before-treatment sheet")
        self.setAccessibleName("Before-treatment sheet")
        self.visit = DateField("Day of the visit", self._today, with_time=True, past_only=False, quick=())
        self.next, self.week = Button("Next possible day", "calendar-check"), Button("+ 1 week", "calendar-plus")
        self.week.setAccessibleName("One week later")
        self.large = Switch("Large print")
        self.early, self.trouble = _Warning(), Text(ASKS_BOTH, "small", wrap=True)
        self.given = Text("", "small", wrap=True)
        self.preview = SheetPreview(background, "Before-treatment sheet")
        self.close_button, self.print, self.export = (
            Button("Close", height=48),
            Button("Print", "printer", height=48),
            Button("Export PDF", "file-down", "primary", 48),
        )
        self._toasts = Toasts(self)
        self._giving = DocumentGiving(background, lambda: self._toasts, self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLED)
        self._lay_out()
        self._connect()
        self._allow(False)
        self._read_anew()

    @property
    def large_print(self) -> bool:
        """Whether the sheet is in large print."""
        return self.large.isChecked()

    def pick(self, day: date) -> None:
        """Take a day; a time that stands there stays, and where none does it is asked for next."""
        self.visit.pick(day)
        if self.visit.when is not None and self.visit.when.clock() is None:
            self.visit.time.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Close; while a sheet is being given, as soon as that is done, so that it is noted."""
        self._leaving = bool(self._giving.busy)
        if not self._leaving:
            super().reject()

    # -- making -------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 24, 20)
        row.setSpacing(20)
        left = QWidget()
        left.setFixedWidth(Theme.current().scaled(LEFT))
        left.setLayout(self._left())
        row.addWidget(left)
        row.addWidget(self.preview, 1)
        screen = self.screen().availableGeometry() if self.screen() else None
        self.resize(
            min(WIDE, screen.width() - 40) if screen else WIDE, min(TALL, screen.height() - 60) if screen else TALL
        )

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Text("Before-treatment sheet", "title", wrap=True))
        column.addWidget(Text(self._client.details.name, "body", "ink2", wrap=True))
        column.addWidget(Text("Day and time of the visit", "lab"))
        column.addWidget(self.visit)
        quick = QHBoxLayout()
        quick.setSpacing(8)
        quick.addWidget(self.next)
        quick.addWidget(self.week)
        quick.addStretch(1)
        column.addLayout(quick)
        for part in (self.early, self.trouble, self.large):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self.given)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.close_button, self.print, self.export):
            buttons.addWidget(button)
        column.addLayout(buttons)
        return column

    def _connect(self) -> None:
        self.next.hide()
        self.next.clicked.connect(lambda: self.pick(self._first) if self._first is not None else None)
        self.week.clicked.connect(self._week_later)
        self.visit.changed.connect(lambda _: self._ask_soon())
        self.large.toggled.connect(lambda _: self._ask_soon())
        self._settle.timeout.connect(self._ask)
        self.close_button.clicked.connect(self.reject)
        self.export.clicked.connect(self._export)
        self.print.clicked.connect(lambda: self._print(choose=False))
        self._giving.busy_changed.connect(self._show_busy)
        self._giving.given.connect(self._read_anew)
        for keys, act in (
            ("Ctrl+E", self._export),
            ("Ctrl+P", partial(self._print, False)),
            ("Ctrl+Shift+P", partial(self._print, True)),
        ):
            QShortcut(QKeySequence(keys), self, act)
        self.export.setToolTip("Ctrl+E")
        self.print.setToolTip("Ctrl+P; with the printer dialog Ctrl+Shift+P")

    # -- what is known of the client ----------------------------------------------------------------------

    def _read_anew(self) -> None:
        self._background.ask(_read, self._desk, self._client.id, then=self._show_known, owner=self)

    def _show_known(self, known: _Known) -> None:
        self.visit.set_order(known.order)
        first = known.first.first
        self._first = max(first, self._today) if first is not None else None
        if self._first is not None:
            said = f"Next possible: {say_day(self._first)}"
            self.next.set_caption(said)
            self.next.setAccessibleName(said)
            self.next.show()
        self.given.setText(_given(known.given))

    def _week_later(self) -> None:
        day = self.visit.when.last_day() if self.visit.when is not None else None
        self.pick((day or self._first or self._today) + timedelta(days=7))

    # -- the sheet ----------------------------------------------------------------------------------------

    def _ask_soon(self) -> None:
        """Nothing can be given until the sheet has followed what was typed."""
        self._wanted = None
        self._allow(False)
        self._settle.start()

    def _ask(self) -> None:
        when = self.visit.when
        if when is None or when.precision is not Precision.MINUTE:
            self._say("" if self.visit.error() else ASKS_BOTH)
            return
        wanted = (when, self.large_print)
        self._wanted = wanted

        def made(both: tuple[Sheet, str]) -> None:
            if wanted == self._wanted:
                self._say("")
                self.early.say(both[1])
                self.preview.show_sheet(both[0])
                self._allow(True)

        def refused(error: DeskError) -> None:
            if wanted == self._wanted:
                self._say(str(error), wrong=True)

        self._background.ask(_made, self._desk, self._client.id, *wanted, then=made, failed=refused, owner=self)

    def _say(self, text: str, wrong: bool = False) -> None:
        self.trouble.restyle("error" if wrong else "small", "")
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        if text:
            self.early.say("")
        if wrong:
            announce(self.trouble, text, urgent=True)

    def _allow(self, allowed: bool) -> None:
        for button in (self.export, self.print):
            button.setEnabled(allowed)
            button.setAccessibleDescription("" if allowed else "Needs the day and the time of the visit")

    # -- giving -------------------------------------------------------------------------------------------

    def _export(self) -> None:
        def call(when: When, large: bool) -> Path | None:
            return self._desk.pretreatment.export(self._client.id, when, large).path

        if self.export.isEnabled() and self._wanted is not None:
            self._giving.export(partial(call, *self._wanted), "Before-treatment sheet exported")

    def _print(self, choose: bool) -> None:
        if self.print.isEnabled() and self._wanted is not None:
            fetch: Callable[[], tuple[int, bytes]] = partial(
                self._desk.pretreatment.for_printer, self._client.id, *self._wanted
            )
            title = f"Before treatment {self._client.number}"
            self._giving.print(fetch, title, choose, self._desk.pretreatment.printed, self._export)

    def _show_busy(self, what: str) -> None:
        self.export.set_busy(what == "export")
        self.print.set_busy(what == "print")
        if self._leaving and not what:
            super().reject()


class _Warning(QWidget):
    """That the day is too early, with an icon, so that it does not hang on colour."""

    def __init__(self) -> None:
        super().__init__()
        self.text = Text("", "body", "decide", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconView("triangle-alert", "decide", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        self.hide()

    def say(self, text: str) -> None:
        """Say it, or go."""
        if text and text != self.text.text():
            announce(self.text, text)
        self.text.setText(text)
        self.setVisible(bool(text))


def _given(given: tuple[BeforeGiven, ...]) -> str:
    """`Exported Sun 22 Nov, 13:30, for Sat 5 Dec 2026, 10:00`: the last time such a sheet was given."""
    if not given:
        return "Not given yet."
    last = given[-1]
    return f"{last.how.capitalize()} {say_moment(last.at)}, for {say_moment(last.appointment, year=True)}."


def give_before(desk: Desk, background: Background, client: Client, parent: QWidget) -> None:
    """Show the dialog for a client, and wait until it is closed."""
    dialog = BeforeDialog(desk, background, client, parent)
    dialog.exec()
    dialog.deleteLater()
