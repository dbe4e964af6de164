"""What can still be done to a closed visit: add to it, or void it; each asks first, and what was typed is not lost."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from needledesk.domain.practice import Practice
from needledesk.domain.recorded_values import recorded
from needledesk.ui.visit.amendment_dialog import AmendmentDialog
from needledesk.ui.visit.open_visit import NewAmendment, OpenVisit
from needledesk.ui.visit.reason_dialog import void_dialog
from needledesk.ui.widgets.announce import announce


class SealedActions(QObject):
    """Asks, and hands over to the open visit."""

    def __init__(self, open_visit: OpenVisit, parent: QWidget) -> None:
        super().__init__(parent)
        self._open, self._window = open_visit, parent
        self._typed: dict[int, NewAmendment] = {}  # by visit: typed and not kept
        self._reasons: dict[int, str] = {}

    def amend(self) -> None:
        """Ask what is added, and add it."""
        opened = self._open
        if opened.shown and opened.sealed is not None:
            opened.background.ask(opened.desk.practice.get, then=self._ask_amendment, owner=self)

    def void(self) -> None:
        """Ask why, and void it."""
        opened = self._open
        if not opened.shown or opened.sealed is None or opened.sealed.voiding is not None:
            return
        visit, dialog = opened.visit.id, void_dialog(self._window)
        dialog.text.setPlainText(self._reasons.get(visit, ""))

        def left() -> None:
            self._reasons[visit] = dialog.text.toPlainText()

        def given(reason: str, _: str) -> None:
            self._reasons[visit] = reason
            opened.void(reason, lambda: self._done(visit, "Visit voided, its content is kept"))

        dialog.given.connect(given)
        dialog.rejected.connect(left)
        dialog.open()

    def _ask_amendment(self, practice: Practice) -> None:
        opened = self._open
        if not opened.shown or opened.sealed is None:
            return
        visit, values = opened.visit.id, recorded(opened.visit, opened.bench.protocol)
        dialog = AmendmentDialog(values, practice.practitioner, opened.desk.now(), self._window)
        if visit in self._typed:
            dialog.type_again(self._typed[visit])

        def left() -> None:
            self._typed[visit] = dialog.typed

        def added(typed: NewAmendment) -> None:
            self._typed[visit] = typed  # until it is on disk
            opened.amend(typed, lambda: self._done(visit, "Amendment added and sealed"))

        dialog.added.connect(added)
        dialog.rejected.connect(left)
        dialog.open()

    def _done(self, visit: int, words: str) -> None:
        self._typed.pop(visit, None)
        self._reasons.pop(visit, None)
        announce(self._window, words)
