"""What can be had on paper of the open visit beside its aftercare sheet: the record, and the sheet before the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from needledesk.domain.letter_request import why_not
from needledesk.domain.protocol import Status
from needledesk.domain.visits import Visit
from needledesk.ui.messages import Toasts
from needledesk.ui.visit.document_giving import DocumentGiving
from needledesk.ui.visit.open_visit import OpenVisit


class Papers(QObject):
    """Exports and prints the record as it stands, with everything that was typed."""

    def __init__(self, open_visit: OpenVisit, toasts: Callable[[], Toasts], parent: QWidget) -> None:
        super().__init__(parent)
        self._open, self._window = open_visit, parent
        self.giving = DocumentGiving(open_visit.background, toasts, parent)

    def menu(self) -> QMenu:
        """Everything, as a menu."""
        menu = QMenu(self._window)
        menu.setAccessibleName("Papers of this visit")
        menu.addAction("Visit record: export PDF", self.export_record)
        menu.addAction("Visit record: print", self.print_record)
        menu.addAction("Visit record: print, choose the printer", lambda: self.print_record(choose=True))
        menu.addSeparator()
        if self._open.shown and not why_not(self._open.verdict):
            menu.addAction("Letter request: export PDF", self.export_letter_request)
            menu.addAction("Letter request: print", self.print_letter_request)
        menu.addAction("Before-treatment sheet", self.give_before)
        return menu

    def show_menu(self, below: QWidget) -> None:
        """Drop the menu down from a button, with its first line chosen, for the keyboard."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below.mapToGlobal(QPoint(0, below.height() + 4)))
        menu.setActiveAction(menu.actions()[0])

    def export_record(self) -> None:
        """Write the record as a PDF into the practice's folder."""

        def call() -> Path:
            return desk.records.export(visit)

        if self._open.shown:
            desk, visit = self._open.desk, self._open.visit.id
            self._open.keep_typed()
            self.giving.export(call, "Visit record exported")

    def print_record(self, choose: bool = False) -> None:
        """Hand the record to the printer; `choose` shows the printer dialog first."""

        def fetch() -> tuple[int, bytes]:
            return visit, desk.records.for_printer(visit)

        if self._open.shown:
            desk, visit = self._open.desk, self._open.visit.id
            self._open.keep_typed()
            title, printed = f"Visit record {self._open.client.number}", desk.records.printed
            self.giving.print(fetch, title, choose, printed, self.export_record)

    def export_letter_request(self) -> None:
        """Write the page that asks a doctor for an answer into the practice's folder."""

        def call() -> Path:
            return desk.letter_requests.export(visit)

        if self._open.shown:
            desk, visit = self._open.desk, self._open.visit.id
            self.giving.export(call, "Letter request exported")

    def print_letter_request(self, choose: bool = False) -> None:
        """Hand the page that asks a doctor for an answer to the printer."""

        def fetch() -> tuple[int, bytes]:
            return visit, desk.letter_requests.for_printer(visit)

        if self._open.shown:
            desk, visit = self._open.desk, self._open.visit.id
            title, printed = f"Letter request {self._open.client.number}", desk.letter_requests.printed
            self.giving.print(fetch, title, choose, printed, self.export_letter_request)

    def give_before(self) -> None:
        """The sheet before the next treatment."""
        from needledesk.ui.visit.before_dialog import give_before

        if self._open.shown:
            self._open.keep_typed()
            give_before(self._open.desk, self._open.background, self._open.client, self._window)


def expects_another(visit: Visit) -> bool:
    """Whether a visit that was closed untreated leads to another appointment: not under DO_NOT_TREAT."""
    untreated = visit.closed is not None and visit.treatment.started is None
    return untreated and (visit.verdict is None or visit.verdict.status is not Status.DO_NOT_TREAT)
