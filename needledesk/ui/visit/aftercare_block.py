"""The foot of the right column: the aftercare sheet as a PDF or on paper, from every screen of a client."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.ui.theme import Theme
from needledesk.ui.visit.sheet_target import SheetTarget
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.text import Text

NOT_TREATED = "Not treated"
VOIDED = "This visit is voided: no sheet of it is given any more."
AS_GIVEN = "Prints the sheet exactly as it was given."
GIVES = "Ctrl+E exports, Ctrl+P prints."
ASKS_ONCE = "Times count from the finish. Not finished yet: it asks once, then exports."


class AftercareBlock(QFrame):
    """It never moves. Without a treated session its buttons are off, and say why."""

    export_requested = Signal()
    print_requested = Signal(bool)  # with the printer dialog first

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("cls", "after")
        self.setAccessibleName("Aftercare")
        self.state, self.note = Text("", "small"), Text("", "small", wrap=True)
        self.export = Button("Aftercare: Export PDF", "file-down", "primary", 56)
        self.print = Button("Print", "printer", "plain", 48)
        self.export.setToolTip("Ctrl+E")
        self.print.setToolTip("Ctrl+P; with the printer dialog Ctrl+Shift+P")
        self.export.clicked.connect(self.export_requested)
        self.print.clicked.connect(lambda: self.print_requested.emit(False))
        self._left: tuple[Button, QWidget | None] | None = None  # where the focus was, and where it went by itself
        self._column = QVBoxLayout(self)
        self._lay_out()
        self.fit()
        for keys, button, act in (
            ("Ctrl+E", self.export, self.export_requested.emit),
            ("Ctrl+P", self.print, lambda: self.print_requested.emit(False)),
            ("Ctrl+Shift+P", self.print, lambda: self.print_requested.emit(True)),
        ):
            QShortcut(QKeySequence(keys), self, lambda button=button, act=act: act() if button.isEnabled() else None)
        self.show_target(None)

    def show_target(self, target: SheetTarget | None, voided: bool = False) -> None:
        """Which session's sheet the buttons give; None: never treated, or `voided`."""
        treated = target is not None
        why = VOIDED if voided else NOT_TREATED
        for button in (self.export, self.print):
            button.setEnabled(treated)
            button.setAccessibleDescription("" if treated else why)
        running = target is not None and target.running
        given = target is not None and target.given is not None
        quiet = target is not None and (target.earlier or given)
        self.state.setText("Voided" if voided else _state(target))
        self.export.set_kind("tonal" if running else "plain" if quiet else "primary")
        self._say(ASKS_ONCE if running else AS_GIVEN if given else GIVES if treated else VOIDED if voided else "")

    def show_busy(self, what: str) -> None:
        """While a sheet is being given, its button shows it and cannot be pressed.

        Then it has the focus again, unless the user has gone elsewhere meanwhile.
        """
        pressed = next((button for button in (self.export, self.print) if button.hasFocus()), None)
        self.export.set_busy(what == "export")
        self.print.set_busy(what == "print")
        if what:
            self._left = (pressed, QApplication.focusWidget()) if pressed is not None else None
        elif self._left is not None:
            button, fallback = self._left
            if QApplication.focusWidget() is fallback:
                button.setFocus()
            self._left = None

    def fit(self) -> None:
        """Take the room that the screen allows."""
        short = Theme.current().short
        self._column.setContentsMargins(15, 8 if short else 12, 16, 10 if short else 16)
        self._column.setSpacing(6 if short else 8)
        self._say(self.note.text())

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text) and not Theme.current().short)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Text("Aftercare", "h3"), 1)
        head.addWidget(self.state)
        self._column.addLayout(head)
        for part in (self.export, self.print, self.note):
            self._column.addWidget(part)


def _state(target: SheetTarget | None) -> str:
    if target is None:
        return NOT_TREATED
    if target.given is not None and not target.earlier:
        return f"Copy of {target.given.day} {target.given:%b}"
    return f"Session {target.session}" + ("" if target.running or target.earlier else " ready")
