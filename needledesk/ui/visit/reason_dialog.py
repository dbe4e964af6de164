"""A small dialog that asks for a reason, and for a name where one has to stand for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from needledesk.domain.protocol import Status
from needledesk.domain.reasons import typed_reason
from needledesk.ui import icons
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.field import LineField
from needledesk.ui.widgets.icon_view import MarkView
from needledesk.ui.widgets.text import Text

WIDE = 520


class ReasonDialog(QDialog):
    """`given` carries reason and name when they are to be kept. After Esc `reason` can still be read."""

    given = Signal(str, str)

    def __init__(self, title: str, hint: str, keep: Button, asks: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)
        self.setFixedWidth(WIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name: LineField | None = None
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(asks)
        self.text.setPlaceholderText(asks)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(96)
        self.text.textChanged.connect(self._changed)
        self.keep = keep
        keep.clicked.connect(self._keep)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, keep.click)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(12)
        self._column.addWidget(Text(title, "title", wrap=True))
        self._column.addWidget(self.text)
        self._column.addWidget(Text(hint, "small", wrap=True))
        self._column.addLayout(self._buttons())
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._changed()

    @property
    def reason(self) -> str:
        """What is typed as the reason, tidied."""
        return self.text.toPlainText().strip()

    def show_status(self, status: Status) -> None:
        """Name the verdict that the reason goes against."""
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(MarkView(status, 24))
        row.addWidget(Text(icons.tone(status)["word"], "h3"), 1)
        self._column.insertLayout(1, row)

    def ask_name(self, label: str, name: str) -> None:
        """Ask who it is, too."""
        self.name = LineField(label)
        self.name.set_text(name)
        self.name.line.textChanged.connect(self._changed)
        self._column.insertWidget(self._column.indexOf(self.text), self.name)
        QWidget.setTabOrder(self.name.line, self.text)
        self._changed()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel = Button("Cancel", height=48)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        row.addWidget(self.keep)
        return row

    def _changed(self) -> None:
        named = self.name is None or bool(self.name.text)
        self.keep.setEnabled(bool(typed_reason(self.reason)) and named)

    def _keep(self) -> None:
        self.given.emit(self.reason, self.name.text if self.name is not None else "")
        self.accept()


def override_dialog(status: Status, practitioner: str, parent: QWidget) -> ReasonDialog:
    """Treat against the verdict: named practitioner, typed reason (decision 5)."""
    hint = "The status stays as it is. Your name and reason are kept, shown and printed."
    keep = Button("Keep reason, go on", "check", "primary", 48, "Ctrl Enter")
    dialog = ReasonDialog("Override with a reason", hint, keep, "Why do you treat all the same?", parent)
    dialog.show_status(status)
    dialog.ask_name("Practitioner who treats", practitioner)
    return dialog


def withdraw_dialog(author: str, parent: QWidget) -> ReasonDialog:
    """A letter was recorded by mistake."""
    hint = f"The letter of {author} no longer counts. It stays on file, marked as withdrawn, with your reason."
    keep = Button("Withdraw the letter", "undo-2", "danger", 48)
    return ReasonDialog("Withdraw this letter?", hint, keep, "Why does it no longer count?", parent)


def void_dialog(parent: QWidget) -> ReasonDialog:
    """A visit that nobody is to rely on, such as one recorded for the wrong client."""
    hint = (
        "The content stays and can be read. The visit no longer counts: not as a session, not for the wait to the next"
        " one, and no sheet is given of it. Your name, the moment and the reason stand on it. This cannot be undone."
    )
    keep = Button("Void the visit", "ban", "danger", 48)
    return ReasonDialog("Void this visit?", hint, keep, "Why is it not to be relied on?", parent)
