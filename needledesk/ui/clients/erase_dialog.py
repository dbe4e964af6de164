"""Erasing a client: from when it may be, what goes, the name to be typed, and the proof afterwards."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.erasure import Erasure, Outlook, must_be_typed, without_names
from needledesk.domain.protocol import Status
from needledesk.errors import BadInput, DeskError
from needledesk.ui import messages
from needledesk.ui.background import Background
from needledesk.ui.clients import erase_words
from needledesk.ui.export_form import warning
from needledesk.ui.messages import Toasts
from needledesk.ui.visit.document_giving import DocumentGiving
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.field import LineField
from needledesk.ui.widgets.icon_view import MarkView
from needledesk.ui.widgets.scroll import ScrollColumn
from needledesk.ui.widgets.text import Text
from needledesk.ui.widgets.tinted import Tinted

WIDE, TALL, AROUND = 620, 640, 60
EARLY = "It is not time yet. A reason lets it go earlier, such as: entered by mistake. It stays: name nobody in it."


class EraseDialog(QDialog):
    """`erased` once the client is gone; the dialog stays for the proof."""

    erased = Signal(int)  # the client's id

    def __init__(self, desk: Desk, background: Background, client: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background, self._client = desk, background, client
        self._outlook: Outlook | None = None
        self._erasure: Erasure | None = None
        self.setWindowTitle("Erase client")
        self.setAccessibleName("Erase client")
        self.name, self.reason = LineField("Type the client's name"), LineField("Reason")
        self.trouble = Text("", "error", wrap=True)
        self.trouble.hide()
        self.cancel, self.erase = Button("Cancel", height=48), Button("Erase for good", "eraser", "danger", 48)
        self.close_button = Button("Close", height=48)
        self.print = Button("Print the proof", "printer", height=48)
        self.export = Button("Export the proof", "file-down", "primary", 48)
        self._toasts = Toasts(self)
        self.giving = DocumentGiving(background, lambda: self._toasts, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._connect()
        self._fit()
        background.ask(desk.erasing.outlook, client, then=self._show_outlook, failed=self._gone, owner=self)

    def reject(self) -> None:
        """Close, but not in the middle of it."""
        if not self.erase.busy and not self.giving.busy:
            super().reject()

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.reject)
        self.close_button.clicked.connect(self.accept)
        self.erase.clicked.connect(self._erase)
        self.export.clicked.connect(self._export)
        self.print.clicked.connect(self._print)
        self.giving.busy_changed.connect(self._show_busy)
        for field in (self.name, self.reason):
            field.line.textChanged.connect(lambda _: self._allow())
        self._allow()

    def _fit(self) -> None:
        screen = self.screen().availableGeometry() if self.screen() else None
        tall = min(TALL, screen.height() - AROUND) if screen else TALL
        self.setFixedWidth(min(WIDE, screen.width() - AROUND) if screen else WIDE)
        self.resize(self.width(), tall)

    # -- before ------------------------------------------------------------------------------------------------

    def _show_outlook(self, outlook: Outlook) -> None:
        self._outlook = outlook
        scroll = ScrollColumn()
        scroll.setAccessibleName("What is erased")
        scroll.body.setContentsMargins(24, 16, 24, 16)
        scroll.body.setSpacing(10)
        scroll.body.addWidget(Text(f"{outlook.name}, {outlook.number}", "h2", wrap=True))
        said = erase_words.hold(outlook)
        scroll.body.addWidget(warning(said, "stop") if outlook.held else Text(said, "body", wrap=True))
        scroll.body.addWidget(Text("What goes", "lab"))
        scroll.body.addWidget(Text(erase_words.what_goes(outlook), "body", wrap=True))
        scroll.body.addWidget(Text(erase_words.copies(outlook), "small", "ink2", wrap=True))
        if outlook.held:
            scroll.body.addWidget(Text(EARLY, "body", wrap=True))
            scroll.body.addWidget(self.reason)
        scroll.body.addWidget(self.name)
        scroll.body.addWidget(self.trouble)
        scroll.body.addStretch(1)
        head = _head("Erase this client", "This cannot be undone.", Status.DO_NOT_TREAT, "stop_soft", "stop")
        self._put(head, scroll, (self.cancel, self.erase))
        (self.reason if outlook.held else self.name).line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self) -> None:
        """Only once the name stands there, and a reason where one is needed."""
        why = "Type the client's name"
        if self._outlook is not None:
            try:
                must_be_typed(self._outlook.name, self.name.text)
                why = "Type a reason" if self._outlook.held and not self.reason.text else ""
            except BadInput:
                pass
        self.erase.setEnabled(not why)
        self.erase.setAccessibleDescription(why)

    def _erase(self) -> None:
        assert self._outlook is not None
        try:
            without_names(self.reason.text, self._outlook.name)
        except BadInput as error:
            self.reason.complain(f"{error.happened} {error.do}")
            return
        self.trouble.hide()
        self.erase.set_busy(True)
        self.cancel.setEnabled(False)
        call = partial(self._desk.erasing.erase, self._client, self.name.text, self.reason.text)
        self._background.aside(call, then=self._show_proof, failed=self._failed, owner=self)

    def _failed(self, error: DeskError) -> None:
        self.erase.set_busy(False)
        self.cancel.setEnabled(True)
        self.trouble.setText(str(error))
        self.trouble.show()
        announce(self.trouble, str(error), urgent=True)

    def _gone(self, error: DeskError) -> None:
        messages.explain(self, error)
        super().reject()

    # -- afterwards --------------------------------------------------------------------------------------------

    def _show_proof(self, erasure: Erasure) -> None:
        self.erase.set_busy(False)
        self._erasure = erasure
        self.name.line.clear()
        self.reason.line.clear()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(10)
        column.addWidget(Text("What is left is the number, when, by whom and how much. A sheet proves it.", wrap=True))
        assert self._outlook is not None
        column.addWidget(Text(erase_words.copies(self._outlook), "small", "ink2", wrap=True))
        column.addStretch(1)
        self._outlook = None
        head = _head(f"{erasure.number} is erased", "The room in the file was overwritten.", Status.PROCEED, "", "")
        self._put(head, body, (self.close_button, self.print, self.export))
        self.export.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{erasure.number} is erased")
        self.erased.emit(self._client)

    def _export(self) -> None:
        if self._erasure is not None:
            self.giving.export(partial(self._desk.erasing.export, self._erasure.id), "Proof exported")

    def _print(self) -> None:
        if self._erasure is not None:
            number = self._erasure.id

            def fetch() -> tuple[int, bytes]:
                return number, self._desk.erasing.for_printer(number)

            title = f"Record erased {self._erasure.number}"
            self.giving.print(fetch, title, printed=self._desk.erasing.printed, export=self._export)

    def _show_busy(self, what: str) -> None:
        self.export.set_busy(what == "export")
        self.print.set_busy(what == "print")

    def _put(self, head: QWidget, body: QWidget, buttons: tuple[Button, ...]) -> None:
        """Another content: head, body, and a row of buttons at the foot."""
        kept: tuple[QWidget, ...] = (self.name, self.reason, self.trouble, self.cancel, self.erase)
        for part in kept:
            if not body.isAncestorOf(part):
                part.setParent(self)
                part.hide()
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 8, 24, 20)
        row.setSpacing(8)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
            button.show()
        for part, stretch in ((head, 0), (body, 1), (foot, 0)):
            self._column.addWidget(part, stretch)


def _head(title: str, text: str, status: Status, ground: str, tone: str) -> QWidget:
    head = Tinted(ground or "surface")
    head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    row = QHBoxLayout(head)
    row.setContentsMargins(24, 18, 24, 18)
    row.setSpacing(16)
    row.addWidget(MarkView(status, 44), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(Text(title, "title", tone, wrap=True))
    words.addWidget(Text(text, "body", "ink2", wrap=True))
    row.addLayout(words, 1)
    return head
