"""What can be done with a whole client besides treating: everything out as files, or everything gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.clients import Client
from needledesk.ui.background import Background
from needledesk.ui.widgets.buttons import Button, IconButton
from needledesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from needledesk.ui.export_form import ExportForm

WIDE, TALL = 620, 440  # px; high enough for what comes while it runs


class ClientMenu(QObject):
    """`erased` carries the id of a client who is gone."""

    erased = Signal(int)

    def __init__(self, desk: Desk, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._background, self._window = desk, background, window

    def button(self, client: Client) -> IconButton:
        """The button that drops the menu down, with its first line chosen, for the keyboard."""
        more = IconButton("chevron-down", "More: export this client, erase this client")
        more.clicked.connect(lambda: self._drop(more, client))
        return more

    def menu(self, client: Client) -> QMenu:
        """Everything, as a menu."""
        menu = QMenu(self._window)
        menu.setAccessibleName("More about this client")
        menu.addAction("Export this client…", lambda: self.export(client))
        menu.addAction("Erase this client…", lambda: self.erase(client))
        return menu

    def export(self, client: Client) -> None:
        """Everything about the client as plain files. Imported here, as below: not needed for the first picture."""
        from needledesk.ui.export_form import ExportForm

        dialog = _ExportDialog(ExportForm(self._desk, self._background, client.id), client, self._window)
        dialog.exec()
        dialog.deleteLater()

    def erase(self, client: Client) -> None:
        """Everything about the client gone."""
        from needledesk.ui.clients.erase_dialog import EraseDialog

        dialog = EraseDialog(self._desk, self._background, client.id, self._window)
        dialog.erased.connect(self.erased)
        dialog.exec()
        dialog.deleteLater()

    def _drop(self, below: QWidget, client: Client) -> None:
        menu = self.menu(client)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below.mapToGlobal(QPoint(0, below.height() + 4)))
        menu.setActiveAction(menu.actions()[0])


class _ExportDialog(QDialog):
    """The form in a window of its own; while it runs, Cancel ends it."""

    def __init__(self, form: ExportForm, client: Client, parent: QWidget) -> None:
        super().__init__(parent)
        self._form = form
        self.setWindowTitle("Export client")
        self.setAccessibleName("Export client")
        self.setFixedWidth(WIDE)
        self.setMinimumHeight(TALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Text("Export this client", "title", wrap=True))
        column.addWidget(Text(f"{client.details.name}, {client.number}", "body", "ink2", wrap=True))
        text = "Details, visits, photos, letters and sheets as plain files, with a README. Nothing of any other client."
        column.addWidget(Text(text, "body", wrap=True))
        column.addWidget(form)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        close = Button("Close", height=48)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        column.addLayout(row)

    def reject(self) -> None:
        """Close; what runs ends first."""
        if self._form.job.running:
            self._form.job.stop()
        else:
            super().reject()
